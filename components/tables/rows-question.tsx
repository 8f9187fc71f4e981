'use client';

import { NativeSelect } from '@mantine/core';
import { useTranslations } from 'next-intl';
import type { RepeatedIds, RowChoice } from '@/lib/tables/repeated-ids';
import type { ColumnView } from '@/lib/tables/table';
import classes from './tables.module.css';

type Props = Readonly<{
  repeated: RepeatedIds;
  columns: readonly Pick<ColumnView, 'name'>[];
  chosen: RowChoice | null;
  /** nothing can be done before the reader has answered */
  needed: boolean;
  onChange: (rows: RowChoice | null) => void;
}>;

/** Ids that repeat: a row is no patient, and the reader says which rows are meant. */
export function RowsQuestion({ repeated, columns, chosen, needed, onChange }: Props) {
  const t = useTranslations('tables.rows');
  const { column, ids, rows, offers } = repeated;
  const nameOf = (at: number): string => columns[at]?.name ?? '';
  const read = (value: string): RowChoice | null => {
    if (value === '' || value === 'all') return value === '' ? null : 'all';
    const offer = offers[Number(value)];
    return offer === undefined ? null : { column: offer.column, value: offer.value };
  };
  const taken = (): string => {
    if (chosen === null || chosen === 'all') return chosen ?? '';
    return String(offers.findIndex((offer) => offer.column === chosen.column && offer.value === chosen.value));
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
        error={needed && chosen === null ? t('sayRows') : undefined}
        onChange={({ currentTarget: { value } }) => onChange(read(value))}
      />
    </fieldset>
  );
}
