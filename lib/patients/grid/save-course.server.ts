import type { Viewer } from '../../access/policy';
import { asViewer, type Transaction } from '../../db.server';
import { answering, mergeWithStored, refuse, serverDay, type ChangeOptions } from '../changes.server';
import { placeRecordDates } from '../entry/placed-dates';
import { soundRecord } from '../entry/sound-part';
import { once } from '../entry/submission.server';
import { readBase } from '@/lib/merging/three-way-merge';
import { refused, saved, type FieldErrors, type FormState, type FormValues } from '../form-state';
import { lockPatient, raiseVersion } from '../locked-patient.server';
import { contradictionsAt, findContradictions } from '../quality';
import { formValues, type PatientRecord } from '../records/record';
import { findRecord, hasTwin, withRecord } from '../records/changes.server';
import { changeRecord, insertRecord } from '../records/rows.server';
import { fieldErrors, RECORD_INPUTS, Target, type RecordInput } from '../schema';
import { cellName, cellsOf, courseCells, isBlank, readRows, type GridRow } from './cells';

/** A row that is to be written, with the record that it changes. */
type Change = { row: GridRow; input: RecordInput; isNew: boolean };

/**
 * Stores every row of a course's form in one transaction, all or nothing. A row of a stored record changes it, joined with
 * what somebody else changed meanwhile as in `saveRecord`; any other row is a new record under the id that it brings, so
 * that the same row sent again after a lost answer is the same record. A new row with nothing in it is no row. Errors and
 * conflicts are named by cell. `recordId` sent empty says that changed rows whose record is gone are stored anew.
 */
export async function saveCourse(viewer: Viewer, values: FormValues, options: ChangeOptions = {}): Promise<FormState> {
  const target = Target.safeParse(values);
  if (!target.success) return refused(values, { formError: 'not-found' });
  const { patientId, version } = target.data;
  const base = readBase(values['base']) ?? {};
  const begun = new Set(readRows(base).map(({ id }) => id));
  const rows = readRows(values).filter((row) => begun.has(row.id) || !isBlank(row));
  const unread = rows.some((row) => Object.keys(unreadFields(row)).length > 0);
  const today = options.today ?? serverDay();

  return answering(values, () =>
    asViewer(
      viewer,
      async (tx) => {
        if (unread) refuse(faultsOf(rows, await lockPatient(tx, viewer, patientId), today));
        return once(tx, viewer, values, async () => {
          const stored = await lockPatient(tx, viewer, patientId);
          const joined = joinWithStored(rows, stored, { base, version, goneAsNew: values['recordId'] === '' });
          if ('refusal' in joined) return refused(values, { ...joined.refusal, patientId });
          await write(tx, stored, joined.changes, today);
          return { ...saved(values, patientId), adopted: joined.adopted };
        });
      },
      options,
    ),
  );
}

/** What cannot be read in a row; and what stands in a cell that its row has no use for, which would be dropped. */
function unreadFields(row: GridRow): FieldErrors {
  const parsed = RECORD_INPUTS[row.kind].safeParse(row.cells);
  if (!parsed.success) return fieldErrors(parsed.error);
  const read = formValues(parsed.data);
  const unused = Object.entries(row.cells).filter(([field, typed]) => typed.trim() !== '' && !read[field]);
  return Object.fromEntries(unused.map(([field]) => [field, 'not-for-this' as const]));
}

/** All that is wrong with rows of which cells cannot be read, by cell: these, and what the others contradict. */
function faultsOf(rows: readonly GridRow[], stored: PatientRecord, today: string): FieldErrors {
  const read = rows.map((row) => {
    const unread = unreadFields(row);
    return { row, unread, input: soundRecord(row.kind, row.cells, unread, stored.identity.diagnosisDate) };
  });
  const whole = read.reduce((patient, { row, input }) => {
    return input === null ? patient : withRecord(patient, placeRecordDates(input, patient, row.id, today), row.id);
  }, stored);
  const found = findContradictions(whole, today);
  return Object.assign(
    {},
    ...read.map(({ row, unread }) => cellsOf(row, { ...contradictionsAt(found, row.kind, row.id), ...unread })),
  ) as FieldErrors;
}

type Joined =
  | { changes: Change[]; adopted: FormValues }
  | { refusal: Partial<Pick<FormState, 'formError' | 'fieldErrors' | 'conflict' | 'adopted'>> };

type From = { base: FormValues; version: number; goneAsNew: boolean };

