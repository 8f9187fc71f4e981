import { checkGiven } from '../choices';
import { checkLevel, DEFAULT_LEVEL } from '../curves/confidence-limits';
import { SurvivalInputError } from '../errors';
import { checkTable, type EventTable } from '../data/event-table';
import { eventTables } from '../data/event-table-building';
import { gammaQuantile, gammaUpperQuantile } from '../math/gamma-distribution';
import { twoSidedP } from '../math/normal-distribution';
import type { NotEstimable } from '../not-estimable';
import { checkObservations, type Observations } from '../data/observations';
import { expectedOfEach, referenceHazard, type ExpectedSurvival, type ReferenceCurve } from './reference-hazard';

/** One group against a reference curve. */
export type OneSampleResult = Readonly<{
  method: 'one-sample-log-rank';
  n: number;
  observed: number;
  /** Events expected under the reference: its cumulative hazard summed over everybody's time under observation. */
  expected: number | null;
  /** (O − E) / √E, and Wu's version (O − E) / √((O + E) / 2), less conservative in small samples. */
  z: number | null;
  chiSquared: number | null;
  p: number | null;
  zWu: number | null;
  pWu: number | null;
  /** O / E with exact Poisson limits. */
  ratio: number | null;
  lower: number | null;
  upper: number | null;
  level: number;
  /** True when somebody was followed beyond the last published time, where the reference was continued. */
  referenceExtended: boolean;
  notEstimable: NotEstimable | null;
}>;

/** Below it, as at 0, the statistic has no spread: its square would leave the range of numbers. */
const LEAST_EXPECTED = 1e-100;

/**
 * One-sample log-rank test and observed / expected ratio. With delayed entry the hazard before entry does not count.
 * Agrees with R's `survdiff(Surv(time, event) ~ offset(S0))` and `poisson.test(O, E)$conf.int`. A reference that has
 * fallen to 0 before the end of follow-up gives `estimate_at_boundary`. In place of one curve for all, the reference may be
 * what each person was expected to survive. Throws when rows belong to several groups.
 */
export function oneSampleLogRank(
  observations: Observations,
  reference: ReferenceCurve | ExpectedSurvival,
  level = DEFAULT_LEVEL,
): OneSampleResult {
  checkGiven('reference', reference);
  const checked = checkObservations({ ...observations, strata: undefined });
  const tables = eventTables(checked).filter((table) => table.size > 0);
  const [table] = tables;
  if (tables.length !== 1 || table === undefined) throw new SurvivalInputError('group', 'more_than_one_group');
  if (reference.kind !== 'each') return oneSampleOfTable(table, reference, level);
  checkLevel(level);
  // Joined intervals would no longer have a probability each.
  if (observations.subject !== undefined) throw new SurvivalInputError('subject', 'unsupported');
  return compared(table, expectedOfEach(reference, checked.size), false, level);
}

/** The same from an event table, in O(distinct times). */
export function oneSampleOfTable(table: EventTable, reference: ReferenceCurve, level = DEFAULT_LEVEL): OneSampleResult {
  checkTable(table);
  checkLevel(level);
  const { cumulativeHazard, lastTime } = referenceHazard(reference);
  let expected = 0;
  table.time.forEach(
    (time, i) => (expected += ((table.events[i] ?? 0) + (table.censored[i] ?? 0)) * cumulativeHazard(time)),
  );
  table.entries?.time.forEach((time, i) => (expected -= (table.entries?.count[i] ?? 0) * cumulativeHazard(time)));
  return compared(table, expected, lastTime !== null && (table.time.at(-1) ?? 0) > lastTime, level);
}

function compared(table: EventTable, expected: number, referenceExtended: boolean, level: number): OneSampleResult {
  const observed = table.events.reduce((sum, count) => sum + count, 0);
  const named = { method: 'one-sample-log-rank', n: table.size, observed, level } as const;
  if (!(expected > LEAST_EXPECTED && expected < Infinity)) {
    const none = {
      expected: null,
      z: null,
      chiSquared: null,
      p: null,
      zWu: null,
      pWu: null,
      ratio: null,
      lower: null,
      upper: null,
    };
    return {
      ...named,
      ...none,
      referenceExtended,
      notEstimable: expected <= LEAST_EXPECTED ? 'zero_variance' : 'estimate_at_boundary',
    };
  }
  const z = (observed - expected) / Math.sqrt(expected);
  const zWu = (observed - expected) / Math.sqrt((observed + expected) / 2);
  const { lower, upper } = poissonLimits(observed, level);
  return {
    ...named,
    expected,
    z,
    chiSquared: z * z,
    p: twoSidedP(z),
    zWu,
    pWu: twoSidedP(zWu),
    ratio: observed / expected,
    lower: lower / expected,
    upper: upper / expected,
    referenceExtended,
    notEstimable: null,
  };
}

/** Exact (Garwood) limits of the mean of a Poisson count; R's `poisson.test(count)$conf.int`. */
export function poissonLimits(count: number, level = DEFAULT_LEVEL): { lower: number; upper: number } {
  checkLevel(level);
  if (!(Number.isSafeInteger(count) && count >= 0)) throw new SurvivalInputError('count', 'out_of_range');
  const tail = (1 - level) / 2;
  return { lower: count === 0 ? 0 : gammaQuantile(tail, count), upper: gammaUpperQuantile(tail, count + 1) };
}
