import { checkLevel, DEFAULT_LEVEL } from '../curves/confidence-limits';
import { differenceContrast, noContrast, type Contrast } from '../contrast';
import { homogeneityTest, pointRatio, type Point, type PointScale, type PointTest } from '../curves/point-comparison';
import { SurvivalInputError } from '../errors';
import { checkIncidences, type IncidenceCurves } from './cumulative-incidence';
import type { NotEstimable } from '../not-estimable';
import { lastAtOrBefore } from '../data/tied-times';
import { checkChoice } from '../choices';

/** Scale on which incidences are compared; `log-log` is log(−log F), that of the limits, `cloglog` log(−log(1 − F)). */
export type IncidenceScale = PointScale;

const SCALES = ['linear', 'log', 'log-log', 'cloglog', 'arcsin', 'logit'] as const satisfies readonly IncidenceScale[];

export type IncidenceAtTime = Readonly<{
  incidence: number | null;
  standardError: number | null;
  notEstimable: NotEstimable | null;
}>;

/** Difference and ratio are second group against first, for two groups only; limits normal on the linear and log scale. */
export type IncidenceComparison = Readonly<{
  method: 'pointwise';
  scale: IncidenceScale;
  cause: number;
  time: number;
  level: number;
  groups: readonly IncidenceAtTime[];
  chiSquared: number | null;
  degreesOfFreedom: number;
  p: number | null;
  /** Why the test is missing; the contrasts have states of their own. */
  notEstimable: NotEstimable | null;
  difference: Contrast;
  ratio: Contrast;
}>;

/**
 * Compares the cumulative incidences of one cause at one time chosen beforehand (Klein et al., Stat Med 2007;26:
 * 4505-4519, with the variance of the curves): squared differences on the chosen scale against the χ² distribution with
 * groups - 1 degrees of freedom. Curves without rows are left out. Not estimable beyond the follow-up of a group
 * unless everybody there had an event. An incidence of 0 or 1 has the variance 0: on the linear scale the difference is
 * always given, its error and limits whenever the other group has a variance; the other scales are infinite there.
 */
export function compareIncidences(
  curves: readonly IncidenceCurves[],
  cause: number,
  time: number,
  scale: IncidenceScale = 'log-log',
  level = DEFAULT_LEVEL,
): IncidenceComparison {
  if (!Number.isFinite(time)) throw new SurvivalInputError('time', 'not_finite');
  if (time < 0) throw new SurvivalInputError('time', 'negative');
  checkLevel(level);
  checkChoice('scale', scale, SCALES);
  if (!Array.isArray(curves)) throw new SurvivalInputError('curves', 'empty');
  curves.forEach(checkIncidences);
  const groups = curves.filter((curve) => curve.n > 0).map((curve) => valueAt(curve, cause, time));
  const unknown = groups.length < 2 ? 'one_group' : (groups.find((g) => g.notEstimable !== null)?.notEstimable ?? null);
  const points = groups.map(
    ({ incidence, standardError }): Point => ({ probability: incidence ?? 0, standardError: standardError ?? 0 }),
  );
  return {
    method: 'pointwise',
    scale,
    cause,
    time,
    level,
    groups,
    ...testOf(points, scale, unknown),
    ...contrasts(points, unknown, level),
  };
}

function testOf(points: readonly Point[], scale: IncidenceScale, unknown: NotEstimable | null): PointTest {
  if (unknown !== null)
    return { chiSquared: null, degreesOfFreedom: Math.max(0, points.length - 1), p: null, notEstimable: unknown };
  // log(−log S) with S = 1 − F, whose standard error is the same.
  const read = (point: Point): Point =>
    scale === 'cloglog' ? { ...point, probability: 1 - point.probability } : point;
  return homogeneityTest(points.map(read), scale);
}

function valueAt(curve: IncidenceCurves, cause: number, time: number): IncidenceAtTime {
  const own = curve.causes.find((c) => c.cause === cause);
  if (own === undefined) throw new SurvivalInputError('cause', 'out_of_range');
  const row = lastAtOrBefore(curve.time, time);
  if (time > (curve.lastTime ?? 0) && (curve.eventFree.at(-1) ?? 1) > 0)
    return { incidence: null, standardError: null, notEstimable: 'beyond_follow_up' };
  return row < 0
    ? { incidence: 0, standardError: 0, notEstimable: null }
    : { incidence: own.incidence[row] ?? 0, standardError: own.standardError[row] ?? 0, notEstimable: null };
}

function contrasts(
  points: readonly Point[],
  unknown: NotEstimable | null,
  level: number,
): Pick<IncidenceComparison, 'difference' | 'ratio'> {
  const [a, b] = points;
  const missing = unknown ?? (points.length === 2 ? null : 'not_defined');
  if (missing !== null || a === undefined || b === undefined)
    return {
      difference: noContrast('linear', level, missing ?? 'not_defined'),
      ratio: noContrast('log', level, missing ?? 'not_defined'),
    };
  return {
    difference: differenceContrast(b.probability - a.probability, Math.hypot(a.standardError, b.standardError), level),
    ratio: pointRatio(a, b, 'log', level),
  };
}
