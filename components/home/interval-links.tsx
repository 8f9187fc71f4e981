import { useTranslations } from 'next-intl';
import { USUAL_CHOICES } from '@/lib/patients/timeline';
import { GeneText } from '@/components/ui/gene-text';
import { MOST_SERIES, writeSelection } from '@/lib/comparison/selection/selection';
import { USUAL_PRESENTATION } from '@/lib/comparison/presentation';
import { Link } from '@/lib/i18n/navigation';
import type { ProgressPoint } from '@/lib/registry/trials/progress';
import type { Kmt2aStratum } from '@/lib/registry/vocabulary';
import { StratumMark } from './stratum-mark';
import classes from './home.module.css';

const STRATA = ['r', 'g', 'all'] as const;

/** From the chart to a forest plot of its figures that have an interval, a link for each KMT2A stratum. */
export function IntervalLinks({ points }: Readonly<{ points: readonly ProgressPoint[] }>) {
  const t = useTranslations('home');
  const vocabulary = useTranslations('vocabulary');
  return (
    <nav className={classes.intervals} aria-label={t('intervals.title')}>
      <span>{t('intervals.title')}</span>
      <ul>
        {STRATA.map((stratum) => {
          const ids = points.filter((point) => point.kmt2a === stratum && point.interval !== null).map(({ id }) => id);
          return ids.length < 2 ? null : (
            <li key={stratum}>
              <StratumMark stratum={stratum} />
              <Link className={classes.job} href={addressOf(stratum, ids)}>
                <GeneText text={vocabulary(`kmt2a.${stratum}`)} />
              </Link>{' '}
              <span className="muted">{t('intervals.count', { count: ids.length })}</span>
            </li>
          );
        })}
      </ul>
    </nav>
  );
}

/** The latest trials where there are more than one chart can hold. */
function addressOf(population: Kmt2aStratum, ids: readonly string[]): string {
  const query = writeSelection({
    endpoint: 'EFS',
    population,
    series: ids.slice(-MOST_SERIES),
    local: {
      shown: null,
      site: null,
      network: null,
      kmt2a: population,
      from: null,
      to: null,
      zero: null,
      analyseYears: null,
      choices: USUAL_CHOICES,
    },
    displayYears: null,
    confirmed: false,
    presentation: { ...USUAL_PRESENTATION, view: 'forest' },
  });
  return `/compare?${query}`;
}
