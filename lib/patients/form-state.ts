import type { ErrorCode } from '../errors';

/** Everything as it was typed, by field name; several choices are joined by commas. */
export type FormValues = Record<string, string>;

/**
 * What a form sends beside its fields: which patient, in which version, which record. Under another name it would not be
 * read, and a change of a record would be stored as a record of its own.
 */
export type HiddenValues = Partial<Record<'patientId' | 'version' | 'recordKind' | 'recordId' | 'base', string>>;

/** Why an entry is refused; a key of the messages under `patientErrors`. */
export const FIELD_ERRORS = [
  'required',
  'choose',
  'day',
  'day-ambiguous',
  'day-too-early',
  'number',
  'number-ambiguous',
  'number-range',
  'whole-number',
  'pseudonym-form',
  'pseudonym-taken',
  'pseudonym-pattern',
  'site',
  'protocol',
  'age-range',
  'wbc-range',
  'blasts-range',
  'percent-range',
  'percent-power',
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
  'failure-recorded',
  'record-identical',
  'not-for-this',
  'text-length',
  'text-identifies',
  'cycle-range',
  'remission-before-relapse',
  'transplant-denied',
  'reason-length',
  'reason-identifies',
  'nothing-to-withdraw',
  'protocol-unset',
  'errors-open',
  'state-step',
  'query-step',
  'nothing-to-accept',
  'bin-days',
  'second-person',
  'merge-contradicts',
  'password-wrong',
  'signatures-off',
  'too-late',
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
  /**
   * Somebody else changed the same fields meanwhile: which, what is stored now, and the version to name when saving the
   * choice. `stored` is null where there is nothing to compare with.
   */
  conflict: { stored: FormValues | null; version: number; fields: string[] } | null;
  /** Fields that somebody else alone changed meanwhile, with what is stored: the form takes them over. */
  adopted: FormValues;
  patientId: string | null;
  /** The record that was saved, where it was one. */
  recordId: string | null;
  /** An earlier sending of this very form was stored. */
  storedBefore: boolean;
};

const NOTHING = {
  fieldErrors: {},
  formError: null,
  conflict: null,
  adopted: {},
  patientId: null,
  recordId: null,
  storedBefore: false,
} as const;

export function saved(values: FormValues, patientId: string, recordId: string | null = null): FormState {
  return { ok: true, ...NOTHING, values, patientId, recordId };
}

export function refused(values: FormValues, why: Partial<Omit<FormState, 'ok' | 'values'>>): FormState {
  return { ok: false, ...NOTHING, values, ...why };
}

/** The text fields of a form as typed. Files are no part of any form here and are left out. */
export function readForm(form: FormData): FormValues {
  const values: FormValues = {};
  // An action can be sent anything: what is no form has no fields, and is refused as an empty one.
  if (!(form instanceof FormData)) return values;
  for (const name of new Set(form.keys()))
    values[name] = form
      .getAll(name)
      .filter((value) => typeof value === 'string')
      .join(',');
  return values;
}
