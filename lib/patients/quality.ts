import type { FieldError, FieldErrors } from './form-state';
import type { PatientRecord } from './records/record';
import { daysBetween } from './timeline';
import type { RecordKind } from './vocabulary';

export type Place = { of: 'patient' | RecordKind; id: string | null; field: string };
/** A contradiction that is refused, said at the place that was changed, whichever of its places that is. */
export type Contradiction = Place & { error: FieldError };

type Dated = Place & { date: string };

/** Every dated entry of a patient's course, the diagnosis aside. */
export function datedEntries({ identity, response, records }: PatientRecord): Dated[] {
  const dated = (of: RecordKind, id: string, field: string, date: string | null): Dated[] =>
    date === null ? [] : [{ of, id, field, date }];
  const { protocolArmDate = null } = identity;
  return [
    ...(protocolArmDate === null
      ? []
      : [{ of: 'patient' as const, id: null, field: 'protocolArmDate', date: protocolArmDate }]),
    ...(response.remissionDate === null
      ? []
      : [{ of: 'patient' as const, id: null, field: 'remissionDate', date: response.remissionDate }]),
    ...records.mrd.flatMap(({ id, date }) => dated('mrd', id, 'date', date)),
    ...records.treatment.flatMap(({ id, startDate, endDate }) => [
      ...dated('treatment', id, 'startDate', startDate),
      ...dated('treatment', id, 'endDate', endDate),
    ]),
    ...records.transplant.flatMap(({ id, date }) => dated('transplant', id, 'date', date)),
    ...records.event.flatMap(({ id, date, remissionDate }) => [
      ...dated('event', id, 'date', date),
      ...dated('event', id, 'remissionDate', remissionDate),
    ]),
    ...records['follow-up'].flatMap(({ id, date }) => dated('follow-up', id, 'date', date)),
  ];
}

/**
 * The contradictions between the entries of one patient. `today` is the server's day; one day more is allowed, for sites
 * east of it. The database refuses most of these too; here they are found before writing and named in words.
 */
export function findContradictions(patient: PatientRecord, today: string): Contradiction[] {
  const entries = datedEntries(patient);
  return [
    ...beforeDiagnosis(patient, entries),
    ...inFuture(patient, entries, today),
    ...afterDeath(patient, entries),
    ...aroundRemission(patient),
    ...deniedTransplants(patient),
  ];
}

/** The refusals at one form's fields. */
export function contradictionsAt(found: readonly Contradiction[], of: Place['of'], id: string | null): FieldErrors {
  const errors: FieldErrors = {};
  for (const one of found) if (one.of === of && one.id === id) errors[one.field] ??= one.error;
  return errors;
}

function beforeDiagnosis(patient: PatientRecord, entries: readonly Dated[]): Contradiction[] {
  const early = entries.filter(({ date }) => date < patient.identity.diagnosisDate);
  if (early.length === 0) return [];
  const own = early.map(({ of, id, field }) => ({ of, id, field, error: 'date-before-diagnosis' as const }));
  // The remission stands in the same form as the diagnosis: there the remission is named, not both.
  const others = early.some(({ of }) => of !== 'patient');
  return others
    ? [...own, { of: 'patient', id: null, field: 'diagnosisDate', error: 'records-before-diagnosis' }]
    : own;
}

function inFuture(patient: PatientRecord, entries: readonly Dated[], today: string): Contradiction[] {
  const diagnosis: Dated = { of: 'patient', id: null, field: 'diagnosisDate', date: patient.identity.diagnosisDate };
  return [diagnosis, ...entries]
    .filter(({ date }) => daysBetween(today, date) > 1)
    .map(({ of, id, field }) => ({ of, id, field, error: 'date-in-future' }));
}

function afterDeath({ records }: PatientRecord, entries: readonly Dated[]): Contradiction[] {
  const deaths = records.event.filter(({ kind }) => kind === 'death');
  const [death] = deaths;
  if (death === undefined) return [];
  if (deaths.length > 1) return deaths.map(({ id }) => ({ of: 'event', id, field: 'kind', error: 'second-death' }));
  const late = entries.filter(({ date }) => date > death.date);
  if (late.length === 0) return [];
  return [
    ...late.map(({ of, id, field }) => ({ of, id, field, error: 'date-after-death' as const })),
    { of: 'event', id: death.id, field: 'date', error: 'records-after-death' },
  ];
}

/** The date is that of the first complete remission: a relapse on or before it would be left out of DFS and RFS unseen. */
function aroundRemission({ response, records }: PatientRecord): Contradiction[] {
  const { remissionDate } = response;
  const early =
    remissionDate === null ? [] : records.event.filter(({ kind, date }) => kind === 'relapse' && date <= remissionDate);
  if (early.length === 0) return [];
  return [
    ...early.map(({ id }) => ({ of: 'event' as const, id, field: 'date', error: 'relapse-before-remission' as const })),
    { of: 'patient', id: null, field: 'remissionDate', error: 'remission-after-relapse' },
  ];
}

/** A child said not to have been transplanted has no transplant. */
function deniedTransplants({ identity, records }: PatientRecord): Contradiction[] {
  if (identity.transplanted !== false || records.transplant.length === 0) return [];
  return [
    ...records.transplant.map(({ id }) => ({
      of: 'transplant' as const,
      id,
      field: 'date',
      error: 'transplant-denied' as const,
    })),
    { of: 'patient', id: null, field: 'transplanted', error: 'transplant-denied' },
  ];
}
