import type { PublishedPoint } from '../figure/figure-model';
import type { LocalCohort } from '../figure/local-curve';
import type { AgainstPublished } from './model';
import { matchedHorizons } from './matched-horizon';

/** Null where no figure is chosen. */
export function againstPublished(cohort: LocalCohort, points: readonly PublishedPoint[]): AgainstPublished | null {
  return points.length === 0 ? null : { matched: matchedHorizons(cohort, points) };
}
