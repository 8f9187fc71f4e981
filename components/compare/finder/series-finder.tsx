'use client';

import { Modal } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { useTranslations } from 'next-intl';
import { useRef, useState, type Ref } from 'react';
import { Button } from '@/components/ui/button';
import { Input, Select } from '@/components/ui/field';
import { GeneText } from '@/components/ui/gene-text';
import entry from '@/components/ui/entry.module.css';
import type { ElsewhereOption } from '@/lib/comparison/selection/figures-to-add';
import { seriesOptions, type SeriesOption } from '@/lib/comparison/selection/series/options';
import { MOST_SERIES, type CompareSelection } from '@/lib/comparison/selection/selection';
import { Link } from '@/lib/i18n/navigation';
import { compareAddress } from '@/lib/registry/trials/outcome-groups';
import { KMT2A_STRATA, SURVIVAL_ENDPOINTS } from '@/lib/registry/vocabulary';
import finder from './series-finder.module.css';
import type { Figures } from './use-figures';

type Props = Readonly<{
  opened: boolean;
  onClose: () => void;
  figures: Figures;
  /** ids of what is chosen, and of which endpoint and patients */
  chosen: readonly string[];
  asked: Pick<CompareSelection, 'endpoint' | 'population'>;
  onAdd: (id: string) => void;
}>;

type Wanted = Readonly<{ text: string; kmt2a: string; years: string }>;

/** Every figure that can be added, the comparable ones first with the reason, the others with what differs. */
export function SeriesFinder({ opened, onClose, figures, chosen, asked, onAdd }: Props) {
  const t = useTranslations('compare');
  const narrow = useMediaQuery('(max-width: 40em)') ?? false;
  const [wanted, setWanted] = useState<Wanted>({ text: '', kmt2a: '', years: '' });
  const search = useRef<HTMLInputElement>(null);
  const { held, failed, prepare } = figures;
  const options = opened && held !== null ? seriesOptions(held.figures, chosen, asked) : [];
  const found = options.filter((option) => fits(option, wanted));
  const [comparable, others] = [
    found.filter((option) => option.comparable),
    found.filter((option) => !option.comparable),
  ];
  const elsewhere = held?.elsewhere.filter(({ words }) => hasWords(words, wanted.text)) ?? [];
  const room = Math.max(0, MOST_SERIES - chosen.length);
  const said = held === null ? t('finderLoading') : t('found', { count: found.length, room });
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
        <FinderFilter options={options} wanted={wanted} onChange={setWanted} search={search} />
        <p className={finder.count} role="status">
          {failed ? '' : said}
        </p>
        {failed && (
          <FinderFailed
            onRetry={() => {
              // The button goes, and the reader is not to be lost with it.
              search.current?.focus();
              prepare();
            }}
          />
        )}
        {held !== null && found.length === 0 && <Elsewhere options={elsewhere} />}
        <OptionList heading={t('comparable')} options={comparable} full={room === 0} onAdd={onAdd} />
        <OptionList heading={t('others')} options={others} full={room === 0} onAdd={onAdd} />
      </div>
    </Modal>
  );
}

/** The list did not come: what that means, and how to ask once more. */
function FinderFailed({ onRetry }: Readonly<{ onRetry: () => void }>) {
  const t = useTranslations('compare');
  return (
    <div role="alert">
      <p>{t('finderFailed')}</p>
      <Button look="small" onClick={onRetry}>
        {t('finderRetry')}
      </Button>
    </div>
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

function fits({ figure: { texts, stratum, timeYears } }: SeriesOption, wanted: Wanted): boolean {
  return (
    hasWords(texts.words, wanted.text) &&
    (wanted.kmt2a === '' || stratum.kmt2a === wanted.kmt2a) &&
    (wanted.years === '' || String(timeYears) === wanted.years)
  );
}

/** The horizons of these figures, ascending, in years and in words. */
function horizonsOf(options: readonly SeriesOption[]): [string, string][] {
  const words = new Map(options.map(({ figure: { timeYears, texts } }) => [timeYears, texts.horizon]));
  return [...words].sort(([a], [b]) => a - b).map(([years, text]) => [String(years), text]);
}

function FinderFilter({
  options,
  wanted,
  onChange,
  search,
}: Readonly<{
  options: readonly SeriesOption[];
  wanted: Wanted;
  onChange: (wanted: Wanted) => void;
  search: Ref<HTMLInputElement>;
}>) {
  const t = useTranslations('compare');
  const vocabulary = useTranslations('vocabulary.kmt2a');
  return (
    <div className={finder.filter}>
      <label className={entry.field}>
        <span className={entry.label}>{t('search')}</span>
        <Input
          ref={search}
          data-autofocus
          type="search"
          look="form"
          placeholder={t('addHint')}
          maxLength={80}
          value={wanted.text}
          onChange={({ currentTarget: { value } }) => onChange({ ...wanted, text: value })}
        />
      </label>
      <FilterSelect
        label="KMT2A"
        value={wanted.kmt2a}
        options={KMT2A_STRATA.map((stratum) => [stratum, vocabulary(stratum)])}
        onChange={(kmt2a) => onChange({ ...wanted, kmt2a })}
      />
      <FilterSelect
        label={t('horizon')}
        value={wanted.years}
        options={horizonsOf(options)}
        onChange={(years) => onChange({ ...wanted, years })}
      />
    </div>
  );
}

/** One of some values, in words, or any. */
function FilterSelect({
  label,
  value,
  options,
  onChange,
}: Readonly<{
  label: string;
  value: string;
  options: readonly (readonly [value: string, text: string])[];
  onChange: (value: string) => void;
}>) {
  const t = useTranslations('compare');
  return (
    <label className={entry.field}>
      <span className={entry.label}>{label}</span>
      <Select look="form" value={value} onChange={({ currentTarget }) => onChange(currentTarget.value)}>
        <option value="">{t('any')}</option>
        {options.map(([one, text]) => (
          <option key={one} value={one}>
            {text}
          </option>
        ))}
      </Select>
    </label>
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
        {options.map(({ figure: { id, acronym, texts }, alike, differs }) => (
          <li key={id}>
            <div className={finder.words}>
              <p>
                <b>
                  <GeneText text={acronym} />
                </b>{' '}
                <GeneText text={texts.population} />
              </p>
              <p className={finder.facts}>
                <b>{texts.value}</b>
                <span>
                  {texts.horizon} {texts.timeZero}
                </span>
                <span>{texts.n}</span>
                <span>{t('level', { letter: texts.level })}</span>
              </p>
              {alike.length > 0 && (
                <p className={finder.alike}>
                  {t('alikeList', { list: alike.map((code) => t(`alike.${code}`)).join(', ') })}
                </p>
              )}
              {differs.length > 0 && (
                <p className={finder.differs}>
                  {t('differsList', { list: differs.map((code) => t(`differs.${code}`)).join('; ') })}
                </p>
              )}
            </div>
            <Button
              look="small"
              disabled={full}
              aria-label={t('addOne', { name: `${acronym}, ${texts.population}, ${texts.horizon}` })}
              onClick={() => onAdd(id)}
            >
              {t('addShort')}
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}
