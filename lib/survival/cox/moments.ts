import { columnOf, type RiskSetData } from './risk-sets';
import type { CoxWorkspace, SetSums } from './workspace';
import { four } from '../curves/weighted-products';

/** Sums over the risk set and over the events of every event time: of the relative hazards, and of hazard × covariate. */
export function sumRiskSets(data: RiskSetData, work: CoxWorkspace): void {
  const { columns, times } = data;
  const { hazard, hazards, firsts, spare, ties } = work;
  if (times.entryOrder === null) {
    sumHazards(data, hazard, hazards);
    for (let from = 0; from < columns; from += 4) {
      const x = four(
        Array.from({ length: columns }, (_, j) => columnOf(data, j)),
        from,
      );
      sumFour(data, hazard, x, four(firsts.s, from), ties.tied ? four(firsts.d, from) : null);
    }
    return;
  }
  delayedSums(data, hazard, null, hazards.s, hazards.d);
  for (let j = 0; j < columns; j += 1)
    delayedSums(data, hazard, columnOf(data, j), firsts.s[j] ?? spare, firsts.d[j] ?? spare);
}

function sumHazards(data: RiskSetData, hazard: Float64Array, { s, d }: SetSums<Float64Array>): void {
  const { first, rowsEnd, deaths, fresh, count } = data.times;
  let sum = 0;
  for (let e = count - 1; e >= 0; e -= 1) {
    if (fresh[e] === 1) sum = 0;
    const begin = first[e] ?? 0;
    const events = begin + (deaths[e] ?? 0);
    const end = rowsEnd[e] ?? 0;
    let stretch = 0;
    for (let row = begin; row < events; row += 1) stretch += hazard[row] ?? 0;
    d[e] = stretch;
    for (let row = events; row < end; row += 1) stretch += hazard[row] ?? 0;
    sum += stretch;
    s[e] = sum;
  }
}

type Four = ReturnType<typeof four>;

/** Four covariates at once, so that no running sum waits for another. `d` is null where the events need no sums. */
function sumFour(
  data: RiskSetData,
  hazard: Float64Array,
  [x0, x1, x2, x3]: Four,
  [s0, s1, s2, s3]: Four,
  d: Four | null,
): void {
  const { first, rowsEnd, deaths, fresh, count } = data.times;
  const sums = new Float64Array(4);
  for (let e = count - 1; e >= 0; e -= 1) {
    if (fresh[e] === 1) sums.fill(0);
    const begin = first[e] ?? 0;
    const events = begin + (deaths[e] ?? 0);
    const end = rowsEnd[e] ?? 0;
    let a0 = 0;
    let a1 = 0;
    let a2 = 0;
    let a3 = 0;
    for (let row = begin; row < end; row += 1) {
      if (row === events && d !== null) keepFour(d, e, a0, a1, a2, a3);
      const w = hazard[row] ?? 0;
      a0 += w * (x0[row] ?? 0);
      a1 += w * (x1[row] ?? 0);
      a2 += w * (x2[row] ?? 0);
      a3 += w * (x3[row] ?? 0);
    }
    if (events === end && d !== null) keepFour(d, e, a0, a1, a2, a3);
    s0[e] = sums[0] = (sums[0] ?? 0) + a0;
    s1[e] = sums[1] = (sums[1] ?? 0) + a1;
    s2[e] = sums[2] = (sums[2] ?? 0) + a2;
    s3[e] = sums[3] = (sums[3] ?? 0) + a3;
  }
}

function keepFour(d: Four, e: number, a0: number, a1: number, a2: number, a3: number): void {
  d[0][e] = a0;
  d[1][e] = a1;
  d[2][e] = a2;
  d[3][e] = a3;
}

/** One pass backwards per stratum; who enters at or after a time is subtracted again. */
function delayedSums(
  data: RiskSetData,
  hazard: Float64Array,
  x: Float64Array | null,
  s: Float64Array,
  d: Float64Array,
): void {
  const { time, first, rowsEnd, deaths, entryOrder, entriesFrom, entriesEnd, fresh, count } = data.times;
  const valueOf = (row: number): number => (x === null ? (hazard[row] ?? 0) : (hazard[row] ?? 0) * (x[row] ?? 0));
  let sum = 0;
  for (let e = count - 1; e >= 0; e -= 1) {
    const begin = first[e] ?? 0;
    const events = begin + (deaths[e] ?? 0);
    const end = rowsEnd[e] ?? 0;
    for (let entry = entriesFrom[e] ?? 0; entry < (entriesEnd[e] ?? 0); entry += 1) {
      const row = entryOrder?.[entry] ?? 0;
      if (row >= end) sum -= valueOf(row);
    }
    // Rounding left behind by subtraction must not outlive the people it came from.
    if (fresh[e] === 1) sum = 0;
    let own = 0;
    for (let row = begin; row < events; row += 1) own += valueOf(row);
    sum += own;
    for (let row = events; row < end; row += 1) if ((data.start?.[row] ?? 0) < (time[e] ?? 0)) sum += valueOf(row);
    s[e] = sum;
    d[e] = own;
  }
}
