'use client';

import { NativeSelect } from '@mantine/core';
import { useLocale, useTranslations } from 'next-intl';
import classes from '@/components/analyse/analyse.module.css';
import { SignQuestion } from '@/components/tables/sign-question';
import { isDateColumn } from '@/lib/analysis/choice';
import { formatLongDay } from '@/lib/i18n/format';
import { DATE_ORDERS, isoDay, readDate, type DateOrder } from '@/lib/tables/dates';
import type { ColumnView } from '@/lib/tables/table';
import type { ChoiceProps } from './choice-props';

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
            column={column.name}
            example={column.numbers.examples[0] ?? ''}
            sign={choice.decimals[column.name]}
            onChange={(sign) => onChange({ ...choice, decimals: { ...choice.decimals, [column.name]: sign } })}
          />
        ),
      )}
    </div>
  );
}

type OrderProps = Readonly<{ column: ColumnView; order: DateOrder | undefined; onChange: (order: DateOrder) => void }>;

function OrderQuestion({ column, order, onChange }: OrderProps) {
  const t = useTranslations('tables.meaning');
  const locale = useLocale();
  const [example = ''] = column.dates?.examples ?? [];
  const meanings = DATE_ORDERS.flatMap((value) => {
    const day = readDate(example, value);
    return day === null ? [] : [{ value, label: formatLongDay(isoDay(day), locale) }];
  });
  return (
    <NativeSelect
      label={t('question', { column: column.name, example })}
      error={order === undefined ? t('say') : undefined}
      data={[...(order === undefined ? [{ value: '', label: t('choose') }] : []), ...meanings]}
      value={order ?? ''}
      onChange={({ currentTarget: { value } }) => {
        const answer = DATE_ORDERS.find((one) => one === value);
        if (answer !== undefined) onChange(answer);
      }}
    />
  );
}
