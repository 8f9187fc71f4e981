import { expect, test } from 'vitest';
import { readTable } from '../../tables/read-text';
import { cellsAre } from './bare-columns';
import { groupRows } from './drafts';
import { proposeTargets } from './mapping';
import { isOpen, questionsOf, type ColumnChoice } from './questions';
import { factsOf } from './read-file.server';
import { unsaidOfRecords } from './unsaid-of-records';

/** Where the columns of a sheet go, by their names and their cells. */
function targetsOf(text: string) {
  const table = readTable(text);
  const names = table.view.columns.map(({ name }) => name);
  const targets = proposeTargets(names, {}, 'patient', {}, (at) => cellsAre(table.columns[at]?.values ?? []));
  return { table, names, targets };
}

test.each([
  ['МОБ1', '"0,01"', '<0.01', 'mrd#1.valuePercent'],
  ['MRD 2', '10^-4', 'neg', 'mrd#2.valuePercent'],
  ['MRD', '0.05 %', '', 'mrd#1.valuePercent'],
  ['MRD1', 'отрицательная', 'negative', 'mrd#1.result'],
  ['МОБ3', '05.03.2021', '2021-04', 'mrd#3.date'],
  ['MRD1', '05.03.2021', '0.01', null],
  ['MRD1', 'not done', '', null],
  ['Рецидив', '05.03.2021', 'нет', 'event#relapse.date'],
  ['relapse', 'yes', 'no', null],
  ['relapse', '1', '0', null],
  ['ТГСК', '05.03.2021', 'нет', 'transplant#1.date'],
  // Of a yes without a day it would be lost that there was a transplantation.
  ['ТГСК', '05.03.2021', 'да', 'patient.transplanted'],
  ['ТГСК', 'да', 'нет', 'patient.transplanted'],
  ['CR', '05.03.2021', '', 'patient.remissionDate'],
  ['ремиссия', 'да', '', 'patient.remissionEoi'],
])('the cells of a column called %s say what they are: %s and %s go to %s', (name, one, other, target) => {
  expect(targetsOf(`id,${name}\nA-1,${one}\nA-2,${other}\n`).targets).toEqual(['patient.pseudonym', target]);
});

test('what a site left out before stays left out, and a column is taken once', () => {
  const dates = () => 'dates' as const;
  expect(proposeTargets(['relapse'], { relapse: null }, 'patient', {}, dates)).toEqual([null]);
  expect(proposeTargets(['relapse date', 'relapse'], {}, 'patient', {}, dates)).toEqual(['event#relapse.date', null]);
});

test('in what the values of a bare column are is asked, and the time point that no column says is that of all samples', () => {
  const { table, names, targets } = targetsOf('id,MRD1 date,MRD1,MRD2\nA-1,05.03.2021,0.01,\nA-2,,,0.5\n');
  const chosen = (answers: readonly Partial<ColumnChoice>[]): ColumnChoice[] =>
    targets.map((target, at) => ({ target, ...answers[at] }));
  expect(names.filter((_, at) => isOpen(factsOf(table, at), { target: targets[at] ?? null }))).toEqual([
    'MRD1',
    'MRD2',
  ]);
  expect(questionsOf(factsOf(table, 2), targets[2] ?? null)).toEqual(['share']);
  expect(unsaidOfRecords(targets)).toEqual([
    { at: 1, kind: 'mrd', slot: '1', fields: ['timePoint'] },
    { at: 3, kind: 'mrd', slot: '2', fields: ['date', 'timePoint'] },
  ]);
  const columns = chosen([{}, { timePoint: 'end-of-induction' }, { share: 'percent' }, { share: 'percent' }]);
  const { draft } = groupRows([{ table, columns, name: null }], { siteCode: 'A', today: '2026-11-01' });
  expect(draft('A-1').records.map(({ values }) => values)).toEqual([
    { date: '2021-03-05', valuePercent: '0.01', result: 'quantified', timePoint: 'end-of-induction' },
  ]);
  // Where nothing is said of a sample, none is made.
  expect(draft('A-2').records.map(({ values }) => values)).toEqual([{ valuePercent: '0.5', result: 'quantified' }]);
});

test('a column of time points holds against what was said of all samples', () => {
  const { table, targets } = targetsOf('id,MRD1 date,MRD1 time point\nA-1,05.03.2021,relapse\nA-2,05.03.2021,\n');
  const columns = targets.map((target): ColumnChoice => ({ target, timePoint: 'end-of-induction' }));
  expect(unsaidOfRecords(targets)).toEqual([]);
  const { draft } = groupRows([{ table, columns, name: null }], { siteCode: 'A', today: '2026-11-01' });
  expect(draft('A-1').records.map(({ values }) => values['timePoint'])).toEqual(['relapse']);
  expect(draft('A-2').records.map(({ values }) => values['timePoint'])).toEqual([undefined]);
});

test('records that are stored already, and events that their place names, lack nothing', () => {
  expect(unsaidOfRecords(['mrd#.record', 'mrd#.valuePercent', 'event#death.date', null, 'nothing'])).toEqual([]);
  expect(unsaidOfRecords(['event#.date', 'follow-up#last.date'])).toEqual([
    { at: 0, kind: 'event', slot: '', fields: ['kind'] },
    { at: 1, kind: 'follow-up', slot: 'last', fields: ['status'] },
  ]);
});
