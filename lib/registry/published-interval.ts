import type { Estimate } from './schema';

/** The 0.975 quantile of the standard normal distribution, as a reader would check it by hand. */
const Z = 1.96;

/**
 * A figure's interval in percent. `printed`: as its source gives it. `from-se`: estimate ± 1.96 standard errors, kept within
 * 0–100; it is ours, not the source's, and must be called so wherever it is shown.
 */
export type PublishedInterval = { low: number; high: number; level: number; method: 'printed' | 'from-se' };

export function publishedInterval({ estimate, se, ci }: Pick<Estimate, 'estimate' | 'se' | 'ci'>): PublishedInterval | null {
  if (ci !== null) return { ...ci, method: 'printed' };
  if (estimate === null || se === null) return null;
  return { low: Math.max(0, estimate - Z * se), high: Math.min(100, estimate + Z * se), level: 95, method: 'from-se' };
}
