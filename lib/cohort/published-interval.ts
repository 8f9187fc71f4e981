import type { Estimate } from '@/lib/registry/schema';
import type { FigureInterval } from './comparison-figure';

/** The multiplier that the caption names: an interval from a printed error is estimate ± 1.96 SE. */
export const SE_MULTIPLIER = 1.96;

/**
 * The interval of a published figure, in percent: as printed, or from its standard error (normal approximation on the
 * percent scale, cut at 0 and 100), or null where the source gives neither.
 */
export function publishedInterval({ estimate, se, ci }: Pick<Estimate, 'estimate' | 'se' | 'ci'>): FigureInterval | null {
  if (ci !== null) return { low: ci.low, high: ci.high, level: ci.level, how: 'published', clipped: false };
  if (estimate === null || se === null) return null;
  const [low, high] = [estimate - SE_MULTIPLIER * se, estimate + SE_MULTIPLIER * se];
  return { low: Math.max(0, low), high: Math.min(100, high), level: 95, how: 'from-se', clipped: low < 0 || high > 100 };
}
