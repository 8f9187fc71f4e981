import { expect, test } from 'vitest';
import { readTable } from '@/lib/tables/read-text';
import { rowsOf } from '@/lib/tables/table';
import { figureCsv } from './csv';

test('names that a spreadsheet would run as formulas are the same on the way out and back in', () => {
  const names = [
    '=A',
    '+B',
    '-C',
    '@D',
    '\uff1dE',
    '\uff0bF',
    '\uff0dG',
    '\uff20H',
    "O'Brien",
    "'quoted'",
    'plain',
    '-',
    '+',
  ];
  const rows = names.map((group, i) => ({ group, time: i + 1 }));
  const csv = figureCsv({ records: { columns: ['group', 'time'], rows }, tables: [], riskTable: null, madeUp: null });
  expect(csv).toContain("'=A");
  expect(rowsOf(readTable(csv)).map(({ cells }) => cells[0])).toEqual(names);
});
