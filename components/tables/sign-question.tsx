'use client';

import { NativeSelect } from '@mantine/core';
import { useLocale, useTranslations } from 'next-intl';
import { formatNumber } from '@/lib/i18n/format';
import { readNumber, type DecimalSign } from '@/lib/tables/numbers';

const SIGNS: readonly DecimalSign[] = ['point', 'comma'];
/** `1,020` has so many digits behind its sign. */
const DIGITS = 3;

type Props = Readonly<{
  column: string;
  example: string;
  sign: DecimalSign | undefined;
  onChange: (sign: DecimalSign) => void;
}>;

/** What `1,020` means in a column that allows both readings: only the reader knows. */
export function SignQuestion({ column, example, sign, onChange }: Props) {
  const t = useTranslations('tables.meaning');
  const locale = useLocale();
  const meaning = (value: DecimalSign): string => {
    const number = readNumber(example, value) ?? 0;
    return formatNumber(number, locale, Number.isInteger(number) ? 0 : DIGITS);
  };
  return (
    <NativeSelect
      label={t('question', { column, example })}
      error={sign === undefined ? t('say') : undefined}
      data={[
        ...(sign === undefined ? [{ value: '', label: t('choose') }] : []),
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
