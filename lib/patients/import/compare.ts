import { placePatientDates, placeRecordDates } from '../entry/placed-dates';
import type { FieldErrors, FormValues } from '../form-state';
import { findContradictions } from '../quality';
import {
  formValues,
  patientFormValues,
  withoutSaidByRecords,
  type CourseRecord,
  type PatientRecord,
} from '../records/record';
import { findFindings } from '../rules/find-findings';
import type { Finding } from '../rules/quality-rules';
import { RECORD_KINDS } from '../vocabulary';
import { fieldErrors, PatientInput, RECORD_INPUTS, type RecordInput } from '../schema';
import { fitsPattern } from '../worklist/site-settings';
import type { PatientDraft, RecordDraft, RowProblem } from './drafts';
import { STORED_RECORD } from './fields';

/** One cell that would change; `of` names the record, or the patient. */
export type CellChange = Readonly<{ of: string; field: string; before: string; after: string }>;
/** A record that would be written: a new one (`isNew`), or one that is stored. */
export type RecordChange = Readonly<{ id: string; isNew: boolean; input: RecordInput }>;
/** What an import would do with one patient of the file. `after` is the record as it would be; null where it is refused. */
export type Outcome = Readonly<{
  pseudonym: string;
  lines: readonly number[];
  status: 'new' | 'changed' | 'same' | 'refused';
  stored: PatientRecord | null;
  input: PatientInput | null;
  merged: FormValues;
  records: readonly RecordChange[];
  after: PatientRecord | null;
  changes: readonly CellChange[];
  problems: readonly RowProblem[];
  findings: readonly Finding[];
  /** cells of the file that are empty where a value is stored, which stays */
  kept: number;
}>;

export type Against = Readonly<{
  siteId: string;
  today: string;
  pattern: string | null;
  /** protocols that the registry knows */
  protocols: ReadonlySet<string>;
  locked: ReadonlySet<string>;
  newId: () => string;
}>;

const NO_RECORDS: PatientRecord['records'] = { mrd: [], treatment: [], transplant: [], event: [], 'follow-up': [] };
const NOBODY = { siteName: '', madeUp: false, version: 1, records: NO_RECORDS };

type Place = Readonly<{ line: number; sheet?: string }>;
type Refuse = (at: Place, errors: Readonly<Record<string, RowProblem['error']>>, values: FormValues) => void;

/** What the file says of a patient against what is stored; an empty cell says nothing. */
export function compareDraft(draft: PatientDraft, stored: PatientRecord | null, against: Against): Outcome {
  const problems = [...draft.problems];
  const first = draft.lines[0] ?? 0;
  const refuse: Refuse = ({ line, sheet }, errors, values) => {
    const of = sheet === undefined ? {} : { sheet };
    for (const [column, error] of Object.entries(errors))
      problems.push({ ...of, line, column, value: values[column] ?? '', error });
  };
  const before = stored === null ? {} : patientFormValues(stored);
  const merged: FormValues = { ...before, ...draft.values };
  // Age in days and in months stand for one number: what the file says replaces both.
  if (draft.values['ageMonths'] !== undefined && draft.values['ageDays'] === undefined) merged['ageDays'] = '';
  // That the induction failed is said by an event alone.
  if (merged['inductionFailure'] === 'yes') merged['inductionFailure'] = '';
  const input = readPatient(draft, merged, stored, against, refuse);
  const base =
    input === null
      ? null
      : // Why a value was missing is gone where the file says the value.
        { ...(stored ?? { ...NOBODY, id: against.newId(), siteId: against.siteId }), missingCodes: {}, ...input };
  const { records, whole: course, drafts } = readRecords(draft, base, against, refuse);
  const whole =
    course === null || input === null
      ? null
      : withFailure(
          draft,
          withTransplant(
            draft,
            { ...course, ...placePatientDates(input, course.records, against.today) },
            stored?.identity ?? null,
            refuse,
          ),
          refuse,
        );
  for (const { of, id, field, error } of whole === null ? [] : findContradictions(whole, against.today)) {
    const own = drafts.get(id ?? '');
    refuse(own ?? { line: first }, { [`${of}.${field}`]: error }, prefixed(of, own?.values ?? draft.values));
  }
  const after = whole === null ? before : patientFormValues(whole);
  const changes = [
    ...differences(before, after)
      .filter((one) => !isOfFailure(one) && !isOfTransplant(one, whole))
      .map((one) => ({ of: 'patient', ...one })),
    ...records.flatMap(({ id, isNew, input: own }) => recordChanges(stored, id, isNew, own)),
  ];
  const refused = problems.length > 0 || whole === null;
  const same = changes.length === 0 ? 'same' : 'changed';
  const accepted = stored === null ? 'new' : same;
  return {
    ...{ pseudonym: draft.pseudonym, lines: draft.lines, status: refused ? 'refused' : accepted },
    ...{ stored, merged, records, changes, problems, input },
    after: refused ? null : whole,
    findings: refused || whole === null ? [] : findFindings(whole, against.today),
    kept: stored === null ? 0 : keptCells(draft, stored),
  };
}

