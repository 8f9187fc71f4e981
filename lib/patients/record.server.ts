import type { Prisma } from '@/prisma/generated/client';
import { fromDay } from './calendar';
import { COURSE_SELECT } from './course.server';
import type { DatePrecision } from './entry/partial-date';
import type { CourseRecords, PatientRecord } from './record';
import type { PatientInput, RecordInputs } from './schema';

/** Everything of one patient; a superset of what a course is made of. */
export const RECORD_SELECT = {
  ...COURSE_SELECT,
  pseudonym: true,
  sex: true,
  diagnosisDatePrecision: true,
  protocolSlug: true,
  version: true,
  site: { select: { name: true, madeUp: true } },
  features: {
    select: {
      kmt2a: true,
      kmt2aEvaluable: true,
      kmt2aPartner: true,
      wbc: true,
      cns: true,
      immunophenotype: true,
      testicular: true,
    },
  },
  response: {
    select: {
      day8Blasts: true,
      prednisoneResponse: true,
      cnsDay8: true,
      remissionEoi: true,
      failureExcluded: true,
      remissionDate: true,
      remissionDatePrecision: true,
    },
  },
  mrdMeasurements: {
    select: {
      id: true,
      date: true,
      datePrecision: true,
      timePoint: true,
      method: true,
      result: true,
      valuePercent: true,
      sensitivityPercent: true,
    },
    orderBy: [{ date: 'asc' }, { id: 'asc' }],
  },
  treatments: {
    select: { id: true, class: true, startDate: true, startDatePrecision: true, endDate: true, endDatePrecision: true },
    orderBy: [{ startDate: 'asc' }, { id: 'asc' }],
  },
  transplants: {
    select: { id: true, date: true, datePrecision: true, donor: true, conditioning: true, remission: true },
    orderBy: [{ date: 'asc' }, { id: 'asc' }],
  },
  events: {
    select: {
      id: true,
      date: true,
      datePrecision: true,
      kind: true,
      relapseSites: true,
      lineage: true,
      deathCause: true,
    },
    orderBy: [{ date: 'asc' }, { id: 'asc' }],
  },
  followUps: {
    select: { id: true, date: true, datePrecision: true, status: true },
    orderBy: [{ date: 'asc' }, { id: 'asc' }],
  },
} satisfies Prisma.PatientSelect;

export type RecordRow = Prisma.PatientGetPayload<{ select: typeof RECORD_SELECT }>;

/** The stored words are those of the vocabularies: check constraints hold them. */
export function toRecord(row: RecordRow): PatientRecord {
  return {
    id: row.id,
    siteId: row.siteId,
    siteName: row.site.name,
    madeUp: row.site.madeUp,
    version: row.version,
    identity: {
      pseudonym: row.pseudonym,
      sex: row.sex as PatientInput['identity']['sex'],
      ageDays: row.ageDays,
      diagnosisDate: fromDay(row.diagnosisDate),
      diagnosisDatePrecision: row.diagnosisDatePrecision as DatePrecision | null,
      protocolSlug: row.protocolSlug,
    },
    features: (row.features ?? NO_FEATURES) as PatientInput['features'],
    response: {
      ...((row.response ?? NO_RESPONSE) as PatientInput['response']),
      remissionDate: dayOrNull(row.response?.remissionDate),
    },
    records: toCourseRecords(row),
  };
}

const NO_FEATURES = {
  kmt2a: null,
  kmt2aEvaluable: null,
  kmt2aPartner: null,
  wbc: null,
  cns: null,
  immunophenotype: null,
  testicular: null,
};
const NO_RESPONSE = {
  day8Blasts: null,
  prednisoneResponse: null,
  cnsDay8: null,
  remissionEoi: null,
  failureExcluded: null,
  remissionDate: null,
  remissionDatePrecision: null,
};

function toCourseRecords(row: RecordRow): CourseRecords {
  type Of<Kind extends keyof RecordInputs> = CourseRecords[Kind][number];
  return {
    mrd: row.mrdMeasurements.map((one) => ({ ...one, date: fromDay(one.date) }) as Of<'mrd'>),
    treatment: row.treatments.map(
      (one) => ({ ...one, startDate: fromDay(one.startDate), endDate: dayOrNull(one.endDate) }) as Of<'treatment'>,
    ),
    transplant: row.transplants.map((one) => ({ ...one, date: fromDay(one.date) }) as Of<'transplant'>),
    event: row.events.map((one) => ({ ...one, date: fromDay(one.date) }) as Of<'event'>),
    'follow-up': row.followUps.map((one) => ({ ...one, date: fromDay(one.date) }) as Of<'follow-up'>),
  };
}

function dayOrNull(day: Date | null | undefined): string | null {
  return day ? fromDay(day) : null;
}
