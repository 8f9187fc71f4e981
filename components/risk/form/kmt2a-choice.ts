import type { Facts } from '@/lib/risk/facts';

const CHOICES = ['rearranged', 'germline', 'awaited', 'not-evaluable'] as const;
/** Contradictory pairs, offered only where a shared link says them. */
const CONTRADICTORY = ['rearranged-not-evaluable', 'germline-not-evaluable'] as const;
export type Kmt2aChoice = (typeof CHOICES)[number] | (typeof CONTRADICTORY)[number];

/** The KMT2A status and whether it can be established, as one choice; empty while nothing is known. */
export function kmt2aChoice({ kmt2a, kmt2aEvaluable }: Facts): Kmt2aChoice | '' {
  if (kmt2a !== null && kmt2a !== undefined) return kmt2aEvaluable === false ? `${kmt2a}-not-evaluable` : kmt2a;
  if (kmt2aEvaluable === null || kmt2aEvaluable === undefined) return '';
  return kmt2aEvaluable ? 'awaited' : 'not-evaluable';
}

export function kmt2aChoices(current: Kmt2aChoice | ''): Kmt2aChoice[] {
  return [...CHOICES, ...CONTRADICTORY.filter((choice) => choice === current)];
}

/** Both facts behind a choice. A known status needs no word on whether it can be established. */
export function factsOfKmt2aChoice(choice: string): Pick<Facts, 'kmt2a' | 'kmt2aEvaluable'> {
  switch (choice) {
    case 'rearranged':
    case 'germline':
      return { kmt2a: choice, kmt2aEvaluable: null };
    case 'rearranged-not-evaluable':
      return { kmt2a: 'rearranged', kmt2aEvaluable: false };
    case 'germline-not-evaluable':
      return { kmt2a: 'germline', kmt2aEvaluable: false };
    case 'awaited':
      return { kmt2a: null, kmt2aEvaluable: true };
    case 'not-evaluable':
      return { kmt2a: null, kmt2aEvaluable: false };
    default:
      return { kmt2a: null, kmt2aEvaluable: null };
  }
}