/** How many cells that say nothing would empty a stored value if they were to; of one field once, however many rows say it. */
function keptCells({ values, empty, records }: PatientDraft, stored: PatientRecord): number {
  const held = (said: FormValues, fields: readonly string[], own: FormValues): number =>
    [...new Set(fields)].filter((field) => said[field] === undefined && (own[field] ?? '') !== '').length;
  const ofRecords = records.map((record) => {
    const match = matchOf(stored, record);
    return match === null || match === 'none'
      ? 0
      : held(record.values, record.empty ?? [], formValues(contentOf(match)));
  });
  return held(values, empty, patientFormValues(stored)) + ofRecords.reduce((sum, one) => sum + one, 0);
}

/** The answer on an induction failure beside its event, which holds: one without it, and one against it, is refused. */
function withFailure({ lines, values }: PatientDraft, whole: PatientRecord, refuse: Refuse): PatientRecord {
  const said = values['inductionFailure'];
  const failed = whole.records.event.some(({ kind }) => kind === 'induction-failure');
  const first = { line: lines[0] ?? 0 };
  if (said === 'yes' && !failed) refuse(first, { inductionFailureDate: 'required' }, {});
  if (said === 'no' && failed) refuse(first, { inductionFailure: 'failure-recorded' }, values);
  return failed ? { ...whole, response: { ...whole.response, failureExcluded: null } } : whole;
}

/** The answer on a transplantation beside its record, which gives it; a yes beside an empty date is refused. */
function withTransplant(
  { values, records }: PatientDraft,
  whole: PatientRecord,
  before: PatientInput['identity'] | null,
  refuse: Refuse,
): PatientRecord {
  const undated = records.find(({ kind, empty = [] }) => kind === 'transplant' && empty.includes('date'));
  if (values['transplanted'] === 'yes' && whole.records.transplant.length === 0 && undated !== undefined)
    refuse(undated, { 'transplant.date': 'required' }, {});
  return withoutSaidByRecords(whole, whole.records, before);
}

/** A difference that the event of the failure says already. */
function isOfFailure({ field, before, after }: Readonly<Record<'field' | 'before' | 'after', string>>): boolean {
  return field === 'inductionFailureDate' || (field === 'inductionFailure' && after === 'yes' && before !== 'no');
}

/** That the child was transplanted, where a record says it. */
function isOfTransplant(
  { field, before }: Readonly<Record<'field' | 'before', string>>,
  whole: PatientRecord | null,
): boolean {
  return field === 'transplanted' && before === '' && (whole?.records.transplant.length ?? 0) > 0;
}

function readPatient(
  { pseudonym, lines, unread }: PatientDraft,
  merged: FormValues,
  stored: PatientRecord | null,
  { pattern, locked, protocols }: Against,
  refuse: Refuse,
): PatientInput | null {
  const first = { line: lines[0] ?? 0 };
  const parsed = PatientInput.safeParse(merged);
  if (!parsed.success) refuse(first, errorsOf(parsed.error, unread), merged);
  if (stored === null && !fitsPattern(pseudonym, pattern)) refuse(first, { pseudonym: 'pseudonym-pattern' }, merged);
  if (stored !== null && locked.has(stored.id)) refuse(first, { pseudonym: 'locked' }, merged);
  const slug = parsed.data?.identity.protocolSlug ?? null;
  if (slug !== null && slug !== stored?.identity.protocolSlug && !protocols.has(slug))
    refuse(first, { protocolSlug: 'protocol' }, merged);
  return parsed.data ?? null;
}

