import {
  scaleSurvival,
  scaleSurvivalFromLimits,
  type PoolingScale,
  type ScaledEffect,
} from '@/lib/survival/meta/pooling-scale';
import type { PublishedPoint } from '../figure/figure-model';
import type { NoEffect } from './model';

export type PublishedEffect =
  | Readonly<{ effect: ScaledEffect; from: 'limits' | 'standard-error'; reason: null }>
  | Readonly<{ effect: null; from: null; reason: NoEffect }>;

/** A printed figure on a scale. Printed limits give the error as their distance there over 2 z; a printed standard error goes through the delta method. */
export function publishedEffect(
  { percent, interval, printedError }: Pick<PublishedPoint, 'percent' | 'interval' | 'printedError'>,
  scale: PoolingScale,
): PublishedEffect {
  const refuse = (reason: NoEffect): PublishedEffect => ({ effect: null, from: null, reason });
  const survival = percent / 100;
  if (interval === null) return refuse('no-interval');
  if (percent <= 0 || percent >= 100) return refuse('at-boundary');
  if (interval.how === 'from-se') {
    return printedError === null || printedError <= 0
      ? refuse('no-interval')
      : { effect: scaleSurvival(survival, printedError / 100, scale), from: 'standard-error', reason: null };
  }
  if (interval.low <= 0 || interval.high >= 100) return refuse('limit-at-boundary');
  if (interval.low >= interval.high || interval.low > percent || interval.high < percent)
    return refuse('limits-inconsistent');
  const [low, high, level] = [interval.low / 100, interval.high / 100, interval.level / 100];
  return { effect: scaleSurvivalFromLimits(survival, low, high, scale, level), from: 'limits', reason: null };
}
