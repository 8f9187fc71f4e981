import { expect, test } from 'vitest';
import { proposeTargets } from '../import/mapping';
import { foreignTargets, isOwnProject, isRedcap, redcapFaults, isOfForm } from './reading';

// Columns of a flat file as REDCap writes them, raw and as labels; `demog` and `mrd_lab` are forms of another project.
const FOREIGN = [
  ...[
    'record_id',
    'redcap_event_name',
    'redcap_repeat_instrument',
    'redcap_repeat_instance',
    'redcap_data_access_group',
  ],
  ...['redcap_survey_identifier', 'demog_timestamp', 'sex', 'age_days', 'diagnosis_date', 'wbc', 'demog_complete'],
];
const LABELS = [
  ...['Record ID', 'Event Name', 'Repeat Instrument', 'Repeat Instance', 'Data Access Group', 'Survey Identifier'],
  ...['Sex', 'Date of diagnosis', 'Complete?'],
];
const OWN = [
  'record_id',
  'redcap_repeat_instrument',
  'redcap_repeat_instance',
  'pseudonym',
  'age_days',
  'patient_complete',
];
const proposed = (names: readonly string[]) => foreignTargets(names, proposeTargets(names, {}, 'patient'));

test('a project is ours by its pseudonym and its forms', () => {
  expect([OWN, FOREIGN, LABELS].map(isRedcap)).toEqual([true, true, true]);
  expect([OWN, FOREIGN, LABELS].map((names) => isOwnProject(names, {}))).toEqual([true, false, false]);
  expect(isOwnProject([...OWN, 'demog_complete'], {})).toBe(false);
});

test('of another project the record is the patient, the group the site, and the rest is proposed as of any sheet', () => {
  expect(proposed(FOREIGN)).toEqual([
    ...['patient.pseudonym', null, null, null, 'patient.site', null, null],
    ...['patient.sex', 'patient.ageDays', 'patient.diagnosisDate', 'patient.wbc', null],
  ]);
  expect(proposed(LABELS)).toEqual([
    ...['patient.pseudonym', null, null, null, 'patient.site', null],
    ...['patient.sex', 'patient.diagnosisDate', null],
  ]);
  // Where a column names the pseudonym the record does not.
  expect(proposed(['record_id', 'redcap_event_name', 'study_id'])).toEqual([null, null, 'patient.pseudonym']);
});

test('the forms of our project are asked of our project alone', () => {
  const row = (names: readonly string[], cells: Readonly<Record<string, string>>) =>
    redcapFaults(names)?.((at) => cells[names[at] ?? ''] ?? '').map(({ error }) => error);
  const repeated = { record_id: '1', redcap_repeat_instrument: 'mrd_lab', redcap_repeat_instance: '1' };
  expect(row(OWN, repeated)).toEqual(['redcap-instrument']);
  expect(row(FOREIGN, repeated)).toBeUndefined();
});

test('columns of a row of REDCap say nothing of a patient that could be left out', () => {
  const own = ['record_id', 'redcap_repeat_instance', 'Repeat Instrument', 'mrd_form_complete', 'Complete?'];
  expect(own.filter((name) => !isOfForm(name))).toEqual([]);
  expect(['wbc', 'date_completed', 'comment'].filter(isOfForm)).toEqual([]);
});
