import {
  daysBetween,
  deriveObservation,
  lastContact,
  type EndpointDefinition,
  type PatientCourse,
} from '@/lib/patients/timeline';

/**
 * Completeness index of follow-up (Clark, Altman and De Stavola, Lancet 2002): the days under observation as a share of
 * those that there would be, were everybody without an event followed to the last day on which anything is recorded of
 * any of the patients. Null where nobody could be followed for a day, and under a definition that itself ends follow-up.
 */
export function completenessOf(courses: readonly PatientCourse[], definition: EndpointDefinition): number | null {
  if (definition.censorAtTransplant === true) return null;
  const closing = courses.map((course) => lastContact(course).date).reduce((a, b) => (a > b ? a : b), '');
  let [observed, possible] = [0, 0];
  for (const course of courses) {
    const observation = deriveObservation(course, definition);
    const zero = definition.timeZero === 'diagnosis' ? course.diagnosisDate : course.remissionDate;
    if (observation === null || zero === null) continue;
    observed += observation.timeDays;
    possible += observation.event ? observation.timeDays : Math.max(observation.timeDays, daysBetween(zero, closing));
  }
  return possible === 0 ? null : observed / possible;
}
