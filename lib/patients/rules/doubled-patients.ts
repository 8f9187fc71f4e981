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

/** Others that are named of one patient; all are counted. */
export const MOST_DOUBLES = 20;

/** Whether two patients may be one child entered twice; what is not recorded of one of them does not part them. */
export function mayBeOneChild(a: PatientMarks, b: PatientMarks): boolean {
  return (
    a.id !== b.id &&
    a.siteId === b.siteId &&
    Math.abs(daysBetween(a.diagnosisDate, b.diagnosisDate)) <= DOUBLE_WITHIN_DAYS &&
    Math.abs(a.ageDays - b.ageDays) <= DOUBLE_WITHIN_DAYS &&
    !parted(a.sex, b.sex) &&
    !parted(a.kmt2a, b.kmt2a)
  );
}

function parted(one: string | null, other: string | null): boolean {
  return one !== null && other !== null && one !== other;
}

/** Other patients that one may be: how many, and the first of them by name. */
export type Doubled = Readonly<{ others: readonly string[]; count: number }>;
/** Patients of one day and age of one site, by sex and KMT2A: all of them may be one child, or none. */
type Alike = { sex: string | null; kmt2a: string | null; ids: string[] };

/**
 * Asks of a patient which others of these it may be; null: none. Patients with the same marks are looked at together, so
 * many of them do not square, however dense they lie.
 */
export function doublesAmong(patients: readonly PatientMarks[]): (one: PatientMarks) => Doubled | null {
  const groups = new Map<string, Alike[]>();
  for (const one of patients) {
    const key = `${one.siteId} ${dayOf(one)} ${one.ageDays}`;
    const alike = groups.get(key) ?? [];
    if (alike.length === 0) groups.set(key, alike);
    const own = alike.find(({ sex, kmt2a }) => sex === one.sex && kmt2a === one.kmt2a);
    if (own === undefined) alike.push({ sex: one.sex, kmt2a: one.kmt2a, ids: [one.id] });
    else own.ids.push(one.id);
  }
  return (one) => {
    const near = neighboursOf(one, dayOf(one), groups);
    const count = near.reduce((sum, { ids }) => sum + ids.length, 0) - 1;
    return count > 0 ? { count, others: firstOf(near, one.id) } : null;
  };
}

function dayOf({ diagnosisDate }: PatientMarks): number {
  return daysBetween('2000-01-01', diagnosisDate);
}

function neighboursOf(one: PatientMarks, day: number, groups: ReadonlyMap<string, readonly Alike[]>): Alike[] {
  const near: Alike[] = [];
  for (let on = day - DOUBLE_WITHIN_DAYS; on <= day + DOUBLE_WITHIN_DAYS; on += 1)
    for (let age = one.ageDays - DOUBLE_WITHIN_DAYS; age <= one.ageDays + DOUBLE_WITHIN_DAYS; age += 1)
      for (const alike of groups.get(`${one.siteId} ${on} ${age}`) ?? [])
        if (!parted(alike.sex, one.sex) && !parted(alike.kmt2a, one.kmt2a)) near.push(alike);
  return near;
}

/** The first of them without the patient itself. */
function firstOf(near: readonly Alike[], id: string): string[] {
  const others: string[] = [];
  for (const { ids } of near)
    for (const other of ids) {
      if (others.length >= MOST_DOUBLES) return others;
      if (other !== id) others.push(other);
    }
  return others;
}
