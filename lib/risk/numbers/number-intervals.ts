import { comparisonsOf, type NumberQuestion } from '../condition';
import { POOR_RESPONSE_FROM } from '../explanation/derived-answers';
import { FACT_DEFINITIONS } from '../facts';
import { clausesOf, type RuleSet } from '../rule-set';

/** Facts that are numbers and enter the rules through cut points; blasts on day 8 do so through the prednisone response. */
export type NumberFact = NumberQuestion | 'day8Blasts';
export const NUMBER_FACTS: readonly NumberFact[] = ['ageDays', 'wbc', 'day8Blasts', 'mrdEoi', 'mrdBlina1'];

/** Where a new interval of values begins: at the value itself, or just above it (`after`). Whole numbers begin at a value. */
export type Cut = { value: number; after: boolean };

/** Values between two cuts; null is the smallest value, or no end. `sample` is one value inside. */
export type Interval = { from: Cut | null; to: Cut | null; sample: number };

/** The places where the answer of a rule set can change with a number, rising; its subgroups included. */
export function cutsOf(ruleSet: RuleSet, fact: NumberFact): Cut[] {
  const cuts: Cut[] = [];
  for (const comparison of clausesOf(ruleSet).flatMap(({ condition }) => comparisonsOf(condition))) {
    if (fact === 'day8Blasts' && comparison.question === 'prednisoneResponse')
      cuts.push({ value: POOR_RESPONSE_FROM, after: false });
    if (comparison.kind === 'number' && comparison.question === fact)
      cuts.push({ value: comparison.limit, after: comparison.relation === '<=' || comparison.relation === '>' });
  }
  if (ruleSet.subgroups?.question === fact) cuts.push({ value: ruleSet.subgroups.limit, after: false });
  const exact = isWhole(fact)
    ? cuts.map(({ value, after }) => ({ value: after ? value + 1 : value, after: false }))
    : cuts;
  const rising = exact.sort((a, b) => a.value - b.value || Number(a.after) - Number(b.after));
  return rising.filter((cut, i) => i === 0 || !isSameCut(cut, rising[i - 1]));
}

/** The intervals that rising cuts divide the values into. */
export function intervalsBetween(cuts: readonly Cut[]): Interval[] {
  return [null, ...cuts].map((from, i) => {
    const to = cuts[i] ?? null;
    return { from, to, sample: sampleFrom(from, to) };
  });
}

export function isInside({ from, to }: Interval, value: number): boolean {
  return (from === null || isFrom(from, value)) && (to === null || !isFrom(to, value));
}

/** Whether a value lies in the part that a cut begins. */
export function isFrom({ value: start, after }: Cut, value: number): boolean {
  return after ? value > start : value >= start;
}

function sampleFrom(from: Cut | null, to: Cut | null): number {
  if (from === null) return 0;
  if (!from.after) return from.value;
  return to === null ? from.value + 1 : (from.value + to.value) / 2;
}

function isSameCut(a: Cut, b: Cut | undefined): boolean {
  return a.value === b?.value && a.after === b.after;
}

function isWhole(fact: NumberFact): boolean {
  const definition = FACT_DEFINITIONS[fact];
  return definition.type === 'number' && definition.integer;
}
