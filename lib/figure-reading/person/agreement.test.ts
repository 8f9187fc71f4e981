import { expect, test } from 'vitest';
import { comparedUntil, isSameFile, largestDifference } from './agreement';

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

test('a difference lies no later than the shorter reading ends', () => {
  // By hand: the second falls to 20 % at 4.97 and ends at 5 years; the first stays at 80 % to 5.01. 80 − 20 = 60, told at 5.
  const first = [...READ.slice(0, 2), { years: 5.01, percent: 80 }];
  const second = [...READ.slice(0, 2), { years: 4.97, percent: 20 }, { years: 5, percent: 20 }];
  expect(largestDifference(first, second)).toEqual({ points: 60, years: 5 });
});

test('where one reading stops early is told, and not that their ends are a pixel apart', () => {
  // 2 % of five years are 0.1 years.
  expect([comparedUntil(5, 4.95), comparedUntil(4.95, 5), comparedUntil(5, 5)]).toEqual([null, null, null]);
  expect([comparedUntil(5, 4.8), comparedUntil(1, 12)]).toEqual([4.8, 1]);
});

test('of one file is known only where both fingerprints are', () => {
  expect([isSameFile('a', 'a'), isSameFile('a', 'b'), isSameFile(null, 'a'), isSameFile(undefined, null)]).toEqual([
    true,
    false,
    null,
    null,
  ]);
});

test('a difference that begins at a step is told at that step', () => {
  // By hand: 50 − 49.5 = 0.5 from 3.99 years on; 3.99 + 0.02 − 0.02 is a hair less than 3.99 in binary.
  const fallingTo = (percent: number): typeof READ => [
    ...READ.slice(0, 2),
    { years: 3.99, percent },
    { years: 5, percent },
  ];
  expect(largestDifference(fallingTo(50), fallingTo(49.5))).toEqual({ points: 0.5, years: 3.99 });
});
