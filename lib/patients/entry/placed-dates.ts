import { datedEntries } from '../quality';
import type { CourseRecord, PatientRecord } from '../records/record';
import type { PatientInput, RecordInput } from '../schema';
import { dayBefore, nextDay, placedDay, type Span } from './partial-date';

/** The patient's own dates known in part, placed within what is recorded: see `placedDay`. */
export function placePatientDates(input: PatientInput, records: PatientRecord['records'], today: string): PatientInput {
  const { identity, response } = input;
  const entries = datedEntries({ ...NOBODY, ...input, records });
  const exactRemission = (response.remissionDatePrecision ?? null) === null ? response.remissionDate : null;
  const others = entries.filter(({ of }) => of !== 'patient').map(({ date }) => date);
  const diagnosisDate = placedDay(identity.diagnosisDate, identity.diagnosisDatePrecision, {
    to: earliest([today, exactRemission, identity.protocolArmDate, ...others]),
  });
  const relapse = earliest(records.event.filter(({ kind }) => kind === 'relapse').map(({ date }) => date));
  const remissionDate =
    response.remissionDate === null
      ? null
      : placedDay(response.remissionDate, response.remissionDatePrecision, {
          from: diagnosisDate,
          to: earliest([today, deathOf(records), relapse === undefined ? null : dayBefore(relapse)]) ?? today,
        });
  return { ...input, identity: { ...identity, diagnosisDate }, response: { ...response, remissionDate } };
}

/** A record's dates known in part, placed between diagnosis and death, a death after everything else, a relapse after the first remission. */
export function placeRecordDates(input: RecordInput, patient: PatientRecord, id: string, today: string): RecordInput {
  const limits: Span = {
    from: patient.identity.diagnosisDate,
    to: earliest([today, deathOf(patient.records, id)]) ?? today,
  };
  if (input.kind === 'treatment') {
    const { startDate, startDatePrecision, endDate, endDatePrecision } = input.data;
    const exactEnd = (endDatePrecision ?? null) === null ? endDate : null;
    const start = placedDay(startDate, startDatePrecision, { from: limits.from, to: earliest([limits.to, exactEnd]) });
    const end = endDate === null ? null : placedDay(endDate, endDatePrecision, { from: start, to: limits.to });
    return { kind: 'treatment', data: { ...input.data, startDate: start, endDate: end } };
  }
  if (input.kind === 'event') {
    const { remissionDate, remissionDatePrecision } = input.data;
    const exact = (remissionDatePrecision ?? null) === null ? remissionDate : null;
    const { from, to } = eventLimits();
    const day = placedDay(input.data.date, input.data.datePrecision, { from, to: earliest([to, exact]) });
    const reached =
      remissionDate === null ? null : placedDay(remissionDate, remissionDatePrecision, { from: day, to: limits.to });
    return { kind: 'event', data: { ...input.data, date: day, remissionDate: reached } };
  }
  const date = placedDay(input.data.date, input.data.datePrecision, limits);
  // Each branch keeps its kind beside its data.
  return { kind: input.kind, data: { ...input.data, date } } as RecordInput;

  function eventLimits(): Span {
    if (input.kind !== 'event') return limits;
    const { kind } = input.data;
    const { remissionDate } = patient.response;
    if (kind === 'relapse' && remissionDate !== null) return { ...limits, from: nextDay(remissionDate) };
    if (kind !== 'death') return limits;
    const others = datedEntries(patient).filter((entry) => !(entry.of === 'event' && entry.id === id));
    return { from: others.reduce((last, { date }) => (date > last ? date : last), limits.from), to: today };
  }
}

/** A patient without identity, for rules that look at dates alone. */
const NOBODY = { id: '', siteId: '', siteName: '', madeUp: false, version: 1 } as const;

function deathOf(records: PatientRecord['records'], aside?: string): string | null {
  const events: readonly CourseRecord<'event'>[] = records.event;
  return events.find(({ kind, id }) => kind === 'death' && id !== aside)?.date ?? null;
}

function earliest(days: readonly (string | null | undefined)[]): string | undefined {
  return days.reduce<string | undefined>(
    (first, day) => (day && (first === undefined || day < first) ? day : first),
    undefined,
  );
}
