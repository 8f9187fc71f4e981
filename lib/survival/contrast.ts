import { criticalValue, twoSidedP } from './math/normal-distribution';
import type { NotEstimable } from './not-estimable';

/**
 * Two groups compared, always the second against the first: a difference, or a ratio whose error, limits and test are those
 * of its logarithm. `notEstimable` says why whatever is null is null; the estimate may be known where its error is not.
 */
export type Contrast = Readonly<{
  scale: 'linear' | 'log';
  estimate: number | null;
  /** On the scale: of the difference, or of the logarithm of the ratio. */
  standardError: number | null;
  lower: number | null;
  upper: number | null;
  /** Two-sided, from the normal distribution. */
  p: number | null;
  level: number;
  notEstimable: NotEstimable | null;
}>;

/** A contrast without figures, or with an estimate alone. */
export function noContrast(
  scale: Contrast['scale'],
  level: number,
  notEstimable: NotEstimable,
  estimate: number | null = null,
): Contrast {
  return { scale, estimate, standardError: null, lower: null, upper: null, p: null, level, notEstimable };
}

/** A difference with its normal limits; without spread only the difference itself. */
export function differenceContrast(estimate: number, standardError: number, level: number): Contrast {
  if (!(standardError > 0)) return noContrast('linear', level, 'zero_variance', estimate);
  const half = criticalValue(level) * standardError;
  return {
    scale: 'linear',
    estimate,
    standardError,
    lower: estimate - half,
    upper: estimate + half,
    p: twoSidedP(estimate / standardError),
    level,
    notEstimable: null,
  };
}

/** A ratio from its logarithm and the error of that; a limit beyond the range of numbers is no limit. */
export function ratioContrast(log: number, standardError: number, level: number): Contrast {
  const estimate = Math.exp(log);
  if (!(estimate > 0 && estimate < Infinity)) return noContrast('log', level, 'estimate_at_boundary');
  if (!(standardError > 0)) return noContrast('log', level, 'zero_variance', estimate);
  const half = criticalValue(level) * standardError;
  const upper = Math.exp(log + half);
  if (!(upper < Infinity)) return noContrast('log', level, 'zero_variance', estimate);
  return {
    scale: 'log',
    estimate,
    standardError,
    lower: Math.exp(log - half),
    upper,
    p: twoSidedP(log / standardError),
    level,
    notEstimable: null,
  };
}
