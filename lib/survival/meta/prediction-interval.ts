import type { Limits } from '../curves/confidence-limits';
import type { MetaAnalysis } from './meta-analysis';
import { studentTQuantile } from '../math/student-distributions';

/**
 * Where the true effect of a further study would lie, on the scale of the pool: the estimate ± t with k − 2 degrees of
 * freedom × √(τ² + SE²), after Higgins, Thompson and Spiegelhalter 2009. Null for a common effect, which has no spread, and
 * for fewer than three studies, where the spread cannot be told from chance. Agrees with metafor's `predict(rma(…), pi.type =
 * "riley")`.
 */
export function predictionInterval({
  model,
  studies,
  estimate,
  standardError,
  tauSquared,
  level,
}: MetaAnalysis): Limits | null {
  if (model === 'common' || studies < 3 || estimate === null || standardError === null || tauSquared === null)
    return null;
  const half =
    studentTQuantile(1 - (1 - level) / 2, studies - 2) * Math.sqrt(tauSquared + standardError * standardError);
  return { lower: estimate - half, upper: estimate + half };
}
