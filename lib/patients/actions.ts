'use server';

import { revalidatePath } from 'next/cache';
import { cookies } from 'next/headers';
import { mayManagePatients, type Viewer } from '../access/policy';
import { requireViewer } from '../access/session/session.server';
import { expectedCode } from '../errors';
import { changing } from './action.server';
import { codeOf } from './database-refusal.server';
import { createPatient, updatePatient } from './changes.server';
import { findDoubles, type Double } from './entry/doubles.server';
import { keepDraft } from './entry/draft.server';
import { readForm, type FormState } from './form-state';
import { saveCourse } from './grid/save-course.server';
import { COLUMNS_COOKIE, writeColumns } from './list/columns';
import { removeRecord, saveRecord } from './records/changes.server';
import { addRiskOverride } from './risk/override.server';
import { saveSiteSettings } from './worklist/site-settings.server';

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

export async function saveCourseAction(form: FormData): Promise<FormState> {
  return changing(form, saveCourse);
}

export async function removeRecordAction(form: FormData): Promise<FormState> {
  return changing(form, removeRecord);
}

export async function addRiskOverrideAction(form: FormData): Promise<FormState> {
  return changing(form, addRiskOverride);
}

/** Keeps in the browser which columns the list of patients shows. */
export async function chooseColumnsAction(form: FormData): Promise<void> {
  const named = writeColumns((readForm(form)['columns'] ?? '').split(','));
  (await cookies()).set(COLUMNS_COOKIE, named, { path: '/', sameSite: 'lax', httpOnly: true, maxAge: 365 * 86_400 });
  revalidatePath('/[locale]/patients', 'page');
}

/** Stores what a site decides for its own entry; says whether it could be read. */
export async function saveSiteSettingsAction(form: FormData): Promise<boolean> {
  const stored = await forManagers(false, (viewer) => saveSiteSettings(viewer, readForm(form)));
  if (stored) revalidatePath('/[locale]', 'layout');
  return stored;
}

/** The stored patients who may be the child that is being typed. */
export async function findDoublesAction(form: FormData): Promise<Double[]> {
  return forManagers([], (viewer) => findDoubles(viewer, readForm(form)));
}

/** What a data manager gets; whoever may not, or is signed out, gets `otherwise`. */
async function forManagers<Answer>(otherwise: Answer, work: (viewer: Viewer) => Promise<Answer>): Promise<Answer> {
  try {
    return await work(await requireViewer((person) => mayManagePatients(person)));
  } catch (error) {
    if (expectedCode(error) !== null) return otherwise;
    throw new Error(
      `A question of an entry form failed: ${error instanceof Error ? error.name : 'unknown'} ${codeOf(error)}`,
    );
  }
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
