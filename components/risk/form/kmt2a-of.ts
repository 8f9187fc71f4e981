import { setAsideContradictions } from '@/lib/risk/explanation/contradictions';
import { deriveAnswers } from '@/lib/risk/explanation/derived-answers';
import type { Facts, Kmt2aStatus } from '@/lib/risk/facts';

/** The KMT2A status that the facts establish: entered, or implied by a partner; null where it is open, contradictory or not evaluable. */
export function kmt2aOf(facts: Facts): Kmt2aStatus | null {
  const status = deriveAnswers(setAsideContradictions(facts).facts).answers.kmt2a;
  return status === 'not-evaluable' ? null : status;
}
