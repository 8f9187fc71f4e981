'use client';

import { Modal } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { Input, Select } from '@/components/ui/field';
import { GeneText } from '@/components/ui/gene-text';
import entry from '@/components/ui/entry.module.css';
import type { ElsewhereOption, SeriesOption } from '@/lib/comparison/selection/series-options';
import { MOST_SERIES } from '@/lib/comparison/selection/selection';
import { Link } from '@/lib/i18n/navigation';
import { compareAddress } from '@/lib/registry/trials/outcome-groups';
import { KMT2A_STRATA, SURVIVAL_ENDPOINTS } from '@/lib/registry/vocabulary';
import finder from './series-finder.module.css';

type Props = Readonly<{
  opened: boolean;
  onClose: () => void;
  options: readonly SeriesOption[];
  elsewhere: readonly ElsewhereOption[];
  /** figures that may still be added */
  room: number;
  onAdd: (id: string) => void;
}>;

type Wanted = Readonly<{ text: string; kmt2a: string; years: string }>;

/** Every figure that can be added, the comparable ones first with the reason, the others with what differs. */
export function SeriesFinder({ opened, onClose, options, elsewhere, room, onAdd }: Props) {
  const t = useTranslations('compare');
  const narrow = useMediaQuery('(max-width: 40em)') ?? false;
  const [wanted, setWanted] = useState<Wanted>({ text: '', kmt2a: '', years: '' });
  const found = options.filter((option) => fits(option, wanted));
  const [comparable, others] = [
    found.filter((option) => option.comparable),
    found.filter((option) => !option.comparable),
  ];
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t('finder')}
      size="52rem"
      fullScreen={narrow}
      closeButtonProps={{ 'aria-label': t('close') }}
    >
      <div className={finder.body}>
        <FinderFilter options={options} wanted={wanted} onChange={setWanted} />
        <p className={finder.count} role="status">
          {t('found', { count: found.length, room })}
        </p>
        {found.length === 0 && <Elsewhere options={elsewhere.filter(({ words }) => hasWords(words, wanted.text))} />}
        <OptionList heading={t('comparable')} options={comparable} full={room === 0} onAdd={onAdd} />
        <OptionList heading={t('others')} options={others} full={room === 0} onAdd={onAdd} />
      </div>
    </Modal>
  );
}

/** Whether every word that was typed is among those of a figure. */
function hasWords(words: string, typed: string): boolean {
  return typed
    .toLowerCase()
    .split(/\s+/u)
    .every((part) => words.includes(part));
}

/** Where nothing of this endpoint fits: under which others the search would find something, and the way there. */
function Elsewhere({ options }: Readonly<{ options: readonly ElsewhereOption[] }>) {
  const t = useTranslations('compare');
  const endpoints = SURVIVAL_ENDPOINTS.filter((endpoint) => options.some((option) => option.endpoint === endpoint));
  if (endpoints.length === 0) return null;
  return (
    <p>
      {t('elsewhere')}{' '}
      {endpoints.map((endpoint) => {
        const ids = options.filter((option) => option.endpoint === endpoint).map(({ id }) => id);
        return (
          <span key={endpoint} className={finder.endpoint}>
            <Link href={compareAddress(endpoint, ids.slice(0, MOST_SERIES))}>
              {t('elsewhereOne', { endpoint: t(`endpointShort.${endpoint}`), count: ids.length })}
            </Link>
          </span>
        );
      })}
    </p>
  );
}

function fits({ words, kmt2a, years }: SeriesOption, wanted: Wanted): boolean {
  return (
    hasWords(words, wanted.text) &&
    (wanted.kmt2a === '' || kmt2a === wanted.kmt2a) &&
    (wanted.years === '' || String(years) === wanted.years)
  );
}

function FinderFilter({
  options,
  wanted,
  onChange,
}: Readonly<{ options: readonly SeriesOption[]; wanted: Wanted; onChange: (wanted: Wanted) => void }>) {
  const t = useTranslations('compare');
  const vocabulary = useTranslations('vocabulary.kmt2a');
  const horizons = [...new Map(options.map(({ years, horizon }) => [years, horizon]))].sort(([a], [b]) => a - b);
  return (
    <div className={finder.filter}>
      <label className={entry.field}>
        <span className={entry.label}>{t('search')}</span>
        <Input
          data-autofocus
          type="search"
          look="form"
          placeholder={t('addHint')}
          maxLength={80}
          value={wanted.text}
          onChange={({ currentTarget: { value } }) => onChange({ ...wanted, text: value })}
        />
      </label>
      <label className={entry.field}>
        <span className={entry.label}>KMT2A</span>
        <Select
          look="form"
          value={wanted.kmt2a}
          onChange={({ currentTarget: { value } }) => onChange({ ...wanted, kmt2a: value })}
        >
          <option value="">{t('any')}</option>
          {KMT2A_STRATA.map((stratum) => (
            <option key={stratum} value={stratum}>
              {vocabulary(stratum)}
            </option>
          ))}
        </Select>
      </label>
      <label className={entry.field}>
        <span className={entry.label}>{t('horizon')}</span>
        <Select
          look="form"
          value={wanted.years}
          onChange={({ currentTarget: { value } }) => onChange({ ...wanted, years: value })}
        >
          <option value="">{t('any')}</option>
          {horizons.map(([years, horizon]) => (
            <option key={years} value={String(years)}>
              {horizon}
            </option>
          ))}
        </Select>
      </label>
    </div>
  );
}

function OptionList({
  heading,
  options,
  full,
  onAdd,
}: Readonly<{ heading: string; options: readonly SeriesOption[]; full: boolean; onAdd: (id: string) => void }>) {
  const t = useTranslations('compare');
  if (options.length === 0) return null;
  return (
    <section>
      <h3 className={finder.heading}>
        {heading} <span>{options.length}</span>
      </h3>
      <ul className={finder.options}>
        {options.map((option) => (
          <li key={option.id}>
            <div className={finder.words}>
              <p>
                <b>{option.trial}</b> <GeneText text={option.population} />
              </p>
              <p className={finder.facts}>
                <b>{option.value}</b>
                <span>
                  {option.horizon} {option.timeZero}
                </span>
                <span>{option.n}</span>
                <span>{t('level', { letter: option.level })}</span>
              </p>
              {option.alike.length > 0 && (
                <p className={finder.alike}>{t('alikeList', { list: option.alike.join(', ') })}</p>
              )}
              {option.differs.length > 0 && (
                <p className={finder.differs}>{t('differsList', { list: option.differs.join('; ') })}</p>
              )}
            </div>
            <Button
              look="small"
              disabled={full}
              aria-label={t('addOne', { name: `${option.trial}, ${option.population}, ${option.horizon}` })}
              onClick={() => onAdd(option.id)}
            >
              {t('addShort')}
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}
