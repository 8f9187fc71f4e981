import type { CoxLikelihood } from '../cox/likelihood';
import { columnOf, exposures, relativeHazards, type RiskSetData } from '../cox/risk-sets';
import { weightedProducts } from '../curves/weighted-products';

/**
 * Rows of a Fine-Gray model by position. `competing` marks who had another cause: they stay in the risk set with weight
 * G(t-)/G(T-), G the Kaplan-Meier curve of the censoring. `stillFree` is G just before the row's time, `freeAtEvent` just
 * before each event time, `atRisk` the number under observation at the row's time.
 */
export type FineGrayData = Readonly<{
  riskSets: RiskSetData;
  competing: Uint8Array;
  censored: Uint8Array;
  stillFree: Float64Array;
  freeAtEvent: Float64Array;
  atRisk: Float64Array;
}>;

/** Sums at one beta: per event time the weighted risk set `s0`, mean covariates, and the jump d/s0 of the hazard. */
export type FineGraySums = Readonly<{
  hazard: Float64Array;
  s0: Float64Array;
  means: readonly Float64Array[];
  jump: Float64Array;
}>;

/** Everything about G follows from the sorted times; events at a time are still at risk of censoring at it. */
export function fineGrayData(riskSets: RiskSetData, competing: Uint8Array): FineGrayData {
  const { rows, stop, event, times } = riskSets;
  const censored = event.map((code, row) => (code === 0 && competing[row] === 0 ? 1 : 0));
  const stillFree = new Float64Array(rows);
  const atRisk = new Float64Array(rows);
  let free = 1;
  for (let first = 0; first < rows; ) {
    let [last, leaving] = [first, 0];
    for (; last < rows && stop[last] === stop[first]; last += 1) leaving += censored[last] ?? 0;
    stillFree.fill(free, first, last);
    atRisk.fill(rows - first, first, last);
    free *= (rows - first - leaving) / (rows - first);
    first = last;
  }
  const freeAtEvent = Float64Array.from(times.first, (row) => stillFree[row] ?? 1);
  return { riskSets, competing, censored, stillFree, freeAtEvent, atRisk };
}

export function fineGraySums(data: FineGrayData, beta: Float64Array): FineGraySums {
  const { riskSets } = data;
  const { columns, rows, times } = riskSets;
  const hazard = relativeHazards(riskSets, beta, new Float64Array(rows));
  const s0 = weightedSums(data, hazard);
  const product = new Float64Array(rows);
  const means = Array.from({ length: columns }, (_, j) => {
    const column = columnOf(riskSets, j);
    for (let row = 0; row < rows; row += 1) product[row] = (hazard[row] ?? 0) * (column[row] ?? 0);
    return weightedSums(data, product).map((sum, e) => sum / (s0[e] ?? 1));
  });
  return { hazard, s0, means, jump: s0.map((sum, e) => (times.deaths[e] ?? 0) / sum) };
}

/** For every event time the sum of `values` over the weighted risk set. */
function weightedSums(data: FineGrayData, values: Float64Array): Float64Array {
  const { riskSets, competing, stillFree, freeAtEvent } = data;
  const { first, rowsEnd, count } = riskSets.times;
  const sums = new Float64Array(count);
  let later = 0;
  for (let e = count - 1; e >= 0; e -= 1) {
    for (let row = (rowsEnd[e] ?? 0) - 1; row >= (first[e] ?? 0); row -= 1) later += values[row] ?? 0;
    sums[e] = later;
  }
  let [earlier, row] = [0, 0];
  for (let e = 0; e < count; e += 1) {
    for (; row < (first[e] ?? 0); row += 1)
      if (competing[row] === 1) earlier += (values[row] ?? 0) / (stillFree[row] ?? 1);
    sums[e] = (sums[e] ?? 0) + (freeAtEvent[e] ?? 0) * earlier;
  }
  return sums;
}

/** By position, the sum of `perTime` up to the row's time. */
export function upTo(data: FineGrayData, perTime: Float64Array): Float64Array {
  return exposures(data.riskSets, perTime, null, new Float64Array(data.riskSets.rows));
}

/** By position, for those with another cause: the sum of G(t-) × `perTime` after their time, over their own G. */
export function afterwards(data: FineGrayData, perTime: Float64Array): Float64Array {
  const weighted = perTime.map((value, e) => value * (data.freeAtEvent[e] ?? 0));
  const total = weighted.reduce((sum, value) => sum + value, 0);
  const before = upTo(data, weighted);
  return before.map((value, row) => (data.competing[row] === 1 ? (total - value) / (data.stillFree[row] ?? 1) : 0));
}

