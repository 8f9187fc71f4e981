import { useTranslations } from 'next-intl';
import { useMemo } from 'react';
import entry from '@/components/ui/entry.module.css';
import { GeneText } from '@/components/ui/gene-text';
import { isOtherReading, type RiskEvidence } from '@/lib/registry/trials/risk-outcomes';
import { PREPARED_RULE_SETS } from '@/lib/risk/classify';
import type { Facts } from '@/lib/risk/facts';
import { nearThresholds, type NearThreshold } from '@/lib/risk/numbers/near-thresholds';
import type { BriefAnswer } from '@/lib/risk/numbers/number-bands';
import type { NumberFact } from '@/lib/risk/numbers/number-intervals';
import { ruleSetName } from '../rule-set-name';
import { useRiskWords } from '../use-risk-words';

type NotesProps = Readonly<{ fact: NumberFact; facts: Facts; evidence: RiskEvidence }>;

/** The cut points that a number is near. */
export function NearThresholdNotes({ fact, facts, evidence }: NotesProps) {
  const near = useMemo(() => nearThresholds(facts, PREPARED_RULE_SETS, [fact]), [fact, facts]);
  return near.map((found) => <NearThresholdNote key={found.cut.value} found={found} evidence={evidence} />);
}

/** A cut point close by, and what the protocols would say on its other side. */
function NearThresholdNote({ found, evidence }: Readonly<{ found: NearThreshold; evidence: RiskEvidence }>) {
  const t = useTranslations('riskPage');
  const words = useRiskWords();
  const changes = new Map<string, { across: string; here: string; names: string[] }>();
  for (const {
    prepared: { ruleSet },
    here,
    across,
  } of found.ruleSets) {
    const [before, after] = [answerText(here), answerText(across)];
    const change = changes.get(`${before} ${after}`) ?? { here: before, across: after, names: [] };
    // The review's reading is named only where it says something else than the primary one.
    const said =
      isOtherReading(ruleSet) &&
      change.names.includes(ruleSetName({ ...ruleSet, variant: 'primary' }, evidence, words));
    changes.set(
      `${before} ${after}`,
      said ? change : { ...change, names: [...change.names, ruleSetName(ruleSet, evidence, words)] },
    );
  }
  return (
    <div className={entry.warning}>
      <p>
        <GeneText text={t('near', { cut: words.factValue(found.fact, found.cut.value) })} />
      </p>
      {[...changes.values()].map(({ here, across, names }) => (
        <p key={`${here} ${across}`}>
          <GeneText text={t('nearChange', { here, across, names: names.join(', ') })} />
        </p>
      ))}
    </div>
  );

  function answerText({ status, group, possible, subgroup }: BriefAnswer): string {
    if (group !== null) return subgroup === null ? group : `${group} (${subgroup})`;
    return status === 'undetermined' ? words.groupList(possible) : words.statusName(status);
  }
}
