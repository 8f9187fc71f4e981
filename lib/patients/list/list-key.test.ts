import fc from 'fast-check';
import { expect, test } from 'vitest';
import { listKey } from './list-key';

const byBytes = (a: string, b: string): number => Buffer.compare(Buffer.from(listKey(a)), Buffer.from(listKey(b)));
const natural = new Intl.Collator('en', { numeric: true });

test('numbers stand by their value, ё as е, and signs before digits before letters', () => {
  const sorted = ['A_1', 'A-1', 'A.1', 'A/1', 'A1', 'A2', 'A10', 'AB', 'Ёж-2', 'Жук-1'];
  expect([...sorted].reverse().sort(byBytes)).toEqual(sorted);
});

test('two pseudonyms that the key tells apart stand as the collation of the database has them', () => {
  const sign = fc.constantFrom(...'ABYZabyzАБЯабяЁёЕе0129-/._');
  const pseudonym = fc
    .array(sign, { minLength: 1, maxLength: 20 })
    .map((signs) => signs.join(''))
    .filter((text) => /^[^-/._]/.test(text));
  fc.assert(
    fc.property(pseudonym, pseudonym, (a, b) => {
      const byKey = Math.sign(byBytes(a, b));
      if (byKey !== 0) expect(Math.sign(natural.compare(a, b))).toBe(byKey);
    }),
    { numRuns: 5000 },
  );
});
