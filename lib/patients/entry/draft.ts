import { z } from 'zod';
import { RECORD_KINDS, type RecordKind } from '../vocabulary';

/** What somebody typed into a form and has not saved, with the version the form started from. */
export type EntryDraft = {
  form: string;
  values: Record<string, string>;
  base: Record<string, string>;
  version: number;
  updatedAt: string;
};

const texts = z.record(z.string().max(80), z.string().max(2000));

export const DraftContent = z.object({ values: texts, base: texts, version: z.number().int().positive() });

/** Begins the name of the form of a new patient; a key of its own follows, so that two windows keep two drafts. */
export const NEW_PATIENT_FORM = 'patient:new';

/** The name of the form of a stored patient. */
export function patientForm(patientId: string): string {
  return `patient:${patientId}`;
}

/** The name of the form of a record, of a new one without an id. */
export function recordForm(patientId: string, kind: RecordKind, recordId: string | null): string {
  return `${kind}:${patientId}:${recordId ?? 'new'}`;
}

/** The name of the form of a whole course. */
export function courseForm(patientId: string): string {
  return `course:${patientId}`;
}

/** The name of the form of a group that was assigned. */
export function overrideForm(patientId: string): string {
  return `override:${patientId}`;
}

/** The name of a form with what was kept of it. */
export function keptDraft(drafts: readonly EntryDraft[], form: string): { form: string; kept: EntryDraft | null } {
  return { form, kept: drafts.find((draft) => draft.form === form) ?? null };
}

/** The patient a form's name is about, null for a new one; undefined where it is the name of no form. */
export function patientOfForm(form: string): string | null | undefined {
  if (form === NEW_PATIENT_FORM) return null;
  if (form.startsWith(`${NEW_PATIENT_FORM}:`))
    return z.uuid().safeParse(form.slice(NEW_PATIENT_FORM.length + 1)).success ? null : undefined;
  const [of = '', patientId = '', recordId] = form.split(':');
  const whole = of === 'patient' || of === 'override' || of === 'course';
  const known = whole ? recordId === undefined : recordId !== undefined && RECORD_KINDS.some((kind) => kind === of);
  const named = recordId === undefined || recordId === 'new' || z.uuid().safeParse(recordId).success;
  return known && named && z.uuid().safeParse(patientId).success ? patientId : undefined;
}
