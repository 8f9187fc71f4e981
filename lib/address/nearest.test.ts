import { describe, expect, test } from 'vitest';
import { editDistance, nearestOf } from './nearest';

describe('editDistance', () => {
  // Counted by hand; an exchange of neighbours is one slip.
  test.each([
    ['interfant', 'interfant', 0],
    ['interfnat', 'interfant', 1],
    ['blinatunomab', 'blinatumomab', 1],
    ['kitten', 'sitting', 3],
    ['', 'cog', 3],
  ])('%s and %s: %i', (left, right, distance) => {
    expect(editDistance(left, right)).toBe(distance);
    expect(editDistance(right, left)).toBe(distance);
  });
});

describe('nearestOf', () => {
  test.each([
    ['recruting', 'recruiting'],
    ['COMPLETED', 'completed'],
    ['recr', 'recruiting'],
    [' closed', 'closed'],
    ['zzz', undefined],
    ['', undefined],
    ['x'.repeat(1_000_000), undefined],
  ])('%s → %s', (value, nearest) => expect(nearestOf(value, ['completed', 'closed', 'recruiting'])).toBe(nearest));

  test('nothing is near where there is nothing', () => expect(nearestOf('a', [])).toBeUndefined());
});
