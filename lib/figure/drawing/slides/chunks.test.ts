import { expect, test } from 'vitest';
import { chunks } from './chunks';

const atMostTen = (run: readonly number[]): boolean => run.reduce((sum, one) => sum + one, 0) <= 10;

test('runs that can be of about the same length are', () => {
  expect(chunks([1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1], atMostTen)).toEqual([
    [1, 1, 1, 1, 1, 1],
    [1, 1, 1, 1, 1, 1],
  ]);
});

test('where they cannot, no run is a remnant of one or two', () => {
  // By hand: full runs are 7 | 5 3 2 | 2 2 1 1 1 1 1 1 | 1 2, and 7 with 5 is too much for even ones.
  expect(chunks([7, 5, 3, 2, 2, 2, 1, 1, 1, 1, 1, 1, 1, 2], atMostTen)).toEqual([
    [7],
    [5, 3, 2],
    [2, 2, 1, 1, 1],
    [1, 1, 1, 1, 2],
  ]);
});

test('a remnant in the middle is filled too', () => {
  // By hand: full runs are six ones | 6 3 | 9, and 6 and 3 have room for a single one.
  const items = [1, 1, 1, 1, 1, 1, 6, 3, 9];
  expect(chunks(items, atMostTen)).toEqual([[1, 1, 1, 1, 1], [1, 6, 3], [9]]);
});

test('what does not fit alone stands alone, and nothing is lost', () => {
  expect(chunks([11, 1], atMostTen)).toEqual([[11], [1]]);
  expect(chunks([], atMostTen)).toEqual([]);
});
