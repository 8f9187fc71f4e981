import { describe, expect, test } from 'vitest';
import { factorize, invertFactored, quadraticForm, solveFactored, toRows } from './linear-algebra';

describe('symmetric systems', () => {
  const matrix = Float64Array.of(4, 2, 1, 2, 5, 3, 1, 3, 6);
  test('solve, invert and the quadratic form (by hand)', () => {
    const factor = factorize(matrix, 3);
    const solution = solveFactored(factor, [7, 10, 10]);
    solution.forEach((value) => expect(value).toBeCloseTo(1, 14));
    const product = toRows(invertFactored(factor), 3).map((row) =>
      row.reduce((sum, value, i) => sum + value * (matrix[i * 3] ?? 0), 0),
    );
    [1, 0, 0].forEach((wanted, i) => expect(product[i]).toBeCloseTo(wanted, 14));
    expect(quadraticForm(factor, [7, 10, 10])).toBeCloseTo(27, 13);
  });
  test('a column that is the sum of others is redundant and its unknown 0', () => {
    const factor = factorize(Float64Array.of(1, 0, 1, 0, 1, 1, 1, 1, 2), 3);
    expect(factor.redundant).toEqual([2]);
    expect([...solveFactored(factor, [3, 4, 7])]).toEqual([3, 4, 0]);
    expect([...invertFactored(factor)]).toEqual([1, 0, 0, 0, 1, 0, 0, 0, 0]);
  });
});
