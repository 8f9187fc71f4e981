import { addTiedSteps, type CoxLikelihood, type CoxTies } from './likelihood';
import { columnOf, type RiskSetData } from './risk-sets';
import { addSingleTimes, COLUMNS, PAIRS, STRETCH, SUMS, type Rows } from './single-events';
import type { TieSums } from './workspace';
import { four } from '../curves/weighted-products';
import { exponential } from '../math/exponential';

/** Whether `onePassLikelihood` serves these data: nobody enters late, and the sums of a row fit into local variables. */
export function fitsOnePass(data: RiskSetData): boolean {
  return data.columns <= COLUMNS && data.times.entryOrder === null;
}

/**
 * What `coxLikelihood` gives, for up to four covariates, in one pass backwards through the rows that keeps nothing by row
 * or by time: a fit of a million rows spends its time here.
 */
export function onePassLikelihood(
  data: RiskSetData,
  beta: Float64Array,
  ties: CoxTies,
  totals: Float64Array,
): CoxLikelihood {
  const { columns: p } = data;
  const { count, first, rowsEnd, deaths, deathWeight, fresh } = data.times;
  const [b0 = 0, b1 = 0, b2 = 0, b3 = 0] = beta;
  const rows = {
    x: four(
      Array.from({ length: p }, (_, j) => columnOf(data, j)),
      0,
    ),
    b0,
    b1,
    b2,
    b3,
    weight: data.weight,
  };
  const all = new Float64Array(SUMS);
  const own = new Float64Array(SUMS);
  const steps = oneTime();
  const into: CoxLikelihood = { logLikelihood: 0, score: totals.slice(), information: new Float64Array(p * p) };
  const sums = { all, into, denominators: new Float64Array(STRETCH) };
  for (let e = count - 1; e >= 0; ) {
    if (fresh[e] === 1) all.fill(0);
    const d = deaths[e] ?? 0;
    if (d === 1 || ties !== 'efron') {
      e = addSingleTimes(rows, data.times, e, ties, sums);
      continue;
    }
    const begin = first[e] ?? 0;
    own.fill(0);
    addRows(rows, begin, begin + d, own);
    addRows(rows, begin + d, rowsEnd[e] ?? 0, all);
    for (let k = 0; k < SUMS; k += 1) all[k] = (all[k] ?? 0) + (own[k] ?? 0);
    addTiedSteps(steps, 0, all[0] ?? 0, own[0] ?? 0, d, deathWeight[e] ?? 0);
    addTiedTime(into, all, own, steps);
    e -= 1;
  }
  for (let j = 0; j < p; j += 1) {
    into.logLikelihood += (beta[j] ?? 0) * (totals[j] ?? 0);
    for (let k = 0; k < j; k += 1) into.information[k * p + j] = into.information[j * p + k] ?? 0;
  }
  return into;
}

function oneTime(): TieSums {
  const one = (): Float64Array => new Float64Array(1);
  return { a: one(), af: one(), q: one(), qf: one(), qff: one(), log: one(), tied: true };
}

/**
 * Adds rows to the sums; columns past the last repeat it and are not read. Each sum is declared alone: destructured from
 * a list, the engine would keep them in memory as objects, which takes twice as long.
 */
// oxlint-disable-next-line max-lines-per-function -- one flat loop: taken apart, the sums would pass through memory.
function addRows(
  { x: [x0, x1, x2, x3], b0, b1, b2, b3, weight }: Rows,
  from: number,
  to: number,
  sums: Float64Array,
): void {
  let s = 0;
  let a = 0;
  let b = 0;
  let c = 0;
  let d = 0;
  let aa = 0;
  let ba = 0;
  let bb = 0;
  let ca = 0;
  let cb = 0;
  let cc = 0;
  let da = 0;
  let db = 0;
  let dc = 0;
  let dd = 0;
  for (let row = from; row < to; row += 1) {
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
  sums[0] = (sums[0] ?? 0) + s;
  sums[1] = (sums[1] ?? 0) + a;
  sums[2] = (sums[2] ?? 0) + b;
  sums[3] = (sums[3] ?? 0) + c;
  sums[4] = (sums[4] ?? 0) + d;
  sums[5] = (sums[5] ?? 0) + aa;
  sums[6] = (sums[6] ?? 0) + ba;
  sums[7] = (sums[7] ?? 0) + bb;
  sums[8] = (sums[8] ?? 0) + ca;
  sums[9] = (sums[9] ?? 0) + cb;
  sums[10] = (sums[10] ?? 0) + cc;
  sums[11] = (sums[11] ?? 0) + da;
  sums[12] = (sums[12] ?? 0) + db;
  sums[13] = (sums[13] ?? 0) + dc;
  sums[14] = (sums[14] ?? 0) + dd;
}

/** A time with tied events after Efron; the squares are those of `information` and `tiedProducts`. */
function addTiedTime(into: CoxLikelihood, all: Float64Array, own: Float64Array, steps: TieSums): void {
  const { score, information } = into;
  const p = score.length;
  const [a = 0, af = 0, q = 0, qf = 0, qff = 0, log = 0] = [
    steps.a[0],
    steps.af[0],
    steps.q[0],
    steps.qf[0],
    steps.qff[0],
    steps.log[0],
  ];
  into.logLikelihood -= log;
  for (let j = 0, pair = PAIRS; j < p; j += 1) {
    const sj = all[1 + j] ?? 0;
    const dj = own[1 + j] ?? 0;
    score[j] = (score[j] ?? 0) - a * sj + af * dj;
    for (let k = 0; k <= j; k += 1, pair += 1) {
      const sk = all[1 + k] ?? 0;
      const dk = own[1 + k] ?? 0;
      const squares = a * (all[pair] ?? 0) - af * (own[pair] ?? 0);
      const means = q * sj * sk - qf * (sj * dk + dj * sk) + qff * dj * dk;
      information[j * p + k] = (information[j * p + k] ?? 0) + squares - means;
    }
  }
}
