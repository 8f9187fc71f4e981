import { largestCode } from './cumulative-incidence';
import { SurvivalInputError } from './errors';
import type { EventTable } from './event-table';
import { eventTables } from './event-table-building';
import { chiSquareUpperTail } from './gamma-distribution';
import { factorize, quadraticForm } from './linear-algebra';
import type { NotEstimable } from './not-estimable';
import { checkObservations, type Observations } from './observations';

export type GrayOptions = Readonly<{ causes?: number; /** Weight (1 - incidence)^rho, default 0. */ rho?: number }>;

/** Gray's test for one cause; null figures with the reason when it cannot be made. */
export type GrayTest = Readonly<{
  method: 'gray';
  rho: number;
  cause: number;
  chiSquared: number | null;
  degreesOfFreedom: number;
  p: number | null;
  /** Scores and their covariance for all groups but the last with rows. */
  score: readonly number[];
  variance: readonly (readonly number[])[];
  notEstimable: NotEstimable | null;
}>;

/**
 * Gray's K-sample test for equal cumulative incidences (Ann Stat 1988;16:1141-1154), one test per cause, optionally
 * stratified (scores and variances are added). It compares subdistribution hazards: a group with less of the cause
 * because its members die of something else counts as having less. Agrees with `cmprsk::cuminc(time, event, group,
 * strata, rho)$Tests`; where cmprsk prints -1 (singular variance) the state is `zero_variance`. Late entries are refused.
 */
export function grayTest(observations: Observations, options: GrayOptions = {}): GrayTest[] {
  if (observations.group === undefined) throw new SurvivalInputError('group', 'empty');
  if (observations.start !== undefined) throw new SurvivalInputError('start', 'unsupported');
  const causes = options.causes ?? largestCode(observations.event);
  const checked = checkObservations(observations, causes);
  const tables = eventTables(checked);
  const byStratum = Array.from({ length: checked.stratumCount }, (_, stratum) =>
    tables.slice(stratum * checked.groupCount, (stratum + 1) * checked.groupCount),
  );
  return grayTestOfTables(byStratum, options);
}

/** The test from event tables, outer list strata, inner list groups, in O(distinct times × groups²). */
export function grayTestOfTables(strata: readonly (readonly EventTable[])[], options: GrayOptions = {}): GrayTest[] {
  const { rho = 0 } = options;
  if (!Number.isFinite(rho)) throw new SurvivalInputError('rho', 'not_finite');
  const groups = strata[0]?.length ?? 0;
  const used = Array.from({ length: groups }, (_, group) => group).filter((group) => strata.some((tables) => (tables[group]?.size ?? 0) > 0));
  const causes = Math.max(...strata.flatMap((tables) => tables.map((table) => table.byCause.length)));
  return Array.from({ length: causes }, (_, cause) => {
    const size = Math.max(0, used.length - 1);
    const score = new Float64Array(size);
    const variance = new Float64Array(size * size);
    for (const tables of strata) addStratum(used.flatMap((group) => tables[group] ?? []), cause, rho, score, variance);
    return testOf(cause + 1, rho, score, variance, size, totalEvents(strata, cause));
  });
}

function totalEvents(strata: readonly (readonly EventTable[])[], cause: number): number {
  return strata.flat().reduce((sum, table) => sum + (table.byCause[cause]?.reduce((a, b) => a + b, 0) ?? 0), 0);
}

function testOf(cause: number, rho: number, score: Float64Array, variance: Float64Array, size: number, events: number): GrayTest {
  const rows = Array.from({ length: size }, (_, i) => Array.from(variance.subarray(i * size, (i + 1) * size)));
  const common = { method: 'gray' as const, rho, cause, degreesOfFreedom: size, score: Array.from(score), variance: rows };
  const none = (notEstimable: NotEstimable): GrayTest => ({ ...common, chiSquared: null, p: null, notEstimable });
  if (size === 0) return none('one_group');
  if (events === 0) return none('no_events');
  // On the scale of correlations a small group beside a large one is not taken for a singular matrix.
  const roots = Array.from({ length: size }, (_, i) => Math.sqrt(Math.max(0, variance[i * size + i] ?? 0)));
  if (roots.some((root) => !(root > 0))) return none('zero_variance');
  const correlation = variance.map((value, at) => value / (roots[Math.floor(at / size)] ?? 1) / (roots[at % size] ?? 1));
  const factor = factorize(correlation, size, 1e-7);
  if (factor.redundant.length > 0) return none('zero_variance');
  const chiSquared = quadraticForm(factor, score.map((value, i) => value / (roots[i] ?? 1)));
  return { ...common, chiSquared, p: chiSquareUpperTail(chiSquared, size), notEstimable: null };
}

