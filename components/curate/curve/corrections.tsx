'use client';

import { useLocale, useTranslations } from 'next-intl';
import entry from '@/components/ui/entry.module.css';
import { Input } from '@/components/ui/field';
import type { CurveReading } from '@/lib/comparison/figure/reconstructed-reading';
import { formatNumber, formatPercent } from '@/lib/i18n/format';
import { DIGITISING_NOISE } from '@/lib/registry/curves/rules';
import classes from '../curate.module.css';

type Props = Readonly<{
  corrections: CurveReading['corrections'];
  accepted: boolean;
  disabled: boolean;
  onAccept: (accepted: boolean) => void;
}>;

/** What the noise of digitising would have changed, row by row, for the curator to agree to. Nothing is changed unseen. */
export function CurveCorrections({ corrections, accepted, disabled, onAccept }: Props) {
  const t = useTranslations('curate');
  const locale = useLocale();
  if (corrections.length === 0) return null;
  const percent = (value: number): string => formatPercent(value, locale);
  return (
    <div className={classes.corrections}>
      <p>{t('correction.title', { count: corrections.length, noise: formatNumber(DIGITISING_NOISE, locale) })}</p>
      <ul tabIndex={0} aria-label={t('correction.list')}>
        {corrections.map(({ row, code, to }, i) => (
          <li key={i}>
            {t(`correction.${code}`, {
              line: String(row.line),
              from: percent(row.percent),
              to: to === null ? '' : percent(to),
            })}
          </li>
        ))}
      </ul>
      <label className={entry.check}>
        <Input
          type="checkbox"
          checked={accepted}
          disabled={disabled}
          onChange={({ currentTarget: { checked } }) => onAccept(checked)}
        />
        {t('correction.accept')}
      </label>
    </div>
  );
}
