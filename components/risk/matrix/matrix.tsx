'use client';

import { useTranslations } from 'next-intl';
import type { RiskEvidence } from '@/lib/registry/trials/risk-outcomes';
import { PREPARED_RULE_SETS, type RiskAnswer } from '@/lib/risk/classify';
import type { Facts } from '@/lib/risk/facts';
import { ruleSetKey } from '@/lib/risk/rule-sets/rule-set-key';
import { MatrixRow } from './matrix-row';
import classes from '../risk.module.css';

type Props = Readonly<{ facts: Facts; answer: RiskAnswer; evidence: RiskEvidence }>;

/** One patient under every protocol, in the order of the study groups and of time; the primary reading before the review's. */
export function RiskMatrix({ facts, answer, evidence }: Props) {
  const t = useTranslations('risk.matrix');
  return (
    <table className={classes.matrix} aria-label={t('label')}>
      <thead>
        <tr>
          <th scope="col">{t('protocol')}</th>
          <th scope="col">{t('group')}</th>
          <th scope="col">{t('because')}</th>
          <th scope="col">{t('decided')}</th>
          <th scope="col">{t('change')}</th>
          <th scope="col">{t('outcome')}</th>
        </tr>
      </thead>
      <tbody>
        {PREPARED_RULE_SETS.map((prepared) => {
          const key = ruleSetKey(prepared.ruleSet);
          const result = answer.results.find((candidate) => ruleSetKey(candidate) === key);
          return result === undefined ? null : (
            <MatrixRow
              key={key}
              prepared={prepared}
              result={result}
              facts={facts}
              conflicts={answer.conflicts}
              evidence={evidence}
            />
          );
        })}
      </tbody>
    </table>
  );
}