/**
 * What one stratum knows while it walks through the times, in the notation of the paper: per group the event-free share
 * and the incidence before (`free`, `incidence`) and after (`freeAfter`, `incidenceAfter`) the time; `pooled` the common
 * incidence; `c` the integrated weights by pair of groups; `v2`, `v3` the parts of the variance that wait for the final
 * value of c.
 */
type Walk = {
  groups: number;
  atRisk: Float64Array;
  own: Float64Array;
  others: Float64Array;
  free: Float64Array;
  freeAfter: Float64Array;
  incidence: Float64Array;
  incidenceAfter: Float64Array;
  pooled: number;
  a: Float64Array;
  c: Float64Array;
  v2: Float64Array;
  v3: Float64Array;
};

function addStratum(tables: readonly EventTable[], cause: number, rho: number, score: Float64Array, variance: Float64Array): void {
  const groups = tables.length;
  if (groups < 2) return;
  const walk: Walk = {
    groups, pooled: 0,
    atRisk: new Float64Array(groups), own: new Float64Array(groups), others: new Float64Array(groups),
    free: new Float64Array(groups).fill(1), freeAfter: new Float64Array(groups).fill(1),
    incidence: new Float64Array(groups), incidenceAfter: new Float64Array(groups),
    a: new Float64Array(groups * groups), c: new Float64Array(groups * groups),
    v2: new Float64Array(groups * groups), v3: new Float64Array(groups),
  };
  const next = new Uint32Array(groups);
  while (loadNextTime(tables, cause, next, walk)) addTime(walk, rho, score, variance);
  addFinalTerms(walk, variance);
}

/** Moves to the next time with an event in any group; false at the end. */
function loadNextTime(tables: readonly EventTable[], cause: number, next: Uint32Array, walk: Walk): boolean {
  let time = Infinity;
  tables.forEach((table, g) => {
    let at = next[g] ?? 0;
    while (at < table.time.length && (table.events[at] ?? 0) === 0) at += 1;
    time = Math.min(time, table.time[at] ?? Infinity);
  });
  if (time === Infinity) return false;
  tables.forEach((table, g) => {
    let at = next[g] ?? 0;
    while (at < table.time.length && (table.time[at] ?? 0) < time) at += 1;
    walk.atRisk[g] = at < table.time.length ? (table.atRisk[at] ?? 0) : 0;
    const here = table.time[at] === time;
    const own = here ? (table.byCause[cause]?.[at] ?? 0) : 0;
    walk.own[g] = own;
    walk.others[g] = here ? (table.events[at] ?? 0) - own : 0;
    next[g] = here ? at + 1 : at;
  });
  return true;
}

function addTime(walk: Walk, rho: number, score: Float64Array, variance: Float64Array): void {
  const { groups, atRisk, own, others, free, freeAfter, incidence, incidenceAfter } = walk;
  let [h, weighted, events] = [0, 0, 0];
  for (let g = 0; g < groups; g += 1) {
    const n = atRisk[g] ?? 0;
    if (n === 0) continue;
    const s = free[g] ?? 0;
    const d = own[g] ?? 0;
    freeAfter[g] = (s * (n - d - (others[g] ?? 0))) / n;
    incidenceAfter[g] = (incidence[g] ?? 0) + (s * d) / n;
    h += n / s;
    weighted += (n * (1 - (incidence[g] ?? 0))) / s;
    events += d;
  }
  const pooledAfter = walk.pooled + events / h;
  if (events > 0) {
    addScore(walk, (1 - walk.pooled) ** rho, h, weighted, events, score);
    addOwnEvents(walk, h, events, pooledAfter, variance);
  }
  addOtherEvents(walk, pooledAfter, variance);
  walk.pooled = pooledAfter;
  free.set(freeAfter);
  incidence.set(incidenceAfter);
}

