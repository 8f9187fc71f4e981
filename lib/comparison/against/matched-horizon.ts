import { ratioContrast } from '@/lib/survival/contrast';
import { scalePoint } from '@/lib/survival/curves/point-comparison';
import { survivalAt } from '@/lib/survival/curves/survival-at-times';
import { criticalValue, normalQuantile } from '@/lib/survival/math/normal-distribution';
import type { PublishedPoint } from '../figure/figure-model';
import { readHorizons, type LocalCohort } from '../figure/local-curve';
import { toDays } from '../years';
import type { MatchedHorizon, NoDifference, SmallestDifference } from './model';
import { publishedEffect } from './published-effect';

/** The smallest difference is the one that would be found so often. */
export const POWER = 0.8;
const LEVEL = 0.95;

/** What of a published figure is compared. */
export type MatchedFigure = Pick<
  PublishedPoint,
  'estimateId' | 'years' | 'timeZero' | 'percent' | 'interval' | 'printedError'
>;

/**
 * The local curve read at the horizon of each published figure, and the difference of the two. The contrast is the
 * logarithm of the ratio of cumulative hazards, log(−log S): the local variance is Greenwood's, the published one comes
 * from the printed interval or standard error. Its limits are said in percentage points around the published figure,
 * S^ratio − S, so that they leave out 0 exactly where the ratio leaves out 1. Beyond the local follow-up nothing is said,
 * and a figure of another time zero is not compared.
 */
export function matchedHorizons(cohort: LocalCohort, points: readonly MatchedFigure[]): MatchedHorizon[] {
  return points.map((point) => matchedHorizon(cohort, point));
}

function matchedHorizon(cohort: LocalCohort, point: MatchedFigure): MatchedHorizon {
  const [local] = readHorizons(cohort, [point.years]);
  if (local === undefined) throw new RangeError('one horizon, one reading');
  const named = { estimateId: point.estimateId, local };
  const without = (why: NoDifference, difference: number | null = null) =>
    ({ ...named, difference, low: null, high: null, ratio: null, why }) as const;
  if (point.timeZero !== cohort.description.timeZero) return { ...without('time-zero'), smallest: null };
  const published = publishedEffect(point, 'cloglog');
  const smallest = smallestDifference(point.percent, cohort.table.size, published.effect?.standardError ?? null);
  if (local.percent === null) return { ...without('beyond-follow-up'), smallest };
  const difference = local.percent - point.percent;
  const reading = survivalAt(cohort.curve, toDays(point.years));
  const own = scalePoint({ probability: reading.survival ?? 0, standardError: reading.standardError ?? 0 }, 'cloglog');
  if (published.effect === null) return { ...without(published.reason, difference), smallest };
  if (typeof own === 'string') return { ...without('local-at-boundary', difference), smallest };
  const contrast = ratioContrast(
    own.value - published.effect.value,
    Math.hypot(Math.sqrt(own.variance), published.effect.standardError),
    LEVEL,
  );
  if (contrast.lower === null || contrast.upper === null)
    return { ...without('local-at-boundary', difference), smallest };
  const { estimate, standardError, lower, upper, p } = contrast;
  return {
    ...named,
    difference,
    low: pointsAway(point.percent, upper),
    high: pointsAway(point.percent, lower),
    ratio: { estimate, standardError, lower, upper, p },
    why: null,
    smallest,
  };
}

/**
 * The smallest difference that `n` patients could show at a two-sided level of 5 % with a power of 80 %, were all of them
 * followed to the horizon: on the cloglog scale z₀.₉₇₅ + z₀.₈ standard errors, of which the local one is that of the
 * published survival in n patients, √((1 − S) / (n S)) / |log S|.
 */
export function smallestDifference(
  percent: number,
  n: number,
  publishedError: number | null,
): SmallestDifference | null {
  const survival = percent / 100;
  if (!(survival > 0 && survival < 1 && n > 0)) return null;
  const local = Math.sqrt((1 - survival) / (n * survival)) / -Math.log(survival);
  const shift = (criticalValue(LEVEL) + normalQuantile(POWER)) * Math.hypot(local, publishedError ?? 0);
  return {
    below: pointsAway(percent, Math.exp(shift)),
    above: pointsAway(percent, Math.exp(-shift)),
    publishedExact: publishedError === null,
  };
}

/** How far a survival lies, in percentage points, whose cumulative hazard is so many times the published one. */
function pointsAway(percent: number, ratio: number): number {
  return 100 * (percent / 100) ** ratio - percent;
}
