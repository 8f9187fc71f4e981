import { SurvivalInputError } from '../errors';
import { checkedNumbers, rowCount, type Column } from '../data/observations';

/**
 * Study estimates on the scale of pooling with their sampling variances, and, for a regression, one moderator centred at 0.
 */
export type Effects = Readonly<{
  value: readonly number[];
  variance: readonly number[];
  moderator: readonly number[] | null;
}>;

/**
 * Inverse-variance regression at a given τ². `covariance` is (X'WX)⁻¹, row by row; `q` = y'Py and `squares` = y'PPy with P
 * the matrix that takes the fitted values off; `traceP` and `tracePP` belong to it.
 */
export type WeightedRegression = Readonly<{
  weights: readonly number[];
  coefficients: readonly number[];
  covariance: readonly (readonly number[])[];
  residualDegreesOfFreedom: number;
  q: number;
  squares: number;
  traceP: number;
  tracePP: number;
}>;

type Two = readonly [number, number, number];

/** The regression at a τ², without a moderator the weighted mean. */
export function weightedRegression({ value, variance, moderator }: Effects, tauSquared: number): WeightedRegression {
  const weights = variance.map((v) => 1 / (v + tauSquared));
  const x = moderator ?? value.map(() => 0);
  const first = powerSums(weights, x, 1);
  const second = powerSums(weights, x, 2);
  const third = powerSums(weights, x, 3);
  const inverse = moderator === null ? ([1 / first[0], 0, 0] as const) : invert(first);
  const coefficients = coefficientsOf(inverse, value, weights, x);
  const residuals = value.map((v, i) => v - (coefficients[0] ?? 0) - (coefficients[1] ?? 0) * (x[i] ?? 0));
  const between = multiply(inverse, second);
  return {
    weights,
    coefficients: moderator === null ? coefficients.slice(0, 1) : coefficients,
    covariance:
      moderator === null
        ? [[inverse[0]]]
        : [
            [inverse[0], inverse[1]],
            [inverse[1], inverse[2]],
          ],
    residualDegreesOfFreedom: value.length - (moderator === null ? 1 : 2),
    q: residuals.reduce((sum, r, i) => sum + (weights[i] ?? 0) * r * r, 0),
    squares: residuals.reduce((sum, r, i) => sum + ((weights[i] ?? 0) * r) ** 2, 0),
    traceP: first[0] - trace(between),
    tracePP: second[0] - 2 * trace(multiply(inverse, third)) + trace(product(between, between)),
  };
}

/** `q` of the regression alone: a search for τ² asks for nothing else, and asks often. */
export function residualSquares({ value, variance, moderator }: Effects, tauSquared: number): number {
  let [a, b, c, y, xy] = [0, 0, 0, 0, 0];
  for (let i = 0; i < value.length; i += 1) {
    const w = 1 / ((variance[i] ?? 0) + tauSquared);
    const x = moderator === null ? 0 : (moderator[i] ?? 0);
    a += w;
    b += w * x;
    c += w * x * x;
    y += w * (value[i] ?? 0);
    xy += w * x * (value[i] ?? 0);
  }
  const slope = moderator === null ? 0 : (a * xy - b * y) / (a * c - b * b);
  const mean = (y - slope * b) / a;
  let q = 0;
  for (let i = 0; i < value.length; i += 1) {
    const residual = (value[i] ?? 0) - mean - slope * (moderator === null ? 0 : (moderator[i] ?? 0));
    q += (residual * residual) / ((variance[i] ?? 0) + tauSquared);
  }
  return q;
}

/** Sums of w^k, w^k x and w^k x². */
function powerSums(weights: readonly number[], x: readonly number[], k: number): Two {
  let [a, b, c] = [0, 0, 0];
  for (let i = 0; i < weights.length; i += 1) {
    const w = weights[i] ?? 0;
    const own = k === 1 ? w : k === 2 ? w * w : w * w * w;
    const at = x[i] ?? 0;
    a += own;
    b += own * at;
    c += own * at * at;
  }
  return [a, b, c];
}

/** Checked columns as effects. Values and errors far outside of any scale would leave the range of numbers when squared. */
export function checkedEffects(value: Column, standardError: Column, moderator?: Column): Effects {
  const studies = rowCount('value', value);
  if (studies === 0) throw new SurvivalInputError('value', 'empty');
  const checked = (argument: string, column: Column): number[] => {
    const numbers = Array.from(checkedNumbers(argument, column, studies));
    const far = numbers.findIndex((one) => Math.abs(one) > FAR);
    if (far >= 0) throw new SurvivalInputError(argument, 'out_of_range', far);
    return numbers;
  };
  const errors = checked('standardError', standardError);
  const bad = errors.findIndex((error) => !(error >= 1 / FAR));
  if (bad >= 0) throw new SurvivalInputError('standardError', 'out_of_range', bad);
  return {
    value: checked('value', value),
    variance: errors.map((error) => error * error),
    moderator: moderator === undefined ? null : checked('moderator', moderator),
  };
}

const FAR = 1e50;
/** Values this close are one value: rounding, not a spread. */
const SAME = 1e-14;

/** Whether all studies say the same, so that nothing is left to estimate a spread from. */
export function allEqual({ value }: Effects): boolean {
  const [low, high] = [1, -1].map((sign) => value.reduce((least, v) => Math.min(least, sign * v), Infinity) * sign);
  return (high ?? 0) - (low ?? 0) <= SAME * Math.max(Math.abs(high ?? 0), Math.abs(low ?? 0));
}

function coefficientsOf(
  [a, b, c]: Two,
  value: readonly number[],
  weights: readonly number[],
  x: readonly number[],
): [number, number] {
  let [y, xy] = [0, 0];
  value.forEach((v, i) => {
    y += (weights[i] ?? 0) * v;
    xy += (weights[i] ?? 0) * (x[i] ?? 0) * v;
  });
  return [a * y + b * xy, b * y + c * xy];
}

/** Symmetric matrices of two rows as [top left, off the diagonal, bottom right]. */
function invert([a, b, c]: Two): Two {
  const determinant = a * c - b * b;
  return [c / determinant, -b / determinant, a / determinant];
}

type Four = readonly [number, number, number, number];

function multiply([a, b, c]: Two, [d, e, f]: Two): Four {
  return [a * d + b * e, a * e + b * f, b * d + c * e, b * e + c * f];
}

function product([a, b, c, d]: Four, [e, f, g, h]: Four): Four {
  return [a * e + b * g, a * f + b * h, c * e + d * g, c * f + d * h];
}

function trace([a, , , d]: Four): number {
  return a + d;
}
