import { useLocale, useTranslations } from 'next-intl';
import { GeneText } from '@/components/ui/gene-text';
import { decimalsIn, formatInterval, formatNumber, formatPrintedP, inLocale } from '@/lib/i18n/format';
import { publishedInterval } from '@/lib/registry/published-interval';
import type { Comparison, Estimate } from '@/lib/registry/schema';
import tables from '../evidence-table.module.css';
import { printInterval } from '@/components/home/progress/use-progress-words';

/** A printed interval as it is; a standard error as what it is, and what we compute from it apart and named. */
export function IntervalCell({ estimate }: Readonly<{ estimate: Estimate }>) {
  const t = useTranslations('trial');
  const locale = useLocale();
  const interval = publishedInterval(estimate);
  if (estimate.ci !== null && interval !== null) {
    return (
      <>
        {printInterval(interval, locale)}
        <span className={tables.aside}>{t('level', { level: formatNumber(estimate.ci.level, locale) })}</span>
      </>
    );
  }
  if (estimate.se === null) return <span className="muted">–</span>;
  return (
    <>
      {t('se', { se: formatNumber(estimate.se, locale) })}
      {estimate.caveats.includes('error-type-not-stated') && <span className={tables.aside}>{t('errorUnnamed')}</span>}
      {interval !== null && (
        <span className={tables.aside}>{t('computed', { range: printInterval(interval, locale) })}</span>
      )}
    </>
  );
}

/** Against what, the hazard ratio with its interval, and p as printed. */
export function ComparisonCell({
  comparison: { against, hazardRatio, hrCi, p },
}: Readonly<{ comparison: Comparison }>) {
  const t = useTranslations('trial');
  const locale = useLocale();
  const ratio = hazardRatio === null ? null : t('hazardRatio', { value: formatNumber(hazardRatio, locale) });
  const range =
    hrCi === null
      ? null
      : t('hrInterval', {
          level: formatNumber(hrCi.level, locale),
          range: formatInterval(hrCi.low, hrCi.high, locale, decimalsIn(hrCi.low, hrCi.high)),
        });
  const figures = [
    ratio === null ? null : [ratio, range].filter((part) => part !== null).join(' '),
    p === null ? null : formatPrintedP(p, locale),
  ].filter((part) => part !== null);
  return (
    <>
      <GeneText text={t('against', { what: inLocale(against, locale) })} />
      {figures.length > 0 && <span className={tables.aside}>{figures.join('; ')}</span>}
    </>
  );
}
