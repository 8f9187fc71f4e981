import { useTranslations } from 'next-intl';
import { STATUS_ORDER } from '@/lib/registry/landscape/marks';
import type { TrialStatus } from '@/lib/registry/vocabulary';
import { LandscapeSign, StatusSign } from './bar';
import classes from './landscape.module.css';

const KEY = ['cohort', 'open', 'goesOn', 'succession'] as const;

/** What colours, patterns, arrows and lines mean; only the statuses that occur. */
export function LandscapeLegend({ statuses }: Readonly<{ statuses: ReadonlySet<TrialStatus> }>) {
  const t = useTranslations('landscape');
  const vocabulary = useTranslations('vocabulary.status');
  return (
    <div className={classes.legend} role="group" aria-label={t('legend')}>
      <ul>
        {STATUS_ORDER.filter((status) => statuses.has(status)).map((status) => (
          <li key={status}>
            <StatusSign status={status} />
            {vocabulary(status)}
          </li>
        ))}
      </ul>
      <ul className={classes.key}>
        {KEY.map((kind) => (
          <li key={kind} className={kind === 'succession' ? classes.wideOnly : undefined}>
            <LandscapeSign kind={kind} />
            {t(`key.${kind}`)}
          </li>
        ))}
      </ul>
    </div>
  );
}
