import { describe, expect, test } from 'vitest';
import type { NumberFact } from '@/lib/risk/numbers/number-intervals';
import { emptyEntry, entryOf, factsOf, readEntry, withNumber, type EntryUnit } from './fact-entry';

const read = (fact: NumberFact, text: string, unit: EntryUnit, days = '') => readEntry(fact, { text, unit, days });

describe('readEntry', () => {
  // By hand: a week is 7 days, a month 30.4375 days rounded to whole days as in the patients' form (6 months: 183).
  test.each([
    ['ageDays', '142', 'days', 142],
    ['ageDays', '0', 'days', 0],
    ['ageDays', '6', 'months', 183],
    ['ageDays', '4,5', 'months', 137],
    ['ageDays', '12', 'months', 365],
    ['ageDays', '26', 'weeks', 182],
    ['ageDays', '0.5', 'months', 15],
    ['wbc', '286', '10^9/L', 286],
    ['wbc', '286 000', 'per-microlitre', 286],
    ['wbc', '12345', 'per-microlitre', 12.345],
    ['wbc', '300', '10^9/L', 300],
    ['wbc', '+5', '10^9/L', 5],
    ['wbc', '1 250,5', '10^9/L', 1250.5],
    ['wbc', '1e3', '10^9/L', 1000],
    ['day8Blasts', '1 450', 'per-microlitre', 1450],
    ['day8Blasts', '1,45', '10^9/L', 1450],
    ['day8Blasts', '1.001', '10^9/L', 1001],
    ['mrdEoi', '0,05', 'percent', 0.05],
    ['mrdEoi', '0.05', 'percent', 0.05],
    ['mrdEoi', ',5', 'percent', 0.5],
    ['mrdEoi', '0,050', 'percent', 0.05],
    ['mrdEoi', '10⁻⁴', 'share', 0.01],
    ['mrdEoi', '10^-4', 'share', 0.01],
    ['mrdEoi', '5×10⁻⁴', 'share', 0.05],
    ['mrdEoi', '3 * 10^-4', 'share', 0.03],
    ['mrdEoi', '1,5e-3', 'share', 0.15],
    ['mrdBlina1', '0.0001', 'share', 0.01],
    ['mrdBlina1', '0', 'share', 0],
  ] as const)('%s "%s" in %s is %d', (fact, text, unit, value) => {
    expect(read(fact, text, unit)).toEqual({ value, problem: null });
  });

  test.each([
    ['6', '3', 186],
    ['6', '', 183],
    ['', '20', 20],
    ['13', '0', 396],
  ])('an age of %s months and %s days is %d days', (months, days, value) => {
    expect(read('ageDays', months, 'months-and-days', days)).toEqual({ value, problem: null });
  });

  test.each([
    ['ageDays', '6.5', 'days', 'not-whole-days'],
    ['ageDays', '-1', 'days', 'negative'],
    ['wbc', '−3', '10^9/L', 'negative'],
    ['wbc', 'many', '10^9/L', 'not-a-number'],
    ['wbc', '1.2.3', '10^9/L', 'not-a-number'],
    ['wbc', '300+', '10^9/L', 'not-one-number'],
    ['wbc', '10–20', '10^9/L', 'not-one-number'],
    ['wbc', '1e999', '10^9/L', 'out-of-range'],
    ['day8Blasts', '1,450', 'per-microlitre', 'ambiguous-comma'],
    ['wbc', '286,000', 'per-microlitre', 'ambiguous-comma'],
    ['mrdEoi', '10⁻⁴', 'percent', 'power-in-percent'],
    ['mrdEoi', '1e-4', 'percent', 'power-in-percent'],
  ] as const)('%s "%s" in %s is refused: %s', (fact, text, unit, problem) => {
    expect(read(fact, text, unit)).toEqual({ value: null, problem });
  });

  test('months and days are whole', () => {
    expect(read('ageDays', '6.5', 'months-and-days', '3').problem).toBe('not-whole-parts');
    expect(read('ageDays', '6', 'months-and-days', '-3').problem).toBe('negative');
  });

  test('an empty field is unknown', () => {
    expect(read('wbc', '  ', '10^9/L')).toEqual({ value: null, problem: null });
    expect(read('ageDays', '', 'months-and-days')).toEqual({ value: null, problem: null });
  });
});

describe('the fields and the facts', () => {
  test.each(['en', 'ru'] as const)('facts come back from the fields as they were (%s)', (locale) => {
    const facts = {
      ageDays: 142,
      kmt2aEvaluable: false,
      wbc: 12.345,
      day8Blasts: 1_234_567.5,
      mrdEoi: 0.000_000_1,
      remissionEoi: false,
    } as const;
    expect(factsOf(entryOf(facts, locale))).toEqual(facts);
  });

  test('are written with the sign of the language, unless it would read as thousands', () => {
    expect(entryOf({ wbc: 12.5, mrdEoi: 1.234 }, 'ru').numbers).toMatchObject({
      wbc: { text: '12,5' },
      mrdEoi: { text: '1.234' },
    });
    expect(entryOf({ wbc: 12.5 }, 'en').numbers.wbc.text).toBe('12.5');
  });

  test('a refused field is unknown and keeps its text', () => {
    const entry = entryOf({ ageDays: 60 }, 'en');
    const typed = { ...entry, numbers: { ...entry.numbers, wbc: { text: 'abc', days: '', unit: '10^9/L' as const } } };
    expect(factsOf(typed)).toEqual({ ageDays: 60 });
    expect(factsOf(emptyEntry())).toEqual({});
  });

  test('one number put in leaves the other fields alone, refused ones too, but for the same question answered otherwise', () => {
    const entry = entryOf({ ageDays: 60, prednisoneResponse: 'good' }, 'en');
    const typed = { ...entry, numbers: { ...entry.numbers, wbc: { text: 'abc', days: '', unit: '10^9/L' as const } } };
    const changed = withNumber(typed, 'day8Blasts', 1450, 'en');
    expect(changed.numbers.wbc.text).toBe('abc');
    expect(factsOf(changed)).toEqual({ ageDays: 60, day8Blasts: 1450 });
    expect(factsOf(withNumber(typed, 'ageDays', 90, 'en'))).toEqual({ ageDays: 90, prednisoneResponse: 'good' });
  });
});
