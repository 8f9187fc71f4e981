import type { CoxData } from './data';
import { chiSquareTest, type CoxFit, type CoxTest } from './fit';
import { restoreFit, type FittedCox } from './fitted';
import { information } from './likelihood';
import { columnOf, type RiskSetData } from './risk-sets';
import { coxSums, expectedCovariate } from './score-residuals';
import type { CoxWorkspace } from './workspace';
import { checkChoice } from '../choices';
import { SurvivalInputError } from '../errors';
import type { NotEstimable } from '../not-estimable';
import { eventTables } from '../data/event-table-building';
import { kaplanMeierOfTable } from '../curves/kaplan-meier';
import { factorize, quadraticForm } from '../math/linear-algebra';
import { checkObservations } from '../data/observations';
import { lastAtOrBefore } from '../data/tied-times';

/** Function of time against which a coefficient may drift: 1 - Kaplan-Meier before t, its rank, t itself, log t. */
const TRANSFORMS = ['km', 'rank', 'identity', 'log'] as const;
export type TimeTransform = (typeof TRANSFORMS)[number];

/** One test per estimated coefficient and one of all together. */
export type ProportionalHazardsTest = Readonly<{
  method: 'score test';
  transform: TimeTransform;
  terms: readonly Readonly<{ name: string; test: CoxTest }>[];
  global: CoxTest;
  /** As the fit, where nothing can be derived from it. */
  notEstimable: NotEstimable | null;
}>;

/**
 * Score test of proportional hazards (Grambsch and Therneau, Biometrika 1994;81:515-526): the fitted model is extended
 * by covariate × g(t) and the new coefficients are tested at 0, with the tie rule of the fit. The Kaplan-Meier curve of
 * `km` ignores strata and weights. Not estimable when the fit has an infinite term or did not converge. Agrees with
 * `cox.zph(fit, transform, terms = FALSE)` of R's survival 3; the older correlation formula gives other numbers.
 * Throws `out_of_range` for log time with an event at time 0.
 */
export function proportionalHazardsTest(
  data: CoxData,
  fit: CoxFit,
  transform: TimeTransform = 'km',
): ProportionalHazardsTest {
  checkChoice('transform', transform, TRANSFORMS);
  const fitted = restoreFit(data, fit);
  if (fitted === null) return noHazardsTest(transform, fit);
  const { riskSets } = fitted.prepared;
  const work = coxSums(riskSets, fitted.beta, fit.method.ties);
  const g = centredTransform(data, fitted, transform);
  const score = driftScore(fitted, work, g);
  const blocks = [null, g, g.map((value) => value * value)].map((factor) => information(riskSets, work, factor));
  const kept = fit.terms.flatMap((term, j) => (term.coefficient === null ? [] : [j]));
  const terms = kept.map((j) => ({
    name: fit.terms[j]?.name ?? '',
    test: driftTest(blocks, score, kept, [j], riskSets.columns),
  }));
  const global = driftTest(blocks, score, kept, kept, riskSets.columns);
  return { method: 'score test', transform, terms, global, notEstimable: null };
}

function noHazardsTest(transform: TimeTransform, { terms, notEstimable }: CoxFit): ProportionalHazardsTest {
  const global = { chiSquared: null, degreesOfFreedom: terms.length, p: null, notEstimable };
  return { method: 'score test', transform, terms: [], global, notEstimable };
}

/** g at every event time, less its mean over the events. */
function centredTransform(data: CoxData, { prepared }: FittedCox, transform: TimeTransform): Float64Array {
  const { times } = prepared.riskSets;
  const g = times.time.map(transformOf(data, prepared.riskSets, transform));
  if (g.some((value) => !Number.isFinite(value))) throw new SurvivalInputError('transform', 'out_of_range');
  const mean = g.reduce((sum, value, e) => sum + value * (times.deaths[e] ?? 0), 0) / prepared.events;
  return g.map((value) => value - mean);
}

