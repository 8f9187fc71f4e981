import { checkGiven } from '../choices';
import { SurvivalInputError } from '../errors';
import { chiSquareUpperTail } from '../math/gamma-distribution';
import type { NotEstimable } from '../not-estimable';
import type { FourfoldTable } from './fisher-exact';

export type FourfoldChiSquare = Readonly<{
  method: 'chi-square';
  /** With Yates's continuity correction. */
  corrected: boolean;
  chiSquared: number | null;
  degreesOfFreedom: 1;
  p: number | null;
  /** The smallest expected count: below 5 Fisher's test is the better one. */
  smallestExpected: number | null;
  notEstimable: NotEstimable | null;
}>;

const LARGEST_COUNT = 1e12;

/**
 * Chi-square test of a fourfold table, by default with Yates's correction, never more than the deviation itself. An empty row or
 * column is `zero_variance`. Agrees with R's `chisq.test(matrix(c(a, c, b, d), 2), correct)`.
 */
export function fourfoldChiSquare(table: FourfoldTable, corrected = true): FourfoldChiSquare {
  checkGiven('table', table);
  const { a, b, c, d } = table;
  Object.entries({ a, b, c, d }).forEach(([name, count]) => {
    if (!(Number.isInteger(count) && count >= 0 && count <= LARGEST_COUNT))
      throw new SurvivalInputError(name, 'out_of_range');
  });
  const named = { method: 'chi-square', corrected, degreesOfFreedom: 1 } as const;
  const [rows, columns, n] = [[a + b, c + d], [a + c, b + d], a + b + c + d];
  const expected = rows.flatMap((row) => columns.map((column) => (row / n) * column));
  if (![...rows, ...columns].every((margin) => margin > 0))
    return { ...named, chiSquared: null, p: null, smallestExpected: null, notEstimable: 'zero_variance' };
  const deviation = Math.abs(a - (expected[0] ?? 0));
  const reduced = deviation - (corrected ? Math.min(0.5, deviation) : 0);
  const chiSquared = expected.reduce((sum, count) => sum + reduced ** 2 / count, 0);
  const smallestExpected = expected.reduce((least, count) => Math.min(least, count), Infinity);
  return { ...named, chiSquared, p: chiSquareUpperTail(chiSquared, 1), smallestExpected, notEstimable: null };
}
