import type { ErrorCode } from '../errors';

/** Everything as it was typed, by field name; several choices are joined by commas. */
export type FormValues = Record<string, string>;

/** Why an entry is refused; a key of the messages under `patientErrors`. */
export const FIELD_ERRORS = [
  'required',
  'choose',
  'day',
  'day-too-early',
  'number',
  'number-ambiguous',
  'number-range',
  'whole-number',
  'pseudonym-form',
  'pseudonym-taken',
  'site',
  'protocol',
  'age-range',
  'wbc-range',
  'blasts-range',
  'percent-range',
  'value-missing',
  'value-only-quantified',
  'end-before-start',
  'date-before-diagnosis',
  'records-before-diagnosis',
  'date-in-future',
  'date-after-death',
  'records-after-death',
  'second-death',
  'remission-after-relapse',
  'relapse-before-remission',
  'reason-length',
  'reason-identifies',
  'nothing-to-withdraw',
  'protocol-unset',
  'refused',
] as const;
export type FieldError = (typeof FIELD_ERRORS)[number];

export type FieldErrors = Record<string, FieldError>;

/** What a form learns from its action. Whatever went wrong, `values` holds everything that was typed. */
export type FormState = {
  ok: boolean;
  values: FormValues;
  fieldErrors: FieldErrors;
  formError: ErrorCode | null;
  /** Somebody else changed the patient meanwhile: what is stored now, and the version to name when saving over it. */
  conflict: { stored: FormValues | null; version: number } | null;
  patientId: string | null;
};

export function saved(values: FormValues, patientId: string): FormState {
  return { ok: true, values, fieldErrors: {}, formError: null, conflict: null, patientId };
}

export function refused(
  values: FormValues,
  why: Partial<Pick<FormState, 'fieldErrors' | 'formError' | 'conflict' | 'patientId'>>,
): FormState {
  return { ok: false, values, fieldErrors: {}, formError: null, conflict: null, patientId: null, ...why };
}

/** The text fields of a form as typed. Files are no part of any form here and are left out. */
export function readForm(form: FormData): FormValues {
  const values: FormValues = {};
  for (const name of new Set(form.keys()))
    values[name] = form
      .getAll(name)
      .filter((value) => typeof value === 'string')
      .join(',');
  return values;
}
