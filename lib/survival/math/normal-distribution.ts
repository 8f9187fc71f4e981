import { SurvivalInputError } from '../errors';
import { checkNumber, checkProbability } from './quantile-search';

const SQRT_TWO_PI = 2.506628274631000502415765284811;
/** Below this the power series is exact to rounding, above it the continued fraction converges quickly. */
const SERIES_TO = 2.5;
const FRACTION_DEPTH = 160;

/** Standard normal density; R's `dnorm`. The square is split so that the far tail keeps its digits. */
export function normalDensity(x: number): number {
  checkNumber(x);
  const coarse = Math.trunc(x * 16) / 16;
  return (Math.exp((-coarse * coarse) / 2) * Math.exp((-(x - coarse) * (x + coarse)) / 2)) / SQRT_TWO_PI;
}

/** P(Z <= x); R's `pnorm(x)`, to 1e-13 relative also in the far lower tail. */
export function normalCdf(x: number): number {
  checkNumber(x);
  return normalUpperTail(-x);
}

/** P(Z > x); R's `pnorm(x, lower.tail = FALSE)`. */
export function normalUpperTail(x: number): number {
  checkNumber(x);
  if (Number.isNaN(x)) throw new SurvivalInputError('x', 'not_finite');
  if (x < SERIES_TO && x > -SERIES_TO) return 0.5 - centralArea(x);
  const tail = farTail(Math.abs(x));
  return x > 0 ? tail : 1 - tail;
}

/** Value with probability `p` below it; R's `qnorm(p)`. -Infinity and Infinity at 0 and 1. */
export function normalQuantile(p: number): number {
  checkProbability(p);
  if (p > 0.5) return 0 - normalQuantile(1 - p);
  if (p === 0) return -Infinity;
  return lowerQuantile(p);
}

/** Value with probability `p` above it; R's `qnorm(p, lower.tail = FALSE)`. */
export function normalUpperQuantile(p: number): number {
  return 0 - normalQuantile(p);
}

/** Half-width of a two-sided interval in standard errors: 1.959963984540054 at the level 0.95. */
export function criticalValue(level: number): number {
  checkProbability(level);
  return normalUpperQuantile((1 - level) / 2);
}

/** Two-sided p value of a standard normal statistic. */
export function twoSidedP(z: number): number {
  checkNumber(z, 'z');
  return Math.min(1, 2 * normalUpperTail(Math.abs(z)));
}

/** P(0 < Z < x), by a series of terms of one sign. */
function centralArea(x: number): number {
  const square = x * x;
  let [term, sum] = [x, x];
  for (let k = 3; Math.abs(term) > Math.abs(sum) * 1e-18; k += 2) {
    term *= square / k;
    sum += term;
  }
  return sum * normalDensity(x);
}

/** Laplace's continued fraction of the upper tail, from its end. */
function farTail(x: number): number {
  if (x === Infinity) return 0;
  let fraction = x;
  for (let k = FRACTION_DEPTH; k >= 1; k -= 1) fraction = x + k / fraction;
  return normalDensity(x) / fraction;
}

/** Wichura's algorithm AS 241 (1988), exact to about 1e-16; each pair is numerator and denominator. */
const CENTRAL = [
  [
    3.387132872796366608, 133.14166789178437745, 1971.5909503065514427, 13731.693765509461125, 45921.953931549871457,
    67265.770927008700853, 33430.575583588128105, 2509.0809287301226727,
  ],
  [
    1, 42.313330701600911252, 687.1870074920579083, 5394.1960214247511077, 21213.794301586595867, 39307.89580009271061,
    28729.085735721942674, 5226.495278852854561,
  ],
] as const;
const MIDDLE = [
  [
    1.42343711074968357734, 4.6303378461565452959, 5.7694972214606914055, 3.64784832476320460504,
    1.27045825245236838258, 0.24178072517745061177, 0.0227238449892691845833, 7.7454501427834140764e-4,
  ],
  [
    1, 2.05319162663775882187, 1.6763848301838038494, 0.68976733498510000455, 0.14810397642748007459,
    0.0151986665636164571966, 5.475938084995344946e-4, 1.05075007164441684324e-9,
  ],
] as const;
const FAR = [
  [
    6.6579046435011037772, 5.4637849111641143699, 1.7848265399172913358, 0.29656057182850489123,
    0.026532189526576123093, 0.0012426609473880784386, 2.71155556874348757815e-5, 2.01033439929228813265e-7,
  ],
  [
    1, 0.59983220655588793769, 0.13692988092273580531, 0.0148753612908506148525, 7.868691311456132591e-4,
    1.8463183175100546818e-5, 1.4215117583164458887e-7, 2.04426310338993978564e-15,
  ],
] as const;

function ratio([numerator, denominator]: readonly [readonly number[], readonly number[]], x: number): number {
  const evaluate = (coefficients: readonly number[]): number => coefficients.reduceRight((sum, c) => sum * x + c, 0);
  return evaluate(numerator) / evaluate(denominator);
}

function lowerQuantile(p: number): number {
  const distance = p - 0.5;
  if (Math.abs(distance) <= 0.425) return distance * ratio(CENTRAL, 0.180625 - distance * distance);
  const root = Math.sqrt(-Math.log(p));
  return root <= 5 ? -ratio(MIDDLE, root - 1.6) : -ratio(FAR, root - 5);
}
