import { Prisma } from '@/prisma/generated/client';
import { fromDay, toDay } from './calendar';
import { endOfInduction } from './entry/end-of-induction';
import { isFailureUndecided } from './entry/induction-failure';
import { spanOf, withinLimits, type DatePrecision } from './entry/partial-date';
import type { PatientRecord } from './records/record';
import type { EventKind, LastContactRecord, PartialCourseDate, PatientCourse } from './timeline';

/** What a course is made of; nothing that names the child beyond it. */
export const COURSE_SELECT = {
  id: true,
  siteId: true,
  diagnosisDate: true,
  diagnosisDatePrecision: true,
  ageDays: true,
  site: { select: { madeUp: true } },
  features: { select: { kmt2a: true, kmt2aEvaluable: true, kmt2aPartner: true } },
  response: {
    select: { remissionDate: true, remissionDatePrecision: true, remissionEoi: true, failureExcluded: true },
  },
  mrdMeasurements: { select: { date: true, datePrecision: true, timePoint: true } },
  treatments: { select: { startDate: true, startDatePrecision: true, endDate: true, endDatePrecision: true } },
  transplants: { select: { date: true, datePrecision: true } },
  events: {
    select: {
      id: true,
      date: true,
      datePrecision: true,
      kind: true,
      lineage: true,
      remissionDate: true,
      remissionDatePrecision: true,
    },
  },
  followUps: { select: { date: true, datePrecision: true } },
} satisfies Prisma.PatientSelect;

export type CourseRow = Prisma.PatientGetPayload<{ select: typeof COURSE_SELECT }>;

/** A whole record as the row that is stored of it. */
export function courseRowOf({ id, siteId, madeUp, identity, features, response, records }: PatientRecord): CourseRow {
  const day = (date: string | null): Date | null => (date === null ? null : toDay(date));
  return {
    ...{ id, siteId, site: { madeUp }, ageDays: identity.ageDays },
    diagnosisDate: toDay(identity.diagnosisDate),
    diagnosisDatePrecision: identity.diagnosisDatePrecision ?? null,
    features,
    response: {
      ...{ remissionEoi: response.remissionEoi, failureExcluded: response.failureExcluded },
      remissionDate: day(response.remissionDate),
      remissionDatePrecision: response.remissionDatePrecision ?? null,
    },
    mrdMeasurements: records.mrd.map((one) => ({ ...dated(one), timePoint: one.timePoint })),
    treatments: records.treatment.map(({ startDate, startDatePrecision, endDate, endDatePrecision }) => ({
      ...{ startDate: toDay(startDate), startDatePrecision: startDatePrecision ?? null },
      ...{ endDate: day(endDate), endDatePrecision: endDatePrecision ?? null },
    })),
    transplants: records.transplant.map(dated),
    events: records.event.map((event) => ({
      ...{ id: event.id, kind: event.kind, lineage: event.lineage, ...dated(event) },
      remissionDate: day(event.remissionDate),
      remissionDatePrecision: event.remissionDatePrecision ?? null,
    })),
    followUps: records['follow-up'].map(dated),
  };
}

function dated(record: { date: string; datePrecision?: DatePrecision | null | undefined }): {
  date: Date;
  datePrecision: string | null;
} {
  return { date: toDay(record.date), datePrecision: record.datePrecision ?? null };
}

/** A row as the timeline reads it. */
export function toCourse(row: CourseRow): PatientCourse {
  const remissionDate = row.response?.remissionDate ?? null;
  return {
    patientId: row.id,
    siteId: row.siteId,
    madeUp: row.site.madeUp,
    diagnosisDate: fromDay(row.diagnosisDate),
    ageDays: row.ageDays,
    kmt2a: statusOf(row.features),
    remissionDate: remissionDate === null ? null : fromDay(remissionDate),
    endOfInductionDate: endOfInduction(
      row.mrdMeasurements.map(({ date, timePoint }) => ({ date: fromDay(date), timePoint })),
      { remissionEoi: row.response?.remissionEoi ?? null, remissionDate: remissionDate && fromDay(remissionDate) },
    ),
    transplantDates: row.transplants.map(({ date }) => fromDay(date)),
    events: row.events.map(({ id, date, kind, lineage }) => ({
      id,
      date: fromDay(date),
      kind: kind as EventKind,
      ...(lineage === 'switch-to-myeloid' ? { lineageSwitch: true } : {}),
    })),
    knownAliveDates: [
      ...row.followUps.map(({ date }) => ({ date: fromDay(date), record: 'follow-up' as const })),
      ...row.mrdMeasurements.map(({ date }) => ({ date: fromDay(date), record: 'mrd' as const })),
      ...row.transplants.map(({ date }) => ({ date: fromDay(date), record: 'transplant' as const })),
      ...row.treatments.flatMap(({ startDate, endDate }) =>
        [startDate, endDate ?? startDate].map((date) => ({ date: fromDay(date), record: 'treatment' as const })),
      ),
      ...(remissionDate === null ? [] : [{ date: fromDay(remissionDate), record: 'remission' as const }]),
      ...laterRemissions(row).map(({ date }) => ({ date: fromDay(date), record: 'later-remission' as const })),
    ],
    partialDates: partialDatesOf(row),
    failureUndecided: isFailureUndecided(
      row.response,
      row.events.map(({ kind }) => kind),
    ),
  };
}

