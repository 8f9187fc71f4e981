'use client';

import { useTranslations } from 'next-intl';
import { useId } from 'react';
import { Select } from '@/components/ui/field';
import entry from '@/components/ui/entry.module.css';

type Props = Readonly<{
  curves: readonly string[];
  chosen: number | null;
  disabled: boolean;
  onChange: (curve: number | null) => void;
}>;

/** Which of several curves that a digitiser wrote into one file is meant. */
export function CurvePick({ curves, chosen, disabled, onChange }: Props) {
  const t = useTranslations('curate');
  const id = useId();
  if (curves.length < 2) return null;
  return (
    <div className={entry.field}>
      <label htmlFor={id} className={entry.label}>
        {t('pick', { count: curves.length })}
      </label>
      <Select
        id={id}
        look="form"
        value={chosen ?? ''}
        disabled={disabled}
        onChange={({ currentTarget: { value } }) => onChange(value === '' ? null : Number(value))}
      >
        <option value="">{t('choose')}</option>
        {curves.map((name, i) => (
          <option key={i} value={i}>
            {name}
          </option>
        ))}
      </Select>
    </div>
  );
}
