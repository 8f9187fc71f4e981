import { checkChoice } from '../choices';
import { SurvivalInputError } from '../errors';

const ADJUSTMENTS = ['none', 'bonferroni', 'holm', 'benjamini-hochberg'] as const;
export type Adjustment = (typeof ADJUSTMENTS)[number];

/** p values adjusted for their number; R's `p.adjust(p, method)`. */
export function adjustPValues(p: readonly number[], adjustment: Adjustment): number[] {
  checkChoice('adjustment', adjustment, ADJUSTMENTS);
  if (!Array.isArray(p)) throw new SurvivalInputError('p', 'empty');
  p.forEach((value, i) => {
    if (!(typeof value === 'number' && value >= 0 && value <= 1)) throw new SurvivalInputError('p', 'out_of_range', i);
  });
  if (adjustment === 'none') return [...p];
  if (adjustment === 'bonferroni') return p.map((value) => Math.min(1, value * p.length));
  const ascending = Array.from(p.keys()).sort((a, b) => (p[a] ?? 0) - (p[b] ?? 0));
  return adjustment === 'holm' ? stepDown(p, ascending) : stepUp(p, ascending);
}

function stepDown(p: readonly number[], ascending: readonly number[]): number[] {
  const adjusted = [...p];
  let largest = 0;
  ascending.forEach((at, rank) => {
    largest = Math.max(largest, (p[at] ?? 0) * (p.length - rank));
    adjusted[at] = Math.min(1, largest);
  });
  return adjusted;
}

function stepUp(p: readonly number[], ascending: readonly number[]): number[] {
  const adjusted = [...p];
  let smallest = 1;
  ascending.toReversed().forEach((at, fromEnd) => {
    smallest = Math.min(smallest, ((p[at] ?? 0) * p.length) / (p.length - fromEnd));
    adjusted[at] = smallest;
  });
  return adjusted;
}
