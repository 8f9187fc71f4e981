import { describe, expect, test } from 'vitest';
import { intervalText } from './interval-text';
import { exactNumber } from './use-risk-words';

const words = {
  locale: 'en',
  factValue: (fact: string, value: unknown) => `${String(value)} ${fact === 'ageDays' ? 'd' : '%'}`,
} as const;
const at = (value: number, after = false) => ({ value, after });

// The intervals as rules.md, section 5, says which side the value on the cut belongs to.
describe('intervalText', () => {
  test.each([
    ['ageDays', null, at(90), '< 90 d'],
    ['ageDays', at(90), at(366), '90–365 d'],
    ['ageDays', at(366), null, '≥ 366 d'],
    ['mrdBlina1', null, at(0.01, true), '≤ 0.01 %'],
    ['mrdBlina1', at(0.01, true), null, '> 0.01 %'],
    ['mrdEoi', at(0.1), at(1), '≥ 0.1, < 1 %'],
    ['mrdEoi', null, null, null],
  ] as const)('%s from %o to %o', (fact, from, to, expected) => {
    expect(intervalText(fact, { from, to, sample: 0 }, words)).toBe(expected);
  });
});

describe('exactNumber', () => {
  test.each([
    [0.00005, 'en', '0.00005'],
    [0.00005, 'ru', '0,00005'],
    [142, 'en', '142'],
    [12.345, 'en', '12.345'],
    [1450, 'en', '1,450'],
    [1e-7, 'en', '0.0000001'],
    [0, 'ru', '0'],
  ] as const)('%d in %s', (value, locale, expected) => {
    expect(exactNumber(value, locale)).toBe(expected);
  });
});
