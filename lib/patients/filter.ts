import { z } from 'zod';
import { choice, flag, freeText, wholeNumber, year } from '@/lib/address/fields';
import { writeAddress } from '@/lib/address/writing';
import { GROUPS, type Group } from '@/lib/risk/facts';
import { RECORD_STATES, type RecordState } from './keeping/words';
import type { MissingCodes } from './entry/missing-codes';
import {
  deriveObservation,
  DEFAULT_DEFINITIONS,
  lastContact,
  EVENT_KINDS,
  type LastContactRecord,
  type Observation,
  type PatientCourse,
} from './timeline';
import { VOCABULARY } from './vocabulary';

export const STATUSES = ['event-free', 'event', 'alive', 'died'] as const;
export const SORTS = ['pseudonym', 'diagnosis', 'age', 'efs', 'os', 'last-contact'] as const;

const KMT2A_STATUSES = ['rearranged', 'germline', 'unknown'] as const;

export const RISK_CHOICES = [...GROUPS, 'none'] as const;
export const ERROR_CHOICES = ['open', 'none', 'unchecked'] as const;

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
  /** fusion partner recorded */
  partner: choice(VOCABULARY.kmt2aPartner).optional(),
  /** kind of event recorded */
  event: choice(EVENT_KINDS).optional(),
  /** group assigned by a person, else computed under the own protocol */
  risk: choice(RISK_CHOICES).optional(),
  /** findings of the rules that are errors and that nobody accepted */
  errors: choice(ERROR_CHOICES).optional(),
  /** state of the record */
  state: choice(RECORD_STATES).optional(),
  /** alive, and nothing recorded for long */
  stale: flag().default(false),
  sort: choice(SORTS).default('pseudonym'),
  down: flag().default(false),
  page: wholeNumber(1, 100_000).default(1),
});
export type PatientFilter = z.output<typeof patientQuerySchema>;

/** The list's address under a filter. */
export function patientsAddress(filter: PatientFilter): string {
  const { q, kmt2a, status, year: diagnosed, protocol, partner, event, sort, down, page } = filter;
  const { risk, errors, state, stale } = filter;
  return writeAddress('/patients', [
    ['q', q === '' ? null : q],
    ['kmt2a', kmt2a ?? null],
    ['status', status ?? null],
    ['year', diagnosed?.toString() ?? null],
    ['protocol', protocol ?? null],
    ['partner', partner ?? null],
    ['event', event ?? null],
    ['risk', risk ?? null],
    ['errors', errors ?? null],
    ['state', state ?? null],
    ['stale', stale ? '1' : null],
    ['sort', sort === 'pseudonym' ? null : sort],
    ['down', down ? '1' : null],
    ['page', page === 1 ? null : String(page)],
  ]);
}

/** How a patient's record stands. */
export type RowCheck = {
  state: RecordState;
  /** HR | IR | LR; null: no group, or not checked yet */
  riskGroup: Group | null;
  /** null: not checked yet */
  openErrors: number | null;
};

/** One patient in a list, with the outcomes derived from the course. */
export type PatientRow = {
  id: string;
  pseudonym: string;
  siteCode: string;
  protocolSlug: string | null;
  protocolArm: string | null;
  kmt2aPartner: string | null;
  sex: string | null;
  /** ×10⁹/L */
  wbc: number | null;
  cns: string | null;
  missingCodes: MissingCodes;
  check: RowCheck;
  course: PatientCourse;
  efs: Observation;
  os: Observation;
  lastContact: { record: LastContactRecord; date: string };
};

/** Derives what a list shows. EFS and OS start at the diagnosis, which every patient has. */
export function toRow(
  course: PatientCourse,
  rest: Omit<PatientRow, 'id' | 'course' | 'efs' | 'os' | 'lastContact'>,
): PatientRow {
  const [efs, os] = [
    deriveObservation(course, DEFAULT_DEFINITIONS.EFS),
    deriveObservation(course, DEFAULT_DEFINITIONS.OS),
  ];
  if (efs === null || os === null) throw new Error('an observation from the diagnosis is missing');
  return { ...rest, id: course.patientId, course, efs, os, lastContact: lastContact(course) };
}
