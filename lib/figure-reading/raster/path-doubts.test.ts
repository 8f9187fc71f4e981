import { expect, test } from 'vitest';
import { wholeWhereMostly } from './path-doubts';

test('a curve that is doubted for more than half is doubted whole, for the reason of its longest stretch', () => {
  const few = [{ from: 10, to: 50, doubt: 'gap' }] as const;
  expect(wholeWhereMostly(few, 100)).toEqual(few);
  const most = [...few, { from: 60, to: 80, doubt: 'hidden' }] as const;
  expect(wholeWhereMostly(most, 100)).toEqual([{ from: 0, to: 100, doubt: 'gap' }]);
  // What lies behind the end is no part of the curve, and stays doubted.
  const behind = [...few, { from: 90, to: 200, doubt: 'end_unclear' }] as const;
  expect(wholeWhereMostly(behind, 100)).toEqual(behind);
});
