import type { FieldErrors, FormValues } from '../form-state';
import { PatientInput, RECORD_INPUTS, type RecordInput } from '../schema';
import { VOCABULARY, type RecordKind } from '../vocabulary';

/** What rules between the fields of a patient look at. */
const OF_PATIENT = [
  ...['pseudonym', 'diagnosisDate', 'protocolSlug', 'protocolArmDate', 'transplanted'],
  ...['remissionDate', 'remissionEoi', 'inductionFailure', 'inductionFailureDate'],
];
/** A whole form that contradicts nothing: no record is before its diagnosis. */
const PATIENT = { pseudonym: 'x', diagnosisDate: '1970-01-01', ageDays: '0', protocolArm: 'x' };

const OF_RECORD = ['date', 'startDate', 'endDate', 'kind', 'remissionDate'];
const RECORDS: Readonly<Record<RecordKind, FormValues>> = {
  mrd: { timePoint: VOCABULARY.mrdTimePoint[0], result: 'negative' },
  treatment: { class: VOCABULARY.treatmentClass[0] },
  transplant: {},
  event: { kind: 'second-malignancy' },
  'follow-up': { status: VOCABULARY.followUpStatus[0] },
};

/**
 * A form of a patient of which fields are refused, with what contradicts nothing in their place, so that the rules between
 * fields look at the others now and not after the next saving. Null where nothing can stand in a field's place.
 */
export function soundPatient(values: FormValues, refused: FieldErrors): PatientInput | null {
  return PatientInput.safeParse({ ...PATIENT, ...soundFields(values, refused, OF_PATIENT) }).data ?? null;
}

/** The same of a record; the day of the diagnosis contradicts none. */
export function soundRecord(
  kind: RecordKind,
  values: FormValues,
  refused: FieldErrors,
  diagnosis: string,
): RecordInput | null {
  const days = { date: diagnosis, startDate: diagnosis };
  // Of an event without its day nothing is before or after it.
  const names = refused['date'] === undefined ? OF_RECORD : OF_RECORD.filter((name) => name !== 'kind');
  const sound = { ...days, ...RECORDS[kind], ...soundFields(values, refused, names) };
  const { data } = RECORD_INPUTS[kind].safeParse(sound);
  return data === undefined ? null : ({ kind, data } as RecordInput);
}

function soundFields(values: FormValues, refused: FieldErrors, names: readonly string[]): FormValues {
  const sound = Object.entries(values).filter(([name]) => names.includes(name) && refused[name] === undefined);
  return Object.fromEntries(sound);
}
