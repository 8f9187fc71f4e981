import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isPowerOfTen, readNumber, type DecimalSign, type NumberProblem } from './read-number';

const SIGNS = ['.', ',', 'either'] as const satisfies readonly DecimalSign[];
const SPACES = [' ', '\u00a0', '\u2009', '\u202f'];
const typed = (value: string) => readNumber(value, { decimal: 'either' });

describe('readNumber', () => {
  test.each([
    ['5', 5],
    ['+5', 5],
    ['+ 5', 5],
    ['-5', -5],
    ['−5', -5],
    ['–5', -5],
    ['0.05', 0.05],
    ['0,05', 0.05],
    ['0,125', 0.125],
    [',5', 0.5],
    ['.5', 0.5],
    ['12.', 12],
    ['1.250', 1.25],
    ['1,2345', 1.2345],
    ['1250,500', 1250.5],
    ['1 250,5', 1250.5],
    ['1\u00a0250,500', 1250.5],
    ['1\u202f250\u202f000', 1_250_000],
    [' 250\u2009000 ', 250_000],
    ['1e3', 1000],
    ['1,5E-3', 0.0015],
    ['1.5е+3', 1500],
    ['10⁻⁴', 0.0001],
    ['5×10⁻⁴', 0.0005],
    ['3 * 10^-4', 0.0003],
    ['2·10⁹', 2e9],
    ['-0', 0],
  ])('%j typed freely is %d', (text, value) => {
    expect(typed(text)).toEqual({ value });
  });

  test.each<[string, DecimalSign, NumberProblem]>([
    ['', 'either', 'empty'],
    [' \u00a0', '.', 'empty'],
    ['1,250', 'either', 'ambiguous'],
    ['1,250', '.', 'ambiguous'],
    ['1.250', ',', 'ambiguous'],
    ['1,250,000', 'either', 'ambiguous'],
    ['1,250.5', 'either', 'ambiguous'],
    ['-1,250', 'either', 'ambiguous'],
    ['1,250e3', 'either', 'ambiguous'],
    ['12,5', '.', 'other-decimal-sign'],
    ['12.5', ',', 'other-decimal-sign'],
    ['10-20', 'either', 'not-one-number'],
    ['10–20', 'either', 'not-one-number'],
    ['1,5 – 2,5', ',', 'not-one-number'],
    ['5 ± 1', '.', 'not-one-number'],
    ['10-4', 'either', 'not-one-number'],
    ['<0.01', 'either', 'not-one-number'],
    ['≥ 300', 'either', 'not-one-number'],
    ['300+', 'either', 'not-one-number'],
    ['1e999', 'either', 'out-of-range'],
    ['1e-999', 'either', 'out-of-range'],
    ['.', 'either', 'not-a-number'],
    ['1.2.3', 'either', 'not-a-number'],
    ['1,2,3', ',', 'not-a-number'],
    ['1 25', 'either', 'not-a-number'],
    ['0 125', 'either', 'not-a-number'],
    ['5 %', 'either', 'not-a-number'],
    ['0x10', 'either', 'not-a-number'],
    ['Infinity', 'either', 'not-a-number'],
    ['12 mo', 'either', 'not-a-number'],
    ['--5', 'either', 'not-a-number'],
    ['e3', 'either', 'not-a-number'],
    ['٣', 'either', 'not-a-number'],
  ])('%j under %s is refused: %s', (text, decimal, problem) => {
    expect(readNumber(text, { decimal })).toEqual({ problem });
  });

  test('a number comes back from every way of writing it, under the sign that it is written with', () => {
    const way = fc.record({
      whole: fc.integer({ min: 0, max: 999_999_999 }),
      // Two decimals or four: three could be thousands.
      part: fc.oneof(fc.constant(''), fc.stringMatching(/^\d{2}$/), fc.stringMatching(/^\d{4}$/)),
      sign: fc.constantFrom('.', ','),
      space: fc.constantFrom('', ...SPACES),
      before: fc.constantFrom('', '+', '-', '−'),
      power: fc.integer({ min: -9, max: 9 }),
    });
    fc.assert(
      fc.property(way, ({ whole, part, sign, space, before, power }) => {
        const grouped = String(whole).replace(/\B(?=(\d{3})+$)/g, space);
        const text = `${before}${grouped}${part === '' ? '' : sign + part}${power === 0 ? '' : `e${power}`}`;
        const size = Number(`${whole}.${part || '0'}e${power}`);
        const value = before === '-' || before === '−' ? 0 - size : size;
        expect(typed(text)).toEqual({ value });
        expect(readNumber(text, { decimal: sign as DecimalSign })).toEqual({ value });
      }),
    );
  });

  test('whatever is typed gives a finite number or a reason, and a given sign never another number than the free reading', () => {
    const text = fc.oneof(fc.string(), fc.stringMatching(/^[-+−]?[\d., \u00a0e^×]{0,12}$/u));
    fc.assert(
      fc.property(text, (any) => {
        const readings = SIGNS.map((decimal) => readNumber(any, { decimal }));
        for (const reading of readings) if ('value' in reading) expect(Number.isFinite(reading.value)).toBe(true);
        const [, , free] = readings;
        if (free === undefined || 'problem' in free) return;
        for (const reading of readings) if ('value' in reading) expect(reading).toEqual(free);
      }),
      { numRuns: 2000 },
    );
  });

  test('tells powers of ten from other numbers', () => {
    expect(['1e-4', '10⁻⁴', '5×10^-4'].map(isPowerOfTen)).toEqual([true, true, true]);
    expect(['0.0001', '10-4', '12'].map(isPowerOfTen)).toEqual([false, false, false]);
  });
});
