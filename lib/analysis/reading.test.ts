import { describe, expect, test } from 'vitest';
import { guessChoice, meaningsOf, statusSignature, type OwnChoice } from './choice';
import { readObservations } from './reading';
import { readTable } from '@/lib/tables/read-text';
import type { Table } from '@/lib/tables/table';

const read = (text: string, change: Partial<OwnChoice> = {}) => {
  const table = readTable(text);
  return readObservations(table, { ...guessChoice(table.view), ...change });
};

const rolesOf = (table: Table, column: number) =>
  Object.fromEntries(meaningsOf(table.view, column, {})?.map(({ value, role }) => [value.key, role]) ?? []);

describe('guessing what the columns mean', () => {
  test('by names and values', () => {
    const table = readTable('id,months,status,arm\n1,3.5,0,B\n2,4,1,A\n3,5,2,A');
    expect(guessChoice(table.view)).toMatchObject({
      time: 1,
      status: 2,
      group: 3,
      unit: 'months',
      roles: {},
      reference: null,
    });
  });

  test('in Russian', () => {
    const table = readTable('Срок, дни;Исход;Ветвь\n3;жив;А\n5;умер;Б');
    expect(guessChoice(table.view)).toMatchObject({ time: 0, status: 1, group: 2, unit: 'days' });
    expect(rolesOf(table, 1)).toEqual({ жив: 'censored', умер: 'event' });
  });

  test('statuses 1 and 2 alone are censored and event, as older data sets have it', () => {
    expect(rolesOf(readTable('time,status\n3,1\n4,2'), 1)).toEqual({ 1: 'censored', 2: 'event' });
  });

  test('who was lost to follow-up had no event', () => {
    expect(rolesOf(readTable('time,status\n3,выбыл\n4,умер\n5,жив'), 1)).toEqual({
      выбыл: 'censored',
      жив: 'censored',
      умер: 'event',
    });
  });
});

describe('reading the rows', () => {
  test('competing causes are coded after the event; groups keep their order beside the reference', () => {
    const { observations } = read('time,status,group\n3,relapse,B\n4,alive,A\n5,death,A\n6,relapse,A', {
      roles: { relapse: 'event', death: 'competing', alive: 'censored' },
      reference: 'B',
    });
    expect(observations).toMatchObject({
      groups: ['A', 'B'],
      reference: 1,
      causes: ['relapse', 'death'],
      problems: [],
      leftOut: 0,
      rows: 4,
    });
    expect([...(observations?.event ?? [])]).toEqual([1, 0, 2, 1]);
    expect([...(observations?.group ?? [])]).toEqual([1, 0, 0, 0]);
  });

  test('competing events have the names that the reader gives them', () => {
    const { observations } = read('time,status\n3,1\n4,2\n5,0\n6,3', {
      roles: { 0: 'censored', 1: 'event', 2: 'competing', 3: 'competing' },
      eventNames: { 1: ' relapse ', 2: 'death', 3: 'death' },
    });
    expect(observations?.causes).toEqual(['relapse', 'death']);
    expect([...(observations?.event ?? [])]).toEqual([1, 2, 0, 2]);
  });

  test('several values of the event are one cause', () => {
    const { observations } = read('time,status\n3,1\n4,2\n5,0', { roles: { 0: 'censored', 1: 'event', 2: 'event' } });
    expect(observations?.causes).toEqual(['1 / 2']);
    expect([...(observations?.event ?? [])]).toEqual([1, 1, 0]);
  });

  test('every wrong cell is named by row and column, and its row is counted once', () => {
    const { observations } = read('time,status,group\n3,1,A\n,1,A\nten,NA,\n-2,0,B\n7,0,B', {
      roles: { 0: 'censored', 1: 'event' },
    });
    expect(observations?.problems).toEqual([
      { line: 3, column: 'time', value: '', code: 'time-missing' },
      { line: 4, column: 'status', value: 'NA', code: 'status-missing' },
      { line: 4, column: 'time', value: 'ten', code: 'time-not-a-number' },
      { line: 4, column: 'group', value: '', code: 'group-missing' },
      { line: 5, column: 'time', value: '-2', code: 'time-negative' },
    ]);
    expect(observations).toMatchObject({ rows: 5, leftOut: 3 });
    expect([...(observations?.time ?? [])]).toEqual([3, 7]);
  });

  test('a decimal comma among commas shows as too many cells, not as another number', () => {
    const { observations } = read('time,status\n12,1\n12,5,1\n13,0');
    expect(observations?.problems.at(-1)).toMatchObject({ line: 3, code: 'too-many-cells', value: '3' });
    expect([...(observations?.time ?? [])]).toEqual([12, 13]);
  });

  test('rows left out by their status are counted', () => {
    const { observations } = read('time,status\n3,1\n4,0\n5,lost', {
      roles: { 0: 'censored', 1: 'event', lost: 'left-out' },
    });
    expect(observations).toMatchObject({ leftOut: 1, problems: [{ line: 4, code: 'left-out', value: 'lost' }] });
  });
});