function addScore(walk: Walk, weight: number, h: number, weighted: number, events: number, score: Float64Array): void {
  const { groups, atRisk, own, free, incidence, a, c } = walk;
  a.fill(0);
  for (let i = 0; i < groups; i += 1) {
    const n = atRisk[i] ?? 0;
    if (n === 0) continue;
    const share = n / (free[i] ?? 1);
    if (i < score.length) {
      score[i] = (score[i] ?? 0) + weight * ((own[i] ?? 0) - (events * share * (1 - (incidence[i] ?? 0))) / weighted);
    }
    for (let j = 0; j < groups; j += 1) {
      if ((atRisk[j] ?? 0) === 0) continue;
      const at = i * groups + j;
      const value = weight * share * ((i === j ? 1 : 0) - (atRisk[j] ?? 0) / (free[j] ?? 1) / h);
      a[at] = value;
      c[at] = (c[at] ?? 0) + (value * events) / (h * (1 - walk.pooled));
    }
  }
}

/** Variance from the events of the cause: pooled over the groups, as under the hypothesis. */
function addOwnEvents(walk: Walk, h: number, events: number, pooledAfter: number, variance: Float64Array): void {
  const { groups, atRisk, free, freeAfter, a, c } = walk;
  const size = groups - 1;
  const first = new Float64Array(size);
  for (let k = 0; k < groups; k += 1) {
    const n = atRisk[k] ?? 0;
    if (n === 0) continue;
    const s = free[k] ?? 0;
    const share = (freeAfter[k] ?? 0) > 0 ? 1 - (1 - pooledAfter) / (freeAfter[k] ?? 1) : 1;
    const ties = events > 1 ? 1 - (events - 1) / (h * s - 1) : 1;
    for (let i = 0; i < size; i += 1) first[i] = (a[i * groups + k] ?? 0) - share * (c[i * groups + k] ?? 0);
    addSquares(walk, k, first, share, (ties * s * events) / (h * n), variance);
  }
}

/** Variance from the events of the other causes, within each group. */
function addOtherEvents(walk: Walk, pooledAfter: number, variance: Float64Array): void {
  const { groups, atRisk, others, free, freeAfter, c } = walk;
  const size = groups - 1;
  const first = new Float64Array(size);
  for (let k = 0; k < groups; k += 1) {
    const d = others[k] ?? 0;
    if (d === 0 || !((freeAfter[k] ?? 0) > 0)) continue;
    const n = atRisk[k] ?? 0;
    const share = (1 - pooledAfter) / (freeAfter[k] ?? 1);
    const ties = d > 1 ? 1 - (d - 1) / (n - 1) : 1;
    for (let i = 0; i < size; i += 1) first[i] = share * (c[i * groups + k] ?? 0);
    addSquares(walk, k, first, -share, (ties * (free[k] ?? 0) ** 2 * d) / (n * n), variance);
  }
}

function addSquares(walk: Walk, k: number, first: Float64Array, share: number, jump: number, variance: Float64Array): void {
  const size = first.length;
  walk.v3[k] = (walk.v3[k] ?? 0) + share * share * jump;
  for (let i = 0; i < size; i += 1) {
    const at = i * walk.groups + k;
    walk.v2[at] = (walk.v2[at] ?? 0) + (first[i] ?? 0) * share * jump;
    for (let j = 0; j < size; j += 1) variance[i * size + j] = (variance[i * size + j] ?? 0) + (first[i] ?? 0) * (first[j] ?? 0) * jump;
  }
}

function addFinalTerms({ groups, c, v2, v3 }: Walk, variance: Float64Array): void {
  const size = groups - 1;
  for (let i = 0; i < size; i += 1) {
    for (let j = 0; j < size; j += 1) {
      let sum = 0;
      for (let k = 0; k < groups; k += 1) {
        const ci = c[i * groups + k] ?? 0;
        const cj = c[j * groups + k] ?? 0;
        sum += ci * cj * (v3[k] ?? 0) + ci * (v2[j * groups + k] ?? 0) + cj * (v2[i * groups + k] ?? 0);
      }
      variance[i * size + j] = (variance[i * size + j] ?? 0) + sum;
    }
  }
}
