'use server';

import { revalidatePath } from 'next/cache';
import { mayManagePatients, type Viewer } from '../access/policy';
import { requireViewer } from '../access/session.server';
import { expectedCode } from '../errors';
import { createPatient, updatePatient } from './changes.server';
import { keepDraft } from './entry/draft.server';
import { readForm, refused, type FormState, type FormValues } from './form-state';
import { removeRecord, saveRecord } from './record-changes.server';
import { addRiskOverride } from './risk/override.server';

/** Adds a patient; a form whose first sending was stored goes on as a change of that patient. */
export async function addPatientAction(form: FormData): Promise<FormState> {
  return changing(form, readForm(form)['patientId'] ? updatePatient : createPatient);
}

export async function editPatientAction(form: FormData): Promise<FormState> {
  return changing(form, updatePatient);
}

export async function saveRecordAction(form: FormData): Promise<FormState> {
  return changing(form, saveRecord);
}

export async function removeRecordAction(form: FormData): Promise<FormState> {
  return changing(form, removeRecord);
}

export async function addRiskOverrideAction(form: FormData): Promise<FormState> {
  return changing(form, addRiskOverride);
}

/** Keeps what is typed into a form, or throws it away; says whether that was done. */
export async function keepDraftAction(form: FormData): Promise<boolean> {
  try {
    await keepDraft(await requireViewer((person) => mayManagePatients(person)), readForm(form));
    return true;
  } catch (error) {
    if (expectedCode(error) !== null) return false;
    throw new Error(`A draft could not be kept: ${error instanceof Error ? error.name : 'unknown'} ${codeOf(error)}`);
  }
}

/** Who, then the change (what, within whose reach, write), then refresh. What is thrown on carries no patient data into the log. */
async function changing(
  form: FormData,
  change: (viewer: Viewer, values: FormValues) => Promise<FormState>,
): Promise<FormState> {
  const values = readForm(form);
  try {
    const viewer = await requireViewer((person) => mayManagePatients(person));
    const state = await change(viewer, values);
    if (state.ok) revalidatePath('/[locale]', 'layout');
    return state;
  } catch (error) {
    const code = expectedCode(error);
    if (code !== null) return refused(values, { formError: code });
    throw new Error(
      `A change of a patient failed: ${error instanceof Error ? error.name : 'unknown'} ${codeOf(error)}`,
    );
  }
}

function codeOf(error: unknown): string {
  const code = (error as { code?: unknown } | null)?.code;
  return typeof code === 'string' && /^[A-Z0-9]{4,6}$/.test(code) ? code : '';
}