describe('missing values', () => {
  test('of every column are left out and named by row', () => {
    const { observations } = read("time;status;group\n3;1;A\nNA;1;A\n4;н/д;A\n5;0;'--\n6;0;unknown\n.;.;?\n7;1,0;A");
    expect(observations?.problems.map(({ line, column, value, code }) => `${line} ${column} ${value} ${code}`)).toEqual(
      [
        '3 time NA time-missing',
        '4 status н/д status-missing',
        "5 group '-- group-missing",
        '7 status . status-missing',
        '7 time . time-missing',
        '7 group ? group-missing',
      ],
    );
    expect(observations).toMatchObject({ groups: ['A', 'unknown'], rows: 7, leftOut: 4 });
  });

  test('a group of the negative is not missing beside one of the positive', () => {
    expect(read('time,status,group\n3,1,+\n4,0,-\n5,1,-').observations).toMatchObject({
      groups: ['+', '-'],
      leftOut: 0,
    });
  });
});

describe('what a status means', () => {
  test('the answers of the reader go before what was understood', () => {
    const { observations } = read('time,cens\n3,1.0\n4,0.0\n5,1\n6,left', {
      roles: { 0: 'censored', 1: 'event', left: 'left-out' },
    });
    expect([...(observations?.event ?? [])]).toEqual([1, 0, 1]);
    expect(observations).toMatchObject({ causes: ['1.0'], problems: [{ line: 5, code: 'left-out' }] });
  });

  test('answers belong to a column and its values, in whatever spelling and order', () => {
    const of = (text: string): string => statusSignature(readTable(text).view, 1);
    expect(of('time,cens\n3,1.0\n4,0.0')).toBe(of('time,cens\n7,0\n9,1\n9,NA'));
    expect(of('time,cens\n3,1\n4,0')).not.toBe(of('time,cens\n3,1\n4,2'));
    expect(of('time,cens\n3,1\n4,0')).not.toBe(of('time,state\n3,1\n4,0'));
  });
});

describe('columns that cannot be used', () => {
  const many = Array.from({ length: 20 }, (_, i) => `${i},${i},g${i}`).join('\n');
  test.each<[string, string, Partial<OwnChoice>]>([
    ['no-time', 'time,status\n1,0', { time: null }],
    ['no-status', 'time,status\n1,0', { status: null }],
    ['same-column', 'time,status\n1,1', { status: 0 }],
    ['no-event', 'time,status\n1,0', { roles: { 0: 'censored' } }],
    ['status-unknown', 'time,status\n1,0\n2,1\n3,2', {}],
    ['status-unknown', 'time,cens\n1,0\n2,1', {}],
    ['too-many-status-values', `time,status,group\n${many}`, { time: 0, status: 1, group: null }],
    [
      'too-many-groups',
      `time,x,group,status\n${Array.from({ length: 250 }, (_, i) => `${i},1,g${i},1`).join('\n')}`,
      { time: 0, status: 3, group: 2, roles: { 1: 'event' } },
    ],
    ['no-rows', 'time,status', {}],
    ['no-rows', 'time,status\nx,1', { time: 0, status: 1, roles: { 1: 'event' } }],
  ])('%s', (reason, text, change) => {
    expect(read(text, change).refused?.code).toBe(reason);
  });
});
