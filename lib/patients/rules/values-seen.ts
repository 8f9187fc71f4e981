import { datedEntries } from '../quality';
import { formValues, patientFormValues, type CourseRecord, type PatientRecord } from '../records/record';
import type { FormValues } from '../form-state';
import type { Finding, RuleCode } from './quality-rules';

/** The patient's own fields that a rule looks at beside the one it names. */
const LOOKED_AT: Partial<Record<RuleCode, readonly string[]>> = {
  'failure-without-event': ['remissionEoi', 'inductionFailure'],
  'failure-with-remission': ['remissionEoi'],
  'failure-late': ['diagnosisDate'],
  'remission-before-failure': ['remissionDate'],
  'remission-missing-before-hsct': ['remissionDate'],
  'remission-missing-alive': ['remissionDate'],
  'remission-date-missing': ['remissionEoi', 'remissionDate'],
  'relapse-without-remission': ['remissionDate'],
  'partner-with-germline': ['kmt2a', 'kmt2aPartner'],
  'partner-not-evaluable': ['kmt2a', 'kmt2aPartner'],
  'prednisone-contradiction': ['day8Blasts', 'prednisoneResponse'],
  'testicular-in-girl': ['sex', 'testicular'],
  'mrd-timing': ['diagnosisDate'],
};

/** Rules that look at the other records of the same kind, too. */
const WHOLE_KIND: readonly RuleCode[] = ['mrd-two-results', 'record-doubled', 'failure-twice'];
/** Rules that look at the whole course: anything dated later changes what was accepted. */
const WHOLE_COURSE: readonly RuleCode[] = [
  'dates-contradict',
  'follow-up-stale',
  'nothing-after-diagnosis',
  'disease-without-event',
];

/**
 * What a rule looked at when it found this: an acceptance is of these values and ends with them. More than the rule needs
 * is safe, for then a finding is asked about once more; less would hide what nobody has seen.
 */
export function valuesSeen(patient: PatientRecord, { of, id, field, rule }: Finding): string {
  const own = patientFormValues(patient);
  const fields =
    rule === 'not-eligible'
      ? Object.keys(own).sort()
      : [...(LOOKED_AT[rule] ?? []), ...(of === 'patient' ? [field] : [])];
  const records: readonly CourseRecord[] = of === 'patient' ? [] : patient.records[of];
  const looked = WHOLE_KIND.includes(rule) ? records : records.filter((record) => record.id === id);
  return JSON.stringify([
    fields.map((name) => [name, own[name] ?? '']),
    looked.map(({ id: recordId, ...values }): [string, FormValues] => [recordId, formValues(values)]),
    WHOLE_COURSE.includes(rule) ? datedEntries(patient).map((one) => [one.of, one.id, one.field, one.date]) : [],
  ]);
}
