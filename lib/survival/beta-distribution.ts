import { SurvivalInputError } from './errors';
import { checkPositive, checkProbability, solveTail } from './quantile-search';
import { betaTerm } from './special-functions';

const MAXIMAL_DEPTH = 2 ** 22;
const ROUNDING = 4e-16;
/** With a large shape and x close to 1 the fraction would multiply the rounding of x; the other side's series does not. */
const LARGE_SHAPE = 1000;
const NEAR_THE_END = 10;
/** Subtracting from 1 is exact enough while at least this little is left. */
const ENOUGH_LEFT = 0.99;

/** P(X <= x) of the beta distribution; R's `pbeta(x, a, b)`. */
export function betaCdf(x: number, a: number, b: number): number {
  checkShapes(a, b);
  return betaTails(x, 1 - x, a, b).lower;
}

/** P(X > x); R's `pbeta(x, a, b, lower.tail = FALSE)`. */
export function betaUpperTail(x: number, a: number, b: number): number {
  checkShapes(a, b);
  return betaTails(x, 1 - x, a, b).upper;
}

/** Value with probability `p` below it; R's `qbeta(p, a, b)`. */
export function betaQuantile(p: number, a: number, b: number): number {
  checkShapes(a, b);
  return 1 / (1 + Math.exp(-betaLogitQuantile(p, a, b)));
}

/** Value with probability `p` above it; R's `qbeta(p, a, b, lower.tail = FALSE)`. */
export function betaUpperQuantile(p: number, a: number, b: number): number {
  checkShapes(a, b);
  return 1 / (1 + Math.exp(betaLogitQuantile(p, b, a)));
}

/** log(x / (1 − x)) of the beta quantile x: keeps the digits at both ends. */
export function betaLogitQuantile(p: number, a: number, b: number): number {
  checkProbability(p);
  if (p === 0) return -Infinity;
  if (p === 1) return Infinity;
  const lowerTail = p <= 0.5;
  const tail = (u: number): { probability: number; slope: number } => {
    const [x, y] = [1 / (1 + Math.exp(-u)), 1 / (1 + Math.exp(u))];
    const { lower, upper } = betaTails(x, y, a, b);
    const density = betaTerm(x, y, a, b);
    return lowerTail ? { probability: lower, slope: density } : { probability: upper, slope: -density };
  };
  return solveTail(tail, lowerTail, lowerTail ? p : 1 - p, Math.log(a / b));
}

/** Both tails of the beta distribution at x, with y = 1 − x given exactly; the smaller one is computed directly. */
export function betaTails(x: number, y: number, a: number, b: number): { lower: number; upper: number } {
  if (Number.isNaN(x)) throw new SurvivalInputError('x', 'not_finite');
  if (x <= 0) return { lower: 0, upper: 1 };
  if (y <= 0) return { lower: 1, upper: 0 };
  const term = betaTerm(x, y, a, b);
  const scaled = (a + b) * y;
  if (x < (a + 1) / (a + b + 2) && a > LARGE_SHAPE && scaled < NEAR_THE_END) {
    const upper = (term * betaSeries(y, b, a)) / b;
    if (upper < ENOUGH_LEFT) return { lower: 1 - upper, upper };
  }
  if (x < (a + 1) / (a + b + 2)) {
    const lower = (term * betaFraction(x, a, b)) / a;
    return { lower, upper: 1 - lower };
  }
  const upper = (term * betaFraction(y, b, a)) / b;
  return { lower: 1 - upper, upper };
}

function checkShapes(a: number, b: number): void {
  checkPositive(a, 'a');
  checkPositive(b, 'b');
}

/**
 * Continued fraction of the incomplete beta function (DLMF 8.17.22), evaluated from its end. Where it converges
 * slowly a step-by-step rule would stop too early, so the depth is doubled until the value stays.
 */
function betaFraction(x: number, a: number, b: number): number {
  let value = 0;
  for (let depth = 32; depth <= MAXIMAL_DEPTH; depth *= 2) {
    const deeper = fractionToDepth(x, a, b, depth);
    if (Math.abs(deeper - value) <= ROUNDING * Math.abs(deeper)) return deeper;
    value = deeper;
  }
  return value;
}

/** Power series of the incomplete beta function (DLMF 8.17.8), all terms positive. */
function betaSeries(x: number, a: number, b: number): number {
  let [sum, term] = [1, 1];
  for (let k = 0; term > sum * 1e-17; k += 1) {
    term *= ((a + b + k) / (a + 1 + k)) * x;
    sum += term;
  }
  return sum;
}

function fractionToDepth(x: number, a: number, b: number, depth: number): number {
  let rest = 1;
  for (let m = depth; m >= 1; m -= 1) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    rest = 1 + even / (1 + odd / rest);
  }
  return 1 / (1 - ((a + b) * x) / ((a + 1) * rest));
}
