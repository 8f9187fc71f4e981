import { knownPart } from './entry/partial-date';
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
export function patientFormValues({
  identity,
  features,
  response,
  failure,
  records,
}: PatientInput & { records?: CourseRecords }): FormValues {
  const { kmt2aEvaluable, ...found } = features;
  const unsettled = kmt2aEvaluable === null ? '' : { true: 'awaited', false: 'not-evaluable' }[`${kmt2aEvaluable}`];
  const { failureExcluded, ...responded } = response;
  const recorded = records?.event.find(({ kind }) => kind === 'induction-failure');
  const said = failure ?? (recorded && { day: recorded.date, precision: recorded.datePrecision ?? null });
  // Every field of the form but the months, which are stored as days, and the site, which a stored patient keeps.
  const stored: Record<Exclude<PatientFieldName, 'ageMonths' | 'siteId'>, StoredValue> = {
    ...identity,
    ...found,
    kmt2a: features.kmt2a ?? unsettled,
    ...responded,
    inductionFailure: said === undefined ? (failureExcluded === true ? false : null) : true,
    inductionFailureDate: said === undefined ? null : knownPart(said.day, said.precision),
  };
  return formValues(stored);
}

/** Stored values as the text of form fields: null is an empty field, numbers have a decimal point, a date is as much as is known of it. */
export function formValues(stored: Record<string, StoredValue | undefined>): FormValues {
  return Object.fromEntries(
    Object.entries(stored)
      .filter(([name]) => !name.endsWith(PRECISION))
      .map(([name, value]) => {
        const precision = stored[`${name}${PRECISION}`];
        return [
          name,
          typeof value === 'string' && (precision === 'month' || precision === 'year')
            ? knownPart(value, precision)
            : asText(value),
        ];
      }),
  );
}

/** Ends the name of the precision that stands beside a date. */
const PRECISION = 'Precision';

function asText(value: StoredValue | undefined): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'string') return value;
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (typeof value === 'number') return plainNumber(value);
  return value.join(',');
}

/** Never in scientific notation, which nobody types. */
export function plainNumber(value: number): string {
  const text = String(value);
  return text.includes('e') ? value.toFixed(9).replace(/\.?0+$/, '') : text;
}
