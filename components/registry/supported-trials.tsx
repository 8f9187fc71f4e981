import { useLocale, useTranslations } from 'next-intl';
import { formatNumber } from '@/lib/i18n/format';
import { Link } from '@/lib/i18n/navigation';
import type { PublishedEstimate } from '@/lib/registry/estimate-filter';
import classes from './reference-list.module.css';

/** The studies whose figures a reference carries, with their number. */
export function SupportedTrials({ estimates }: Readonly<{ estimates: readonly PublishedEstimate[] }>) {
  const t = useTranslations('references');
  const locale = useLocale();
  const trials = new Map(estimates.map(({ trial, acronym }) => [trial, acronym]));
  if (trials.size === 0) return null;
  return (
    <p className={classes.supports}>
      {t('supports')}{' '}
      {[...trials].map(([trial, acronym], index) => (
        <span key={trial}>
          {index > 0 && ', '}
          <Link href={`/trials/${trial}`} prefetch={false}>{acronym}</Link> ({formatNumber(estimates.filter((estimate) => estimate.trial === trial).length, locale)})
        </span>
      ))}
    </p>
  );
}
