import { multiply, total } from '../math/column-arithmetic';
import { sumRiskSets } from './moments';
import { columnOf, exposures, relativeHazards, type RiskSetData } from './risk-sets';
import type { CoxWorkspace, TieSums } from './workspace';
import { weightedProducts, weightedTotals } from '../curves/weighted-products';

/** How events at the same time are handled in the partial likelihood. */
export const TIES = ['efron', 'breslow', 'exact'] as const;
export type CoxTies = (typeof TIES)[number];

/** Log partial likelihood at one beta, its gradient and the information (minus the second derivative; row by row). */
export type CoxLikelihood = { logLikelihood: number; score: Float64Array; information: Float64Array };

/**
 * Fills the sums that belong to one vector of relative hazards. Per event time, over its tied events k = 0..d-1 with
 * the denominator s0 - (k/d) d0 (Efron) or s0 (Breslow), where s0 and d0 are the hazards of the risk set and of the
 * events: `a` = sum w/denominator, `af` the same times k/d, `q`, `qf`, `qff` with the squared denominator and k/d to the
 * power 0, 1, 2, `log` = sum w log(denominator). Each of the d steps carries the mean weight w of the events. `tied`
 * says whether any of the sums with k/d differs from 0.
 */
export function fillSums(data: RiskSetData, work: CoxWorkspace): void {
  const { deaths, deathWeight, count } = data.times;
  const { hazards, ties } = work;
  sumRiskSets(data, work);
  for (let e = 0; e < count; e += 1) {
    const s0 = hazards.s[e] ?? 0;
    if (!ties.tied || deaths[e] === 1) {
      const a = (deathWeight[e] ?? 0) / s0;
      ties.a[e] = a;
      ties.q[e] = a / s0;
      ties.log[e] = (deathWeight[e] ?? 0) * Math.log(s0);
      continue;
    }
    addTiedSteps(ties, e, s0, hazards.d[e] ?? 0, deaths[e] ?? 0, deathWeight[e] ?? 0);
  }
}

/** Fills the entry `e` of the sums; see `fillSums`. */
export function addTiedSteps(
  sums: TieSums,
  e: number,
  s0: number,
  d0: number,
  deaths: number,
  deathWeight: number,
): void {
  const w = deathWeight / deaths;
  let a = 0;
  let af = 0;
  let q = 0;
  let qf = 0;
  let qff = 0;
  let log = 0;
  let product = 1;
  for (let k = 0; k < deaths; k += 1) {
    const f = k / deaths;
    const denominator = s0 - f * d0;
    const inverse = 1 / denominator;
    const square = inverse * inverse;
    a += inverse;
    af += f * inverse;
    q += square;
    qf += f * square;
    qff += f * f * square;
    product *= denominator;
    // One logarithm for many factors, as long as their product fits into a double.
    if (product > 1e150 || product < 1e-150) {
      log += Math.log(product / denominator) + Math.log(denominator);
      product = 1;
    }
  }
  sums.a[e] = w * a;
  sums.af[e] = w * af;
  sums.q[e] = w * q;
  sums.qf[e] = w * qf;
  sums.qff[e] = w * qff;
  sums.log[e] = w * (log + Math.log(product));
}

/**
 * Information of the partial likelihood, each event time multiplied by `factor` (null for 1). The squares summed over
 * all risk sets are one weighted cross-product of the rows, a row weighing its relative hazard times the hazard it
 * has lived through; only the products of the means are summed over the event times.
 */
export function information(data: RiskSetData, work: CoxWorkspace, factor: Float64Array | null): Float64Array {
  const p = data.columns;
  const { hazard, rowWeight, ties, firsts } = work;
  const weigh = (values: Float64Array): Float64Array =>
    factor === null ? values : values.map((value, e) => value * (factor[e] ?? 0));
  exposures(data, weigh(ties.a), ties.tied ? weigh(ties.af) : null, rowWeight);
  multiply(rowWeight, hazard, rowWeight);
  const weighted: TieSums =
    factor === null ? ties : { ...ties, q: weigh(ties.q), qf: weigh(ties.qf), qff: weigh(ties.qff) };
  const columns = Array.from({ length: p }, (_, j) => columnOf(data, j));
  const squares = weightedProducts(rowWeight, columns, data.rows);
  const means = weightedProducts(weighted.q, firsts.s, data.times.count);
  return squares.map(
    (square, at) => square - (means[at] ?? 0) + tiedProducts(data, firsts, weighted, Math.floor(at / p), at % p),
  );
}

/** What Efron's smaller risk sets change in the products of the means, at the times with tied events. */
function tiedProducts(data: RiskSetData, firsts: CoxWorkspace['firsts'], sums: TieSums, j: number, k: number): number {
  const { tied } = data.times;
  const [sj, sk, dj, dk] = [firsts.s[j], firsts.s[k], firsts.d[j], firsts.d[k]];
  if (!sums.tied || sj === undefined || sk === undefined || dj === undefined || dk === undefined) return 0;
  let change = 0;
  for (let i = 0; i < tied.length; i += 1) {
    const e = tied[i] ?? 0;
    const a = sj[e] ?? 0;
    const b = sk[e] ?? 0;
    const c = dj[e] ?? 0;
    const d = dk[e] ?? 0;
    change += (sums.qf[e] ?? 0) * (a * d + c * b) - (sums.qff[e] ?? 0) * c * d;
  }
  return change;
}

/** Weighted sums of the covariates over all events: what does not change while beta does. */
export function eventTotals({ rows, columns, x, event, weight }: RiskSetData): Float64Array {
  return Float64Array.from({ length: columns }, (_, j) => {
    const column = x.subarray(j * rows, (j + 1) * rows);
    return totalOf(event, column, weight);
  });
}

function totalOf(event: Uint8Array, column: Float64Array, weight: Float64Array | null): number {
  let sum = 0;
  for (let row = 0; row < column.length; row += 1) {
    const value = (event[row] ?? 0) * (column[row] ?? 0);
    sum += weight === null ? value : value * (weight[row] ?? 0);
  }
  return sum;
}

/**
 * Log partial likelihood of Cox's model with its derivatives for Efron's and Breslow's treatment of ties (Efron,
 * JASA 1977;72:557-565), in passes along the columns. `totals` are the `eventTotals` of the data.
 */
export function coxLikelihood(
  data: RiskSetData,
  beta: Float64Array,
  work: CoxWorkspace,
  totals = eventTotals(data),
): CoxLikelihood {
  relativeHazards(data, beta, work.hazard);
  fillSums(data, work);
  const { ties, firsts } = work;
  const { count } = data.times;
  const expected = weightedTotals(ties.a, firsts.s, count);
  const less = ties.tied ? weightedTotals(ties.af, firsts.d, count) : null;
  const score = totals.map((observed, j) => observed - ((expected[j] ?? 0) - (less?.[j] ?? 0)));
  const logLikelihood = totals.reduce((sum, observed, j) => sum + (beta[j] ?? 0) * observed, -total(ties.log));
  return { logLikelihood, score, information: information(data, work, null) };
}
