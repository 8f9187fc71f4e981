import { expect, test } from 'vitest';
import { readTable } from './read-text';

const repeats = (text: string) => readTable(text).view.repeatedIds;

test.each<[string, string]>([
  ['every id once', 'id,time,status\n1,5,1\n2,7,0'],
  ['no ids', 'arm,time,status\nA,5,1\nA,7,0'],
  ['an id of something else', 'case_control,time,status\ncase,5,1\ncase,7,0\ncontrol,8,0'],
  ['missing ids', 'id,time,status\n1,5,1\nNA,7,0\n,8,1'],
])('%s: nothing is asked', (_, text) => {
  expect(repeats(text)).toBeNull();
});

test.each<[string, string]>([
  ['USUBJID of ADaM with its parameters', 'USUBJID,PARAMCD,AVAL,CNSR\nS1,OS,9,0\nS1,EFS,5,0\nS2,OS,8,1\nS2,EFS,7,1'],
  ['Russian', 'Пациент;Событие;Срок;Статус\nа;рецидив;5;1\nа;смерть;9;1\nб;рецидив;7;0\nб;смерть;7;0'],
])('%s: either value of the column leaves one row an id', (_, text) => {
  expect(repeats(text)).toMatchObject({ column: 0, ids: 2, rows: 4 });
  expect(
    repeats(text)
      ?.offers.filter(({ column }) => column === 1)
      .map(({ rows }) => rows),
  ).toEqual([2, 2]);
});

test.each(['MRN', 'UPN', 'Patient No', 'case_submitter_id', 'bcr_patient_barcode', 'Номер истории болезни'])(
  'values of %s that repeat are asked about',
  (name) =>
    expect(repeats(`${name},time,status\n11,5,1\n11,7,0\n12,9,1`)).toMatchObject({ column: 0, ids: 2, rows: 3 }),
);

test('a hospital is no id', () => {
  expect(repeats('hospital,time,status\nNorth,5,1\nNorth,7,0\nSouth,9,1')).toBeNull();
});

test('a row that is in the table twice is offered nothing', () => {
  expect(repeats('id,time,status\n1,5,1\n1,5,1\n2,7,0')).toMatchObject({ ids: 2, rows: 3, offers: [] });
});
