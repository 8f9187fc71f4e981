import { SurvivalInputError } from '../errors';
import type { SurvivalCurve } from './kaplan-meier';
import { criticalValue, twoSidedP } from '../math/normal-distribution';
import type { NotEstimable } from '../not-estimable';

/** Mean survival time up to `tau`, and the mean time lost until then. */
export type RestrictedMean = Readonly<{
  method: 'restricted-mean';
  tau: number;
  level: number;
  mean: number | null;
  standardError: number | null;
  lower: number | null;
  upper: number | null;
  timeLost: number | null;
  timeLostLower: number | null;
  timeLostUpper: number | null;
  /** True when tau lies after the last observation of a curve above 0: the last value was carried to tau. */
  extended: boolean;
  notEstimable: NotEstimable | null;
}>;

export type Contrast = Readonly<Record<'estimate' | 'standardError' | 'lower' | 'upper' | 'p', number | null>>;

/** Second group against the first; ratios with limits and errors on the log scale. */
export type RestrictedMeanContrasts = Readonly<{ difference: Contrast; ratio: Contrast; timeLostRatio: Contrast }>;

/**
 * Area under the curve from 0 to `tau` with the normal limits of its Greenwood error
 * sum A² d / (n (n − d)), A = area from an event time to tau. The last value is carried on to a tau beyond follow-up and
 * that is flagged, never silent. Agrees with R's `summary(survfit(…), rmean = tau)$table`.
 */
export function restrictedMean(curve: SurvivalCurve, tau: number): RestrictedMean {
  if (!(tau > 0 && tau < Infinity)) throw new SurvivalInputError('tau', 'out_of_range');
  const { level, lastTime } = curve;
  if (lastTime === null) return emptyMean(tau, level);
  const { mean, variance } = areaWithVariance(curve, tau);
  const standardError = Math.sqrt(variance);
  const half = criticalValue(level) * standardError;
  return {
    method: 'restricted-mean',
    tau,
    level,
    mean,
    standardError,
    lower: mean - half,
    upper: mean + half,
    timeLost: tau - mean,
    timeLostLower: tau - mean - half,
    timeLostUpper: tau - mean + half,
    extended: tau > lastTime && (curve.survival.at(-1) ?? 1) > 0,
    notEstimable: null,
  };
}

/** Difference, ratio and time-lost ratio of two independent groups by the delta method, as R's survRM2 computes them. */
export function compareRestrictedMeans(first: RestrictedMean, second: RestrictedMean): RestrictedMeanContrasts {
  if (first.tau !== second.tau || first.level !== second.level) throw new SurvivalInputError('tau', 'inconsistent');
  const z = criticalValue(first.level);
  const [e1, e2] = [first.standardError ?? 0, second.standardError ?? 0];
  return {
    difference: differenceOf([first.mean, e1], [second.mean, e2], z),
    ratio: ratioOf([first.mean, e1], [second.mean, e2], z),
    timeLostRatio: ratioOf([first.timeLost, e1], [second.timeLost, e2], z),
  };
}

type Estimate = readonly [value: number | null, standardError: number];

const NO_CONTRAST: Contrast = { estimate: null, standardError: null, lower: null, upper: null, p: null };

function differenceOf([a, aError]: Estimate, [b, bError]: Estimate, z: number): Contrast {
  if (a === null || b === null) return NO_CONTRAST;
  const [estimate, standardError] = [b - a, Math.hypot(aError, bError)];
  const p = standardError > 0 ? twoSidedP(estimate / standardError) : null;
  return { estimate, standardError, lower: estimate - z * standardError, upper: estimate + z * standardError, p };
}

function ratioOf([a, aError]: Estimate, [b, bError]: Estimate, z: number): Contrast {
  if (a === null || b === null || !(a > 0) || !(b > 0)) return NO_CONTRAST;
  const [log, standardError] = [Math.log(b / a), Math.hypot(aError / a, bError / b)];
  const p = standardError > 0 ? twoSidedP(log / standardError) : null;
  return {
    estimate: b / a,
    standardError,
    lower: Math.exp(log - z * standardError),
    upper: Math.exp(log + z * standardError),
    p,
  };
}

function areaWithVariance(curve: SurvivalCurve, tau: number): { mean: number; variance: number } {
  const { time, survival, atRisk, events } = curve;
  let rows = 0;
  while (rows < time.length && (time[rows] ?? 0) <= tau) rows += 1;
  let [area, variance, end] = [0, 0, tau];
  for (let i = rows - 1; i >= 0; i -= 1) {
    const [from, n, d] = [time[i] ?? 0, atRisk[i] ?? 0, events[i] ?? 0];
    area += (end - from) * (survival[i] ?? 0);
    if (d > 0 && n > d) variance += (area * area * d) / (n * (n - d));
    end = from;
  }
  return { mean: area + end, variance };
}

function emptyMean(tau: number, level: number): RestrictedMean {
  const none = {
    mean: null,
    standardError: null,
    lower: null,
    upper: null,
    timeLost: null,
    timeLostLower: null,
    timeLostUpper: null,
  };
  return { method: 'restricted-mean', tau, level, ...none, extended: false, notEstimable: 'risk_set_empty' };
}
