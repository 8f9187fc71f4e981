import { fillSums, information, type CoxLikelihood } from './likelihood';
import { relativeHazards, type RiskSetData } from './risk-sets';
import { SurvivalInputError } from '../errors';
import type { CoxWorkspace } from './workspace';

/** Sums that an evaluation may take: some ten seconds. */
const MOST_WORK = 2 ** 31;

/** Refuses data whose exact likelihood would not end: the cost of a time is at risk × events × columns². */
export function checkExactWork({ rows, columns, times }: RiskSetData): void {
  let work = 0;
  for (let e = 0; e < times.count; e += 1) {
    const deaths = times.deaths[e] ?? 0;
    if (deaths > 1) work += (rows - (times.first[e] ?? 0)) * deaths * (columns + 1) ** 2;
  }
  if (work > MOST_WORK) throw new SurvivalInputError('ties', 'out_of_range');
}

type Choices = Readonly<{ zero: Float64Array; one: Float64Array; two: Float64Array }>;

/**
 * Log partial likelihood of Cox's model with the exact (discrete, conditional logistic) treatment of ties and its
 * derivatives: each time contributes the chance of these d events among all choices of d from the risk set, summed
 * by the recursion of Gail, Lubin and Rubinstein (Biometrika 1981;68:703-707). The cost of a time with n at risk
 * and d > 1 events is n × d × columns². Case weights have no meaning here and are refused by the caller.
 */
export function coxExactLikelihood(
  data: RiskSetData,
  beta: Float64Array,
  work: CoxWorkspace,
  totals: Float64Array,
): CoxLikelihood {
  const { columns: p, times } = data;
  const { hazard, ties, firsts } = work;
  relativeHazards(data, beta, hazard);
  fillSums(data, work);
  const matrix = information(
    data,
    work,
    Float64Array.from(times.deaths, (deaths) => (deaths === 1 ? 1 : 0)),
  );
  const score = totals.slice();
  let logLikelihood = totals.reduce((sum, total, j) => sum + total * (beta[j] ?? 0), 0);
  let stratum = 0;
  for (let e = 0; e < times.count; e += 1) {
    while (e >= (times.stratumEnds[stratum] ?? 0)) stratum += 1;
    if (times.deaths[e] !== 1) {
      logLikelihood -= subtractChoices(data, hazard, e, data.stratumEnds[stratum] ?? 0, score, matrix);
      continue;
    }
    logLikelihood -= ties.log[e] ?? 0;
    for (let j = 0; j < p; j += 1) score[j] = (score[j] ?? 0) - (firsts.s[j]?.[e] ?? 0) * (ties.a[e] ?? 0);
  }
  return { logLikelihood, score, information: matrix };
}

/** Log of the sum over all choices; takes its derivatives out of the score and adds them to the information. */
function subtractChoices(
  data: RiskSetData,
  hazard: Float64Array,
  e: number,
  end: number,
  score: Float64Array,
  matrix: Float64Array,
): number {
  const { columns: p, times } = data;
  const d = times.deaths[e] ?? 0;
  const time = times.time[e] ?? 0;
  const candidates: number[] = [];
  let all = 0;
  for (let row = times.first[e] ?? 0; row < end; row += 1) {
    if (data.start !== null && (data.start[row] ?? 0) >= time) continue;
    candidates.push(row);
    all += hazard[row] ?? 0;
  }
  const choices = {
    zero: new Float64Array(d + 1),
    one: new Float64Array((d + 1) * p),
    two: new Float64Array((d + 1) * p * p),
  };
  choices.zero[0] = 1;
  // Divided by this, the sums stay within the range of a double: they grow like e^d at most.
  const scale = all / d;
  for (const row of candidates) addCandidate(choices, (hazard[row] ?? 0) / scale, data, row, d);
  const total = choices.zero[d] ?? 0;
  for (let j = 0; j < p; j += 1) {
    const mean = (choices.one[d * p + j] ?? 0) / total;
    score[j] = (score[j] ?? 0) - mean;
    for (let k = 0; k <= j; k += 1) {
      const value = (choices.two[(d * p + j) * p + k] ?? 0) / total - mean * ((choices.one[d * p + k] ?? 0) / total);
      matrix[j * p + k] = (matrix[j * p + k] ?? 0) + value;
      if (k < j) matrix[k * p + j] = (matrix[k * p + j] ?? 0) + value;
    }
  }
  return Math.log(total) + d * Math.log(scale);
}

/** One more candidate: choices of m with it are choices of m - 1 without it, times its hazard. */
function addCandidate(choices: Choices, hazard: number, data: RiskSetData, row: number, d: number): void {
  const { zero, one, two } = choices;
  const { columns: p, rows, x } = data;
  for (let m = d; m >= 1; m -= 1) {
    const b = zero[m - 1] ?? 0;
    if (b === 0) continue;
    for (let j = 0; j < p; j += 1) {
      const xj = x[j * rows + row] ?? 0;
      const oneJ = one[(m - 1) * p + j] ?? 0;
      for (let k = 0; k <= j; k += 1) {
        const xk = x[k * rows + row] ?? 0;
        const to = (m * p + j) * p + k;
        const before = two[to - p * p] ?? 0;
        two[to] = (two[to] ?? 0) + hazard * (before + xj * (one[(m - 1) * p + k] ?? 0) + oneJ * xk + xj * xk * b);
      }
    }
    for (let j = 0; j < p; j += 1) {
      const to = m * p + j;
      one[to] = (one[to] ?? 0) + hazard * ((one[to - p] ?? 0) + (x[j * rows + row] ?? 0) * b);
    }
    zero[m] = (zero[m] ?? 0) + hazard * b;
  }
}
