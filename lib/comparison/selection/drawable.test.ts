import { expect, test } from 'vitest';
import type { PublishedEstimate } from '@/lib/registry/estimate-filter';
import { estimate } from '../testing/figures';
import { drawableOf } from './drawable';

test('what is held of the chosen trials and cannot be drawn is counted by its reason, and by the first that applies', () => {
  const of = (id: string, change: Partial<PublishedEstimate>): PublishedEstimate => ({
    ...estimate(id),
    trial: 'one',
    ...change,
  });
  const figures = [
    of('drawn', {}),
    of('without-value', { estimate: null, timeYears: null, chartable: false }),
    of('without-horizon', { timeYears: null, chartable: false }),
    of('another-without-horizon', { timeYears: null, chartable: false }),
    of('second-hand', { preferred: false, chartable: false }),
    of('other-age', { chartable: false }),
    of('other-endpoint', { endpoint: 'OS' }),
    of('other-trial', { trial: 'two' }),
  ];
  expect(drawableOf([{ trialSlug: 'one' }], { endpoint: 'EFS', population: 'r' }, figures)).toEqual({
    held: 6,
    drawn: 1,
    reasons: [
      { code: 'no-value', count: 1 },
      { code: 'no-horizon', count: 2 },
      { code: 'other-value', count: 1 },
      { code: 'set-aside', count: 1 },
    ],
  });
});
