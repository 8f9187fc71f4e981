import type { PatientCourse } from '@/lib/patients/timeline';
import type { Condition, GroupFacts } from './groupings';

/**
 * Days after time zero at which those in whom it has begun are told from the others. HSCT in first remission is done in the
 * first half year; blinatumomab of first-line treatment follows induction.
 */
export const LANDMARK_DAYS: Readonly<Record<Condition, number>> = { hsct: 180, blina: 90 };

/** The first day of HSCT or of blinatumomab; null: never, or only after the leukaemia had failed, which another treatment answered. */
export function conditionDate(
  course: PatientCourse,
  facts: Pick<GroupFacts, 'blinatumomabSince'> | undefined,
  condition: Condition,
): string | null {
  const dates = condition === 'hsct' ? course.transplantDates : [facts?.blinatumomabSince ?? null];
  const [first] = dates.filter((date) => date !== null).toSorted();
  const failed = failureDate(course);
  return first === undefined || (failed !== null && first >= failed) ? null : first;
}

/** The first day of an induction failure, a relapse or a second malignancy, whether the endpoint counts them or not. */
export function failureDate({ events }: PatientCourse): string | null {
  return (
    events
      .filter(({ kind }) => kind !== 'death')
      .map(({ date }) => date)
      .toSorted()
      .at(0) ?? null
  );
}
