import { GROUPS, type FactName, type Group } from './facts';
import type { Completion, Knowledge, PreparedRuleSet } from './prepared-rule-set';

/** What all completions of the known facts have in common. */
export type Outlook = {
  /** True if no completion is ineligible, false if all are, null otherwise. */
  eligible: boolean | null;
  /** Groups that some completion ends in, in the order HR, IR, LR. */
  possible: Group[];
  /** Groups that some completion has at the end of the baseline points. */
  baseline: Group[];
  /** Whether every completion has the same outcome. */
  settled: boolean;
};

/** Looks at every completion that the known facts leave open. */
export function outlookOf(prepared: PreparedRuleSet, knowledge: Knowledge): Outlook {
  const completions = placesOf(prepared, knowledge).map((place) => completionAt(prepared, place));
  const outcomes = new Set(completions.map((completion) => completion.outcome));
  const baseline = new Set(completions.map((completion) => completion.baselineGroup));
  return {
    eligible: eligibleFrom(outcomes.has('NE'), outcomes.size),
    possible: GROUPS.filter((group) => outcomes.has(group)),
    baseline: GROUPS.filter((group) => baseline.has(group)),
    settled: outcomes.size === 1,
  };
}

/**
 * The facts whose values could still change the outcome, sorted: for each of them two completions exist that differ
 * only in that fact and have different outcomes. The set is minimal, since no fact outside it can change anything.
 */
export function missingFacts(prepared: PreparedRuleSet, knowledge: Knowledge): FactName[] {
  const missing: FactName[] = [];
  prepared.variables.forEach(({ alternatives }, v) => {
    const allowed = knowledge[v] ?? 0;
    if ((allowed & (allowed - 1)) === 0) return;
    const stride = prepared.strides[v] ?? 0;
    const outcome = (place: number, cell: number) => completionAt(prepared, place + cell * stride).outcome;
    const others = placesOf(prepared, knowledge.with(v, 1));
    for (const { fact, pairs } of alternatives) {
      const open = pairs.filter(([a, b]) => allowed & (1 << a) && allowed & (1 << b));
      if (others.some((place) => open.some(([a, b]) => outcome(place, a) !== outcome(place, b)))) missing.push(fact);
    }
  });
  return missing.sort();
}

function eligibleFrom(someIneligible: boolean, outcomes: number): boolean | null {
  if (!someIneligible) return true;
  return outcomes === 1 ? false : null;
}

/** The places in the table of completions that what is known allows. */
function placesOf({ variables, strides }: PreparedRuleSet, knowledge: Knowledge): number[] {
  let places = [0];
  variables.forEach(({ cells }, v) => {
    const allowed = knowledge[v] ?? 0;
    const stride = strides[v] ?? 0;
    const extended: number[] = [];
    for (let cell = 0; cell < cells; cell++) {
      if (allowed & (1 << cell)) for (const place of places) extended.push(place + cell * stride);
    }
    places = extended;
  });
  return places;
}

function completionAt({ completions }: PreparedRuleSet, place: number): Completion {
  const completion = completions[place];
  if (!completion) throw new RangeError(`There is no completion ${place}`);
  return completion;
}
