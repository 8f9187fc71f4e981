import { describe, expect, test } from 'vitest';
import { timesPowerOfTen } from './powers-of-ten';
import { unitSlips } from './unit-slips';

// Expected numbers by hand: a month is 30.4375 days, a litre 10⁶ µL, 10⁻⁴ of cells 0.01 %.
describe('unitSlips', () => {
  test.each([
    [{ ageDays: 6 }, [{ fact: 'ageDays', value: 6, slip: 'age-in-months', instead: 183 }]],
    [{ ageDays: 12 }, [{ fact: 'ageDays', value: 12, slip: 'age-in-months', instead: 365 }]],
    [{ wbc: 286_000 }, [{ fact: 'wbc', value: 286_000, slip: 'wbc-per-microlitre', instead: 286 }]],
    [{ wbc: 9000 }, [{ fact: 'wbc', value: 9000, slip: 'wbc-per-microlitre', instead: 9 }]],
    [{ wbc: 1500 }, [{ fact: 'wbc', value: 1500, slip: 'wbc-per-microlitre', instead: 1.5 }]],
    [{ wbc: 0.3 }, [{ fact: 'wbc', value: 0.3, slip: 'wbc-very-low', instead: null }]],
    [{ day8Blasts: 1.45 }, [{ fact: 'day8Blasts', value: 1.45, slip: 'blasts-in-10^9/L', instead: 1450 }]],
    [{ mrdEoi: 150 }, [{ fact: 'mrdEoi', value: 150, slip: 'mrd-over-100-percent', instead: null }]],
    [{ mrdBlina1: 0.0001 }, [{ fact: 'mrdBlina1', value: 0.0001, slip: 'mrd-as-share', instead: 0.01 }]],
    [
      { mrdEoi: 3e-7, wbc: 12_345 },
      [
        { fact: 'wbc', value: 12_345, slip: 'wbc-per-microlitre', instead: 12.345 },
        { fact: 'mrdEoi', value: 3e-7, slip: 'mrd-as-share', instead: 3e-5 },
      ],
    ],
  ])('%o is worth a question', (facts, expected) => {
    expect(unitSlips(facts)).toEqual(expected);
  });

  test.each([
    [{ ageDays: 0 }],
    [{ ageDays: 13 }],
    [{ wbc: 1 }],
    [{ wbc: 1499 }],
    [{ day8Blasts: 0 }],
    [{ day8Blasts: 1450 }],
    [{ mrdEoi: 0 }],
    [{ mrdEoi: 0.001 }],
    [{ mrdBlina1: 100 }],
    [{}],
    [{ ageDays: null }],
  ])('%o is not', (facts) => {
    expect(unitSlips(facts)).toEqual([]);
  });
});

describe('timesPowerOfTen', () => {
  test.each([
    [3e-4, 2, 0.03],
    [1.001, 3, 1001],
    [286_000, -3, 286],
    [0, 5, 0],
    [1e-7, 2, 1e-5],
  ])('%d × 10^%d is %d', (value, power, expected) => {
    expect(timesPowerOfTen(value, power)).toBe(expected);
  });
});
