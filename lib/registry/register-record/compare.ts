import type { Trial } from '../schema';
import { RECORD_FIELDS, type RecordField, type RegisterRecord } from './clinicaltrials';
import { adverseCount, type PostedAdverse } from './adverse-events';
import type { PostedBaseline, PostedFlow } from './posted-results';

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
    const recorded = record.fields[field] ?? null;
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
    countries: listed(trial.countries.map(countryName).sort()),
    arms: listed(trial.arms.map(({ name }) => name.en)),
    eligibility: trial.eligibility.en,
    references: listed([...new Set(trial.reports.map(({ ref }) => ref))]),
  };
}

/** As the record spells it, where the language's own list of regions does too. */
function countryName(code: string): string {
  return new Intl.DisplayNames('en', { type: 'region' }).of(code) ?? code;
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

/** Lists of what a record posts. */
const POSTED = ['results', 'flow', 'baseline', 'adverse'] as const;
type Posted = (typeof POSTED)[number];

/** A field that changed, or a posted entry (`place` says which), with what it said and says; null: it was or is not there. */
export type RecordChange = Readonly<{
  field: RecordField | Posted;
  place: string | null;
  before: string | null;
  after: string | null;
}>;

/** What changed between two readings of one record. What the former reading did not read yet is no change. */
export function recordChanges(before: RegisterRecord, after: RegisterRecord): RecordChange[] {
  const fields = RECORD_FIELDS.flatMap((field): RecordChange[] =>
    before.fields[field] === undefined || before.fields[field] === after.fields[field]
      ? []
      : [{ field, place: null, before: before.fields[field] ?? null, after: after.fields[field] ?? null }],
  );
  return [...fields, ...POSTED.flatMap((list) => postedChanges(list, before, after))];
}

/** Whether two readings say the same, also in what the former did not read. */
export function saysTheSame(before: RegisterRecord, after: RegisterRecord): boolean {
  const unread =
    POSTED.some((list) => before[list] === null && after[list] !== null) ||
    RECORD_FIELDS.some((field) => before.fields[field] === undefined && (after.fields[field] ?? null) !== null);
  return !unread && recordChanges(before, after).length === 0;
}

function postedChanges(field: Posted, before: RegisterRecord, after: RegisterRecord): RecordChange[] {
  if (before[field] === null || after[field] === null) return [];
  const [was, is] = [entriesOf(before, field), entriesOf(after, field)];
  return [...new Set([...was.keys(), ...is.keys()])].flatMap((place) => {
    const [old, now] = [was.get(place) ?? null, is.get(place) ?? null];
    return old === now ? [] : [{ field, place, before: old, after: now }];
  });
}

/** The entries of a list by what they are about, each with what it says; of entries about the same thing, one after the other. */
function entriesOf(record: RegisterRecord, list: Posted): Map<string, string> {
  const entries = entryList(record, list);
  const found = new Map<string, string>();
  for (const [place, says] of entries) {
    const held = found.get(place);
    found.set(place, held === undefined ? says : `${held}; ${says}`);
  }
  return found;
}

type Entry = readonly [place: string, says: string];

function entryList(record: RegisterRecord, list: Posted): readonly Entry[] {
  if (list === 'flow') return record.flow?.map(flowEntry) ?? [];
  if (list === 'adverse') return record.adverse === null ? [] : adverseEntries(record.adverse);
  return record[list]?.map(valueEntry) ?? [];
}

/** What holds for all of them has no group and no term. */
function adverseEntries({ timeFrame, threshold, description, entries }: PostedAdverse): Entry[] {
  const frame = joined('; ', [timeFrame, threshold === null ? null : `${threshold}%`, description]);
  return [
    ...(frame === '' ? [] : [['', frame] as const]),
    ...entries.map((one) => [joined(' · ', [one.kind, one.system, one.term, one.group]), adverseSays(one)] as const),
  ];
}

function adverseSays(entry: PostedAdverse['entries'][number]): string {
  return joined('; ', [adverseCount(entry), entry.notes]);
}

function flowEntry({ period, moment, group, n, comment }: PostedFlow): Entry {
  return [joined(' · ', [period, moment, group]), joined('; ', [n, comment])];
}

function valueEntry(posted: PostedBaseline & { timeFrame?: string | null }): Entry {
  const { measure, timeFrame = null, category, group, value, unit, spread, n, population } = posted;
  const count = n === null ? null : `n = ${n}`;
  return [joined(' · ', [measure, timeFrame, category, group]), joined('; ', [value, unit, spread, count, population])];
}

function joined(sign: string, parts: readonly (string | null)[]): string {
  return parts.filter((part) => part !== null && part !== '').join(sign);
}