function transformOf(
  data: CoxData,
  riskSets: RiskSetData,
  transform: TimeTransform,
): (time: number, e: number) => number {
  if (transform === 'identity') return (time) => time;
  if (transform === 'log') return Math.log;
  const alone = riskSets.stratumEnds.length === 1;
  if (transform === 'rank') {
    const ascending = alone ? riskSets.stop : riskSets.stop.slice().sort();
    return (time) => {
      const upTo = lastAtOrBefore(ascending, time) + 1;
      return (firstRank(ascending, time) + upTo) / 2;
    };
  }
  if (alone && riskSets.start === null) {
    const before = survivalBefore(riskSets);
    return (_, e) => 1 - (before[e] ?? 0);
  }
  const [table] = eventTables(checkObservations({ time: data.time, start: data.start, event: data.event }));
  if (table === undefined) return (time) => time;
  const curve = kaplanMeierOfTable(table);
  return (time) => 1 - (curve.survival[lastAtOrBefore(curve.time, time) - 1] ?? 1);
}

/** The Kaplan–Meier curve just before every event time, from rows that are sorted already. */
function survivalBefore({ rows, times }: RiskSetData): Float64Array {
  let survival = 1;
  return times.time.map((_, e) => {
    const before = survival;
    const atRisk = rows - (times.first[e] ?? 0);
    survival *= (atRisk - (times.deaths[e] ?? 0)) / atRisk;
    return before;
  });
}

/** Rank of the first of the values equal to `time`; tied values share the mean of their ranks. */
function firstRank(ascending: Float64Array, time: number): number {
  let [low, high] = [0, ascending.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((ascending[middle] ?? 0) < time) low = middle + 1;
    else high = middle;
  }
  return low + 1;
}

/** Sum over the events of g(t) × (x - expected x). */
function driftScore({ prepared }: FittedCox, work: CoxWorkspace, g: Float64Array): Float64Array {
  const { riskSets } = prepared;
  const { times, weight } = riskSets;
  return Float64Array.from(prepared.names, (_, j) => {
    const column = columnOf(riskSets, j);
    const expected = expectedCovariate(riskSets, work, j);
    let sum = 0;
    for (let e = 0; e < times.count; e += 1) {
      const first = times.first[e] ?? 0;
      for (let row = first; row < first + (times.deaths[e] ?? 0); row += 1) {
        sum += (weight?.[row] ?? 1) * (g[e] ?? 0) * ((column[row] ?? 0) - (expected[e] ?? 0));
      }
    }
    return sum;
  });
}

/** Tests the drift of the columns `tested` in the model of the columns `kept`. */
function driftTest(
  blocks: readonly Float64Array[],
  score: Float64Array,
  kept: readonly number[],
  tested: readonly number[],
  p: number,
): CoxTest {
  const size = kept.length + tested.length;
  const place = (at: number): { column: number; drift: number } =>
    at < kept.length ? { column: kept[at] ?? 0, drift: 0 } : { column: tested[at - kept.length] ?? 0, drift: 1 };
  const matrix = new Float64Array(size * size);
  for (let i = 0; i < size; i += 1) {
    for (let k = 0; k < size; k += 1) {
      const [row, column] = [place(i), place(k)];
      matrix[i * size + k] = blocks[row.drift + column.drift]?.[row.column * p + column.column] ?? 0;
    }
  }
  const vector = Float64Array.from({ length: size }, (_, at) =>
    place(at).drift === 1 ? (score[place(at).column] ?? 0) : 0,
  );
  const scaled = scaleToUnitDiagonal(matrix, vector, size);
  const factor = factorize(scaled.matrix, size);
  if (factor.redundant.length > 0)
    return { chiSquared: null, degreesOfFreedom: tested.length, p: null, notEstimable: 'zero_variance' };
  return chiSquareTest(quadraticForm(factor, scaled.vector), tested.length);
}

/** Times in days and their squares differ by orders of magnitude; scaling keeps that from looking like redundancy. */
function scaleToUnitDiagonal(
  matrix: Float64Array,
  vector: Float64Array,
  size: number,
): { matrix: Float64Array; vector: Float64Array } {
  const roots = Float64Array.from({ length: size }, (_, i) => Math.sqrt(matrix[i * size + i] ?? 0) || 1);
  return {
    matrix: matrix.map((value, at) => value / (roots[Math.floor(at / size)] ?? 1) / (roots[at % size] ?? 1)),
    vector: vector.map((value, i) => value / (roots[i] ?? 1)),
  };
}
