'use client';

import { useLocale, useTranslations } from 'next-intl';
import { useId, useState } from 'react';
import entry from '@/components/ui/entry.module.css';
import { Select } from '@/components/ui/field';
import type { FinishedFigure } from '@/components/figure-reader/figure-reader';
import { largestDifference } from '@/lib/figure-reading/person/agreement';
import type { ReadArm } from '@/lib/figure-reading/person/finished';
import { formatNumber } from '@/lib/i18n/format';
import type { CurvePoint } from '@/lib/registry/curves/rules';
import { rowsFor } from './use-figure-form';

/** A curve that waits for a second curator; `sha256` is of the file that the first one read. */
export type WaitingCurve = Readonly<{
  id: string;
  name: string;
  points: readonly CurvePoint[];
  sha256: string | null;
}>;

type Props = Readonly<{ arm: ReadArm; finished: FinishedFigure; waiting: readonly WaitingCurve[] }>;

/** An own reading, made without seeing the first one, beside the curve that waits. */
export function SecondReading({ arm, finished, waiting }: Props) {
  const t = useTranslations('curveReader.second');
  const locale = useLocale();
  const id = useId();
  const [chosen, setChosen] = useState('');
  const rows = rowsFor(arm, finished);
  if (waiting.length === 0 || rows === null || finished.open !== null) return null;
  const curve = waiting.find((one) => one.id === chosen);
  const difference = curve === undefined ? null : largestDifference(rows.points, curve.points);
  const { sha256 } = finished.file;
  return (
    <div className={entry.field}>
      <label htmlFor={id} className={entry.label}>
        {t('choose')}
      </label>
      <Select look="form" id={id} value={chosen} onChange={({ currentTarget }) => setChosen(currentTarget.value)}>
        <option value="">{t('none')}</option>
        {waiting.map((one) => (
          <option key={one.id} value={one.id}>
            {one.name}
          </option>
        ))}
      </Select>
      {difference !== null && (
        <p className={entry.hint} role="status">
          {t('difference', {
            points: formatNumber(difference.points, locale, 2),
            years: formatNumber(Math.round(difference.years * 100) / 100, locale),
          })}{' '}
          {curve?.sha256 != null && sha256 !== null && t(curve.sha256 === sha256 ? 'sameFile' : 'otherFile')}
        </p>
      )}
    </div>
  );
}
