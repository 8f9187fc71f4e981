import { useTranslations } from 'next-intl';
import type { SelectionProblem } from '@/lib/cohort/selection';
import classes from './compare.module.css';

/** Which parts of the address were left out, and why. */
export function CompareProblems({ problems }: Readonly<{ problems: readonly SelectionProblem[] }>) {
  const t = useTranslations('compare');
  if (problems.length === 0) return null;
  return (
    <div className={classes.problems} role="alert">
      <p>{t('problems')}</p>
      <ul>{problems.map(({ parameter, code, value }) => <li key={`${parameter} ${code} ${value}`}>{t(`problem.${code}`, { parameter, value })}</li>)}</ul>
    </div>
  );
}
