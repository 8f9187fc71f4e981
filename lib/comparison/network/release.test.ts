import { expect, test } from 'vitest';
import { nextDue } from './release';

test.each([
  ['2026-01-15', '2026-07-15'],
  ['2026-08-31', '2027-02-28'],
  ['2027-08-31', '2028-02-29'],
  ['2026-12-01', '2027-06-01'],
])('after a release of %s the next is due half a year later, %s', (released, due) => {
  expect(nextDue(released)).toBe(due);
});
