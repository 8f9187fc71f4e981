import { checkLevel, DEFAULT_LEVEL } from '../../curves/confidence-limits';
import { SurvivalInputError } from '../../errors';
import type { EventTable } from '../../data/event-table';
import { eventTables } from '../../data/event-table-building';
import { chiSquareUpperTail } from '../../math/gamma-distribution';
import { factorize, quadraticForm, toRows } from '../../math/linear-algebra';
import { addStratum, type LogRankSums, type LogRankWeight } from './sums';
import { criticalValue } from '../../math/normal-distribution';
import type { NotEstimable } from '../../not-estimable';
import { checkObservations, type Observations } from '../../data/observations';

export type LogRankOptions = Readonly<{ weight?: LogRankWeight; level?: number }>;

/** Hazard ratio of the second group to the first. */
export type HazardRatio = Readonly<{
  hazardRatio: number;
  logError: number;
  lower: number;
  upper: number;
  level: number;
}>;

export type LogRankResult = Readonly<{
  method: 'log-rank';
  weight: LogRankWeight;
  stratified: boolean;
  /** Rows, weighted observed and weighted expected events per group, in the order of the group codes. */
  size: readonly number[];
  observed: readonly number[];
  expected: readonly number[];
  variance: readonly (readonly number[])[];
  chiSquared: number | null;
  degreesOfFreedom: number | null;
  p: number | null;
  /** Two groups only: (O − E) / √V of the second; positive = more events than expected. */
  z: number | null;
  /** Two groups, log-rank weight: exp((O − E) / V), "Mantel–Haenszel" in some programs. */
  hazardRatioPeto: HazardRatio | null;
  /** Two groups, log-rank weight: (O2 / E2) / (O1 / E1), error of the log √(1/E1 + 1/E2), "logrank" in some programs. */
  hazardRatioPike: HazardRatio | null;
  notEstimable: NotEstimable | null;
}>;

const LOG_RANK_WEIGHT: LogRankWeight = { kind: 'log-rank' };

/**
 * Log-rank test of k groups, stratified when `strata` is given, with delayed entry when `start` is. With intervals of a
 * time-dependent 0/1 grouping it is the Mantel–Byar test. Groups that were never at risk at an event time are left
 * out. Agrees with R's `survdiff(Surv(time, event) ~ group + strata(strata), rho)` and, with `start`, with
 * `coxph(…, ties = "exact")$score`. Throws `SurvivalInputError` when fewer than two groups have rows.
 */
export function logRankTest(observations: Observations, options: LogRankOptions = {}): LogRankResult {
  const checked = checkObservations(observations);
  const tables = eventTables(checked);
  const strata = Array.from({ length: checked.stratumCount }, (_, s) =>
    tables.slice(s * checked.groupCount, (s + 1) * checked.groupCount),
  );
  return logRankOfTables(strata, options);
}

/** The test from event tables, `strata[stratum][group]`, in O(distinct times × groups²). */
export function logRankOfTables(
  strata: readonly (readonly EventTable[])[],
  options: LogRankOptions = {},
): LogRankResult {
  const { weight = LOG_RANK_WEIGHT, level = DEFAULT_LEVEL } = options;
  checkLevel(level);
  checkWeight(weight);
  const groupCount = strata[0]?.length ?? 0;
  if (strata.some((groups) => groups.length !== groupCount)) throw new SurvivalInputError('strata', 'length_mismatch');
  const size = Array.from({ length: groupCount }, (_, g) =>
    strata.reduce((sum, groups) => sum + (groups[g]?.size ?? 0), 0),
  );
  if (size.filter((n) => n > 0).length < 2) throw new SurvivalInputError('group', 'two_groups_needed');
  const sums: LogRankSums = {
    observed: new Float64Array(groupCount),
    expected: new Float64Array(groupCount),
    variance: new Float64Array(groupCount * groupCount),
  };
  for (const groups of strata) addStratum(groups, weight, sums);
  return {
    method: 'log-rank',
    weight,
    stratified: strata.length > 1,
    size,
    observed: Array.from(sums.observed),
    expected: Array.from(sums.expected),
    variance: toRows(sums.variance, groupCount),
    ...testOf(sums),
    ...twoGroupFigures(sums, weight, level),
  };
}

type TestFigures = Pick<LogRankResult, 'chiSquared' | 'degreesOfFreedom' | 'p' | 'notEstimable'>;

/** Chi-square of the groups that could have had an event, the first of them left out. */
function testOf({ observed, expected, variance }: LogRankSums): TestFigures {
  const none = { chiSquared: null, degreesOfFreedom: null, p: null };
  const tested = Array.from(expected.keys()).filter((g) => (expected[g] ?? 0) > 0);
  if (tested.length === 0) return { ...none, notEstimable: 'no_events' };
  const others = tested.slice(1);
  if (others.length === 0) return { ...none, notEstimable: 'one_group' };
  const difference = others.map((g) => (observed[g] ?? 0) - (expected[g] ?? 0));
  const matrix = Float64Array.from(others.flatMap((g) => others.map((k) => variance[g * expected.length + k] ?? 0)));
  const factor = factorize(matrix, others.length);
  if (factor.redundant.length > 0) return { ...none, notEstimable: 'zero_variance' };
  const chiSquared = quadraticForm(factor, difference);
  return {
    chiSquared,
    degreesOfFreedom: others.length,
    p: chiSquareUpperTail(chiSquared, others.length),
    notEstimable: null,
  };
}

type TwoGroupFigures = Pick<LogRankResult, 'z' | 'hazardRatioPeto' | 'hazardRatioPike'>;

function twoGroupFigures(sums: LogRankSums, weight: LogRankWeight, level: number): TwoGroupFigures {
  const [o1 = 0, o2 = 0] = sums.observed;
  const [e1 = 0, e2 = 0] = sums.expected;
  const variance = sums.variance[3] ?? 0;
  if (sums.observed.length !== 2 || !(variance > 0)) return { z: null, hazardRatioPeto: null, hazardRatioPike: null };
  const z = (o2 - e2) / Math.sqrt(variance);
  if (weight.kind !== 'log-rank') return { z, hazardRatioPeto: null, hazardRatioPike: null };
  return {
    z,
    hazardRatioPeto: ratioFrom((o2 - e2) / variance, 1 / Math.sqrt(variance), level),
    hazardRatioPike:
      o1 > 0 && o2 > 0 ? ratioFrom(Math.log(o2 / e2 / (o1 / e1)), Math.sqrt(1 / e1 + 1 / e2), level) : null,
  };
}

/** A hazard ratio with normal limits on the log scale; null where there is too little information for a finite one. */
function ratioFrom(log: number, logError: number, level: number): HazardRatio | null {
  const half = criticalValue(level) * logError;
  const upper = Math.exp(log + half);
  if (upper === Infinity) return null;
  return { hazardRatio: Math.exp(log), logError, lower: Math.exp(log - half), upper, level };
}

function checkWeight(weight: LogRankWeight): void {
  if (weight.kind !== 'fleming-harrington') return;
  if (!(weight.rho >= 0 && weight.rho < Infinity)) throw new SurvivalInputError('rho', 'out_of_range');
  if (!(weight.gamma >= 0 && weight.gamma < Infinity)) throw new SurvivalInputError('gamma', 'out_of_range');
}
