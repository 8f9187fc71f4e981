'use client';

import { NativeSelect } from '@mantine/core';
import { useTranslations } from 'next-intl';
import { MERGED_MEANINGS, type MergedCells, type MergedMeaning } from '@/lib/tables/table';

type Props = Readonly<{
  merged: MergedCells;
  meaning: MergedMeaning | null;
  onChange: (meaning: MergedMeaning) => void;
}>;

/** Whether the value of merged cells holds for each of their rows, which may be patients, or parts of one. */
export function MergedQuestion({ merged: { count, lines }, meaning, onChange }: Props) {
  const t = useTranslations('tables');
  return (
    <NativeSelect
      label={t('merged.question')}
      description={t('merged.rows', { count, lines: lines.join(', ') })}
      error={meaning === null ? t('meaning.say') : undefined}
      data={[
        ...(meaning === null ? [{ value: '', label: t('meaning.choose') }] : []),
        ...MERGED_MEANINGS.map((value) => ({ value, label: t(`merged.${value}`) })),
      ]}
      value={meaning ?? ''}
      onChange={({ currentTarget: { value } }) => {
        const answer = MERGED_MEANINGS.find((one) => one === value);
        if (answer !== undefined) onChange(answer);
      }}
    />
  );
}
