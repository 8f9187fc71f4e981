import { expect, test } from 'vitest';
import { inFormOrder } from './refusal-summary';
import { withUnit } from './use-words';

test.each([
  ['0.032', '% of cells', '0.032\u202f%\u00a0of\u00a0cells'],
  ['312.5', '×10⁹/L', '312.5\u202f×10⁹/L'],
  ['7,187', 'per µL', '7,187\u00a0per\u00a0µL'],
  ['7187', 'в мкл', '7187\u00a0в\u00a0мкл'],
])('%s %s stays on one line, and a word does not touch its number', (number, unit, said) => {
  expect(withUnit(number, unit)).toBe(said);
});

test('errors are told as their fields follow each other on the page, those of no field last', () => {
  const fields = [{ name: 'pseudonym' }, { name: 'ageDays' }, { name: 'note' }];
  const errors = { other: 1, note: 2, ageDays: 3, pseudonym: 4 };
  expect(inFormOrder(errors, fields).map(([name]) => name)).toEqual(['pseudonym', 'ageDays', 'note', 'other']);
});
