import type { MessageLookup } from '@/lib/i18n/message-lookup';
import {
  deriveObservation,
  observationBounds,
  type EndpointDefinition,
  type PatientCourse,
} from '@/lib/patients/timeline';

type Checked = Readonly<{ all: number; withErrors: number; unchecked: number }>;

/** What the records of a cohort leave in doubt: dates known in part, open errors, and records that nobody has checked. */
export function recordLines(
  courses: readonly PatientCourse[],
  definition: EndpointDefinition,
  { all, withErrors, unchecked }: Checked,
  t: MessageLookup,
): string[] {
  const observed = courses.filter((course) => deriveObservation(course, definition) !== null);
  const imputed = observed.filter((course) => observationBounds(course, definition) !== null).length;
  return [
    ...(imputed === 0 ? [] : [t('figure.caveat.local-imputed-dates', { count: imputed, n: observed.length })]),
    ...(withErrors === 0 ? [] : [t('groups.openErrors', { count: withErrors, n: all })]),
    ...(unchecked === 0 ? [] : [t('groups.unchecked', { count: unchecked, n: all })]),
  ];
}
