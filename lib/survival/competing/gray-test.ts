import { checkGiven } from '../choices';
import { largestCode } from './cumulative-incidence';
import { SurvivalInputError } from '../errors';
import { checkStrata, type EventTable } from '../data/event-table';
import { eventTables } from '../data/event-table-building';
import { chiSquareUpperTail } from '../math/gamma-distribution';
import { addStratum, type GraySums } from './gray-sums';
import { factorize, quadraticForm } from '../math/linear-algebra';
import type { NotEstimable } from '../not-estimable';
import { checkObservations, type Observations } from '../data/observations';
import { LARGEST_COMPARISON } from '../tests/log-rank/log-rank';

export type GrayOptions = Readonly<{ causes?: number /** Weight (1 - incidence)^rho, default 0. */; rho?: number }>;

const LARGEST_RHO = 100;

/** Gray's test for one cause; null figures with the reason when it cannot be made. */
export type GrayTest = Readonly<{
  method: 'gray';
  rho: number;
  cause: number;
  chiSquared: number | null;
  degreesOfFreedom: number;
  p: number | null;
  /** Scores and their covariance for all groups but the last with rows; null where weight or correction for ties is infinite. */
  score: readonly (number | null)[];
  variance: readonly (readonly (number | null)[])[];
  notEstimable: NotEstimable | null;
}>;

/**
 * Gray's K-sample test for equal cumulative incidences (Ann Stat 1988;16:1141-1154), one test per cause, optionally
 * stratified (scores and variances are added). It compares subdistribution hazards: a group with less of the cause
 * because its members die of something else counts as having less. Agrees with `cmprsk::cuminc(time, event, group,
 * strata, rho)$Tests`; where cmprsk prints -1 (singular variance) the state is `zero_variance`. Late entries are refused.
 */
export function grayTest(observations: Observations, options: GrayOptions = {}): GrayTest[] {
  checkGiven('options', options);
  checkGiven('observations', observations);
  if (observations.group === undefined) throw new SurvivalInputError('group', 'empty');
  if (observations.start !== undefined) throw new SurvivalInputError('start', 'unsupported');
  const causes = options.causes ?? largestCode(observations.event);
  const checked = checkObservations(observations, causes);
  if (checked.groupCount > LARGEST_COMPARISON) throw new SurvivalInputError('group', 'out_of_range');
  const tables = eventTables(checked);
  const byStratum = Array.from({ length: checked.stratumCount }, (_, stratum) =>
    tables.slice(stratum * checked.groupCount, (stratum + 1) * checked.groupCount),
  );
  return grayTestOfTables(byStratum, options);
}

/** The test from event tables, outer list strata, inner list groups, in O(distinct times × groups²). */
export function grayTestOfTables(strata: readonly (readonly EventTable[])[], options: GrayOptions = {}): GrayTest[] {
  checkGiven('options', options);
  checkStrata(strata);
  const { rho = 0 } = options;
  if (!Number.isFinite(rho)) throw new SurvivalInputError('rho', 'not_finite');
  if (Math.abs(rho) > LARGEST_RHO) throw new SurvivalInputError('rho', 'out_of_range');
  const groups = strata[0]?.length ?? 0;
  if (groups > LARGEST_COMPARISON) throw new SurvivalInputError('group', 'out_of_range');
  const used = Array.from({ length: groups }, (_, group) => group).filter((group) =>
    strata.some((tables) => (tables[group]?.size ?? 0) > 0),
  );
  let causes = 0;
  for (const tables of strata) for (const table of tables) causes = Math.max(causes, table.byCause.length);
  const size = Math.max(0, used.length - 1);
  const sums = Array.from(
    { length: causes },
    (): GraySums => ({ score: new Float64Array(size), variance: new Float64Array(size * size), events: 0 }),
  );
  for (const tables of strata)
    addStratum(
      used.flatMap((group) => tables[group] ?? []),
      rho,
      sums,
    );
  return sums.map((own, cause) => testOf(cause + 1, rho, own, size));
}

function testOf(cause: number, rho: number, { score, variance, events }: GraySums, size: number): GrayTest {
  const rows = Array.from({ length: size }, (_, i) =>
    Array.from(variance.subarray(i * size, (i + 1) * size), (value) => (Number.isFinite(value) ? value : null)),
  );
  const common = {
    method: 'gray' as const,
    rho,
    cause,
    degreesOfFreedom: size,
    score: Array.from(score, (value) => (Number.isFinite(value) ? value : null)),
    variance: rows,
  };
  const none = (notEstimable: NotEstimable): GrayTest => ({ ...common, chiSquared: null, p: null, notEstimable });
  if (size === 0) return none('one_group');
  if (events === 0) return none('no_events');
  // On the scale of correlations a small group beside a large one is not taken for a singular matrix.
  const roots = Array.from({ length: size }, (_, i) => Math.sqrt(Math.max(0, variance[i * size + i] ?? 0)));
  if (roots.some((root) => !(root > 0)) || ![...variance, ...score].every(Number.isFinite))
    return none('zero_variance');
  const correlation = variance.map(
    (value, at) => value / (roots[Math.floor(at / size)] ?? 1) / (roots[at % size] ?? 1),
  );
  const factor = factorize(correlation, size, 1e-7);
  if (factor.redundant.length > 0) return none('zero_variance');
  const chiSquared = quadraticForm(
    factor,
    score.map((value, i) => value / (roots[i] ?? 1)),
  );
  return { ...common, chiSquared, p: chiSquareUpperTail(chiSquared, size), notEstimable: null };
}
