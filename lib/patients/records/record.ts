import type { MissingCodes } from '../entry/missing-codes';
import { knownPart } from '../entry/partial-date';
import type { FormValues } from '../form-state';
import type { PatientFieldName, PatientInput, RecordInputs } from '../schema';
import type { RecordKind } from '../vocabulary';

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

export type StoredValue = string | number | boolean | null | readonly string[] | MissingCodes;

/** A patient as the form shows it. What a record of the course says, an induction failure or a transplantation, needs no second answer. */
export function patientFormValues({
  identity,
  features,
  response,
  failure,
  missingCodes = {},
  records,
}: PatientInput & { records?: CourseRecords }): FormValues {
  const { kmt2aEvaluable: _evaluable, ...found } = features;
  const { failureExcluded, ...responded } = response;
  const recorded = records?.event.find(({ kind }) => kind === 'induction-failure');
  const said = failure ?? (recorded && { day: recorded.date, precision: recorded.datePrecision ?? null });
  // Every field of the form but the months, which are stored as days, and the site, which a stored patient keeps.
  const stored: Record<Exclude<PatientFieldName, 'ageMonths' | 'siteId'>, StoredValue> = {
    ...identity,
    ...found,
    kmt2a: kmt2aAsTyped(features),
    ...responded,
    inductionFailure: said === undefined ? (failureExcluded === true ? false : null) : true,
    inductionFailureDate: said === undefined ? null : knownPart(said.day, said.precision),
  };
  const transplanted = (records?.transplant.length ?? 0) > 0 && identity.transplanted !== false ? 'yes' : undefined;
  return { ...formValues(stored), ...missingCodes, ...(transplanted && { transplanted }) } as FormValues;
}

/** That the child was transplanted is said by the record of it, and is not stored a second time: it would outlive the record. */
export function withoutSaidByRecords<Said extends Pick<PatientInput, 'identity'>>(
  said: Said,
  records: CourseRecords,
  before: PatientInput['identity'] | null,
): Said {
  if (said.identity.transplanted !== true || records.transplant.length === 0) return said;
  return { ...said, identity: { ...said.identity, transplanted: before?.transplanted === true ? true : null } };
}

/** The status of KMT2A as the form says it: where there is none, whether it is awaited or could not be established. */
export function kmt2aAsTyped({ kmt2a, kmt2aEvaluable }: { kmt2a?: unknown; kmt2aEvaluable?: unknown }): string {
  if (typeof kmt2a === 'string') return kmt2a;
  if (typeof kmt2aEvaluable !== 'boolean') return '';
  return kmt2aEvaluable ? 'awaited' : 'not-evaluable';
}

/** Stored values as the text of form fields: null is an empty field or the code for why it is, numbers have a decimal point, a date is as much as is known of it. */
export function formValues({
  missingCodes,
  ...stored
}: Record<string, StoredValue | undefined> & { missingCodes?: MissingCodes }): FormValues {
  const values = Object.fromEntries(
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
  return { ...values, ...missingCodes } as FormValues;
}

/** Ends the name of the precision that stands beside a date. */
const PRECISION = 'Precision';

function asText(value: StoredValue | undefined): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'string') return value;
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (typeof value === 'number') return plainNumber(value);
  return Array.isArray(value) ? value.join(',') : '';
}

/** Never in scientific notation, which nobody types. */
export function plainNumber(value: number): string {
  const text = String(value);
  return text.includes('e') ? value.toFixed(9).replace(/\.?0+$/, '') : text;
}
