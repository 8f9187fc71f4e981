'use client';

import { NativeSelect } from '@mantine/core';
import { useTranslations } from 'next-intl';
import classes from '@/components/analyse/analyse.module.css';
import type { OwnChoice } from '@/lib/analysis/choice';
import type { ChoiceProps } from './choice-props';

/** Ids that repeat: a row is no patient, and the reader says which rows are meant. */
export function RowsQuestion({ view, choice, onChange }: ChoiceProps) {
  const t = useTranslations('analyse.choice');
  const { repeatedIds } = view;
  if (repeatedIds === null) return null;
  const { column, ids, rows, offers } = repeatedIds;
  const nameOf = (at: number): string => view.columns[at]?.name ?? '';
  const open = choice.rows === null && choice.entry === null;
  const read = (value: string): OwnChoice['rows'] => {
    if (value === '' || value === 'all') return value === '' ? null : 'all';
    const offer = offers[Number(value)];
    return offer === undefined ? null : { column: offer.column, value: offer.value };
  };
  const taken = (): string => {
    if (choice.rows === null || choice.rows === 'all') return choice.rows ?? '';
    const { column: at, value } = choice.rows;
    return String(offers.findIndex((offer) => offer.column === at && offer.value === value));
  };
  return (
    <fieldset className={classes.question}>
      <legend>{t('repeat', { column: nameOf(column), ids, rows })}</legend>
      <NativeSelect
        label={t('rows')}
        data={[
          { value: '', label: t('none') },
          ...offers.map((offer, i) => ({
            value: String(i),
            label: t('rowsOf', { column: nameOf(offer.column), value: offer.value, count: offer.rows }),
          })),
          { value: 'all', label: t('allRows', { rows }) },
        ]}
        value={taken()}
        error={open ? t('sayRows') : undefined}
        onChange={({ currentTarget: { value } }) => onChange({ ...choice, rows: read(value) })}
      />
    </fieldset>
  );
}
