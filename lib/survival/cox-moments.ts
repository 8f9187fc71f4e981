import { columnOf, type RiskSetData } from './cox-risk-sets';
import type { CoxWorkspace, SetSums } from './cox-workspace';

type Four = readonly [Float64Array, Float64Array, Float64Array, Float64Array];

/** Sums of the relative hazards over the risk set and over the events of every event time. */
export function sumHazards(data: RiskSetData, hazard: Float64Array, { s, d }: SetSums<Float64Array>): void {
  if (data.times.entryOrder !== null) {
    delayedSums(data, hazard, null, s, d);
    return;
  }
  const { first, rowsEnd, deaths, fresh, count } = data.times;
  let sum = 0;
  for (let e = count - 1; e >= 0; e -= 1) {
    if (fresh[e] === 1) sum = 0;
    const begin = first[e] ?? 0;
    const events = begin + (deaths[e] ?? 0);
    const end = rowsEnd[e] ?? 0;
    let own = 0;
    let others = 0;
    for (let row = begin; row < events; row += 1) own += hazard[row] ?? 0;
    for (let row = events; row < end; row += 1) others += hazard[row] ?? 0;
    sum += own + others;
    s[e] = sum;
    d[e] = own;
  }
}

/** The same for hazard × every covariate; without delayed entry four at a time, so that no running sum waits for another. */
export function sumMoments(data: RiskSetData, hazard: Float64Array, { firsts, zero, spare }: CoxWorkspace): void {
  const { columns, times } = data;
  const { s, d } = firsts;
  if (times.entryOrder !== null) {
    for (let j = 0; j < columns; j += 1) delayedSums(data, hazard, columnOf(data, j), s[j] ?? spare, d[j] ?? spare);
    return;
  }
  for (let from = 0; from < columns; from += 4) {
    const pick = (k: number): Float64Array => (from + k < columns ? columnOf(data, from + k) : zero);
    const out = (list: readonly Float64Array[], k: number): Float64Array => list[from + k] ?? spare;
    sumFour(
      data, hazard, [pick(0), pick(1), pick(2), pick(3)],
      [out(s, 0), out(s, 1), out(s, 2), out(s, 3)], [out(d, 0), out(d, 1), out(d, 2), out(d, 3)],
    );
  }
}

function sumFour(data: RiskSetData, hazard: Float64Array, x: Four, s: Four, d: Four): void {
  const { first, rowsEnd, deaths, fresh, count } = data.times;
  const sums = new Float64Array(4);
  const own = new Float64Array(4);
  for (let e = count - 1; e >= 0; e -= 1) {
    if (fresh[e] === 1) sums.fill(0);
    const begin = first[e] ?? 0;
    const events = begin + (deaths[e] ?? 0);
    addFour(hazard, x, begin, events, own);
    for (let k = 0; k < 4; k += 1) sums[k] = (sums[k] ?? 0) + (own[k] ?? 0);
    d[0][e] = own[0] ?? 0;
    d[1][e] = own[1] ?? 0;
    d[2][e] = own[2] ?? 0;
    d[3][e] = own[3] ?? 0;
    addFour(hazard, x, events, rowsEnd[e] ?? 0, own);
    for (let k = 0; k < 4; k += 1) sums[k] = (sums[k] ?? 0) + (own[k] ?? 0);
    s[0][e] = sums[0] ?? 0;
    s[1][e] = sums[1] ?? 0;
    s[2][e] = sums[2] ?? 0;
    s[3][e] = sums[3] ?? 0;
  }
}

/** Sums of `weight` × four columns over a stretch of rows. */
export function addFour(weight: Float64Array, x: Four, begin: number, end: number, into: Float64Array): void {
  const [x0, x1, x2, x3] = x;
  let a0 = 0;
  let a1 = 0;
  let a2 = 0;
  let a3 = 0;
  for (let row = begin; row < end; row += 1) {
    const w = weight[row] ?? 0;
    a0 += w * (x0[row] ?? 0);
    a1 += w * (x1[row] ?? 0);
    a2 += w * (x2[row] ?? 0);
    a3 += w * (x3[row] ?? 0);
  }
  into[0] = a0;
  into[1] = a1;
  into[2] = a2;
  into[3] = a3;
}

/** One pass backwards per stratum; who enters at or after a time is subtracted again. */
function delayedSums(data: RiskSetData, hazard: Float64Array, x: Float64Array | null, s: Float64Array, d: Float64Array): void {
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
