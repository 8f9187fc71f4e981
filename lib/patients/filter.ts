import { z } from 'zod';
import { choice, flag, freeText, year } from '@/lib/address/fields';
import { writeAddress } from '@/lib/address/writing';
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

const KMT2A_STATUSES = ['rearranged', 'germline', 'unknown'] as const;

/** The query of the list of patients. */
export const patientQuerySchema = z.object({
  /** part of a pseudonym */
  q: freeText(20).default(''),
  kmt2a: choice(KMT2A_STATUSES).optional(),
  status: choice(STATUSES).optional(),
  /** calendar year of diagnosis */
  year: year(1900, 2099).optional(),
  sort: choice(SORTS).default('pseudonym'),
  down: flag().default(false),
});
export type PatientFilter = z.output<typeof patientQuerySchema>;

/** The list's address under a filter. */
export function patientsAddress({ q, kmt2a, status, year: diagnosed, sort, down }: PatientFilter): string {
  return writeAddress('/patients', [
    ['q', q === '' ? null : q],
    ['kmt2a', kmt2a ?? null],
    ['status', status ?? null],
    ['year', diagnosed?.toString() ?? null],
    ['sort', sort === 'pseudonym' ? null : sort],
    ['down', down ? '1' : null],
  ]);
}

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
