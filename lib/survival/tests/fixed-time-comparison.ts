import { chiSquareUpperTail } from '../math/gamma-distribution';
import { SurvivalInputError } from '../errors';
import type { SurvivalCurve } from '../curves/kaplan-meier';
import { criticalValue, twoSidedP } from '../math/normal-distribution';
import type { NotEstimable } from '../not-estimable';
import { survivalAt, type SurvivalAtTime } from '../curves/survival-at-times';

/** Scale on which two survival probabilities are compared; cloglog keeps its level best in small samples. */
export type ComparisonScale = 'linear' | 'log' | 'cloglog' | 'arcsine' | 'logit';

export type FixedTimeTest = Readonly<{
  chiSquared: number | null;
  degreesOfFreedom: number;
  p: number | null;
  notEstimable: NotEstimable | null;
}>;

/** Second group against the first; `standardError` is on the scale of the test (log for ratios). */
export type FixedTimeContrast = Readonly<{
  estimate: number;
  standardError: number;
  lower: number;
  upper: number;
  p: number | null;
}>;

export type FixedTimeComparison = Readonly<{
  method: 'fixed-time';
  time: number;
  level: number;
  groups: readonly SurvivalAtTime[];
  tests: Readonly<Record<ComparisonScale, FixedTimeTest>>;
  /** Two groups: S2 − S1, S2 / S1, and log S2 / log S1 (ratio of cumulative hazards). */
  difference: FixedTimeContrast | null;
  ratio: FixedTimeContrast | null;
  cumulativeHazardRatio: FixedTimeContrast | null;
}>;

/**
 * Comparison of survival at one time (Klein, Logan, Harhoff, Andersen 2007, statistics X1 to X5) from the Kaplan–Meier
 * estimates and Greenwood's variances of independent groups; for more than two groups the homogeneity test on k − 1
 * degrees of freedom. Undefined where S is 0 or 1 or nobody is followed so far.
 */
export function compareAtTime(curves: readonly SurvivalCurve[], time: number): FixedTimeComparison {
  const [first, second] = curves;
  if (first === undefined || second === undefined) throw new SurvivalInputError('curves', 'two_groups_needed');
  const groups = curves.map((curve) => survivalAt(curve, time));
  const test = (scale: ComparisonScale): FixedTimeTest => homogeneity(groups, scale);
  const z = criticalValue(first.level);
  const pair = groups.length === 2;
  return {
    method: 'fixed-time',
    time,
    level: first.level,
    groups,
    tests: {
      linear: test('linear'),
      log: test('log'),
      cloglog: test('cloglog'),
      arcsine: test('arcsine'),
      logit: test('logit'),
    },
    difference: pair ? contrast(groups, 'linear', z) : null,
    ratio: pair ? contrast(groups, 'log', z) : null,
    cumulativeHazardRatio: pair ? contrast(groups, 'cloglog', z) : null,
  };
}

type Transformed = Readonly<{ value: number; variance: number }>;

function transform(read: SurvivalAtTime, scale: ComparisonScale): Transformed | NotEstimable {
  const { survival: s, standardError, notEstimable } = read;
  if (notEstimable !== null) return notEstimable;
  if (s === null || standardError === null || s <= 0 || s >= 1) return 'estimate_at_boundary';
  if (!(standardError > 0)) return 'zero_variance';
  const logVariance = (standardError / s) ** 2;
  if (scale === 'linear') return { value: s, variance: s * s * logVariance };
  if (scale === 'log') return { value: Math.log(s), variance: logVariance };
  if (scale === 'cloglog') return { value: Math.log(-Math.log(s)), variance: logVariance / Math.log(s) ** 2 };
  if (scale === 'arcsine') return { value: Math.asin(Math.sqrt(s)), variance: (s * logVariance) / (4 * (1 - s)) };
  return { value: Math.log(s / (1 - s)), variance: logVariance / (1 - s) ** 2 };
}

function homogeneity(groups: readonly SurvivalAtTime[], scale: ComparisonScale): FixedTimeTest {
  const degreesOfFreedom = groups.length - 1;
  const values: Transformed[] = [];
  for (const group of groups) {
    const value = transform(group, scale);
    if (typeof value === 'string') return { chiSquared: null, degreesOfFreedom, p: null, notEstimable: value };
    values.push(value);
  }
  const weight = values.reduce((sum, v) => sum + 1 / v.variance, 0);
  const mean = values.reduce((sum, v) => sum + v.value / v.variance, 0) / weight;
  const chiSquared = values.reduce((sum, v) => sum + (v.value - mean) ** 2 / v.variance, 0);
  return { chiSquared, degreesOfFreedom, p: chiSquareUpperTail(chiSquared, degreesOfFreedom), notEstimable: null };
}

function contrast(
  [first, second]: readonly SurvivalAtTime[],
  scale: 'linear' | 'log' | 'cloglog',
  z: number,
): FixedTimeContrast | null {
  if (first === undefined || second === undefined) return null;
  const [a, b] = [transform(first, scale), transform(second, scale)];
  if (typeof a === 'string' || typeof b === 'string') return null;
  const difference = b.value - a.value;
  const standardError = Math.sqrt(a.variance + b.variance);
  const back = scale === 'linear' ? (x: number): number => x : Math.exp;
  return {
    estimate: back(difference),
    standardError,
    lower: back(difference - z * standardError),
    upper: back(difference + z * standardError),
    p: twoSidedP(difference / standardError),
  };
}
