import { gatherObserved, observedRow } from '@/lib/patients/observations/observed';
import type { PatientCourse } from '@/lib/patients/timeline';
import { cohortOfCounts, type LocalChoice, type LocalCohort } from '../figure/local-curve';
import type { LocalDefinition } from '../selection/local-definition';

/** A cohort from its courses, as PostgreSQL gives it from what is kept of them. */
export function localCohort(
  courses: readonly PatientCourse[],
  local: LocalDefinition,
  choice: LocalChoice,
): LocalCohort | null {
  const rows = courses.map((course) => observedRow(course, local.definition));
  return cohortOfCounts(gatherObserved(rows), local, choice);
}
