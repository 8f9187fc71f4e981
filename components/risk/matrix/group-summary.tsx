import { useTranslations } from 'next-intl';
import { isOtherReading } from '@/lib/registry/trials/risk-outcomes';
import type { RiskResult } from '@/lib/risk/classify';
import { GROUPS } from '@/lib/risk/facts';
import classes from '../risk-page.module.css';

/** How many protocols give which group, in one line. A protocol with two readings counts once, by its primary source. */
export function GroupSummary({ results, nothing }: Readonly<{ results: readonly RiskResult[]; nothing: boolean }>) {
  const t = useTranslations('riskPage');
  const counted = results.filter((result) => !isOtherReading(result));
  const parts = [
    ...GROUPS.map((group) => ({ key: group, count: counted.filter((result) => result.group === group).length })),
    ...(['undetermined', 'not-stratified', 'not-eligible'] as const).map((status) => ({
      key: status,
      count: counted.filter((result) => result.status === status).length,
    })),
  ].filter(({ count }) => count > 0);
  return (
    <p className={classes.summary} role="status">
      {nothing
        ? t('nothing')
        : t('counted', {
            all: counted.length,
            list: parts.map(({ key, count }) => t(`count.${key}`, { count })).join(t('countJoin')),
          })}
    </p>
  );
}
