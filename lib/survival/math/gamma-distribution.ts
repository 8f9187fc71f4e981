import { SurvivalInputError } from '../errors';
import { checkNumber, checkPositive, checkProbability, LARGEST_NUMBER, logShare, solveTail } from './quantile-search';
import { logGammaNearOne, poissonTerm } from './special-functions';

const MAXIMAL_TERMS = 1_000_000;
const TINY = 1e-300;
/** A factor this close to 1 may stay there for ever: it is rounding. */
const ROUNDING = 3e-16;

/** Below it the upper tail is too small a part of 1 to be found by subtraction. */
const SMALL_SHAPE = 0.05;
/** Up to it the lower tail is c x^shape to the last digit. */
const LEAST = 1e-300;

/** P(X <= x) of the gamma distribution with `shape` and `rate`; R's `pgamma(x, shape, rate)`. */
export function gammaCdf(x: number, shape: number, rate = 1): number {
  checkNumber(x);
  checkGamma(shape, rate);
  return tails(x * rate, shape).lower;
}

/** P(X > x); R's `pgamma(x, shape, rate, lower.tail = FALSE)`. */
export function gammaUpperTail(x: number, shape: number, rate = 1): number {
  checkNumber(x);
  checkGamma(shape, rate);
  return tails(x * rate, shape).upper;
}

/** Value with probability `p` below it; R's `qgamma(p, shape, rate)`. */
export function gammaQuantile(p: number, shape: number, rate = 1): number {
  checkGamma(shape, rate);
  checkProbability(p);
  if (p > 0.5) return quantile(1 - p, shape, false) / rate;
  return quantile(p, shape, true) / rate;
}

/** Value with probability `p` above it; R's `qgamma(p, shape, rate, lower.tail = FALSE)`. */
export function gammaUpperQuantile(p: number, shape: number, rate = 1): number {
  checkGamma(shape, rate);
  checkProbability(p);
  if (p > 0.5) return quantile(1 - p, shape, true) / rate;
  return quantile(p, shape, false) / rate;
}

/** P(X <= x) of the chi-square distribution; R's `pchisq(x, df)`. */
export function chiSquareCdf(x: number, df: number): number {
  checkPositive(df, 'df');
  checkNumber(x);
  return gammaCdf(x / 2, df / 2);
}

/** P(X > x), the p value of a chi-square statistic; R's `pchisq(x, df, lower.tail = FALSE)`. */
export function chiSquareUpperTail(x: number, df: number): number {
  checkPositive(df, 'df');
  checkNumber(x);
  return gammaUpperTail(x / 2, df / 2);
}

/** R's `qchisq(p, df)`. */
export function chiSquareQuantile(p: number, df: number): number {
  checkPositive(df, 'df');
  return 2 * gammaQuantile(p, df / 2);
}

/** R's `qchisq(p, df, lower.tail = FALSE)`. */
export function chiSquareUpperQuantile(p: number, df: number): number {
  checkPositive(df, 'df');
  return 2 * gammaUpperQuantile(p, df / 2);
}

/** P(X <= count) of the Poisson distribution; R's `ppois(count, mean)`. */
export function poissonCdf(count: number, mean: number): number {
  checkCount(count);
  checkMean(mean);
  if (count < 0) return 0;
  if (count > LARGEST_NUMBER) return 1;
  return tails(mean, Math.floor(count) + 1).upper;
}

/** P(X > count); R's `ppois(count, mean, lower.tail = FALSE)`. */
export function poissonUpperTail(count: number, mean: number): number {
  checkCount(count);
  checkMean(mean);
  if (count < 0) return 1;
  if (count > LARGEST_NUMBER) return 0;
  return tails(mean, Math.floor(count) + 1).lower;
}

