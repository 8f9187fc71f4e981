import { checkLevel, DEFAULT_LEVEL } from '../../curves/confidence-limits';
import { checkChoice, checkGiven } from '../../choices';
import { noContrast, ratioContrast, type Contrast } from '../../contrast';
import { SurvivalInputError } from '../../errors';
import { checkStrata, type EventTable } from '../../data/event-table';
import { eventTables } from '../../data/event-table-building';
import { chiSquareUpperTail } from '../../math/gamma-distribution';
import { factorize, quadraticForm, toRows } from '../../math/linear-algebra';
import { addStratum, WEIGHTS, type LogRankSums, type LogRankWeight } from './sums';
import type { NotEstimable } from '../../not-estimable';
import { checkObservations, type Observations } from '../../data/observations';

export type LogRankOptions = Readonly<{ weight?: LogRankWeight; level?: number }>;

export type LogRankResult = Readonly<{
  method: 'log-rank';
  weight: LogRankWeight;
  stratified: boolean;
  /** Rows, weighted observed and weighted expected events per group, in the order of the group codes. */
  n: readonly number[];
  observed: readonly number[];
  expected: readonly number[];
  variance: readonly (readonly number[])[];
  chiSquared: number | null;
  degreesOfFreedom: number | null;
  p: number | null;
  /**
   * (O − E) / √V of the second of two groups with rows, whatever their codes; positive = more events than expected. With
   * more groups `zNotEstimable` is `not_defined`.
   */
  z: number | null;
  zNotEstimable: NotEstimable | null;
  /**
   * Hazard ratio of the second of two groups to the first: exp((O − E) / V), "Mantel–Haenszel" in some programs. Ratios are
   * `not_defined` for more groups and for other weights.
   */
  hazardRatioPeto: Contrast;
  /** (O2 / E2) / (O1 / E1), error of the log √(1/E1 + 1/E2), "logrank" in some programs. */
  hazardRatioPike: Contrast;
  notEstimable: NotEstimable | null;
}>;

const LOG_RANK_WEIGHT: LogRankWeight = { kind: 'log-rank' };
/** Groups a test compares at most: its covariance grows with their square. */
export const LARGEST_COMPARISON = 1000;

/**
 * Log-rank test of k groups, stratified when `strata` is given, with delayed entry when `start` is. With intervals of a
 * time-dependent 0/1 grouping it is the Mantel–Byar test. Groups that were never at risk at an event time are left
 * out. Agrees with R's `survdiff(Surv(time, event) ~ group + strata(strata), rho)` and, with `start`, with
 * `coxph(…, ties = "exact")$score`. Throws `SurvivalInputError` when fewer than two groups have rows.
 */
export function logRankTest(observations: Observations, options: LogRankOptions = {}): LogRankResult {
  checkGiven('observations', observations);
  if (observations.group === undefined) throw new SurvivalInputError('group', 'empty');
  const checked = checkObservations(observations);
  if (checked.groupCount > LARGEST_COMPARISON) throw new SurvivalInputError('group', 'out_of_range');
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
  checkGiven('options', options);
  const { weight = LOG_RANK_WEIGHT, level = DEFAULT_LEVEL } = options;
  checkLevel(level);
  checkWeight(weight);
  checkStrata(strata);
  const groupCount = strata[0]?.length ?? 0;
  if (groupCount > LARGEST_COMPARISON) throw new SurvivalInputError('group', 'out_of_range');
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
    n: size,
    observed: Array.from(sums.observed),
    expected: Array.from(sums.expected),
    variance: toRows(sums.variance, groupCount),
    ...testOf(sums),
    ...twoGroupFigures(sums, size, weight, level),
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

type TwoGroupFigures = Pick<LogRankResult, 'z' | 'zNotEstimable' | 'hazardRatioPeto' | 'hazardRatioPike'>;

function twoGroupFigures(
  sums: LogRankSums,
  size: readonly number[],
  weight: LogRankWeight,
  level: number,
): TwoGroupFigures {
  const [first = 0, second = 0, ...more] = Array.from(size.keys()).filter((g) => (size[g] ?? 0) > 0);
  const none = (why: NotEstimable): TwoGroupFigures => {
    const ratio = noContrast('log', level, why);
    return { z: null, zNotEstimable: why, hazardRatioPeto: ratio, hazardRatioPike: ratio };
  };
  if (more.length > 0) return none('not_defined');
  const [o1, o2, e1, e2] = [sums.observed, sums.expected].flatMap((column) => [
    column[first] ?? 0,
    column[second] ?? 0,
  ]);
  const variance = sums.variance[second * size.length + second] ?? 0;
  const weighted = weight.kind !== 'log-rank';
  if (!(variance > 0)) {
    const figures = none(testOf(sums).notEstimable ?? 'zero_variance');
    return weighted ? { ...figures, ...weightedRatios(level) } : figures;
  }
  const known = { z: ((o2 ?? 0) - (e2 ?? 0)) / Math.sqrt(variance), zNotEstimable: null };
  if (weighted) return { ...known, ...weightedRatios(level) };
  return {
    ...known,
    hazardRatioPeto: ratioContrast(((o2 ?? 0) - (e2 ?? 0)) / variance, 1 / Math.sqrt(variance), level),
    hazardRatioPike: pikeRatio(o1 ?? 0, o2 ?? 0, e1 ?? 0, e2 ?? 0, level),
  };
}

/** The sums of another weight are no longer counts of events. */
function weightedRatios(level: number): Pick<TwoGroupFigures, 'hazardRatioPeto' | 'hazardRatioPike'> {
  const ratio = noContrast('log', level, 'not_defined');
  return { hazardRatioPeto: ratio, hazardRatioPike: ratio };
}

/** Without an event in a group the ratio is 0 or infinite. */
function pikeRatio(o1: number, o2: number, e1: number, e2: number, level: number): Contrast {
  if (!(o1 > 0)) return noContrast('log', level, 'monotone_likelihood');
  if (!(o2 > 0)) return noContrast('log', level, 'monotone_likelihood', 0);
  return ratioContrast(Math.log(o2 / e2 / (o1 / e1)), Math.sqrt(1 / e1 + 1 / e2), level);
}

function checkWeight(weight: LogRankWeight): void {
  checkChoice('weight', (weight as Readonly<{ kind?: unknown }> | null)?.kind, WEIGHTS);
  if (weight.kind !== 'fleming-harrington') return;
  if (!(typeof weight.rho === 'number' && weight.rho >= 0 && weight.rho < Infinity))
    throw new SurvivalInputError('rho', 'out_of_range');
  if (!(typeof weight.gamma === 'number' && weight.gamma >= 0 && weight.gamma < Infinity))
    throw new SurvivalInputError('gamma', 'out_of_range');
}
