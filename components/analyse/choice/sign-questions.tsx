'use client';

import { NativeSelect } from '@mantine/core';
import { useLocale, useTranslations } from 'next-intl';
import classes from '@/components/analyse/analyse.module.css';
import { isDateColumn } from '@/lib/analysis/choice';
import { formatLongDay, formatNumber } from '@/lib/i18n/format';
import { DATE_ORDERS, isoDay, readDate, type DateOrder } from '@/lib/tables/dates';
import { readNumber, type DecimalSign } from '@/lib/tables/numbers';
import type { ColumnView } from '@/lib/tables/table';
import type { ChoiceProps } from './choice-props';

const SIGNS: readonly DecimalSign[] = ['point', 'comma'];

/** Columns whose cells can be read in two ways: what `1,020` or `03/04/2020` means only the reader knows. */
export function SignQuestions({ view, choice, onChange }: ChoiceProps) {
  const dated = isDateColumn(view, choice.time);
  const columns = [choice.time, choice.from, choice.entry].flatMap((at) => {
    const column = at === null ? undefined : view.columns[at];
    return column === undefined ? [] : [column];
  });
  const asked = columns.filter(({ dates, numbers }) => (dated ? dates?.order === null : numbers.decimal === null));
  if (asked.length === 0) return null;
  return (
    <div className={classes.fields}>
      {asked.map((column) =>
        dated ? (
          <OrderQuestion
            key={column.name}
            column={column}
            order={choice.dateOrders[column.name]}
            onChange={(order) => onChange({ ...choice, dateOrders: { ...choice.dateOrders, [column.name]: order } })}
          />
        ) : (
          <SignQuestion
            key={column.name}
            column={column}
            sign={choice.decimals[column.name]}
            onChange={(sign) => onChange({ ...choice, decimals: { ...choice.decimals, [column.name]: sign } })}
          />
        ),
      )}
    </div>
  );
}

type Question<Answer> = Readonly<{ column: ColumnView; onChange: (answer: Answer) => void }>;

function SignQuestion({ column, sign, onChange }: Question<DecimalSign> & Readonly<{ sign: DecimalSign | undefined }>) {
  const t = useTranslations('analyse.choice');
  const locale = useLocale();
  const [example = ''] = column.numbers.examples;
  const meaning = (decimal: DecimalSign): string =>
    formatNumber(readNumber(example, decimal) ?? 0, locale, decimal === undefined ? 0 : 3);
  return (
    <NativeSelect
      label={t('sign', { column: column.name, example })}
      error={sign === undefined ? t('sayMeaning') : undefined}
      data={[
        ...(sign === undefined ? [{ value: '', label: t('none') }] : []),
        ...SIGNS.map((value) => ({ value, label: meaning(value) })),
      ]}
      value={sign ?? ''}
      onChange={({ currentTarget: { value } }) => {
        const answer = SIGNS.find((one) => one === value);
        if (answer !== undefined) onChange(answer);
      }}
    />
  );
}

function OrderQuestion({ column, order, onChange }: Question<DateOrder> & Readonly<{ order: DateOrder | undefined }>) {
  const t = useTranslations('analyse.choice');
  const locale = useLocale();
  const [example = ''] = column.dates?.examples ?? [];
  const meanings = DATE_ORDERS.flatMap((value) => {
    const day = readDate(example, value);
    return day === null ? [] : [{ value, label: formatLongDay(isoDay(day), locale) }];
  });
  return (
    <NativeSelect
      label={t('sign', { column: column.name, example })}
      error={order === undefined ? t('sayMeaning') : undefined}
      data={[...(order === undefined ? [{ value: '', label: t('none') }] : []), ...meanings]}
      value={order ?? ''}
      onChange={({ currentTarget: { value } }) => {
        const answer = DATE_ORDERS.find((one) => one === value);
        if (answer !== undefined) onChange(answer);
      }}
    />
  );
}
