import { SurvivalInputError } from '../errors';
import { chiSquareUpperTail } from '../math/gamma-distribution';
import type { IncidenceCurves } from './cumulative-incidence';
import { criticalValue } from '../math/normal-distribution';
import type { NotEstimable } from '../not-estimable';
import { lastAtOrBefore } from '../data/tied-times';

/** Scale on which incidences are compared; `cloglog` is log(-log(1 - F)). */
export type ComparisonScale = 'linear' | 'log' | 'cloglog' | 'arcsine' | 'logit';

type Interval = Readonly<{ estimate: number; lower: number; upper: number }>;

/** Difference and ratio are second group against first, for two groups only; limits normal on the linear and log scale. */
export type IncidenceComparison = Readonly<{
  method: 'pointwise';
  scale: ComparisonScale;
  cause: number;
  time: number;
  groups: readonly Readonly<{ incidence: number | null; standardError: number | null }>[];
  chiSquared: number | null;
  degreesOfFreedom: number;
  p: number | null;
  difference: Interval | null;
  ratio: Interval | null;
  notEstimable: NotEstimable | null;
}>;

/**
 * Compares the cumulative incidences of one cause at one time chosen beforehand (Klein et al., Stat Med 2007;26:
 * 4505-4519, with the variance of the curves): squared differences on the chosen scale against the χ² distribution with
 * groups - 1 degrees of freedom. Curves without rows are left out. Not estimable beyond the follow-up of a group
 * unless everybody there had an event, and where an incidence is 0 or 1 on a scale that is infinite there.
 */
export function compareIncidences(
  curves: readonly IncidenceCurves[],
  cause: number,
  time: number,
  scale: ComparisonScale = 'cloglog',
  level = 0.95,
): IncidenceComparison {
  if (!Number.isFinite(time)) throw new SurvivalInputError('time', 'not_finite');
  if (time < 0) throw new SurvivalInputError('time', 'negative');
  if (!(level > 0 && level < 1)) throw new SurvivalInputError('level', 'out_of_range');
  const groups = curves.filter((curve) => curve.size > 0).map((curve) => valueAt(curve, cause, time));
  const degreesOfFreedom = Math.max(0, groups.length - 1);
  const common = { method: 'pointwise' as const, scale, cause, time, degreesOfFreedom };
  const none = (notEstimable: NotEstimable): IncidenceComparison => ({
    ...common,
    groups: groups.map((g) => g ?? { incidence: null, standardError: null }),
    chiSquared: null,
    p: null,
    difference: null,
    ratio: null,
    notEstimable,
  });
  const known = groups.flatMap((group) => group ?? []);
  if (groups.length < 2) return none('one_group');
  if (known.length < groups.length) return none('beyond_follow_up');
  const points = known.map(({ incidence, standardError }) => transform(scale, incidence, standardError ** 2));
  if (points.some((point) => !Number.isFinite(point.value) || !Number.isFinite(point.variance)))
    return none('estimate_at_boundary');
  if (points.some((point) => point.variance === 0)) return none('zero_variance');
  const weights = points.reduce((sum, point) => sum + 1 / point.variance, 0);
  const mean = points.reduce((sum, point) => sum + point.value / point.variance, 0) / weights;
  const chiSquared = points.reduce((sum, point) => sum + (point.value - mean) ** 2 / point.variance, 0);
  const pair = known.length === 2 ? contrasts(known, criticalValue(level)) : { difference: null, ratio: null };
  return {
    ...common,
    groups: known,
    chiSquared,
    p: chiSquareUpperTail(chiSquared, degreesOfFreedom),
    ...pair,
    notEstimable: null,
  };
}

type Point = Readonly<{ incidence: number; standardError: number }>;

function valueAt(curve: IncidenceCurves, cause: number, time: number): Point | null {
  const own = curve.causes.find((c) => c.cause === cause);
  if (own === undefined) throw new SurvivalInputError('cause', 'out_of_range');
  const row = lastAtOrBefore(curve.time, time);
  if (time > (curve.lastTime ?? 0) && (curve.eventFree.at(-1) ?? 1) > 0) return null;
  return row < 0
    ? { incidence: 0, standardError: 0 }
    : { incidence: own.incidence[row] ?? 0, standardError: own.standardError[row] ?? 0 };
}

function transform(scale: ComparisonScale, f: number, variance: number): { value: number; variance: number } {
  if (scale === 'linear') return { value: f, variance };
  if (scale === 'log') return { value: Math.log(f), variance: variance / f ** 2 };
  if (scale === 'logit') return { value: Math.log(f / (1 - f)), variance: variance / (f * (1 - f)) ** 2 };
  if (scale === 'arcsine') return { value: Math.asin(Math.sqrt(f)), variance: variance / (4 * f * (1 - f)) };
  const hazard = -Math.log1p(-f);
  return { value: Math.log(hazard), variance: variance / ((1 - f) * hazard) ** 2 };
}

function contrasts(
  [first, second]: readonly Point[],
  z: number,
): { difference: Interval | null; ratio: Interval | null } {
  if (first === undefined || second === undefined) return { difference: null, ratio: null };
  const estimate = second.incidence - first.incidence;
  const half = z * Math.hypot(first.standardError, second.standardError);
  const difference = { estimate, lower: estimate - half, upper: estimate + half };
  if (first.incidence === 0 || second.incidence === 0) return { difference, ratio: null };
  const ratio = second.incidence / first.incidence;
  const factor = Math.exp(
    z * Math.hypot(first.standardError / first.incidence, second.standardError / second.incidence),
  );
  return { difference, ratio: { estimate: ratio, lower: ratio / factor, upper: ratio * factor } };
}
