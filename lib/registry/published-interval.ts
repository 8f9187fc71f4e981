import type { Estimate } from './schema';

/** The multiplier that captions name: the 0.975 quantile of the standard normal distribution, as a reader would check it by hand. */
export const SE_MULTIPLIER = 1.96;

/**
 * A figure's interval in percent. `published`: as its source gives it. `from-se`: estimate ± 1.96 standard errors, kept within
 * 0–100 (`clipped` where that cut it); it is ours, not the source's, and must be called so wherever it is shown.
 */
export type PublishedInterval = {
  low: number;
  high: number;
  level: number;
  clipped: boolean;
  how: 'published' | 'from-se';
};

export function publishedInterval({
  estimate,
  se,
  ci,
}: Pick<Estimate, 'estimate' | 'se' | 'ci'>): PublishedInterval | null {
  if (ci !== null) return { ...ci, clipped: false, how: 'published' };
  if (estimate === null || se === null) return null;
  const [low, high] = [estimate - SE_MULTIPLIER * se, estimate + SE_MULTIPLIER * se];
  return {
    low: Math.max(0, low),
    high: Math.min(100, high),
    level: 95,
    clipped: low < 0 || high > 100,
    how: 'from-se',
  };
}
