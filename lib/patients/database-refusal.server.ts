import type { FieldError, FieldErrors } from './form-state';

/** Constraints that concern one field. */
const CONSTRAINTS: Record<string, FieldErrors> = {
  patient_site_id_pseudonym_key: { pseudonym: 'pseudonym-taken' },
  patient_pseudonym: { pseudonym: 'pseudonym-form' },
  patient_age: { ageDays: 'age-range' },
  clinical_event_one_death: { kind: 'second-death' },
  treatment_dates: { endDate: 'end-before-start' },
  risk_override_reason: { reason: 'reason-length' },
};

/** The rules on the dates of a course; their message is `<rule>: <column> of <table>`. */
const DATE_RULES: Record<string, FieldError> = {
  date_before_diagnosis: 'date-before-diagnosis',
  records_before_diagnosis: 'records-before-diagnosis',
  date_in_future: 'date-in-future',
  date_after_death: 'date-after-death',
  records_after_death: 'records-after-death',
};

const FIELD_OF_COLUMN: Record<string, string> = {
  date: 'date',
  start_date: 'startDate',
  end_date: 'endDate',
  remission_date: 'remissionDate',
  diagnosis_date: 'diagnosisDate',
  assigned_on: 'assignedOn',
};

/**
 * The field errors behind a refusal by the database, or null where the failure is something else. This is the second
 * line: the same rules are checked before writing, and this answers for what happened in between.
 */
export function refusedByDatabase(error: unknown): FieldErrors | null {
  if (!(error instanceof Error)) return null;
  const told = `${error.message} ${JSON.stringify((error as { meta?: unknown }).meta ?? null)}`;
  const [, rule = '', column = ''] = /\b([a-z]+_[a-z_]+): ([a-z_]+) of [a-z_]+/.exec(told) ?? [];
  const [dateError, field] = [DATE_RULES[rule], FIELD_OF_COLUMN[column]];
  if (dateError !== undefined && field !== undefined) return { [field]: dateError };
  const constraint = Object.keys(CONSTRAINTS).find((name) => told.includes(name));
  return constraint === undefined ? null : (CONSTRAINTS[constraint] ?? null);
}

/** The code of a failure, where it is one of the driver's or the runtime's and says nothing of a patient. */
export function codeOf(error: unknown): string {
  const code = (error as { code?: unknown } | null)?.code;
  return typeof code === 'string' && /^[A-Z0-9]{4,6}$/.test(code) ? code : '';
}
