import type { CoxTies, CoxLikelihood } from './likelihood';
import type { EventTimes } from './risk-sets';
import { exponential } from '../math/exponential';

/** What is summed over a set of rows: the relative hazards, times each covariate, times each pair of them (lower triangle). */
export const COLUMNS = 4;
export const PAIRS = 1 + COLUMNS;
export const SUMS = PAIRS + (COLUMNS * (COLUMNS + 1)) / 2;

/** Covariates of the rows, up to four (past the last it stands again, with the coefficient 0), and their coefficients. */
export type Rows = Readonly<
  Record<'b0' | 'b1' | 'b2' | 'b3', number> & {
    x: readonly [Float64Array, Float64Array, Float64Array, Float64Array];
    weight: Float64Array | null;
  }
>;

/** Times in one walk, with room for their `denominators`: so many that calls cost nothing, so few that the runtime sees the end of the function before it compiles it. */
export const STRETCH = 256;

/** What `addSingleTimes` moves on: sums over the risk set, and the likelihood. */
type Sums = Readonly<{ all: Float64Array; into: CoxLikelihood; denominators: Float64Array }>;

/**
 * Walks backwards from the event time `last` through times with one event each, or with several that share one risk set
 * (Breslow), and returns the first time it has not taken: of another kind, or starting anew, or after a long stretch. Without ties a fit spends its time here: every sum
 * is declared alone, since destructured from a list the engine would keep them in memory as objects, which takes twice as long.
 */
// oxlint-disable-next-line max-lines-per-function -- one flat loop: taken apart, the sums would pass through memory at each time.
export function addSingleTimes(
  rows: Rows,
  times: EventTimes,
  last: number,
  ties: CoxTies,
  { all, into, denominators }: Sums,
): number {
  const { b0, b1, b2, b3, weight } = rows;
  const [x0, x1, x2, x3] = rows.x;
  const { first, rowsEnd, deaths, deathWeight, fresh } = times;
  let s = all[0] ?? 0;
  let a = all[1] ?? 0;
  let b = all[2] ?? 0;
  let c = all[3] ?? 0;
  let d = all[4] ?? 0;
  let aa = all[5] ?? 0;
  let ba = all[6] ?? 0;
  let bb = all[7] ?? 0;
  let ca = all[8] ?? 0;
  let cb = all[9] ?? 0;
  let cc = all[10] ?? 0;
  let da = all[11] ?? 0;
  let db = all[12] ?? 0;
  let dc = all[13] ?? 0;
  let dd = all[14] ?? 0;
  let sA = 0;
  let sB = 0;
  let sC = 0;
  let sD = 0;
  let iAA = 0;
  let iBA = 0;
  let iBB = 0;
  let iCA = 0;
  let iCB = 0;
  let iCC = 0;
  let iDA = 0;
  let iDB = 0;
  let iDC = 0;
  let iDD = 0;
  const stretch = Math.max(-1, last - STRETCH);
  let e = last;
  for (; e > stretch && (e === last || fresh[e] === 0) && (ties !== 'efron' || deaths[e] === 1); e -= 1) {
    const end = rowsEnd[e] ?? 0;
    for (let row = first[e] ?? 0; row < end; row += 1) {
      const x = x0[row] ?? 0;
      const y = x1[row] ?? 0;
      const z = x2[row] ?? 0;
      const u = x3[row] ?? 0;
      const w = exponential(b0 * x + b1 * y + b2 * z + b3 * u) * (weight === null ? 1 : (weight[row] ?? 0));
      const wx = w * x;
      const wy = w * y;
      const wz = w * z;
      const wu = w * u;
      s += w;
      a += wx;
      b += wy;
      c += wz;
      d += wu;
      aa += wx * x;
      ba += wy * x;
      bb += wy * y;
      ca += wz * x;
      cb += wz * y;
      cc += wz * z;
      da += wu * x;
      db += wu * y;
      dc += wu * z;
      dd += wu * u;
    }
    const inverse = 1 / s;
    const events = deathWeight[e] ?? 0;
    const share = events * inverse;
    const ea = share * a;
    const eb = share * b;
    const ec = share * c;
    const ed = share * d;
    sA += ea;
    sB += eb;
    sC += ec;
    sD += ed;
    iAA += share * aa - ea * inverse * a;
    iBA += share * ba - eb * inverse * a;
    iBB += share * bb - eb * inverse * b;
    iCA += share * ca - ec * inverse * a;
    iCB += share * cb - ec * inverse * b;
    iCC += share * cc - ec * inverse * c;
    iDA += share * da - ed * inverse * a;
    iDB += share * db - ed * inverse * b;
    iDC += share * dc - ed * inverse * c;
    iDD += share * dd - ed * inverse * d;
    denominators[last - e] = s;
  }
  all.set([s, a, b, c, d, aa, ba, bb, ca, cb, cc, da, db, dc, dd]);
  into.logLikelihood -= logarithms(denominators, deathWeight, last, e);
  takeOff(into, [sA, sB, sC, sD], [iAA, iBA, iBB, iCA, iCB, iCC, iDA, iDB, iDC, iDD]);
  return e;
}

/** Takes what was expected off the score and adds to the information; of the sums only those of covariates that are there. */
function takeOff({ score, information }: CoxLikelihood, expected: readonly number[], pairs: readonly number[]): void {
  const p = score.length;
  for (let j = 0, pair = 0; j < p; j += 1) {
    score[j] = (score[j] ?? 0) - (expected[j] ?? 0);
    for (let k = 0; k <= j; k += 1, pair += 1)
      information[j * p + k] = (information[j * p + k] ?? 0) + (pairs[pair] ?? 0);
  }
}

/** Logarithms of the denominators of the times from `last` down to the one after `end`, each as often as it has events. */
function logarithms(denominators: Float64Array, deathWeight: Float64Array, last: number, end: number): number {
  let log = 0;
  let product = 1;
  for (let e = last; e > end; e -= 1) {
    const s = denominators[last - e] ?? 1;
    const events = deathWeight[e] ?? 0;
    const factors = product * s;
    if (events !== 1) log += events * Math.log(s);
    else if (factors > 1e-150 && factors < 1e150) product = factors;
    else {
      // One logarithm for many factors, as long as their product fits into a double.
      log += Math.log(product) + Math.log(s);
      product = 1;
    }
  }
  return log + Math.log(product);
}
