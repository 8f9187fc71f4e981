import { expect, test } from 'vitest';
import { unitsSaid, type ColumnFacts } from '@/lib/patients/import/questions';
import { unsaidOf } from './unsaid';
import type { OpenSheet } from './opened';

const CLOSED: ColumnFacts = {
  ...{ orderOpen: false, decimalOpen: false, serialOpen: false, powers: false, highest: 0, signs: [] },
  ...unitsSaid(''),
};
const UNKNOWN = { sign: '?', count: 2, usual: null, word: false, kept: false };

function sheet(columns: readonly (readonly [name: string, target: string | null, facts: Partial<ColumnFacts>])[]) {
  const read = {
    ...{ sheet: 'A', rows: 1, of: null, merged: null, encoding: null, notes: [] },
    columns: columns.map(([name, target, facts]) => ({
      ...{ name, target, examples: [], timePoint: null },
      facts: { ...CLOSED, ...facts },
    })),
  };
  return { read, used: true, merged: null, columns: columns.map(([, target]) => ({ target })) } satisfies OpenSheet;
}

test('what is still to be said is named by its column, and by the sign with the columns that have it', () => {
  const one = sheet([
    ['Date', 'patient.diagnosisDate', { orderOpen: true }],
    ['WBC', 'patient.wbc', { signs: [UNKNOWN] }],
    ['Sex', 'patient.sex', { signs: [{ ...UNKNOWN, usual: 'nothing' }] }],
    ['Note', null, { orderOpen: true, signs: [UNKNOWN] }],
  ]);
  expect(unsaidOf({ sheets: [one], signs: [] })).toEqual(['Date', '? (WBC, Sex)']);
  expect(unsaidOf({ sheets: [one], signs: [{ sign: '?', means: 'UNK' }] })).toEqual(['Date']);
  expect(unsaidOf({ sheets: [{ ...one, used: false }], signs: [] })).toEqual([]);
});
