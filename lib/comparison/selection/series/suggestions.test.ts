import { describe, expect, test } from 'vitest';
import { candidateOf } from '../offered-figures';
import { suggestSeries, type Yardstick } from './suggestions';
import { estimate } from '../../testing/figures';

const nothing: Yardstick = { kmt2a: ['r'], timeZeros: ['diagnosis'], horizons: [] };
const stratum = (kmt2a: 'r' | 'g' | 'all', rest = {}) => ({
  kmt2a,
  risk: 'all' as const,
  arm: null,
  age: null,
  other: null,
  ...rest,
});
const chosen = estimate('chosen', { timeYears: 5, se: 2 });
const suggest = (...open: ReturnType<typeof estimate>[]) => {
  const [first, ...others] = [chosen, ...open].map((one) => candidateOf(one, [chosen, ...open]));
  return suggestSeries(others, first === undefined ? [] : [first], nothing);
};

describe('what is comparable to what is chosen', () => {
  test('same KMT2A status, same time zero, a horizon within a year', () => {
    const [first] = suggest(estimate('a', { timeYears: 4, se: 3 }));
    expect(first).toMatchObject({ comparable: true, alike: ['population', 'time-zero', 'near-horizon'], differs: [] });
    expect(suggest(estimate('a', { timeYears: 5, se: 3 }))[0]?.alike).toContain('same-horizon');
  });
  test.each([
    ['population', { stratum: stratum('g') }],
    ['time-zero', { timeZero: 'hsct' }],
    ['time-zero-unknown', { timeZero: 'unknown' }],
    ['horizon', { timeYears: 2 }],
    ['selected', { stratum: stratum('r', { arm: 'x' }) }],
    ['shared-patients', { trial: 'chosen' }],
  ] as const)('not with another %s', (difference, changes) => {
    const [first] = suggest(estimate('a', { timeYears: 5, se: 3, ...changes }));
    expect(first).toMatchObject({ comparable: false, differs: [difference] });
  });
  test('a missing interval or a second-hand source is said, and still comparable', () => {
    expect(
      suggest(estimate('a', { timeYears: 5, source: { ref: 'r', locator: 'x', url: null, level: 'review' } }))[0],
    ).toMatchObject({ comparable: true, differs: ['no-interval', 'review-level'] });
  });
  test('the comparable first, then fewer differences, then larger groups', () => {
    const order = suggest(
      estimate('far', { timeYears: 1, se: 1, n: 900 }),
      estimate('small', { timeYears: 5, se: 1, n: 20 }),
      estimate('large', { timeYears: 5, se: 1, n: 400 }),
    );
    expect(order.map(({ figure: { id } }) => id)).toEqual(['large', 'small', 'far']);
  });
  test('with nothing chosen, the reader’s population and the usual time zero are the yardstick', () => {
    const [first] = suggestSeries([candidateOf(estimate('a', { se: 3 }), [])], [], nothing);
    expect(first).toMatchObject({ comparable: true, differs: [] });
  });
});
