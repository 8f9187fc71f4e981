import { noContrast, ratioContrast, type Contrast } from '../contrast';
import { chiSquareUpperTail } from '../math/gamma-distribution';
import type { NotEstimable } from '../not-estimable';

/**
 * Scale on which probabilities of independent groups are compared at one time (Klein, Logan, Harhoff, Andersen 2007).
 * `cloglog` is log(−log S) of the survival S, for an incidence F that of 1 − F; `log-log` is log(−log F).
 */
export type PointScale = 'linear' | 'log' | 'cloglog' | 'log-log' | 'arcsin' | 'logit';

/** A probability with its standard error, and the complementary one whose logarithms lose no digits near 1. */
export type Point = Readonly<{ probability: number; standardError: number }>;

export type PointTest = Readonly<{
  chiSquared: number | null;
  degreesOfFreedom: number;
  p: number | null;
  notEstimable: NotEstimable | null;
}>;

type Scaled = Readonly<{ value: number; variance: number }>;

/** `boundary` outside of the linear scale at 0 and 1, where the others are infinite or have no error. */
export function scalePoint({ probability: p, standardError }: Point, scale: PointScale): Scaled | NotEstimable {
  const variance = standardError * standardError;
  if (scale === 'linear') return { value: p, variance };
  if (!(p > 0 && p < 1)) return 'estimate_at_boundary';
  if (!(variance > 0)) return 'zero_variance';
  if (scale === 'log') return { value: Math.log(p), variance: variance / p ** 2 };
  if (scale === 'logit') return { value: Math.log(p / (1 - p)), variance: variance / (p * (1 - p)) ** 2 };
  if (scale === 'arcsin') return { value: Math.asin(Math.sqrt(p)), variance: variance / (4 * p * (1 - p)) };
  const log = Math.log(p);
  return { value: Math.log(-log), variance: variance / (p * log) ** 2 };
}

/**
 * Squared differences from the common mean over the variances, χ² with groups − 1 degrees of freedom. A single group
 * without variance fixes the mean; with two of them the contrasts of the others say nothing about both.
 */
export function homogeneityTest(points: readonly Point[], scale: PointScale): PointTest {
  const degreesOfFreedom = Math.max(0, points.length - 1);
  const none = (notEstimable: NotEstimable): PointTest => ({
    chiSquared: null,
    degreesOfFreedom,
    p: null,
    notEstimable,
  });
  if (points.length < 2) return none('one_group');
  const values: Scaled[] = [];
  for (const point of points) {
    const scaled = scalePoint(point, scale);
    if (typeof scaled === 'string') return none(scaled);
    values.push(scaled);
  }
  const fixed = values.filter(({ variance }) => !(variance > 0));
  const spread = values.filter(({ variance }) => variance > 0);
  if (fixed.length > 1) return none('zero_variance');
  const weight = spread.reduce((sum, { variance }) => sum + 1 / variance, 0);
  const mean = fixed[0]?.value ?? spread.reduce((sum, v) => sum + v.value / v.variance, 0) / weight;
  const chiSquared = spread.reduce((sum, v) => sum + (v.value - mean) ** 2 / v.variance, 0);
  return { chiSquared, degreesOfFreedom, p: chiSquareUpperTail(chiSquared, degreesOfFreedom), notEstimable: null };
}

/** Second probability over the first, or (`cloglog`) the ratio of their cumulative hazards. */
export function pointRatio(first: Point, second: Point, scale: 'log' | 'cloglog', level: number): Contrast {
  const [a, b] = [scalePoint(first, scale), scalePoint(second, scale)];
  if (typeof a !== 'string' && typeof b !== 'string')
    return ratioContrast(b.value - a.value, Math.sqrt(a.variance + b.variance), level);
  const amount = ({ probability }: Point): number => (scale === 'log' ? probability : 0 - Math.log(probability));
  const estimate = amount(second) / amount(first);
  const state = typeof a === 'string' ? a : typeof b === 'string' ? b : 'zero_variance';
  return noContrast('log', level, state, Number.isFinite(estimate) ? estimate : null);
}
