import { checkFields } from '../shapes';
import { differenceContrast, noContrast, ratioContrast, type Contrast } from '../contrast';
import { SurvivalInputError } from '../errors';
import { checkCurve, type SurvivalCurve } from './kaplan-meier';
import { criticalValue } from '../math/normal-distribution';
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

/** Areas are squared. */
const LARGEST_TAU = 1e100;

const MEAN_FIELDS = {
  tau: 'number',
  level: 'number',
  mean: 'number or null',
  standardError: 'number or null',
  timeLost: 'number or null',
  notEstimable: 'text or null',
} as const;

/** Second group against the first; ratios with limits and errors on the log scale. */
export type RestrictedMeanContrasts = Readonly<{ difference: Contrast; ratio: Contrast; timeLostRatio: Contrast }>;

/**
 * Area under the curve from 0 to `tau` with the normal limits of its Greenwood error
 * sum A² d / (n (n − d)), A = area from an event time to tau. The last value is carried on to a tau beyond follow-up and
 * that is flagged, never silent. Agrees with R's `summary(survfit(…), rmean = tau)$table`.
 */
export function restrictedMean(curve: SurvivalCurve, tau: number): RestrictedMean {
  checkCurve(curve);
  if (!(typeof tau === 'number' && tau > 0 && tau <= LARGEST_TAU)) throw new SurvivalInputError('tau', 'out_of_range');
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
  checkFields('first', first, MEAN_FIELDS);
  checkFields('second', second, MEAN_FIELDS);
  if (first.tau !== second.tau || first.level !== second.level) throw new SurvivalInputError('tau', 'inconsistent');
  const { level } = first;
  const [e1, e2] = [first.standardError ?? 0, second.standardError ?? 0];
  const unknown = first.notEstimable ?? second.notEstimable;
  if (unknown !== null || first.mean === null || second.mean === null) {
    const ratio = noContrast('log', level, unknown ?? 'risk_set_empty');
    return { difference: noContrast('linear', level, unknown ?? 'risk_set_empty'), ratio, timeLostRatio: ratio };
  }
  return {
    difference: differenceContrast(second.mean - first.mean, Math.hypot(e1, e2), level),
    ratio: ratioOf([first.mean, e1], [second.mean, e2], level),
    timeLostRatio: ratioOf([first.timeLost ?? 0, e1], [second.timeLost ?? 0, e2], level),
  };
}

type Estimate = readonly [value: number, standardError: number];

/** Nothing lost in a group leaves no ratio to it; nothing lost in the second is a ratio of 0 without an error. */
function ratioOf([a, aError]: Estimate, [b, bError]: Estimate, level: number): Contrast {
  if (!(a > 0)) return noContrast('log', level, 'estimate_at_boundary');
  if (!(b > 0)) return noContrast('log', level, 'estimate_at_boundary', 0);
  return ratioContrast(Math.log(b / a), Math.hypot(aError / a, bError / b), level);
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
