import { useTranslations } from 'next-intl';
import { useRiskWords } from '@/components/risk/use-risk-words';
import type { CohortResult } from '@/lib/risk-cohort/classified-cohort';
import type { CohortProblem } from '@/lib/risk-cohort/reading';
import classes from './cohort.module.css';

/** As many problems are named one by one; the rest is counted. */
const MOST_NAMED = 200;

/** Rows that are kept out, with every reason by row and column, and what would be right. */
export function CohortProblems({ result: { problems, total, patients } }: Readonly<{ result: CohortResult }>) {
  const t = useTranslations('riskCohort.problem');
  const conflicting = patients.filter(({ conflicts }) => conflicts > 0).length;
  return (
    <>
      {problems.length === 0 ? (
        <p className={classes.hint} role="status">
          {t('none', { rows: total })}
        </p>
      ) : (
        <div className={classes.problems} role="status">
          <h3>{t('title', { out: total - patients.length, rows: total, used: patients.length })}</h3>
          <ul tabIndex={0} aria-label={t('list')}>
            {problems.slice(0, MOST_NAMED).map((problem, i) => (
              <li key={i}>
                <ProblemLine problem={problem} />
              </li>
            ))}
            {problems.length > MOST_NAMED && <li>{t('more', { count: problems.length - MOST_NAMED })}</li>}
          </ul>
        </div>
      )}
      {conflicting > 0 && <p className={classes.hint}>{t('conflicts', { count: conflicting })}</p>}
    </>
  );
}

function ProblemLine({
  problem: { line, fact, value, problem, allowed, range },
}: Readonly<{ problem: CohortProblem }>) {
  const t = useTranslations('riskCohort.problem');
  const words = useRiskWords();
  const place = { line: String(line), column: fact ?? '', value: shorten(value ?? '') };
  switch (problem) {
    case 'too-many-cells':
    case 'facts-not-an-object':
      return t(problem, place);
    case 'unknown-fact':
      return t(problem, { ...place, allowed: (allowed ?? []).join(', ') });
    case 'not-an-integer':
      return t(problem, place);
    case 'ambiguous-number':
      return t(problem, { ...place, unit: range === null ? '' : words.unitName(range.unit) });
    case 'wrong-type':
    case 'not-in-list':
    case 'out-of-range':
      if (range !== null)
        return t(problem === 'out-of-range' ? 'too-small' : 'not-a-number', {
          ...place,
          minimum: range.minimum,
          unit: words.unitName(range.unit),
        });
      return allowed === null ? t('wrong-type', place) : t('not-in-list', { ...place, allowed: allowed.join(', ') });
  }
}

function shorten(value: string): string {
  return value.length > 40 ? `${value.slice(0, 40)}…` : value;
}
