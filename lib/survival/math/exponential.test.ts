import { expect, test } from 'vitest';
import { exponential } from './exponential';

test('agrees with the exponential of the runtime to two units in the last place, from the least to the largest', () => {
  const off = Array.from({ length: 140_001 }, (_, i) => {
    const x = (i - 70_000) * 0.01 + 1e-3 * Math.sin(i);
    return Math.abs(exponential(x) / Math.exp(x) - 1);
  });
  expect(off.reduce((most, one) => Math.max(most, one), 0)).toBeLessThanOrEqual(2 * Number.EPSILON);
});

test.each([0, -0, 1e-300, 709.7, -745, 1000, -1000, Infinity, -Infinity, NaN])('%d gives what it must', (x) => {
  expect(exponential(x)).toBe(Math.exp(x));
});
