import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { arrowHead, STATUS_ORDER } from '@/lib/registry/landscape/marks';
import type { TrialStatus } from '@/lib/registry/vocabulary';
import { LandscapeBar, StatusSign } from './bar';
import classes from './landscape.module.css';

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
        <li>
          <Sign>
            <LandscapeBar status="completed" left={1} right={33} top={4} height={6} />
          </Sign>
          {t('key.cohort')}
        </li>
        <li>
          <Sign>
            <g data-status="completed" data-ground="full">
              <rect className={classes.bar} x={1} y={2} width={12} height={10} />
              <path className={classes.open} d={`M16,7H31${arrowHead(31, 7, 1)}`} />
            </g>
          </Sign>
          {t('key.open')}
        </li>
        <li>
          <Sign>
            <path className={classes.goesOn} data-status="active" d="M1,7H33" />
          </Sign>
          {t('key.goesOn')}
        </li>
        <li className={classes.wideOnly}>
          <Sign>
            <path className={classes.connection} d={`M1,7H32${arrowHead(33, 7, 1)}`} />
          </Sign>
          {t('key.succession')}
        </li>
      </ul>
    </div>
  );
}

function Sign({ children }: Readonly<{ children: ReactNode }>) {
  return (
    <svg className={classes.sign} width="34" height="14" viewBox="0 0 34 14" aria-hidden="true">
      {children}
    </svg>
  );
}
