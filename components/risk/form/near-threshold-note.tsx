import { useTranslations } from 'next-intl';
import entry from '@/components/ui/entry.module.css';
import { isOtherReading, type RiskEvidence } from '@/lib/registry/trials/risk-outcomes';
import type { NearThreshold } from '@/lib/risk/numbers/near-thresholds';
import type { BriefAnswer } from '@/lib/risk/numbers/number-bands';
import { ruleSetName } from '../rule-set-name';
import { useRiskWords } from '../use-risk-words';

/** A cut point close by, and what the protocols would say on its other side. */
export function NearThresholdNote({ found, evidence }: Readonly<{ found: NearThreshold; evidence: RiskEvidence }>) {
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
      <p>{t('near', { cut: words.factValue(found.fact, found.cut.value) })}</p>
      {[...changes.values()].map(({ here, across, names }) => (
        <p key={`${here} ${across}`}>{t('nearChange', { here, across, names: names.join(', ') })}</p>
      ))}
    </div>
  );

  function answerText({ status, group, possible, subgroup }: BriefAnswer): string {
    if (group !== null) return subgroup === null ? group : `${group} (${subgroup})`;
    return status === 'undetermined' ? words.groupList(possible) : words.statusName(status);
  }
}
