import { isOtherReading, type RiskEvidence } from '@/lib/registry/trials/risk-outcomes';
import type { Variant } from '@/lib/risk/rule-set';
import type { RiskWords } from './use-risk-words';

/** The protocol's name; the review's reading of a protocol that has a primary one is marked. */
export function ruleSetName(
  ruleSet: Readonly<{ protocol: string; variant: Variant }>,
  evidence: RiskEvidence,
  words: Pick<RiskWords, 'variantName'>,
): string {
  const name = evidence.protocols[ruleSet.protocol]?.acronym ?? ruleSet.protocol;
  return isOtherReading(ruleSet) ? `${name} (${words.variantName('review')})` : name;
}
