import { expect, test } from 'vitest';
import { filledFields } from './entry-fields';

test.each([
  [{}, 'induction', 0, 2],
  [{ remissionEoi: 'yes', remissionDate: '2021-04-05' }, 'induction', 2, 2],
  // Without remission the form asks whether that was a failure, and of a failure for its day.
  [{ remissionEoi: 'no' }, 'induction', 1, 3],
  [{ remissionEoi: 'no', inductionFailure: 'yes', inductionFailureDate: '2021-04-05' }, 'induction', 3, 4],
  // Why a value is missing is an answer.
  [{ prephase: 'prednisone', day8Blasts: 'UNK' }, 'day8', 2, 4],
] as const)('of the fields that the form shows for %j of %s, %i of %i are filled', (values, section, filled, shown) => {
  expect(filledFields(section, values)).toEqual({ filled, shown });
});