/** The records of a draft that are new or say something new, and the patient with them. */
function readRecords(
  draft: PatientDraft,
  base: PatientRecord | null,
  { newId, today }: Against,
  refuse: Refuse,
): Readonly<{ records: RecordChange[]; whole: PatientRecord | null; drafts: ReadonlyMap<string, RecordDraft> }> {
  const records: RecordChange[] = [];
  const drafts = new Map<string, RecordDraft>();
  const saidOf = new Map<string, FormValues>();
  let whole = base;
  // A death goes by the last of all other days, so it is placed when they are.
  const isDeath = ({ values }: { values: FormValues }): number => Number(values['kind'] === 'death');
  for (const record of [...draft.records].sort((a, b) => isDeath(a) - isDeath(b))) {
    if (whole === null || Object.keys(record.values).every((name) => name === 'kind')) continue;
    const match = matchOf(whole, record);
    if (match === 'none') {
      refuse(record, { [`${record.kind}.${STORED_RECORD}`]: 'no-such-record' }, {});
      continue;
    }
    const was = match === null ? {} : formValues(contentOf(match));
    const own = RECORD_INPUTS[record.kind].safeParse({ ...was, ...record.values });
    if (!own.success) {
      const errors = errorsOf(own.error, record.unread);
      refuse(record, prefixed(record.kind, errors), prefixed(record.kind, record.values));
      continue;
    }
    const id = match?.id ?? newId();
    drafts.set(id, record);
    const input = placeRecordDates({ kind: record.kind, data: own.data } as RecordInput, whole, id, today);
    // What is stored already is no change, also where another row has changed it.
    if (match !== null && [match, storedOf(base, match)].some((one) => says(one, input))) continue;
    const clash = Object.keys(record.values).filter((name) => differs(saidOf.get(id)?.[name], record.values[name]));
    refuse(
      record,
      Object.fromEntries(clash.map((name) => [`${record.kind}.${name}`, 'contradicts-row'])),
      prefixed(record.kind, record.values),
    );
    saidOf.set(id, { ...saidOf.get(id), ...record.values });
    records.push({ id, isNew: match === null, input });
    whole = joined(whole, input, id);
  }
  return { records, whole, drafts };
}

/** What is wrong with the fields but for those whose cells could not be read, which is said already. */
function errorsOf(error: Parameters<typeof fieldErrors>[0], unread: readonly string[] = []): FieldErrors {
  return Object.fromEntries(Object.entries(fieldErrors(error)).filter(([field]) => !unread.includes(field)));
}

function storedOf(base: PatientRecord | null, { id }: CourseRecord): CourseRecord | undefined {
  return RECORD_KINDS.flatMap((kind): readonly CourseRecord[] => base?.records[kind] ?? []).find(
    (one) => one.id === id,
  );
}

function says(record: CourseRecord | undefined, { data }: RecordInput): boolean {
  return record !== undefined && differences(formValues(contentOf(record)), formValues(data)).length === 0;
}

function differs(one: FormValues[string] | undefined, other: FormValues[string] | undefined): boolean {
  return (one ?? '') !== '' && (other ?? '') !== '' && one !== other;
}

/**
 * The stored record that the file means: the one that it names, otherwise one of the same kind on the same day, the death
 * and the failure of the induction whatever their day. Null: a new one; `none`: the one that it names is not this patient's.
 */
function matchOf(patient: PatientRecord, { kind, values, id }: RecordDraft): CourseRecord | 'none' | null {
  const list: readonly CourseRecord[] = patient.records[kind];
  if (id !== undefined) return list.find((record) => record.id === id) ?? 'none';
  const keys = {
    mrd: ['date', 'timePoint'],
    treatment: ['startDate', 'class'],
    transplant: ['date'],
    event: ['date', 'kind'],
    'follow-up': ['date'],
  }[kind];
  const once = kind === 'event' && (values['kind'] === 'death' || values['kind'] === 'induction-failure');
  const alike = once ? list.filter((record) => formValues(contentOf(record))['kind'] === values['kind']) : [];
  if (alike.length === 1) return alike[0] ?? null;
  const fitting = list.filter((record) => {
    const own = formValues(contentOf(record));
    return keys.every((name) => values[name] === undefined || own[name] === values[name]);
  });
  return fitting.length === 1 && (values['date'] !== undefined || values['startDate'] !== undefined)
    ? (fitting[0] ?? null)
    : null;
}

function contentOf({ id: _id, ...content }: CourseRecord): Omit<CourseRecord, 'id'> {
  return content;
}

function recordChanges(stored: PatientRecord | null, id: string, isNew: boolean, input: RecordInput): CellChange[] {
  const list: readonly CourseRecord[] = stored?.records[input.kind] ?? [];
  const record = list.find((one) => one.id === id);
  const was = isNew || record === undefined ? {} : formValues(contentOf(record));
  return differences(was, formValues(input.data)).map((one) => ({ of: input.kind, ...one }));
}

function differences(before: FormValues, after: FormValues): { field: string; before: string; after: string }[] {
  return Object.keys(after)
    .filter((field) => (before[field] ?? '') !== (after[field] ?? ''))
    .map((field) => ({ field, before: before[field] ?? '', after: after[field] ?? '' }));
}

function joined(patient: PatientRecord, { kind, data }: RecordInput, id: string): PatientRecord {
  const others = (patient.records[kind] as readonly CourseRecord[]).filter((record) => record.id !== id);
  return { ...patient, records: { ...patient.records, [kind]: [...others, { ...data, id }] } };
}

function prefixed<Value>(kind: string, values: Record<string, Value>): Record<string, Value> {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [`${kind}.${name}`, value]));
}
