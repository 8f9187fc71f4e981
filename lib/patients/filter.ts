import { z } from 'zod';
import { choice, flag, freeText, wholeNumber, year } from '@/lib/address/fields';
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
  /** slug of the protocol recorded */
  protocol: freeText(60).optional(),
  /** alive, and nothing recorded for long */
  stale: flag().default(false),
  sort: choice(SORTS).default('pseudonym'),
  down: flag().default(false),
  page: wholeNumber(1, 100_000).default(1),
});
export type PatientFilter = z.output<typeof patientQuerySchema>;

/** The list's address under a filter. */
export function patientsAddress(filter: PatientFilter): string {
  const { q, kmt2a, status, year: diagnosed, protocol, stale, sort, down, page } = filter;
  return writeAddress('/patients', [
    ['q', q === '' ? null : q],
    ['kmt2a', kmt2a ?? null],
    ['status', status ?? null],
    ['year', diagnosed?.toString() ?? null],
    ['protocol', protocol ?? null],
    ['stale', stale ? '1' : null],
    ['sort', sort === 'pseudonym' ? null : sort],
    ['down', down ? '1' : null],
    ['page', page === 1 ? null : String(page)],
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
