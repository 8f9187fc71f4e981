import { expect, test } from 'vitest';
import { estimate } from '../testing/figures';
import { otherCuts } from './chosen-items';

test('a figure offers the other cuts of its patients, and nobody else’s', () => {
  const available = [
    estimate('early', { trial: 'a', timeYears: 2, estimate: 81.6 }),
    estimate('late', { trial: 'a', timeYears: 4, estimate: 84.8 }),
    estimate('not drawn', { trial: 'a', timeYears: 5, chartable: false }),
    estimate('other endpoint', { trial: 'a', endpoint: 'OS' }),
    estimate('other time zero', { trial: 'a', timeZero: 'hsct' }),
    estimate('other trial', { trial: 'b' }),
  ];
  expect(otherCuts('early', available, 'en').map(({ id }) => id)).toEqual(['late']);
  expect(otherCuts('late', available, 'en')[0]?.detail.replaceAll('\u00A0', ' ')).toContain('2 y · 81.6');
  expect(otherCuts('nothing', available, 'en')).toEqual([]);
});
