import { useTranslations } from 'next-intl';
import { FACT_NAMES, isFactName } from '@/lib/risk/facts';
import type { FragmentProblem } from '@/lib/risk/facts-fragment';
import classes from '../risk-page.module.css';
import { useRiskWords } from '../use-risk-words';

/** Which facts of a shared link were left out, and what would be right. */
export function FragmentProblems({ problems }: Readonly<{ problems: readonly FragmentProblem[] }>) {
  const t = useTranslations('riskPage');
  const words = useRiskWords();
  if (problems.length === 0) return null;
  return (
    <div className={classes.problems} role="alert">
      <p>{t('linkProblems')}</p>
      <ul>
        {problems.map((problem) => (
          <li key={`${problem.fact} ${problem.problem}`}>{sentence(problem)}</li>
        ))}
      </ul>
    </div>
  );

  function sentence({ fact, problem, allowed, value }: FragmentProblem): string {
    const name = fact !== null && isFactName(fact) ? `${words.factName(fact)} (${fact})` : (fact ?? '');
    switch (problem) {
      case 'unknown-fact':
        return t('linkProblem.unknown-fact', { name, allowed: FACT_NAMES.join(', ') });
      case 'not-in-list':
        return t('linkProblem.not-in-list', { name, value, allowed: (allowed ?? []).map(String).join(', ') });
      case 'wrong-type':
        return allowed === null
          ? t('linkProblem.not-a-number', { name, value })
          : t('linkProblem.not-in-list', { name, value, allowed: allowed.map(String).join(', ') });
      case 'not-an-integer':
      case 'out-of-range':
      case 'given-twice':
        return t(`linkProblem.${problem}`, { name, value });
      case 'facts-not-an-object':
        return t('linkProblem.unknown-fact', { name, allowed: FACT_NAMES.join(', ') });
    }
  }
}
