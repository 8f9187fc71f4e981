import type { Trial } from '../schema';
import { RECORD_FIELDS, type RecordField, type RegisterRecord } from './clinicaltrials';

/** A field as the registry and the record have it, each in its own words; null: it says nothing. */
export type FieldComparison = Readonly<{
  field: RecordField;
  held: string | null;
  recorded: string | null;
  /** `same` but for case, spaces and stops, or a day within its month; `silent`: one says nothing, which is no difference */
  agreement: 'same' | 'differs' | 'silent';
}>;

/** Every field of a record beside what the registry holds of the study. */
export function compareWithTrial(trial: Trial, record: RegisterRecord): FieldComparison[] {
  const held = heldFields(trial, record.id);
  return RECORD_FIELDS.map((field) => {
    const recorded = record.fields[field];
    return { field, held: held[field], recorded, agreement: agreementOf(field, held[field], recorded) };
  });
}

function agreementOf(field: RecordField, held: string | null, recorded: string | null): FieldComparison['agreement'] {
  if (plain(held) === plain(recorded)) return 'same';
  if (held === null || recorded === null) return 'silent';
  const isDate = field === 'start' || field === 'completion';
  return isDate && (held.startsWith(recorded) || recorded.startsWith(held)) ? 'same' : 'differs';
}

/** Whether the registry holds the record's number for this study; a record of another study must not be laid beside it. */
export function isRecordOf(trial: Trial, { id }: RegisterRecord): boolean {
  return trial.registrations.some((registration) => registration.id.toUpperCase() === id.toUpperCase());
}

function heldFields(trial: Trial, id: string): Record<RecordField, string | null> {
  const { enrolment, phase } = trial;
  return {
    acronym: trial.acronym,
    title: trial.title.en,
    otherIds: listed(trial.registrations.filter((one) => one.id !== id).map((one) => one.id)),
    status: trial.status,
    sponsor: trial.sponsor,
    phase: phase === null ? null : listed(phase.split('/').map((part) => `PHASE${part}`)),
    start: enrolment.start,
    completion: enrolment.end,
    enrolment: enrolledText(enrolment.actual, enrolment.planned),
    arms: listed(trial.arms.map(({ name }) => name.en)),
    eligibility: trial.eligibility.en,
    references: listed([...new Set(trial.reports.map(({ ref }) => ref))]),
  };
}

/** Counts in the words of the record. */
function enrolledText(actual: number | null, planned: number | null): string | null {
  if (actual !== null) return `${actual} (ACTUAL)`;
  return planned === null ? null : `${planned} (ESTIMATED)`;
}

function listed(values: readonly string[]): string | null {
  return values.length === 0 ? null : values.join('; ');
}

function plain(text: string | null): string {
  return (text ?? '').toLowerCase().replaceAll(/[^\p{L}\p{N}]+/gu, '');
}

/** A field that changed, with what it said and says; of the posted results only that they changed. */
export type RecordChange = Readonly<{ field: RecordField | 'results'; before: string | null; after: string | null }>;

/** The fields that changed between two readings of one record; `results`: something posted changed. */
export function changedFields(before: RegisterRecord, after: RegisterRecord): (RecordField | 'results')[] {
  const fields = RECORD_FIELDS.filter((field) => before.fields[field] !== after.fields[field]);
  const results = JSON.stringify(before.results) !== JSON.stringify(after.results);
  return results ? [...fields, 'results'] : fields;
}
