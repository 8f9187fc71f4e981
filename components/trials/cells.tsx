import { useLocale, useTranslations } from 'next-intl';
import { Fragment } from 'react';
import { GeneText } from '@/components/ui/gene-text';
import { formatNumber } from '@/lib/i18n/format';
import type { TrialSummary } from '@/lib/registry/trials/summary';
import classes from './table.module.css';

// What the table and the cards say of a trial in the same words.

/** KMT2A strata that its figures speak of. */
export function TrialPopulation({ trial: { kmt2aStrata } }: Readonly<{ trial: TrialSummary }>) {
  const t = useTranslations('trials');
  if (kmt2aStrata.length === 0) return <span className="muted">–</span>;
  return kmt2aStrata.map((stratum, index) => (
    <Fragment key={stratum}>
      {index > 0 && ', '}
      <span className={classes.whole}>
        <GeneText text={t(`kmt2aShort.${stratum}`)} />
      </span>
    </Fragment>
  ));
}

/** Patients enrolled, or planned where no number is reported. */
export function TrialPatients({ trial: { enrolment } }: Readonly<{ trial: TrialSummary }>) {
  const t = useTranslations('trials');
  const locale = useLocale();
  if (enrolment.actual !== null) return formatNumber(enrolment.actual, locale);
  if (enrolment.planned !== null)
    return <span className="muted">{t('planned', { n: formatNumber(enrolment.planned, locale) })}</span>;
  return <span className="muted">–</span>;
}

/** Which of EFS and OS are reported. */
export function TrialSurvival({ trial: { endpoints } }: Readonly<{ trial: TrialSummary }>) {
  const vocabulary = useTranslations('vocabulary');
  const survival = endpoints.filter((endpoint) => endpoint === 'EFS' || endpoint === 'OS');
  if (survival.length === 0) return <span className="muted">–</span>;
  return survival.map((endpoint) => vocabulary(`endpoint.${endpoint}.short`)).join(', ');
}
