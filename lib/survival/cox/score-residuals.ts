import { fillSums, type CoxTies } from './likelihood';
import { columnOf, exposures, relativeHazards, type RiskSetData } from './risk-sets';
import { createWorkspace, type CoxWorkspace } from './workspace';

/**
 * The fitted hazards at one beta and the sums over risk sets that all residuals and curves are made of. After an exact
 * fit R computes residuals and curves as for Breslow's ties; so does this.
 */
export function coxSums(data: RiskSetData, beta: Float64Array, ties: CoxTies): CoxWorkspace {
  const work = createWorkspace(data, ties === 'efron');
  relativeHazards(data, beta, work.hazard);
  fillSums(data, work);
  return work;
}

/**
 * By position the expected events; events less these are R's `residuals(fit, "martingale")`. Under Efron's ties an event is
 * exposed to a part of its own time's hazard only.
 */
export function expectedEvents(data: RiskSetData, { hazard, ties }: CoxWorkspace): Float64Array {
  const lived = exposures(data, ties.a, ties.tied ? ties.af : null, new Float64Array(data.rows));
  // Who left before the first event was exposed to nothing, however large the hazard.
  return lived.map((value, row) => (value === 0 ? 0 : value * unweighted(data, hazard, row)));
}

/** For every event time the mean covariate that the model expects of an event there (Efron: mean of the tied steps). */
export function expectedCovariate(data: RiskSetData, { ties, firsts }: CoxWorkspace, j: number): Float64Array {
  const [s, d] = [firsts.s[j], firsts.d[j]];
  return ties.a.map(
    (a, e) => (a * (s?.[e] ?? 0) - (ties.af[e] ?? 0) * (d?.[e] ?? 0)) / (data.times.deathWeight[e] ?? 1),
  );
}

/**
 * By position, column after column, in the units of the prepared data: the row's share of the score, the integral of
 * (x - expected x) d(martingale residual), not multiplied by the case weight.
 * Agrees with R's `residuals(fit, "score")` (after Efron's or Breslow's ties).
 */
export function scoreResiduals(data: RiskSetData, work: CoxWorkspace): Float64Array {
  const { hazard, ties } = work;
  const { times, rows } = data;
  const lived = exposures(data, ties.a, ties.tied ? ties.af : null, new Float64Array(rows));
  const score = new Float64Array(rows * data.columns);
  for (let j = 0; j < data.columns; j += 1) {
    const column = columnOf(data, j);
    const { all, less } = meanIncrements(work, j);
    const meanLived = exposures(data, all, less, new Float64Array(rows));
    const own = score.subarray(j * rows, (j + 1) * rows);
    for (let row = 0; row < rows; row += 1) {
      const exposed = (column[row] ?? 0) * (lived[row] ?? 0) - (meanLived[row] ?? 0);
      own[row] = exposed === 0 ? 0 : -unweighted(data, hazard, row) * exposed;
    }
    const expected = expectedCovariate(data, work, j);
    for (let e = 0; e < times.count; e += 1) {
      const first = times.first[e] ?? 0;
      for (let row = first; row < first + (times.deaths[e] ?? 0); row += 1)
        own[row] = (own[row] ?? 0) + (column[row] ?? 0) - (expected[e] ?? 0);
    }
  }
  return score;
}

/** Per event time: mean covariate × hazard increment, and the part an event at that time is not exposed to. */
export function meanIncrements(
  { ties, firsts }: CoxWorkspace,
  j: number,
): { all: Float64Array; less: Float64Array | null } {
  const [s, d] = [firsts.s[j], firsts.d[j]];
  const all = ties.q.map((q, e) => q * (s?.[e] ?? 0) - (ties.qf[e] ?? 0) * (d?.[e] ?? 0));
  if (d === undefined || !ties.tied) return { all, less: null };
  return { all, less: ties.qf.map((qf, e) => qf * (s?.[e] ?? 0) - (ties.qff[e] ?? 0) * (d[e] ?? 0)) };
}

function unweighted(data: RiskSetData, hazard: Float64Array, row: number): number {
  return data.weight === null ? (hazard[row] ?? 0) : (hazard[row] ?? 0) / (data.weight[row] ?? 1);
}

/** Codes are often identifiers: each that occurs gets the next place, so that no room is held for the others. */
function placesOf(cluster: Int32Array): { place: Uint32Array; count: number } {
  const known = new Map<number, number>();
  const place = Uint32Array.from(cluster, (code) => {
    const own = known.get(code) ?? known.size;
    known.set(code, own);
    return own;
  });
  return { place, count: known.size };
}

/** Cross-product D'D of the weighted score residuals summed within clusters; rows without clusters are their own. */
export function clusterProduct(
  data: RiskSetData,
  score: Float64Array,
  order: Uint32Array,
  cluster: Int32Array | null,
): Float64Array {
  const { columns: p, rows } = data;
  const places = cluster === null ? null : placesOf(cluster);
  const sums = new Float64Array((places === null ? rows : places.count) * p);
  for (let row = 0; row < rows; row += 1) {
    const w = data.weight === null ? 1 : (data.weight[row] ?? 0);
    const to = p * (places === null ? row : (places.place[order[row] ?? 0] ?? 0));
    for (let j = 0; j < p; j += 1) sums[to + j] = (sums[to + j] ?? 0) + w * (score[j * rows + row] ?? 0);
  }
  const product = new Float64Array(p * p);
  for (let base = 0; base < sums.length; base += p) {
    for (let j = 0; j < p; j += 1) {
      for (let k = 0; k < p; k += 1)
        product[j * p + k] = (product[j * p + k] ?? 0) + (sums[base + j] ?? 0) * (sums[base + k] ?? 0);
    }
  }
  return product;
}
