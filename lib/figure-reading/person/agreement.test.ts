import { expect, test } from 'vitest';
import { largestDifference } from './agreement';

const READ: readonly { years: number; percent: number }[] = [
  { years: 0, percent: 100 },
  { years: 1, percent: 80 },
  { years: 3, percent: 50 },
  { years: 5, percent: 50 },
];

test('the largest difference is that of levels, and says where', () => {
  const other = [
    { years: 0, percent: 100 },
    { years: 1, percent: 79 },
    { years: 3, percent: 53 },
    { years: 5, percent: 53 },
  ];
  expect(largestDifference(READ, other)).toEqual({ points: 3, years: 3 });
  expect(largestDifference(other, READ)).toEqual({ points: 3, years: 3 });
  expect(largestDifference(READ, READ)).toEqual({ points: 0, years: 0 });
});

test('a step that lies a little aside is no difference, one that lies far aside is its height', () => {
  const aside = (years: number): { years: number; percent: number }[] =>
    READ.map((row) => (row.years === 3 ? { ...row, years } : row));
  // 0.4 % of five years are 0.02 years.
  expect(largestDifference(READ, aside(3.015)).points).toBe(0);
  expect(largestDifference(READ, aside(3.1)).points).toBe(30);
});

test('behind the end of the shorter reading nothing is compared', () => {
  const short = [...READ.slice(0, 2), { years: 2, percent: 80 }];
  expect(largestDifference(READ, short)).toEqual({ points: 0, years: 0 });
});
