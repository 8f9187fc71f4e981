import { z } from 'zod';
import {
  deriveObservation,
  DEFAULT_DEFINITIONS,
  lastContact,
  type LastContactRecord,
  type Observation,
  type PatientCourse,
} from './timeline';

export const STATUSES = ['event-free', 'event', 'alive', 'died'] as const;
export const SORTS = ['pseudonym', 'diagnosis', 'age', 'efs', 'os', 'last-contact'] as const;

const text = z.preprocess((value) => (Array.isArray(value) ? value[0] : value), z.string().optional());

/** What a list of patients was asked for, from the address. Anything unknown is as if not asked. */
export const PatientFilter = z.object({
  q: text.transform((value) => value?.trim().slice(0, 20) ?? ''),
  kmt2a: text.pipe(z.enum(['rearranged', 'germline', 'unknown']).optional().catch(undefined)),
  status: text.pipe(z.enum(STATUSES).optional().catch(undefined)),
  /** Calendar year of diagnosis. */
  year: text.transform((value) => (/^(19|20)\d\d$/.test(value ?? '') ? Number(value) : undefined)),
  sort: text.pipe(z.enum(SORTS).catch('pseudonym').default('pseudonym')),
  down: text.transform((value) => value === '1'),
});
export type PatientFilter = z.infer<typeof PatientFilter>;

/** One patient in a list, with the outcomes derived from the course. */
export type PatientRow = {
  id: string;
  pseudonym: string;
  siteCode: string;
  protocolSlug: string | null;
  kmt2aPartner: string | null;
  course: PatientCourse;
  efs: Observation;
  os: Observation;
  lastContact: { record: LastContactRecord; date: string };
};

/** Derives what a list shows. EFS and OS start at the diagnosis, which every patient has. */
export function toRow(
  course: PatientCourse,
  rest: Pick<PatientRow, 'pseudonym' | 'siteCode' | 'protocolSlug' | 'kmt2aPartner'>,
): PatientRow {
  const [efs, os] = [
    deriveObservation(course, DEFAULT_DEFINITIONS.EFS),
    deriveObservation(course, DEFAULT_DEFINITIONS.OS),
  ];
  if (efs === null || os === null) throw new Error('an observation from the diagnosis is missing');
  return { ...rest, id: course.patientId, course, efs, os, lastContact: lastContact(course) };
}

/** The rows that a filter leaves, in its order; pseudonyms by number where they hold one (A-9 before A-10). */
export function applyFilter(rows: readonly PatientRow[], filter: PatientFilter): PatientRow[] {
  const wanted = filter.q.toLowerCase();
  const left = rows.filter(
    (row) =>
      row.pseudonym.toLowerCase().includes(wanted) &&
      (filter.kmt2a === undefined || (row.course.kmt2a ?? 'unknown') === filter.kmt2a) &&
      (filter.year === undefined || Number(row.course.diagnosisDate.slice(0, 4)) === filter.year) &&
      hasStatus(row, filter.status),
  );
  const turn = filter.down ? -1 : 1;
  return left.sort(
    (a, b) =>
      turn * compare(a, b, filter.sort) ||
      byPseudonym.compare(a.pseudonym, b.pseudonym) ||
      byPseudonym.compare(a.id, b.id),
  );
}

const byPseudonym = new Intl.Collator('en', { numeric: true });

function hasStatus({ efs, os }: PatientRow, status: PatientFilter['status']): boolean {
  switch (status) {
    case undefined:
      return true;
    case 'event-free':
      return !efs.event;
    case 'event':
      return efs.event;
    case 'alive':
      return !os.event;
    case 'died':
      return os.event;
  }
}

function compare(a: PatientRow, b: PatientRow, sort: PatientFilter['sort']): number {
  switch (sort) {
    case 'pseudonym':
      return byPseudonym.compare(a.pseudonym, b.pseudonym);
    case 'diagnosis':
      return byPseudonym.compare(a.course.diagnosisDate, b.course.diagnosisDate);
    case 'age':
      return a.course.ageDays - b.course.ageDays;
    case 'efs':
      return a.efs.timeDays - b.efs.timeDays;
    case 'os':
      return a.os.timeDays - b.os.timeDays;
    case 'last-contact':
      return byPseudonym.compare(a.lastContact.date, b.lastContact.date);
  }
}
