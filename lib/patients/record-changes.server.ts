import type { Viewer } from '../access/policy';
import { asViewer } from '../db.server';
import { AppError } from '../errors';
import { answering, refuse, serverDay, type ChangeOptions } from './changes.server';
import { refused, saved, type FormState, type FormValues } from './form-state';
import { lockPatient, raiseVersion } from './locked-patient.server';
import { contradictionsAt, findContradictions } from './quality';
import { formValues, type CourseRecord, type PatientRecord } from './record';
import { changeRecord, deleteRecord, insertRecord } from './record-rows.server';
import { fieldErrors, RECORD_INPUTS, Target, type RecordInput } from './schema';
import { RECORD_KINDS, type RecordKind } from './vocabulary';

/** Adds a record to a patient's course (no `recordId`) or changes one, unless somebody changed the patient meanwhile. */
export async function saveRecord(viewer: Viewer, values: FormValues, options: ChangeOptions = {}): Promise<FormState> {
  const [kind, target] = [RECORD_KINDS.find((one) => one === values['recordKind']), Target.safeParse(values)];
  if (kind === undefined || !target.success) return refused(values, { formError: 'not-found' });
  const { patientId, recordId, version } = target.data;
  const parsed = RECORD_INPUTS[kind].safeParse(values);
  if (!parsed.success)
    return refused(values, { formError: 'invalid', fieldErrors: fieldErrors(parsed.error), patientId });
  const input = { kind, data: parsed.data } as RecordInput;

  return answering(values, () =>
    asViewer(
      viewer.id,
      async (tx) => {
        const stored = await lockPatient(tx, viewer, patientId);
        if (stored.version !== version) return conflicting(values, stored, kind, recordId);
        if (recordId !== null && findRecord(stored, kind, recordId) === undefined) throw new AppError('not-found');
        const id = recordId ?? NEW;
        refuse(
          contradictionsAt(findContradictions(withRecord(stored, input, id), options.today ?? serverDay()), kind, id),
        );
        const key = { patientId, siteId: stored.siteId };
        if (recordId === null) await insertRecord(tx, key, input);
        else if (!(await changeRecord(tx, key, recordId, input))) throw new AppError('not-found');
        await raiseVersion(tx, patientId);
        return saved(values, patientId);
      },
      options,
    ),
  );
}

/** Takes a record of a patient's course away, unless somebody changed the patient meanwhile. */
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
      viewer.id,
      async (tx) => {
        const stored = await lockPatient(tx, viewer, patientId);
        if (stored.version !== version) return conflicting(values, stored, kind, recordId);
        if (!(await deleteRecord(tx, { patientId, siteId: stored.siteId }, recordId, kind)))
          throw new AppError('not-found');
        await raiseVersion(tx, patientId);
        return saved(values, patientId);
      },
      options,
    ),
  );
}

/** Stands for the id of a record that is not written yet. */
const NEW = 'new';

function findRecord(patient: PatientRecord, kind: RecordKind, id: string): CourseRecord | undefined {
  const list: readonly CourseRecord[] = patient.records[kind];
  return list.find((record) => record.id === id);
}

/** The patient as it would be with this record. */
function withRecord(patient: PatientRecord, { kind, data }: RecordInput, id: string): PatientRecord {
  const others = (patient.records[kind] as readonly CourseRecord[]).filter((record) => record.id !== id);
  return { ...patient, records: { ...patient.records, [kind]: [...others, { ...data, id }] } };
}

function conflicting(values: FormValues, stored: PatientRecord, kind: RecordKind, recordId: string | null): FormState {
  const record = recordId === null ? undefined : findRecord(stored, kind, recordId);
  return refused(values, {
    formError: 'conflict',
    conflict: { stored: record === undefined ? null : formValues(record), version: stored.version },
    patientId: stored.id,
  });
}
