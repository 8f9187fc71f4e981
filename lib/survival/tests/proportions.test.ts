import { describe, expect, test } from 'vitest';
import { SurvivalInputError } from '../errors';
import { fisherExact } from './fisher-exact';
import golden from '../golden/pooling.json';
import { expectAgreement } from '../golden/reference';
import { proportion, proportionDifference } from './proportions';
import moderators from '../golden/moderators.json';
import { fourfoldChiSquare } from './fourfold';

describe('proportion', () => {
  test.each(golden.proportions)(
    '$count of $size agrees with prop.test and binom.test',
    ({ count, size, wilson, exact, exact90 }) => {
      const limits = (one: { lower: number; upper: number }): number[] => [one.lower, one.upper];
      expectAgreement('wilson', limits(proportion(count, size)), wilson, { rel: 1e-12, abs: 1e-15 });
      expectAgreement('clopper-pearson', limits(proportion(count, size, 'clopper-pearson')), exact, {
        rel: 1e-12,
        abs: 1e-15,
      });
      expectAgreement('clopper-pearson', limits(proportion(count, size, 'clopper-pearson', 0.9)), exact90, {
        rel: 1e-12,
        abs: 1e-15,
      });
    },
  );
  test.each([
    [-1, 10],
    [11, 10],
    [0.5, 10],
    [0, 0],
  ])('%d of %d is refused', (count, size) => {
    expect(() => proportion(count, size)).toThrow(SurvivalInputError);
  });
});

describe('proportionDifference', () => {
  test.each(golden.newcombe)(
    "$counts agrees with Newcombe's method 10 from R's score limits",
    ({ counts, estimate, lower, upper }) => {
      const [a = 0, m = 0, b = 0, n = 0] = counts;
      const got = proportionDifference({ count: a, n: m }, { count: b, n: n });
      expectAgreement('newcombe', [got.estimate, got.lower, got.upper], [estimate, lower, upper]);
    },
  );
  test('56 of 70 against 48 of 80: Newcombe 1998, table II (a), method 10', () => {
    const { lower, upper } = proportionDifference({ count: 48, n: 80 }, { count: 56, n: 70 });
    expect([lower.toFixed(4), upper.toFixed(4)]).toEqual(['0.0524', '0.3339']);
  });
});

describe('fisherExact', () => {
  test.each(golden.fisher)('$table agrees with fisher.test', ({ table, p, estimate, lower, upper, r_estimate }) => {
    const [a = 0, b = 0, c = 0, d = 0] = table;
    const got = fisherExact({ a, b, c, d });
    expectAgreement('fisher', [got.p, got.oddsRatio, got.lower, got.upper], [p, estimate, lower, upper], {
      rel: 1e-10,
      abs: 1e-12,
    });
    // fisher.test itself stops at 1e-4
    if (got.oddsRatio !== null && typeof r_estimate === 'number') expect(got.oddsRatio).toBeCloseTo(r_estimate, 2);
  });
  test('a table with an empty margin says nothing', () => {
    expect(fisherExact({ a: 0, b: 5, c: 0, d: 7 })).toMatchObject({
      p: 1,
      oddsRatio: null,
      notEstimable: 'zero_variance',
    });
  });
  test('a negative count is refused', () => {
    expect(() => fisherExact({ a: -1, b: 1, c: 1, d: 1 })).toThrow(SurvivalInputError);
  });
});

test.each(moderators.intervals)('$count of $n: Agresti–Coull and Wald limits agree with R', (wanted) => {
  for (const [method, limits] of [
    ['agresti-coull', wanted.agresti_coull],
    ['wald', wanted.wald],
  ] as const) {
    const { lower, upper } = proportion(wanted.count, wanted.n, method);
    expectAgreement(method, [lower, upper], limits);
  }
});

test.each(moderators.fourfold)(
  'the fourfold table $table: chi-square with and without correction agrees with R',
  (wanted) => {
    const [a = 0, b = 0, c = 0, d = 0] = wanted.table;
    for (const [corrected, figures] of [
      [false, wanted.plain],
      [true, wanted.yates],
    ] as const) {
      const { chiSquared, p } = fourfoldChiSquare({ a, b, c, d }, corrected);
      expectAgreement('chi-square', [chiSquared, p], figures);
    }
  },
);

test('a fourfold table with an empty column has no chi-square', () => {
  expect(fourfoldChiSquare({ a: 3, b: 0, c: 5, d: 0 })).toMatchObject({ p: null, notEstimable: 'zero_variance' });
});
