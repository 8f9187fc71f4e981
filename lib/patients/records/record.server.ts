import type { Prisma } from '@/prisma/generated/client';
import { fromDay } from '../calendar';
import { COURSE_SELECT } from '../course.server';
import type { MissingCodes } from '../entry/missing-codes';
import type { DatePrecision } from '../entry/partial-date';
import type { CourseRecords, PatientRecord } from './record';
import type { PatientInput, RecordInputs } from '../schema';

/** Everything of one patient; a superset of what a course is made of. */
export const RECORD_SELECT = {
  ...COURSE_SELECT,
  pseudonym: true,
  sex: true,
  diagnosisDatePrecision: true,
  protocolSlug: true,
  protocolArm: true,
  protocolArmDate: true,
  transplanted: true,
  note: true,
  missingCodes: true,
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
      lineage: true,
      cd10: true,
      karyotype: true,
      otherGenetics: true,
      congenital: true,
      downSyndrome: true,
    },
  },
  response: {
    select: {
      prephase: true,
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
      quantificationPercent: true,
      missingCodes: true,
    },
    orderBy: [{ date: 'asc' }, { id: 'asc' }],
  },
  treatments: {
    select: {
      id: true,
      class: true,
      startDate: true,
      startDatePrecision: true,
      endDate: true,
      endDatePrecision: true,
      agents: true,
      cycle: true,
      missingCodes: true,
    },
    orderBy: [{ startDate: 'asc' }, { id: 'asc' }],
  },
  transplants: {
    select: {
      id: true,
      date: true,
      datePrecision: true,
      donor: true,
      conditioning: true,
      remission: true,
      acuteGvhd: true,
      chronicGvhd: true,
      missingCodes: true,
    },
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
      remissionDate: true,
      remissionDatePrecision: true,
      missingCodes: true,
    },
    orderBy: [{ date: 'asc' }, { id: 'asc' }],
  },
  followUps: {
    select: { id: true, date: true, datePrecision: true, status: true, missingCodes: true },
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
      protocolArm: row.protocolArm,
      protocolArmDate: dayOrNull(row.protocolArmDate),
      transplanted: row.transplanted,
      note: row.note,
    },
    features: (row.features ?? NO_FEATURES) as PatientInput['features'],
    response: {
      ...((row.response ?? NO_RESPONSE) as PatientInput['response']),
      remissionDate: dayOrNull(row.response?.remissionDate),
    },
    ...codesOf(row),
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
  lineage: null,
  cd10: null,
  karyotype: null,
  otherGenetics: null,
  congenital: null,
  downSyndrome: null,
};
const NO_RESPONSE = {
  prephase: null,
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
    mrd: row.mrdMeasurements.map((one) => ({ ...withoutNoCodes(one), date: fromDay(one.date) }) as Of<'mrd'>),
    treatment: row.treatments.map(
      (one) =>
        ({
          ...withoutNoCodes(one),
          startDate: fromDay(one.startDate),
          endDate: dayOrNull(one.endDate),
        }) as Of<'treatment'>,
    ),
    transplant: row.transplants.map((one) => ({ ...withoutNoCodes(one), date: fromDay(one.date) }) as Of<'transplant'>),
    event: row.events.map(
      (one) =>
        ({
          ...withoutNoCodes(one),
          date: fromDay(one.date),
          remissionDate: dayOrNull(one.remissionDate),
        }) as Of<'event'>,
    ),
    'follow-up': row.followUps.map((one) => ({ ...withoutNoCodes(one), date: fromDay(one.date) }) as Of<'follow-up'>),
  };
}

function dayOrNull(day: Date | null | undefined): string | null {
  return day ? fromDay(day) : null;
}

/** The codes of a row where it has any: check constraints hold them. */
function codesOf({ missingCodes }: { missingCodes: Prisma.JsonValue }): { missingCodes?: MissingCodes } {
  const codes = missingCodes as MissingCodes;
  return Object.keys(codes).length === 0 ? {} : { missingCodes: codes };
}

function withoutNoCodes<Row extends { missingCodes: Prisma.JsonValue }>(
  row: Row,
): Omit<Row, 'missingCodes'> & { missingCodes?: MissingCodes } {
  const { missingCodes: _codes, ...rest } = row;
  return { ...rest, ...codesOf(row) };
}
