import fc from 'fast-check';
import { expect, test } from 'vitest';
import { defuse, keepApostrophe, keepText, undefuse } from './formula-text';

test('what would be a formula is none, and comes back as it was', () => {
  expect(defuse('=1+1')).toBe("'=1+1");
  expect(defuse("'=1+1")).toBe("''=1+1");
  expect(defuse('A-1')).toBe('A-1');
  expect(undefuse("'quoted'")).toBe("'quoted'");
  const text = fc.string({ unit: fc.constantFrom('=', '+', '-', '@', '\t', "'", 'a', '1', ' ', '＝') });
  fc.assert(
    fc.property(text, (said) => {
      expect(undefuse(defuse(said))).toBe(said);
      expect(defuse(said)).not.toMatch(/^[=+\-@\t\r＝＋－＠]/u);
    }),
  );
});

test.each([
  '007',
  '0012',
  '1E5',
  '1-2',
  '3/2021',
  '12.05',
  '1.2.3',
  'MAR5',
  'сен-1',
  '5 марта',
  '1234567890123456',
  '12:30',
  '=1',
])('a spreadsheet would change the text %s, so that it stands behind an apostrophe', (said) => {
  expect(keepText(said)).toBe(`'${said}`);
  expect(undefuse(`'${said}`)).toBe(said);
});

test.each(['7', '120', 'A-007', 'ж-04', '46,XX', 't(4;11)', 'DEMO-001', "'quoted'", '', 'CNS1', 'pro-B', '2024-A'])(
  'the text %s stays as it is',
  (said) => {
    expect([keepText(said), undefuse(said)]).toEqual([said, said]);
  },
);

test('whatever is written comes back as it was, apostrophes and all', () => {
  const text = fc.string({ unit: fc.constantFrom('=', '-', '0', '7', '.', "'", 'e', '/', 'mar', 'x') });
  fc.assert(
    fc.property(text, (said) => {
      for (const write of [defuse, keepText, keepApostrophe]) expect(undefuse(write(said))).toBe(said);
      expect(keepApostrophe(said) === said || said.startsWith("'")).toBe(true);
    }),
  );
});