/** Log partial likelihood of the subdistribution hazard (Breslow's ties) with its derivatives. */
export function fineGrayLikelihood(data: FineGrayData, beta: Float64Array): CoxLikelihood {
  const { riskSets } = data;
  const { columns: p, rows, times } = riskSets;
  const sums = fineGraySums(data, beta);
  let logLikelihood = 0;
  for (let e = 0; e < times.count; e += 1) logLikelihood -= (times.deaths[e] ?? 0) * Math.log(sums.s0[e] ?? 1);
  const score = new Float64Array(p);
  for (let j = 0; j < p; j += 1) {
    const column = columnOf(riskSets, j);
    let total = 0;
    for (let row = 0; row < rows; row += 1) if (riskSets.event[row] === 1) total += column[row] ?? 0;
    logLikelihood += (beta[j] ?? 0) * total;
    score[j] = total - (sums.means[j] ?? score).reduce((sum, mean, e) => sum + mean * (times.deaths[e] ?? 0), 0);
  }
  return { logLikelihood, score, information: informationOf(data, sums) };
}

function informationOf(data: FineGrayData, sums: FineGraySums): Float64Array {
  const { riskSets } = data;
  const { columns: p, rows, times } = riskSets;
  const lived = upTo(data, sums.jump);
  const after = afterwards(data, sums.jump);
  const weight = lived.map((value, row) => (value + (after[row] ?? 0)) * (sums.hazard[row] ?? 0));
  const columns = Array.from({ length: p }, (_, j) => columnOf(riskSets, j));
  const means = weightedProducts(Float64Array.from(times.deaths), sums.means, times.count);
  return weightedProducts(weight, columns, rows).map((square, at) => square - (means[at] ?? 0));
}

/**
 * Middle of the sandwich: squares of each row's share of the score plus its influence through the estimate of G
 * (eta + psi in Fine and Gray's paper).
 */
export function fineGrayMeat(data: FineGrayData, sums: FineGraySums): Float64Array {
  const { columns: p, rows } = data.riskSets;
  const residuals = Array.from({ length: p }, (_, j) => scoreShare(data, sums, j));
  const meat = new Float64Array(p * p);
  for (let j = 0; j < p; j += 1) {
    for (let k = 0; k < p; k += 1) {
      let sum = 0;
      for (let row = 0; row < rows; row += 1) sum += (residuals[j]?.[row] ?? 0) * (residuals[k]?.[row] ?? 0);
      meat[j * p + k] = sum;
    }
  }
  return meat;
}

function scoreShare(data: FineGrayData, sums: FineGraySums, j: number): Float64Array {
  const { riskSets } = data;
  const { times } = riskSets;
  const column = columnOf(riskSets, j);
  const mean = sums.means[j] ?? sums.jump;
  const meanJump = sums.jump.map((jump, e) => jump * (mean[e] ?? 0));
  const exposure = upTo(data, sums.jump);
  const meanExposure = upTo(data, meanJump);
  const late = afterwards(data, sums.jump);
  const lateMean = afterwards(data, meanJump);
  const share = column.map(
    (x, row) =>
      -(sums.hazard[row] ?? 0) *
      (x * ((exposure[row] ?? 0) + (late[row] ?? 0)) - (meanExposure[row] ?? 0) - (lateMean[row] ?? 0)),
  );
  for (let e = 0; e < times.count; e += 1) {
    const first = times.first[e] ?? 0;
    for (let row = first; row < first + (times.deaths[e] ?? 0); row += 1)
      share[row] = (share[row] ?? 0) + (column[row] ?? 0) - (mean[e] ?? 0);
  }
  addCensoringInfluence(data, sums, column, meanJump, share);
  return share;
}

/** What estimating G adds: at each censoring time q(u), the effect of G's error on the score (q and psi of the paper). */
function addCensoringInfluence(
  data: FineGrayData,
  sums: FineGraySums,
  column: Float64Array,
  meanJump: Float64Array,
  share: Float64Array,
): void {
  const { riskSets, competing, censored, stillFree, freeAtEvent, atRisk } = data;
  const { stop, rows, times } = riskSets;
  let [p0, p1, spent] = [0, 0, 0];
  let ahead = sums.jump.reduce((sum, jump, e) => sum + jump * (freeAtEvent[e] ?? 0), 0);
  let meanAhead = meanJump.reduce((sum, jump, e) => sum + jump * (freeAtEvent[e] ?? 0), 0);
  let e = 0;
  for (let first = 0; first < rows; ) {
    const time = stop[first] ?? 0;
    let [last, leaving] = [first, 0];
    for (; last < rows && stop[last] === time; last += 1) leaving += censored[last] ?? 0;
    for (; e < times.count && (times.time[e] ?? 0) < time; e += 1) {
      ahead -= (sums.jump[e] ?? 0) * (freeAtEvent[e] ?? 0);
      meanAhead -= (meanJump[e] ?? 0) * (freeAtEvent[e] ?? 0);
    }
    const n = atRisk[first] ?? 1;
    const q = p1 * ahead - p0 * meanAhead;
    spent += (leaving * q) / (n * n);
    for (let row = first; row < last; row += 1)
      share[row] = (share[row] ?? 0) - spent + (censored[row] === 1 ? q / n : 0);
    for (let row = first; row < last; row += 1) {
      if (competing[row] !== 1) continue;
      const weighted = (sums.hazard[row] ?? 0) / (stillFree[row] ?? 1);
      p0 += weighted;
      p1 += weighted * (column[row] ?? 0);
    }
    first = last;
  }
}
