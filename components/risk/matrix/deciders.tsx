import { useTranslations } from 'next-intl';
import { useMemo } from 'react';
import { GeneText } from '@/components/ui/gene-text';
import type { RiskEvidence } from '@/lib/registry/trials/risk-outcomes';
import { DECISION_POINTS, type FactName, type Facts } from '@/lib/risk/facts';
import type { NumberFact } from '@/lib/risk/numbers/number-intervals';
import {
  whatWouldDecide,
  type Decider,
  type DecidingPart,
  type ValuePart,
} from '@/lib/risk/explanation/what-would-decide';
import { GroupMark } from '../group-mark';
import { intervalText } from '../interval-text';
import classes from '../risk-page.module.css';
import { ruleSetName } from '../rule-set-name';
import { useRiskWords, type RiskWords } from '../use-risk-words';

/** The facts that could still change an answer, in the order of treatment, and where each value would lead. */
export function Deciders({ facts, evidence }: Readonly<{ facts: Facts; evidence: RiskEvidence }>) {
  const t = useTranslations('riskPage');
  const words = useRiskWords();
  const deciders = useMemo(() => whatWouldDecide(facts), [facts]);
  return (
    <section className={classes.part} aria-labelledby="risk-deciders">
      <h2 id="risk-deciders">{t('deciders.title')}</h2>
      <p className={classes.hint}>{deciders.length === 0 ? t('deciders.none') : t('deciders.intro')}</p>
      {DECISION_POINTS.map((point) => {
        const here = deciders.filter(({ at }) => at === point);
        if (here.length === 0) return null;
        return (
          <section key={point} className={classes.point}>
            <h3>{words.pointName(point)}</h3>
            {here.map((decider) => (
              <DeciderTable key={decider.fact} decider={decider} evidence={evidence} />
            ))}
          </section>
        );
      })}
    </section>
  );
}

function DeciderTable({ decider, evidence }: Readonly<{ decider: Decider; evidence: RiskEvidence }>) {
  const t = useTranslations('riskPage.deciders');
  const words = useRiskWords();
  return (
    <table className={classes.deciders}>
      <caption>
        <GeneText text={words.factName(decider.fact)} />
      </caption>
      <thead>
        <tr>
          <th scope="col">{t('protocols')}</th>
          <th scope="col">{t('parts')}</th>
        </tr>
      </thead>
      <tbody>
        {alike(decider).map(({ key, ruleSets, parts }) => (
          <tr key={key}>
            <th scope="row">
              {ruleSets.map(({ prepared }) => ruleSetName(prepared.ruleSet, evidence, words)).join(', ')}
            </th>
            <td>
              {parts.length === 1 && <span className="muted">{t('alone')}</span>}
              {parts.length > 1 && (
                <ul className={classes.values}>
                  {parts.map((part) => (
                    <li key={partKey(part)}>
                      <GeneText text={partText(decider.fact, part.part, words) ?? t('any')} /> →{' '}
                      <GroupMark result={part.answer} />
                    </li>
                  ))}
                </ul>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** Rule sets for which every value leads to the same, in one line. */
function alike({ ruleSets }: Decider): { key: string; ruleSets: Decider['ruleSets']; parts: DecidingPart[] }[] {
  const lines = new Map<string, { key: string; ruleSets: Decider['ruleSets']; parts: DecidingPart[] }>();
  for (const ruleSet of ruleSets) {
    // A fact that decides nothing alone does so whatever is still possible.
    const key = ruleSet.parts.length === 1 ? 'alone' : ruleSet.parts.map(partKey).join();
    const line = lines.get(key) ?? { key, ruleSets: [], parts: ruleSet.parts };
    lines.set(key, { ...line, ruleSets: [...line.ruleSets, ruleSet] });
  }
  return [...lines.values()];
}

function partKey({ part, answer }: DecidingPart): string {
  return JSON.stringify([part.kind === 'interval' ? [part.interval.from, part.interval.to] : part.values, answer]);
}

/** The values of a part in words; null for every number. */
function partText(fact: FactName, part: ValuePart, words: RiskWords): string | null {
  if (part.kind === 'interval') return intervalText(fact as NumberFact, part.interval, words);
  const names = part.values.map((value) => {
    const [[name, chosen] = []] = Object.entries(value) as [FactName, Facts[FactName]][];
    return name === undefined ? '' : words.factValue(name, chosen);
  });
  // All partners but a named one are "another" one.
  const others = part.values.some(({ kmt2aPartner }) => kmt2aPartner === 'other') && names.length > 1;
  return others ? words.factValue('kmt2aPartner', 'other') : names.join(', ');
}