/** The remissions reached after a relapse. */
function laterRemissions({ events }: CourseRow): { date: Date; datePrecision: string | null }[] {
  return events.flatMap(({ remissionDate, remissionDatePrecision }) =>
    remissionDate === null ? [] : [{ date: remissionDate, datePrecision: remissionDatePrecision }],
  );
}

/** Every date of the row that is known in part, within diagnosis and death. */
function partialDatesOf(row: CourseRow): PartialCourseDate[] {
  type Stored = { date: Date; datePrecision: string | null };
  const of =
    (record: LastContactRecord) =>
    ({ date, datePrecision }: Stored): PartialCourseDate[] =>
      datePrecision === null
        ? []
        : [{ record, date: fromDay(date), ...spanOf(fromDay(date), datePrecision as DatePrecision) }];
  const found = [
    ...of('diagnosis')({ date: row.diagnosisDate, datePrecision: row.diagnosisDatePrecision }),
    ...(row.response?.remissionDate
      ? of('remission')({ date: row.response.remissionDate, datePrecision: row.response.remissionDatePrecision })
      : []),
    ...row.events.flatMap((event) => of(event.kind as EventKind)(event)),
    ...laterRemissions(row).flatMap(of('later-remission')),
    ...row.followUps.flatMap(of('follow-up')),
    ...row.mrdMeasurements.flatMap(of('mrd')),
    ...row.transplants.flatMap(of('transplant')),
    ...row.treatments.flatMap(({ startDate, startDatePrecision, endDate, endDatePrecision }) => [
      ...of('treatment')({ date: startDate, datePrecision: startDatePrecision }),
      ...(endDate === null ? [] : of('treatment')({ date: endDate, datePrecision: endDatePrecision })),
    ]),
  ];
  const [diagnosed, died] = [row, row.events.find(({ kind }) => kind === 'death')];
  const limits = {
    ...(diagnosed.diagnosisDatePrecision === null ? { from: fromDay(diagnosed.diagnosisDate) } : {}),
    ...(died && died.datePrecision === null ? { to: fromDay(died.date) } : {}),
  };
  return found.map((one) => ({ ...one, ...withinLimits(one, limits) }));
}

/**
 * A status that was not entered follows from a known fusion partner, as in the facts of the risk rules; where the record
 * also says that the status could not be established, the two contradict each other and neither counts.
 */
function statusOf(features: CourseRow['features']): PatientCourse['kmt2a'] {
  if (features === null) return null;
  const { kmt2a, kmt2aEvaluable, kmt2aPartner } = features;
  if (kmt2a !== null) return kmt2a as PatientCourse['kmt2a'];
  return kmt2aPartner === null || kmt2aEvaluable === false ? null : 'rearranged';
}

/** The same rule in SQL, of features `f`. */
export const KMT2A_SQL = {
  rearranged: Prisma.sql`(f.kmt2a = 'rearranged' OR (f.kmt2a IS NULL AND f.kmt2a_partner IS NOT NULL AND f.kmt2a_evaluable IS NOT FALSE))`,
  germline: Prisma.sql`f.kmt2a = 'germline'`,
} as const;

/** The same rule as a filter. */
export function kmt2aIs(status: 'rearranged' | 'germline'): Prisma.DiagnosisFeaturesWhereInput {
  if (status === 'germline') return { kmt2a: 'germline' };
  return {
    OR: [
      { kmt2a: 'rearranged' },
      { kmt2a: null, kmt2aPartner: { not: null }, OR: [{ kmt2aEvaluable: null }, { kmt2aEvaluable: true }] },
    ],
  };
}
