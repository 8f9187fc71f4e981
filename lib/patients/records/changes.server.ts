import type { Viewer } from '../../access/policy';
import { asViewer, type Transaction } from '../../db.server';
import { AppError } from '../../errors';
import { answering, mergeWithStored, refuse, serverDay, type ChangeOptions } from '../changes.server';
import { placeRecordDates } from '../entry/placed-dates';
import { soundRecord } from '../entry/sound-part';
import { once } from '../entry/submission.server';
import { readBase } from '@/lib/merging/three-way-merge';
import { refused, saved, type FieldErrors, type FormState, type FormValues } from '../form-state';
import { lockPatient, raiseVersion } from '../locked-patient.server';
import { contradictionsAt, findContradictions } from '../quality';
import { formValues, type CourseRecord, type PatientRecord } from './record';
import { changeRecord, deleteRecord, insertRecord } from './rows.server';
import { fieldErrors, RECORD_INPUTS, Target, type RecordInput } from '../schema';
import { RECORD_KINDS, type RecordKind } from '../vocabulary';

/**
 * Adds a record to a patient's course (no `recordId`), which never conflicts with anything, or changes one. What somebody
 * else changed meanwhile in other fields stays; where both changed one field, nothing is written and both are shown.
 */
export async function saveRecord(viewer: Viewer, values: FormValues, options: ChangeOptions = {}): Promise<FormState> {
  const [kind, target] = [RECORD_KINDS.find((one) => one === values['recordKind']), Target.safeParse(values)];
  if (kind === undefined || !target.success) return refused(values, { formError: 'not-found' });
  const { patientId, recordId } = target.data;
  const parsed = RECORD_INPUTS[kind].safeParse(values);
  const today = options.today ?? serverDay();

  return answering(values, () =>
    asViewer(
      viewer,
      async (tx) => {
        if (!parsed.success)
          return refuseForm(kind, values, fieldErrors(parsed.error), await lockPatient(tx, viewer, patientId), today);
        const input = { kind, data: parsed.data } as RecordInput;
        return once(tx, viewer, values, async () => {
          const stored = await lockPatient(tx, viewer, patientId);
          if (recordId !== null) return changeStored(tx, stored, recordId, input, target.data.version, values, today);
          const placed = checkedRecord(input, stored, NEW, today);
          const id = await insertRecord(tx, { patientId, siteId: stored.siteId }, placed);
          await raiseVersion(tx, stored);
          return saved(values, patientId, id);
        });
      },
      options,
    ),
  );
}

/** Leaves the transaction with all that is wrong with a form at once: the fields that are refused, and what the others say. */
function refuseForm(
  kind: RecordKind,
  values: FormValues,
  errors: FieldErrors,
  stored: PatientRecord,
  today: string,
): FormState {
  const id = values['recordId'] || NEW;
  const sound = soundRecord(kind, values, errors, stored.identity.diagnosisDate);
  const placed = sound === null ? null : placeRecordDates(sound, stored, id, today);
  const found = placed === null ? [] : findContradictions(withRecord(stored, placed, id), today);
  refuse({ ...contradictionsAt(found, kind, id), ...errors });
  return refused(values, { formError: 'invalid', patientId: stored.id });
}

