import { expect, test } from 'vitest';
import { en } from '@/lib/i18n/messages/en';
import { ru } from '@/lib/i18n/messages/ru';
import { proposeTargets, type SheetRows } from '@/lib/patients/import/mapping';
import { RECORD_KINDS } from '@/lib/patients/vocabulary';
import { PATIENT_FIELDS, RECORD_FIELDS, type FieldDefinition } from './entry-fields';

const SHEETS: readonly (readonly [rows: SheetRows, fields: readonly FieldDefinition[]])[] = [
  ['patient', PATIENT_FIELDS.flatMap(({ fields }): readonly FieldDefinition[] => fields)],
  ...RECORD_KINDS.map((kind) => [kind, RECORD_FIELDS[kind]] as const),
];

/** The date of an induction failure is asked with the response and stored with its event. */
const ELSEWHERE: Readonly<Record<string, string>> = { siteId: 'site', inductionFailureDate: 'date' };

test.each(
  SHEETS.flatMap(([rows, fields]) => fields.flatMap((field) => [en, ru].map((words) => ({ rows, field, words })))),
)('a column called as the form calls $field.name goes to it ($rows)', ({ rows, field, words }) => {
  const { label, unit } = words.patientForm;
  const called = label[field.label];
  const names = field.unit === undefined || rows !== 'patient' ? [called] : [called, `${called}, ${unit[field.unit]}`];
  for (const name of names)
    expect(proposeTargets([name], {}, rows)[0]).toMatch(new RegExp(`\\.${ELSEWHERE[field.name] ?? field.name}$`, 'u'));
});
