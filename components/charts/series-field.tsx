'use client';

import { Select } from '@mantine/core';
import { useTranslations } from 'next-intl';
import { GeneText } from '@/components/ui/gene-text';
import { MOST_SERIES } from '@/lib/cohort/selection';
import type { SeriesGroup } from '@/lib/cohort/series-options';
import type { SeriesStyle } from '@/lib/cohort/series-style';
import classes from './compare.module.css';
import { MarkerSign } from './marker-sign';

export type ChosenItem = Readonly<{ id: string; name: string; detail: string; style: SeriesStyle; open: boolean }>;

type Props = Readonly<{
  chosen: readonly ChosenItem[];
  options: readonly SeriesGroup[];
  /** the reader has not chosen: the first view is shown */
  firstView: boolean;
  /** null: back to the first view */
  onChange: (series: readonly string[] | null) => void;
}>;

/** The published figures of the comparison: each can be removed, others found by trial, group or horizon and added. */
export function SeriesField({ chosen, options, firstView, onChange }: Props) {
  const t = useTranslations('compare');
  const ids = chosen.map(({ id }) => id);
  return (
    <fieldset className={classes.group}>
      <legend>{t('series')}</legend>
      {chosen.length === 0 && <p className={classes.hint}>{t('none')}</p>}
      <ul className={classes.chosen}>
        {chosen.map(({ id, name, detail, style, open }) => (
          <li key={id}>
            <MarkerSign style={style} open={open} />
            <span><b>{name}</b> <small><GeneText text={detail} /></small></span>
            <button type="button" className={classes.remove} aria-label={t('remove', { name })} title={t('remove', { name })} onClick={() => onChange(ids.filter((other) => other !== id))}>×</button>
          </li>
        ))}
      </ul>
      <Select
        aria-label={t('add')}
        placeholder={t('add')}
        data={options.map(({ group, items }) => ({ group, items: [...items] }))}
        value={null}
        onChange={(id) => id !== null && onChange([...ids, id])}
        searchable
        clearable={false}
        disabled={chosen.length >= MOST_SERIES}
        nothingFoundMessage={t('nothingFound')}
        comboboxProps={{ width: 420, position: 'bottom-start', middlewares: { flip: true, shift: { padding: 8 } } }}
        maxDropdownHeight={320}
        key={ids.join()}
      />
      {chosen.length >= MOST_SERIES && <p className={classes.hint}>{t('full')}</p>}
      {firstView ? <p className={classes.hint}>{t('firstView')}</p> : <button type="button" className={classes.link} onClick={() => onChange(null)}>{t('toFirstView')}</button>}
    </fieldset>
  );
}
