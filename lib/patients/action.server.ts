import { revalidatePath } from 'next/cache';
import { mayManagePatients, mayReadPatients, type Viewer } from '../access/policy';
import { requireViewer } from '../access/session/session.server';
import { expectedCode } from '../errors';
import { codeOf } from './database-refusal.server';
import { readForm, refused, type FormState, type FormValues } from './form-state';

type Change = (viewer: Viewer, values: FormValues) => Promise<FormState>;

/** A change of patients, for data managers. */
export async function changing(form: FormData, change: Change): Promise<FormState> {
  return answering(form, (viewer) => mayManagePatients(viewer), change);
}

/** A step beside the data, for who reads the patients: monitors, too. */
export async function reviewing(form: FormData, change: Change): Promise<FormState> {
  return answering(form, (viewer) => mayReadPatients(viewer), change);
}

/** Who, then the change (what, within whose reach, write), then refresh. What is thrown on carries no patient data into the log. */
async function answering(form: FormData, allowed: (viewer: Viewer) => boolean, change: Change): Promise<FormState> {
  const values = readForm(form);
  try {
    const viewer = await requireViewer(allowed);
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
