import type { PatientRecord } from '../records/record';
import type { PatientMarks } from './doubled-patients';

/** What tells a patient apart from the others of the site. */
export function marksOf({ id, siteId, identity, features }: PatientRecord): PatientMarks {
  const { diagnosisDate, ageDays, sex } = identity;
  return { id, siteId, diagnosisDate, ageDays, sex, kmt2a: features.kmt2a };
}
