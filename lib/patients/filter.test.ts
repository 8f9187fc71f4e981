import { describe, expect, test } from 'vitest';
import { applyFilter, PatientFilter, toRow, type PatientRow } from './filter';
import { course } from './testing/courses';
import type { PatientCourse } from './timeline';

const row = (pseudonym: string, changes: Partial<PatientCourse>): PatientRow =>
  toRow(course({ patientId: pseudonym, ...changes }), {
    pseudonym,
    siteCode: 'A',
    protocolSlug: null,
    kmt2aPartner: null,
  });
const follow = (date: string): PatientCourse['knownAliveDates'] => [{ date, record: 'follow-up' }];

const rows = [
  row('A-10', { ageDays: 30, knownAliveDates: follow('2024-01-01') }),
  row('A-9', { ageDays: 300, kmt2a: 'germline', diagnosisDate: '2021-05-01', knownAliveDates: follow('2022-01-01') }),
  row('B-1', {
    kmt2a: null,
    events: [{ id: 'r', kind: 'relapse', date: '2020-06-01' }],
    knownAliveDates: follow('2023-01-01'),
  }),
  row('B-2', { events: [{ id: 'd', kind: 'death', date: '2020-02-01' }] }),
];
const found = (asked: Record<string, string | string[]>): string[] =>
  applyFilter(rows, PatientFilter.parse(asked)).map(({ pseudonym }) => pseudonym);

describe('the list of patients', () => {
  test('stands in the order of its numbers, not of their digits', () => {
    expect(found({})).toEqual(['A-9', 'A-10', 'B-1', 'B-2']);
    expect(found({ down: '1' })).toEqual(['B-2', 'B-1', 'A-10', 'A-9']);
  });

  test.each([
    [{ q: 'b-' }, ['B-1', 'B-2']],
    [{ q: ' a-1 ' }, ['A-10']],
    [{ kmt2a: 'rearranged' }, ['A-10', 'B-2']],
    [{ kmt2a: 'germline' }, ['A-9']],
    [{ kmt2a: 'unknown' }, ['B-1']],
    [{ status: 'event-free' }, ['A-9', 'A-10']],
    [{ status: 'event' }, ['B-1', 'B-2']],
    [{ status: 'alive' }, ['A-9', 'A-10', 'B-1']],
    [{ status: 'died' }, ['B-2']],
    [{ year: '2021' }, ['A-9']],
    [{ status: 'event', kmt2a: 'rearranged' }, ['B-2']],
    [{ sort: 'efs' }, ['B-2', 'B-1', 'A-9', 'A-10']],
    [{ sort: 'os' }, ['B-2', 'A-9', 'B-1', 'A-10']],
    [{ sort: 'age' }, ['A-10', 'B-1', 'B-2', 'A-9']],
    [{ sort: 'last-contact', down: '1' }, ['A-10', 'B-1', 'A-9', 'B-2']],
    [{ sort: 'diagnosis' }, ['A-10', 'B-1', 'B-2', 'A-9']],
  ])('%j leaves %j', (asked, left) => {
    expect(found(asked)).toEqual(left);
  });

  test('what the address says wrongly is as if not asked', () => {
    expect(found({ kmt2a: 'x', status: 'gone', year: '20', sort: 'name', down: 'yes' })).toEqual([
      'A-9',
      'A-10',
      'B-1',
      'B-2',
    ]);
    expect(found({ q: ['B', 'A'] })).toEqual(['B-1', 'B-2']);
  });
});