/** The rows joined with what is stored now, each against what it was when the form was opened. */
function joinWithStored(rows: readonly GridRow[], stored: PatientRecord, { base, version, goneAsNew }: From): Joined {
  const begun = new Map(readRows(base).map((row) => [row.id, row.cells]));
  const changes: Change[] = [];
  const [adopted, kept]: [FormValues, FormValues] = [{}, {}];
  const errors: FieldErrors = {};
  const conflicts: string[] = [];
  let gone = false;
  for (const row of rows) {
    const input = readRow(row.kind, row.cells);
    const was = begun.get(row.id);
    const record = findRecord(stored, row.kind, row.id);
    if (record === undefined) {
      const touched =
        was === undefined || Object.entries(formValues(input.data)).some(([name, mine]) => (was[name] ?? '') !== mine);
      if (was !== undefined && touched) Object.assign(kept, cellsOf(row, was));
      if (was !== undefined && touched && !goneAsNew) gone = true;
      if (touched) changes.push({ row, input, isNew: true });
      continue;
    }
    const { id: _id, ...content } = record;
    const [mine, theirs] = [formValues(input.data), formValues(content)];
    const blank = Object.fromEntries(Object.keys(mine).map((name) => [name, '']));
    const sent = { ...blank, ...row.cells, base: JSON.stringify(was ?? {}) };
    const merge = mergeWithStored(sent, mine, theirs, { opened: version, stored: stored.version });
    Object.assign(adopted, cellsOf(row, merge.adopted));
    conflicts.push(...(merge.conflict?.fields ?? []).map((field) => cellName(row.kind, row.id, field)));
    const together = RECORD_INPUTS[row.kind].safeParse(merge.merged);
    if (!together.success) Object.assign(errors, cellsOf(row, fieldErrors(together.error)));
    else if (Object.entries(theirs).some(([name, their]) => (merge.merged[name] ?? '') !== their))
      changes.push({ row, input: { kind: row.kind, data: together.data } as RecordInput, isNew: false });
  }
  if (conflicts.length > 0) {
    const conflict = {
      stored: { ...kept, ...courseCells(stored.records) },
      version: stored.version,
      fields: conflicts,
    };
    return { refusal: { formError: 'conflict', conflict, adopted } };
  }
  if (gone) return { refusal: { formError: 'not-found', adopted } };
  if (Object.keys(errors).length > 0) return { refusal: { formError: 'invalid', fieldErrors: errors, adopted } };
  return { changes, adopted };
}

/** Places the dates known in part, checks the course as it would be with every change, and writes it. */
async function write(tx: Transaction, stored: PatientRecord, changes: readonly Change[], today: string): Promise<void> {
  if (changes.length === 0) return;
  let whole = changes.reduce((patient, { row, input }) => withRecord(patient, input, row.id), stored);
  // A death goes by the last of all other days, so it is placed when they are.
  const inOrder = [...changes].sort((a, b) => Number(isDeath(a.input)) - Number(isDeath(b.input)));
  const placed = inOrder.map((change) => {
    const input = placeRecordDates(change.input, whole, change.row.id, today);
    whole = withRecord(whole, input, change.row.id);
    return { ...change, input };
  });
  const contradictions = findContradictions(whole, today);
  const errors: FieldErrors = {};
  for (const { row, input } of placed) {
    const twin = hasTwin(whole, input, row.id)
      ? { [row.kind === 'treatment' ? 'startDate' : 'date']: 'record-identical' as const }
      : {};
    Object.assign(errors, cellsOf(row, { ...twin, ...contradictionsAt(contradictions, row.kind, row.id) }));
  }
  refuse(errors);
  const key = { patientId: stored.id, siteId: stored.siteId };
  // The database checks row by row: a death that moves later, or is none any more, goes before what is dated after it.
  const early = placed.filter(({ row, input }) => wasDeath(stored, row) && movesOn(stored, row, input));
  for (const { row, input, isNew } of [...early, ...placed.filter((change) => !early.includes(change))]) {
    if (isNew) await insertRecord(tx, { ...key, id: row.id }, input);
    else await changeRecord(tx, key, row.id, input);
  }
  await raiseVersion(tx, stored);
}

/** A row that was read before: it is read the same again. */
function readRow(kind: GridRow['kind'], cells: FormValues): RecordInput {
  return { kind, data: RECORD_INPUTS[kind].parse(cells) } as RecordInput;
}

function isDeath(input: RecordInput): boolean {
  return input.kind === 'event' && input.data.kind === 'death';
}

function wasDeath(stored: PatientRecord, { id }: GridRow): boolean {
  return stored.records.event.some((event) => event.id === id && event.kind === 'death');
}

function movesOn(stored: PatientRecord, { id }: GridRow, input: RecordInput): boolean {
  const before = stored.records.event.find((event) => event.id === id)?.date ?? '';
  return !isDeath(input) || (input.kind === 'event' && input.data.date > before);
}