/** Smallest count with at least `p` at or below it; R's `qpois(p, mean)`, with its tolerance for rounding. */
export function poissonQuantile(p: number, mean: number): number {
  checkMean(mean);
  checkProbability(p);
  // Beyond it counts cannot be told apart.
  if (mean > Number.MAX_SAFE_INTEGER) throw new SurvivalInputError('mean', 'out_of_range');
  if (p === 1) return mean === 0 ? 0 : Infinity;
  const enough = (count: number): boolean => poissonCdf(count, mean) >= p * (1 - 64 * Number.EPSILON);
  let [low, high] = [-1, Math.max(1, Math.ceil(mean))];
  while (!enough(high)) [low, high] = [high, 2 * high];
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (enough(middle)) high = middle;
    else low = middle;
  }
  return high;
}

function checkGamma(shape: number, rate: number): void {
  checkPositive(shape, 'shape');
  checkPositive(rate, 'rate');
}

function checkCount(count: number): void {
  if (typeof count !== 'number' || Number.isNaN(count)) throw new SurvivalInputError('count', 'not_finite');
}

function checkMean(mean: number): void {
  if (!(typeof mean === 'number' && mean >= 0 && mean <= LARGEST_NUMBER))
    throw new SurvivalInputError('mean', 'out_of_range');
}

/** Both regularised incomplete gamma functions; the smaller one is computed directly, so no tail loses digits. */
function tails(x: number, shape: number): { lower: number; upper: number } {
  if (Number.isNaN(x)) throw new SurvivalInputError('x', 'not_finite');
  if (x <= 0) return { lower: 0, upper: 1 };
  if (x === Infinity) return { lower: 1, upper: 0 };
  const term = poissonTerm(shape, x);
  if (x < shape + 1) {
    const lower = term * lowerSeries(x, shape);
    return { lower, upper: shape < SMALL_SHAPE ? upperOfSmallShape(x, shape) : 1 - lower };
  }
  const upper = term * shape * upperFraction(x, shape);
  return { lower: 1 - upper, upper };
}

/**
 * With a small shape almost all lies below x. The lower tail is x^shape / Γ(1 + shape) × (1 + s), s the series of R's
 * `pgamma_smallx`; 1 less the product is put together from what both factors differ from 1.
 */
function upperOfSmallShape(x: number, shape: number): number {
  let [sum, power] = [0, shape];
  for (let k = 1; k < MAXIMAL_TERMS; k += 1) {
    power *= -x / k;
    sum += power / (shape + k);
    if (Math.abs(power) <= 1e-18 * Math.abs(sum)) break;
  }
  const factor = Math.expm1(shape * Math.log(x) - logGammaNearOne(shape));
  return -(sum + factor + sum * factor);
}

function lowerSeries(x: number, shape: number): number {
  let [sum, term] = [1, 1];
  for (let k = 1; k < MAXIMAL_TERMS && term > sum * 1e-17; k += 1) {
    term *= x / (shape + k);
    sum += term;
  }
  return sum;
}

/** Legendre's continued fraction, by Lentz's method. */
function upperFraction(x: number, shape: number): number {
  let b = x + 1 - shape;
  let c = 1 / TINY;
  let d = 1 / b;
  let fraction = d;
  for (let k = 1; k < MAXIMAL_TERMS; k += 1) {
    const a = k * (shape - k);
    b += 2;
    d = 1 / nonZero(a * d + b);
    c = nonZero(b + a / c);
    const change = c * d;
    fraction *= change;
    if (Math.abs(change - 1) <= ROUNDING) break;
  }
  return fraction;
}

function nonZero(value: number): number {
  return Math.abs(value) < TINY ? TINY : value;
}

function quantile(p: number, shape: number, lowerTail: boolean): number {
  if (p === 0) return lowerTail ? 0 : Infinity;
  const first = tails(LEAST, shape);
  const below = logShare(p, lowerTail, first.lower, first.upper);
  if (below < 0) return LEAST * Math.exp(below / shape);
  const tail = (u: number): { probability: number; slope: number } => {
    const x = Math.exp(u);
    const { lower, upper } = tails(x, shape);
    const density = poissonTerm(shape, x) * shape;
    return lowerTail ? { probability: lower, slope: density } : { probability: upper, slope: -density };
  };
  return Math.exp(solveTail(tail, lowerTail, p, Math.log(shape)));
}
