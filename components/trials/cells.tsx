import { useLocale, useTranslations } from 'next-intl';
import { Fragment, type ReactNode } from 'react';
import { GeneText } from '@/components/ui/gene-text';
import { formatNumber } from '@/lib/i18n/format';
import type { FactWord } from '@/lib/registry/trials/facts/fact';
import type { FactOn } from '@/lib/registry/trials/facts/outlets';
import type { TrialEntry } from '@/lib/registry/trials/summary';
import { FactParts } from './fact-parts';
import classes from './table.module.css';
import { useEnrolmentYears } from './use-enrolment-years';

type Props = Readonly<{ trial: TrialEntry }>;

/** Facts that the list says in other words than their parts alone. */
const IN_OWN_WORDS: Readonly<Partial<Record<FactWord, (props: Props) => ReactNode>>> = {
  phase: TrialPhase,
  enrolment: TrialYears,
  patients: TrialPatients,
  kmt2aStrata: TrialPopulation,
  endpoints: TrialSurvival,
};

/** What the table and the cards say of a trial in the same words. */
export function ListedFact({ fact: { word, parts }, trial }: Props & Readonly<{ fact: FactOn<TrialEntry> }>) {
  const Own = IN_OWN_WORDS[word];
  return Own === undefined ? <FactParts parts={parts(trial)} /> : <Own trial={trial} />;
}

/** The column says that it is a phase. */
function TrialPhase({ trial: { phase } }: Props) {
  return phase ?? <span className="muted">–</span>;
}

function TrialYears({ trial: { enrolment, status } }: Props) {
  const t = useTranslations('trials');
  const enrolmentYears = useEnrolmentYears();
  const years = enrolmentYears(enrolment, status);
  return years === null ? <span className="muted">{t('notReported')}</span> : <GeneText text={years} />;
}

/** Patients enrolled, or planned where no number is reported. */
function TrialPatients({ trial: { enrolment } }: Props) {
  const t = useTranslations('trials');
  const locale = useLocale();
  if (enrolment.actual !== null) return formatNumber(enrolment.actual, locale);
  if (enrolment.planned !== null)
    return <span className="muted">{t('planned', { n: formatNumber(enrolment.planned, locale) })}</span>;
  return <span className="muted">–</span>;
}

/** KMT2A strata that its figures speak of, shortly. */
function TrialPopulation({ trial: { kmt2aStrata } }: Props) {
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

/** From when the years of a figure count is said where it is not from diagnosis. */
function TrialSurvival({ trial: { survival } }: Props) {
  const t = useTranslations('vocabulary');
  if (survival.length === 0) return <span className="muted">–</span>;
  return survival.map(({ endpoint, timeZero }, index) => (
    <Fragment key={`${endpoint} ${timeZero}`}>
      {index > 0 && ', '}
      {t(`endpoint.${endpoint}.short`)}
      {timeZero !== 'diagnosis' && timeZero !== 'unknown' && `\u00a0${t(`fromTimeZero.${timeZero}`)}`}
    </Fragment>
  ));
}