async function changeStored(
  tx: Transaction,
  stored: PatientRecord,
  recordId: string,
  input: RecordInput,
  opened: number,
  values: FormValues,
  today: string,
): Promise<FormState> {
  const { kind } = input;
  const patientId = stored.id;
  const record = findRecord(stored, kind, recordId);
  if (record === undefined) throw new AppError('not-found');
  const { id: _id, ...content } = record;
  const mine = formValues(input.data);
  // What the chosen kind or result hides was not typed, but is emptied with it.
  const sent = { ...Object.fromEntries(Object.keys(mine).map((name) => [name, ''])), ...values };
  const { merged, adopted, conflict } = mergeWithStored(sent, mine, formValues(content), {
    opened,
    stored: stored.version,
  });
  if (conflict !== null) return refused(values, { formError: 'conflict', conflict, adopted, patientId, recordId });
  const together = RECORD_INPUTS[kind].safeParse(merged);
  if (!together.success)
    return refused(values, {
      formError: 'invalid',
      fieldErrors: fieldErrors(together.error),
      adopted,
      patientId,
      recordId,
    });
  const placed = checkedRecord({ kind, data: together.data } as RecordInput, stored, recordId, today);
  if (!(await changeRecord(tx, { patientId, siteId: stored.siteId }, recordId, placed)))
    throw new AppError('not-found');
  await raiseVersion(tx, stored);
  return { ...saved(values, patientId, recordId), adopted };
}

/** The record with its dates placed; leaves the transaction where the course contradicts it or already holds the same. */
function checkedRecord(input: RecordInput, stored: PatientRecord, id: string, today: string): RecordInput {
  const { kind } = input;
  const placed = placeRecordDates(input, stored, id, today);
  refuse(contradictionsAt(findContradictions(withRecord(stored, placed, id), today), kind, id));
  if (hasTwin(stored, placed, id)) refuse({ [kind === 'treatment' ? 'startDate' : 'date']: 'record-identical' });
  return placed;
}

/** Whether the course holds another record that says exactly the same. */
export function hasTwin(patient: PatientRecord, { kind, data }: RecordInput, id: string): boolean {
  const said = JSON.stringify(sortedEntries(data));
  return (patient.records[kind] as readonly CourseRecord[]).some(
    ({ id: otherId, ...other }) => otherId !== id && JSON.stringify(sortedEntries(other)) === said,
  );
}

function sortedEntries(data: object): [string, unknown][] {
  return Object.entries(data).sort(([a], [b]) => (a < b ? -1 : 1));
}

/** Takes a record of a patient's course away, unless somebody changed that record meanwhile. */
export async function removeRecord(
  viewer: Viewer,
  values: FormValues,
  options: ChangeOptions = {},
): Promise<FormState> {
  const [kind, target] = [RECORD_KINDS.find((one) => one === values['recordKind']), Target.safeParse(values)];
  if (kind === undefined || !target.success || target.data.recordId === null)
    return refused(values, { formError: 'not-found' });
  const { patientId, recordId, version } = target.data;

  return answering(values, () =>
    asViewer(
      viewer,
      (tx) =>
        once(tx, viewer, values, async () => {
          const stored = await lockPatient(tx, viewer, patientId);
          const record = findRecord(stored, kind, recordId);
          if (record === undefined) throw new AppError('not-found');
          const { id: _id, ...content } = record;
          const [base, now] = [readBase(values['base']), formValues(content)];
          const unchanged =
            base === null
              ? stored.version === version
              : Object.entries(now).every(([name, value]) => base[name] === value);
          if (!unchanged)
            return refused(values, {
              formError: 'conflict',
              conflict: { stored: now, version: stored.version, fields: [] },
              patientId,
              recordId,
            });
          await deleteRecord(tx, { patientId, siteId: stored.siteId }, recordId, kind);
          await raiseVersion(tx, stored);
          return saved(values, patientId, recordId);
        }),
      options,
    ),
  );
}

/** Stands for the id of a record that is not written yet. */
const NEW = 'new';

export function findRecord(patient: PatientRecord, kind: RecordKind, id: string): CourseRecord | undefined {
  const list: readonly CourseRecord[] = patient.records[kind];
  return list.find((record) => record.id === id);
}

/** The patient as it would be with this record. */
export function withRecord(patient: PatientRecord, { kind, data }: RecordInput, id: string): PatientRecord {
  const others = (patient.records[kind] as readonly CourseRecord[]).filter((record) => record.id !== id);
  return { ...patient, records: { ...patient.records, [kind]: [...others, { ...data, id }] } };
}
