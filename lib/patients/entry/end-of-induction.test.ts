import { expect, test } from 'vitest';
import { endOfInduction } from './end-of-induction';

const reached = { remissionEoi: true, remissionDate: '2020-02-03' };
const at = (timePoint: string, date: string) => ({ timePoint, date });

test.each([
  [
    'the first measurement there',
    [at('end-of-induction', '2020-02-05'), at('end-of-induction', '2020-02-04')],
    reached,
    '2020-02-04',
  ],
  ['a measurement before the remission', [at('end-of-induction', '2020-02-05')], null, '2020-02-05'],
  ['without one the remission that was there', [at('after-hr1', '2020-05-01')], reached, '2020-02-03'],
  ['a late remission is not the end of induction', [], { ...reached, remissionEoi: false }, null],
  ['nor one of which nobody said when', [], { ...reached, remissionEoi: null }, null],
  ['nothing recorded', [], null, null],
])('%s', (_, mrd, response, day) => expect(endOfInduction(mrd, response)).toBe(day));
