import { differenceContrast, noContrast, type Contrast } from '../contrast';
import { homogeneityTest, pointRatio, type Point, type PointScale, type PointTest } from '../curves/point-comparison';
import { SurvivalInputError } from '../errors';
import type { SurvivalCurve } from '../curves/kaplan-meier';
import type { NotEstimable } from '../not-estimable';
import { survivalAt, type SurvivalAtTime } from '../curves/survival-at-times';

/** Scale on which two survival probabilities are compared; cloglog keeps its level best in small samples. */
export type ComparisonScale = Exclude<PointScale, 'log-log'>;

export type FixedTimeTest = PointTest;

export type FixedTimeComparison = Readonly<{
  method: 'fixed-time';
  time: number;
  level: number;
  groups: readonly SurvivalAtTime[];
  tests: Readonly<Record<ComparisonScale, FixedTimeTest>>;
  /** Two groups: S2 − S1, S2 / S1, and log S2 / log S1 (ratio of cumulative hazards); `not_defined` for more. */
  difference: Contrast;
  ratio: Contrast;
  cumulativeHazardRatio: Contrast;
}>;

/**
 * Comparison of survival at one time (Klein, Logan, Harhoff, Andersen 2007, statistics X1 to X5) from the Kaplan–Meier
 * estimates and Greenwood's variances of independent groups; for more than two groups the homogeneity test on k − 1
 * degrees of freedom. On the linear scale a group whose survival is 0 or 1 counts with the variance 0: the difference is
 * always given, its error, limits and test whenever another group has a variance. The other scales are undefined there
 * (`estimate_at_boundary`), and all where nobody is followed so far.
 */
export function compareAtTime(curves: readonly SurvivalCurve[], time: number): FixedTimeComparison {
  if (!Array.isArray(curves)) throw new SurvivalInputError('curves', 'two_groups_needed');
  const [first, second] = curves;
  if (first === undefined || second === undefined) throw new SurvivalInputError('curves', 'two_groups_needed');
  const groups = curves.map((curve) => survivalAt(curve, time));
  const { level } = first;
  const unknown = groups.find((group) => group.notEstimable !== null)?.notEstimable ?? null;
  const points = groups.map(pointOf);
  const test = (scale: ComparisonScale): FixedTimeTest =>
    unknown === null ? homogeneityTest(points, scale) : noTest(unknown, groups.length - 1);
  return {
    method: 'fixed-time',
    time,
    level,
    groups,
    tests: {
      linear: test('linear'),
      log: test('log'),
      cloglog: test('cloglog'),
      arcsin: test('arcsin'),
      logit: test('logit'),
    },
    ...contrasts(points, unknown, level),
  };
}

/** Where the curve is at 0 Greenwood's formula gives no error; there is no spread either. */
function pointOf({ survival, standardError }: SurvivalAtTime): Point {
  return { probability: survival ?? 0, standardError: standardError ?? 0 };
}

function noTest(notEstimable: NotEstimable, degreesOfFreedom: number): FixedTimeTest {
  return { chiSquared: null, degreesOfFreedom, p: null, notEstimable };
}

function contrasts(
  points: readonly Point[],
  unknown: NotEstimable | null,
  level: number,
): Pick<FixedTimeComparison, 'difference' | 'ratio' | 'cumulativeHazardRatio'> {
  const [a, b] = points;
  const missing = unknown ?? (points.length === 2 ? null : 'not_defined');
  if (missing !== null || a === undefined || b === undefined) {
    const ratio = noContrast('log', level, missing ?? 'not_defined');
    return { difference: noContrast('linear', level, missing ?? 'not_defined'), ratio, cumulativeHazardRatio: ratio };
  }
  const error = Math.hypot(a.standardError, b.standardError);
  return {
    difference: differenceContrast(b.probability - a.probability, error, level),
    ratio: pointRatio(a, b, 'log', level),
    cumulativeHazardRatio: pointRatio(a, b, 'cloglog', level),
  };
}
