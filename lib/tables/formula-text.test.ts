import fc from 'fast-check';
import { expect, test } from 'vitest';
import { defuse, undefuse } from './formula-text';

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
