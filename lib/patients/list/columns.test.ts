import { expect, test } from 'vitest';
import { course } from '../testing/courses';
import { toRow } from '../filter';
import { csvColumns, fileColumns, readColumns, writeColumns } from './columns';

const row = toRow(course({ knownAliveDates: [{ date: '2021-01-01', record: 'follow-up' }] }), {
  ...{ pseudonym: '=1+1', siteCode: 'A', protocolSlug: null, protocolArm: null, kmt2aPartner: null },
  ...{ sex: null, wbc: null, cns: 'CNS1', missingCodes: { wbc: 'UNK', protocolSlug: 'NA' } },
  check: { state: 'complete', riskGroup: 'HR', openErrors: 2 },
});

test('a choice of columns is kept in the order of the list, and names of others are left out', () => {
  expect(readColumns('os.wbc.nonsense', false)).toEqual(['wbc', 'os']);
  expect(readColumns(writeColumns(['os', 'wbc']), true)).toEqual(['wbc', 'os']);
  expect(readColumns(undefined, true)[0]).toBe('site');
  expect(readColumns('', false)).not.toContain('site');
  // Whoever leaves all of them out has left them out when the page is opened again.
  expect(readColumns(writeColumns([]), true)).toEqual([]);
  expect(Object.keys(fileColumns([]))).toEqual(['pseudonym']);
});

test('a file says days, numbers and why a field is empty, whatever the language', () => {
  const columns = fileColumns(['sex', 'wbc', 'cns', 'protocol', 'efs', 'last-contact', 'risk', 'state', 'errors']);
  const said = Object.fromEntries(Object.entries(columns).map(([name, value]) => [name, value(row)]));
  // 1 January 2020 to 1 January 2021: 366 days.
  expect(said).toEqual({
    pseudonym: '=1+1',
    sex: null,
    wbc_10e9_per_l: 'UNK',
    cns: 'CNS1',
    protocol: 'NA',
    efs_days: 366,
    efs_event: false,
    last_contact: '2021-01-01',
    risk_group: 'HR',
    state: 'complete',
    open_errors: 2,
  });
});

// Only February 2020 and the year 2022 are known; the middle of each is the day that counts (15 February, 1 July).
test('a date known in part has no day that nobody entered', () => {
  const partial = course({
    diagnosisDate: '2020-02-15',
    knownAliveDates: [{ date: '2022-07-01', record: 'follow-up' }],
    partialDates: [
      { record: 'diagnosis', date: '2020-02-15', from: '2020-02-01', to: '2020-02-29' },
      { record: 'follow-up', date: '2022-07-01', from: '2022-01-01', to: '2022-12-31' },
    ],
  });
  const columns = fileColumns(['diagnosis', 'last-contact']);
  const { course: own, efs, os, lastContact } = toRow(partial, row);
  const said = Object.values(columns).map((value) => value({ ...row, course: own, efs, os, lastContact }));
  expect(said).toEqual(['=1+1', '2020-02', '2022']);
});

test('a pseudonym that a spreadsheet would change stands behind an apostrophe in a CSV, a day does not', () => {
  const { pseudonym, last_contact } = csvColumns(fileColumns(['last-contact']));
  const said = ['001', '1e5', '12.03.2020', 'P-1'].map((one) => pseudonym?.({ ...row, pseudonym: one }));
  expect(said).toEqual(["'001", "'1e5", "'12.03.2020", 'P-1']);
  expect(last_contact?.(row)).toBe('2021-01-01');
});
