import { describe, expect, test } from 'vitest';
import { readAddress } from '@/lib/address/reading';
import { patientQuerySchema, patientsAddress, toRow, type PatientRow } from './filter';
import { applyFilter } from './testing/filter-in-steps';
import { course } from './testing/courses';
import type { PatientCourse } from './timeline';

const row = (pseudonym: string, changes: Partial<PatientCourse>): PatientRow =>
  toRow(course({ patientId: pseudonym, ...changes }), {
    pseudonym,
    siteCode: 'A',
    protocolSlug: null,
    kmt2aPartner: null,
    ...{ protocolArm: null, sex: null, wbc: null, cns: null, missingCodes: {} },
    check: { state: 'draft', riskGroup: null, openErrors: 0 },
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
  applyFilter(rows, readAddress(patientQuerySchema, asked).values).map(({ pseudonym }) => pseudonym);

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

  test('what the address says wrongly is named, and the rest is used', () => {
    const { values, problems } = readAddress(patientQuerySchema, {
      kmt2a: 'germlin',
      status: 'gone',
      year: '20',
      sort: 'name',
      down: 'yes',
      q: ['B', 'A'],
      name: 'x',
    });
    expect(values).toEqual({ q: '', stale: false, sort: 'pseudonym', down: false, page: 1 });
    expect(problems.map(({ parameter, code, nearest }) => [parameter, code, nearest])).toEqual([
      ['name', 'unknown-parameter', undefined],
      ['q', 'given-twice', undefined],
      ['kmt2a', 'not-in-list', 'germline'],
      ['status', 'not-in-list', undefined],
      ['year', 'not-valid', '1900'],
      ['sort', 'not-in-list', undefined],
      ['down', 'not-in-list', undefined],
    ]);
  });

  test('an address says nothing of what is usual', () => {
    const filter = readAddress(patientQuerySchema, { status: 'died', sort: 'age', down: '1' }).values;
    expect(patientsAddress(filter)).toBe('/patients?status=died&sort=age&down=1');
    expect(patientsAddress(readAddress(patientQuerySchema, {}).values)).toBe('/patients');
  });
});
