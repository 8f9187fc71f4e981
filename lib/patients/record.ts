import type { FormValues } from './form-state';
import type { PatientFieldName, PatientInput, RecordInputs } from './schema';
import type { RecordKind } from './vocabulary';

export type CourseRecord<Kind extends RecordKind = RecordKind> = RecordInputs[Kind] & { id: string };
export type CourseRecords = { [Kind in RecordKind]: CourseRecord<Kind>[] };

/** Everything stored about one patient: what the forms read and write, and the rules of quality look at. */
export type PatientRecord = PatientInput & {
  id: string;
  siteId: string;
  siteName: string;
  madeUp: boolean;
  /** Raised by every change; a form names the one it was opened with. */
  version: number;
  records: CourseRecords;
};

type StoredValue = string | number | boolean | null | readonly string[];

/** A patient as the form shows it. */
export function patientFormValues({ identity, features, response }: PatientInput): FormValues {
  const { kmt2aEvaluable, ...found } = features;
  const unsettled = kmt2aEvaluable === null ? '' : { true: 'awaited', false: 'not-evaluable' }[`${kmt2aEvaluable}`];
  // Every field of the form but the months, which are stored as days, and the site, which a stored patient keeps.
  const stored: Record<Exclude<PatientFieldName, 'ageMonths' | 'siteId'>, StoredValue> = {
    ...identity,
    ...found,
    kmt2a: features.kmt2a ?? unsettled,
    ...response,
  };
  return formValues(stored);
}

/** Stored values as the text of form fields: null is an empty field, numbers have a decimal point. */
export function formValues(stored: Record<string, StoredValue>): FormValues {
  return Object.fromEntries(Object.entries(stored).map(([name, value]) => [name, asText(value)]));
}

function asText(value: StoredValue): string {
  if (value === null) return '';
  if (typeof value === 'string') return value;
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (typeof value === 'number') return plainNumber(value);
  return value.join(',');
}

/** Never in scientific notation, which nobody types. */
function plainNumber(value: number): string {
  const text = String(value);
  return text.includes('e') ? value.toFixed(9).replace(/\.?0+$/, '') : text;
}
