import { ALL_RULE_SETS } from '@/lib/risk/rule-sets/all-rule-sets';

const PROTOCOLS = new Set(ALL_RULE_SETS.map(({ protocol }) => protocol));

/** The program can classify a patient under this protocol, or knows that it does not stratify; a definition in words alone is no rule. */
export function hasRiskRules(slug: string): boolean {
  return PROTOCOLS.has(slug);
}
