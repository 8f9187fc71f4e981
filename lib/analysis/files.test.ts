import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { decodeText } from '@/lib/tables/decode';
import { readTable } from '@/lib/tables/read-text';
import type { Table } from '@/lib/tables/table';
import { analyseOwnData, type OwnAnalysis } from './analysis';
import { guessChoice, type OwnChoice } from './choice';
import { readObservations } from './reading';

const open = (name: string): Table =>
  readTable(decodeText(readFileSync(new URL(`../tables/testing/files/${name}`, import.meta.url))).text);

const at = (table: Table, name: string): number => table.view.columns.findIndex((column) => column.name === name);

function analyse(table: Table, change: Partial<OwnChoice> = {}, times: readonly number[] = []): OwnAnalysis {
  const choice = { ...guessChoice(table.view), ...change };
  const { observations, refused } = readObservations(table, choice);
  if (observations === null) throw new Error(refused.code);
  return analyseOwnData(observations, choice.unit, times);
}

/** Patients, events, median and its limits of each group, and the log-rank statistic. */
function summary({ curves, logRank }: OwnAnalysis): unknown[] {
  return [
    ...curves.map(({ name, n, events, median }) => [name, n, events, median.estimate, median.lower, median.upper]),
    ...(logRank?.chiSquared == null ? [] : [Number(logRank.chiSquared.toFixed(9))]),
  ];
}

const AML = [['Maintained', 11, 7, 31, 13, null], ['Nonmaintained', 12, 11, 23, 5, 33], 3.396388699];
const ARMS = [['A', 3, 1, null, 9, null], ['B', 3, 2, 7, 5, null], 2.469387755];

/**
 * R 4.2.2, survival 3.5.3: survfit(Surv(time, event) ~ group, conf.type = "log-log") and survdiff of the same, with the file
 * read as its description says.
 */
describe('a file opened with nothing else touched agrees with R', () => {
  test.each<[string, unknown[]]>([
    ['01-adtte-cnsr.csv', [['A', 4, 2, 9, 5, null], ['B', 4, 3, 9, 4, null], 0.262295082]],
    ['02-prefixed-status.tsv', ARMS],
    ['03-comment-rows-above-names.txt', ARMS],
    ['05-status-as-decimal.csv', AML],
    ['06-na-status.csv', [['A', 5, 3, 23, 9, null], ['B', 5, 4, 12, 5, null], 0.834853819]],
    ['07-na-group.csv', AML],
    [
      '08-thousands-separator.csv',
      [['Maintained', 11, 7, 930, 390, null], ['Nonmaintained', 12, 11, 690, 150, 990], 3.396388699],
    ],
    ['09-sep-line.csv', AML],
    ['10-utf16.txt', AML],
    ['11-pipe.csv', AML],
    ['11-spaces.txt', AML],
    [
      '14-ordered-groups.csv',
      [['Low', 3, 1, null, 5, null], ['Medium', 3, 2, 8, 4, null], ['High', 3, 2, 3, 2, null], 1.323129698],
    ],
    ['16-vertical-tab-in-group.csv', [['Arm A (early)', 7, 4, 15, 3, null], ['Arm B', 7, 3, 19, 7, null], 0.357977206]],
    ['20-dates.csv', [['', 4, 2, 421, 183, null]]],
  ])('%s', (name, expected) => {
    expect(summary(analyse(open(name)))).toEqual(expected);
  });

  test('12-start-and-end-time.csv: patients are at risk from their start', () => {
    const table = open('12-start-and-end-time.csv');
    expect(guessChoice(table.view)).toMatchObject({ entry: at(table, 'start.time'), time: at(table, 'end.time') });
    const [curve] = analyse(table, {}, [2, 5, 10]).curves;
    expect(curve?.atTimes.map(({ survival }) => Number(survival?.toFixed(8)))).toEqual([0.875, 0.68055556, 0.58333333]);
    expect(curve?.atTimes.map(({ lower }) => Number(lower?.toFixed(8)))).toEqual([0.38700001, 0.3022662, 0.23605361]);
    expect(analyse(table, {}, []).delayedEntry).toBe(true);
  });

  test('20-dates.csv: days between two dates', () => {
    const table = open('20-dates.csv');
    const { observations } = readObservations(table, guessChoice(table.view));
    expect([...(observations?.time ?? [])]).toEqual([421, 731, 183, 366]);
  });
});

describe('nothing is drawn before the reader has said what fits', () => {
  const refusal = (name: string) => {
    const table = open(name);
    return readObservations(table, guessChoice(table.view)).refused?.code;
  };

  test('04-two-endpoints.csv: either pair agrees with R once it is chosen', () => {
    expect(refusal('04-two-endpoints.csv')).toBe('several-pairs');
    const table = open('04-two-endpoints.csv');
    const death = { time: at(table, 'dtime'), status: at(table, 'death') };
    const relapse = { time: at(table, 'rtime'), status: at(table, 'recur') };
    expect(summary(analyse(table, death))).toEqual([['', 6, 3, 22, 14, null]]);
    expect(summary(analyse(table, relapse))).toEqual([['', 6, 3, 15, 5, null]]);
  });

  test('13-several-rows-a-patient.csv: rows of one kind agree with R once they are chosen', () => {
    expect(refusal('13-several-rows-a-patient.csv')).toBe('rows-not-chosen');
    const table = open('13-several-rows-a-patient.csv');
    expect(table.view.repeatedIds).toMatchObject({
      column: 0,
      ids: 4,
      rows: 8,
      offers: [
        { column: 3, value: 'recurrence', rows: 4 },
        { column: 3, value: 'death', rows: 4 },
      ],
    });
    const kept = (value: string) => summary(analyse(table, { rows: { column: 3, value } }));
    expect(kept('death')).toEqual([['A', 2, 1, 9, null, null], ['B', 2, 1, 6, 6, null], 1]);
    expect(kept('recurrence')).toEqual([['A', 2, 1, 5, 5, null], ['B', 2, 2, 2.5, 2, null], 2.882352941]);
  });
});

test('15-seven-groups.csv and 17-long-group-name.csv: as many patients as rows, whole names', () => {
  expect(analyse(open('15-seven-groups.csv')).curves.map(({ n }) => n)).toEqual([11, 11, 11, 11, 11, 11, 11]);
  expect(analyse(open('17-long-group-name.csv')).curves.map(({ name }) => name)).toEqual([
    'High risk: KMT2A rearranged, younger than 6 months, leucocytes of 300 × 10⁹/L or more',
    'Standard risk',
  ]);
});
