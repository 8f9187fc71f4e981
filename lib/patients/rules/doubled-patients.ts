import { daysBetween } from '../timeline';

/** What tells two patients of one site apart without a name. */
export type PatientMarks = {
  id: string;
  siteId: string;
  /** `YYYY-MM-DD` */
  diagnosisDate: string;
  ageDays: number;
  sex: string | null;
  kmt2a: string | null;
};

/** Days by which the diagnosis, and the age at it, of one child may differ between two entries. */
export const DOUBLE_WITHIN_DAYS = 3;

/** Whether two patients may be one child entered twice; what is not recorded of one of them does not part them. */
export function mayBeOneChild(a: PatientMarks, b: PatientMarks): boolean {
  const parted = (one: string | null, other: string | null): boolean => one !== null && other !== null && one !== other;
  return (
    a.id !== b.id &&
    a.siteId === b.siteId &&
    Math.abs(daysBetween(a.diagnosisDate, b.diagnosisDate)) <= DOUBLE_WITHIN_DAYS &&
    Math.abs(a.ageDays - b.ageDays) <= DOUBLE_WITHIN_DAYS &&
    !parted(a.sex, b.sex) &&
    !parted(a.kmt2a, b.kmt2a)
  );
}

/** For each patient that may be doubled, the others that it may be. Looks only at neighbours in time, so many patients do not square. */
export function doubledPatients(patients: readonly PatientMarks[]): Map<string, string[]> {
  const sorted = [...patients].sort((a, b) => order(a.siteId, b.siteId) || order(a.diagnosisDate, b.diagnosisDate));
  const found = new Map<string, string[]>();
  const add = (id: string, other: string): void => void found.set(id, [...(found.get(id) ?? []), other]);
  sorted.forEach((one, place) => {
    for (let at = place + 1; at < sorted.length; at += 1) {
      const next = sorted[at];
      if (
        next === undefined ||
        next.siteId !== one.siteId ||
        daysBetween(one.diagnosisDate, next.diagnosisDate) > DOUBLE_WITHIN_DAYS
      )
        break;
      if (!mayBeOneChild(one, next)) continue;
      add(one.id, next.id);
      add(next.id, one.id);
    }
  });
  return found;
}

function order(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
