import type { PublishedEstimate } from '@/lib/registry/estimate-filter';
import type { PublishedPoint, ReconstructedLine } from '../figure/figure-model';
import { readHorizons, type LocalCohort } from '../figure/local-curve';
import { LANDMARK_YEARS, localRemarks, medianFollowUp } from './follow-up';
import { matchedHorizons } from './matched-horizon';
import type { AgainstPublished } from './model';
import { openDifferences, type LocalReadings } from './open-differences';
import { observedExpected, referencesOf } from './observed-expected';

/** The local cohort against the figures and curves of its panel; `catalogue` holds every chartable figure of the trials. */
export function againstPublished(
  cohort: LocalCohort,
  points: readonly PublishedPoint[],
  lines: readonly ReconstructedLine[],
  catalogue: readonly PublishedEstimate[],
  readings: LocalReadings | null = null,
): AgainstPublished {
  const { curves, single } = referencesOf(cohort, points, lines, catalogue);
  return {
    matched: matchedHorizons(cohort, points),
    expected: curves.map((reference) => observedExpected(cohort, reference)),
    single,
    landmarks: readHorizons(cohort, LANDMARK_YEARS),
    followUp: medianFollowUp(cohort),
    completeness: cohort.followed === null ? null : cohort.followed.observed / cohort.followed.possible,
    remarks: localRemarks(cohort),
    open: readings === null ? null : openDifferences(cohort, points, readings),
  };
}
