import type { StratumFacts } from '@/lib/registry/trials/stratum-population';
import { setAsideContradictions } from '@/lib/risk/explanation/contradictions';
import { deriveAnswers } from '@/lib/risk/explanation/derived-answers';
import type { Facts } from '@/lib/risk/facts';

/** What the facts establish of that by which populations are described; null where it is open, contradictory or not evaluable. */
export function stratumFacts(facts: Facts): StratumFacts {
  const { kmt2a, ageDays, kmt2aPartner } = deriveAnswers(setAsideContradictions(facts).facts).answers;
  return { ageDays, kmt2a: kmt2a === 'not-evaluable' ? null : kmt2a, partner: kmt2aPartner };
}
