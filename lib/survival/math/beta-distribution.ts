import { SurvivalInputError } from '../errors';
import { checkNumber, checkPositive, checkProbability, logShare, solveTail } from './quantile-search';
import { betaTerm, logGammaNearOne, logGammaRise, type BetaPoint } from './special-functions';

const MAXIMAL_DEPTH = 2 ** 22;
const ROUNDING = 4e-16;
/** Below it the far tail is too small a part of 1 to be found by subtraction. */
const SMALL_SHAPE = 0.05;
/** Beyond it x or 1 − x soon leaves the range of numbers; the tail is c x^a or c (1 − x)^b there to the last digit. */
const FAR_LOGIT = 650;

/** P(X <= x) of the beta distribution; R's `pbeta(x, a, b)`. */
export function betaCdf(x: number, a: number, b: number): number {
  checkNumber(x);
  checkShapes(a, b);
  return betaTails(pointAt(x, a, b), a, b).lower;
}

/** P(X > x); R's `pbeta(x, a, b, lower.tail = FALSE)`. */
export function betaUpperTail(x: number, a: number, b: number): number {
  checkNumber(x);
  checkShapes(a, b);
  return betaTails(pointAt(x, a, b), a, b).upper;
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
  const target = lowerTail ? p : 1 - p;
  const [start, end] = [
    betaTails(pointOfLogit(-FAR_LOGIT, a, b), a, b),
    betaTails(pointOfLogit(FAR_LOGIT, a, b), a, b),
  ];
  const below = logShare(target, lowerTail, start.lower, start.upper);
  if (below < 0) return below / a - FAR_LOGIT;
  const above = logShare(target, !lowerTail, end.upper, end.lower);
  if (above < 0) return FAR_LOGIT - above / b;
  const tail = (u: number): { probability: number; slope: number } => {
    const point = pointOfLogit(u, a, b);
    const { lower, upper } = betaTails(point, a, b);
    const density = betaTerm(point, a, b);
    return lowerTail ? { probability: lower, slope: density } : { probability: upper, slope: -density };
  };
  return solveTail(tail, lowerTail, target, Math.log(a / b));
}

/** Both tails of the beta distribution; neither is 1 less the other where that would cost digits. */
export function betaTails({ x, y, excess }: BetaPoint, a: number, b: number): { lower: number; upper: number } {
  if (Number.isNaN(x)) throw new SurvivalInputError('x', 'not_finite');
  if (x <= 0) return { lower: 0, upper: 1 };
  if (y <= 0) return { lower: 1, upper: 0 };
  // x < (a + 1) / (a + b + 2), where the fraction converges quickly
  if (excess > x - y) {
    const [lower, upper] = nearAndFar({ x, y, excess }, a, b);
    return { lower, upper };
  }
  const [upper, lower] = nearAndFar({ x: y, y: x, excess: -excess }, b, a);
  return { lower, upper };
}

function checkShapes(a: number, b: number): void {
  checkPositive(a, 'a');
  checkPositive(b, 'b');
}

/** The tail below x and the one above it, for x up to about the mean. */
function nearAndFar(point: BetaPoint, a: number, b: number): [near: number, far: number] {
  const far = a < SMALL_SHAPE ? farOfSmallShape(point.x, a, b) : null;
  if (far !== null && far < 0.5) return [1 - far, far];
  const near = betaTerm(point, a, b) * betaFraction(point, a, b);
  return [near, far ?? 1 - near];
}

/**
 * With a small shape `a` almost all lies below x. The lower tail is x^a / (a B(a, b)) × (1 + s), s the series of
 * `bpser` in Didonato & Morris (1992); 1 less the product is put together from what both factors differ from 1.
 */
function farOfSmallShape(x: number, a: number, b: number): number {
  let [sum, power] = [0, a];
  for (let k = 1; Math.abs(power) > 1e-18 * Math.abs(sum); k += 1) {
    power *= ((k - b) / k) * x;
    sum += power / (a + k);
  }
  const factor = Math.expm1(a * Math.log(x) + logGammaRise(b, a) - logGammaNearOne(a));
  return -(sum + factor + sum * factor);
}

function pointOfLogit(u: number, a: number, b: number): BetaPoint {
  const [x, y] = [1 / (1 + Math.exp(-u)), 1 / (1 + Math.exp(u))];
  return { x, y, excess: a * y - b * x };
}

/** The place of x. With large shapes the tail hangs on every digit of the excess: it is summed exactly, then rounded. */
function pointAt(x: number, a: number, b: number): BetaPoint {
  return { x, y: 1 - x, excess: x <= 0.5 ? remainder(a, b, x) : -remainder(b, a, 1 - x) };
}

/** whole − (whole + other) × share. */
function remainder(whole: number, other: number, share: number): number {
  const [first, firstRest] = exactProduct(whole, share);
  const [second, secondRest] = exactProduct(other, share);
  const sum = first + second;
  const [large, small] = first > second ? [first, second] : [second, first];
  return whole - sum - (small - (sum - large) + firstRest + secondRest);
}

/** The rounded product and what rounding took off it (Dekker 1971, Numerische Mathematik 18:224). */
function exactProduct(a: number, b: number): [product: number, rest: number] {
  const product = a * b;
  const [high, low] = halves(a);
  const [top, bottom] = halves(b);
  return [product, low * bottom - (product - high * top - low * top - high * bottom)];
}

function halves(value: number): [high: number, low: number] {
  const scaled = value * (2 ** 27 + 1);
  const high = scaled - (scaled - value);
  return [high, value - high];
}

/**
 * Continued fraction of the incomplete beta function in terms of the excess, which has no cancellation (`bfrac` in
 * Didonato & Morris 1992), evaluated from its end. Where it converges slowly a step-by-step rule would stop too
 * early, so the depth is doubled until the value stays.
 */
function betaFraction(point: BetaPoint, a: number, b: number): number {
  let value = 0;
  for (let depth = 16; depth <= MAXIMAL_DEPTH; depth *= 2) {
    const deeper = fractionToDepth(point, a, b, depth);
    if (Math.abs(deeper - value) <= ROUNDING * Math.abs(deeper)) return deeper;
    value = deeper;
  }
  return value;
}

function fractionToDepth({ x, y, excess }: BetaPoint, a: number, b: number, depth: number): number {
  let rest = 0;
  for (let m = depth; m >= 1; m -= 1) {
    const odd = a + (2 * m - 1);
    const shift = (m * (b - m) * x) / odd;
    const own = m + shift + ((a + m) * (excess + 1 + m * (1 + y))) / (odd + 2);
    rest = (((a + (m - 1)) * (a + b + (m - 1)) * x) / odd) * (shift / (own + rest));
  }
  return 1 / ((a * (excess + 1)) / (a + 1) + rest);
}
