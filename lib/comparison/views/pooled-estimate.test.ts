import { describe, expect, test } from 'vitest';
import { publishedPoints } from '../figure/figure-model';
import { pooledEstimate, type PoolChoice } from './pooled-estimate';
import type { ChartableEstimate } from '../figure/published-point';
import { estimate, figureOf } from '../testing/figures';

const pool = (figures: readonly ChartableEstimate[], choice: Partial<PoolChoice> = {}) =>
  pooledEstimate(publishedPoints(figureOf(figures)), { model: 'reml', scale: 'cloglog', horizon: null, ...choice });
const limits = (low: number, high: number) => ({ low, high, level: 95 });

/** EFS of all infants at 4 years as published: Interfant-99, UK Infant 87, UK Infant 92, TCCSG 1977–1995. */
const FOUR_YEARS = [
  estimate('interfant-99', { estimate: 47, se: 2.6, n: 482 }),
  estimate('uk-infant-87', { estimate: 22.5, ci: limits(12, 37), n: 40 }),
  estimate('uk-infant-92', { estimate: 33, ci: limits(23, 44), n: 86 }),
  estimate('tccsg', { estimate: 13.1, se: 4.8, n: 62 }),
];
/** EFS of rearranged infants at 3 years: MLL-10, MLL96, MLL98. */
const THREE_YEARS = [
  estimate('mll-10', { timeYears: 3, estimate: 66.2, se: 5.6 }),
  estimate('mll-96', { timeYears: 3, estimate: 34, se: 7.5 }),
  estimate('mll-98', { timeYears: 3, estimate: 43.6, ci: limits(28.5, 58.7) }),
];

// R 4.2.2, metafor 3.8-1 on yi = log(-log(S)); sei = se / |S log S| for a printed error and (cloglog(low) - cloglog(high)) / (2 qnorm(.975))
// for printed limits; rma(yi, sei = sei, method = "FE" | "DL" | "REML"), back by exp(-exp(x)); predict(…, pi.type = "riley").
describe('a pool agrees with metafor', () => {
  test('EFS at 4 years, four cohorts', () => {
    const { models, members, heterogeneity, horizon } = pool(FOUR_YEARS);
    const expected = [
      ['fixed', 38.7121795544, 34.4744345278, 42.9256302731],
      ['dl', 28.9719807177, 13.9749108114, 45.8461937322],
      ['reml', 29.0984312818, 15.1145191863, 44.6403113776],
    ] as const;
    expect(horizon).toBe(4);
    expected.forEach(([model, percent, low, high], i) => {
      expect(models[i]?.model).toBe(model);
      expect(models[i]?.percent).toBeCloseTo(percent, 7);
      expect(models[i]?.low).toBeCloseTo(low, 7);
      expect(models[i]?.high).toBeCloseTo(high, 7);
    });
    expect(heterogeneity?.q).toBeCloseTo(34.1655245753, 8);
    expect(heterogeneity?.degreesOfFreedom).toBe(3);
    expect(models[1]?.tauSquared).toBeCloseTo(0.199396362493, 9);
    expect(models[2]?.tauSquared).toBeCloseTo(0.165177727408, 9);
    expect(models[2]?.tauSquaredLimits?.low).toBeCloseTo(0.03937055, 6);
    expect(models[2]?.tauSquaredLimits?.high).toBeCloseTo(2.46375131, 5);
    expect(models[2]?.iSquared).toBeCloseTo(89.5895411788, 6);
    expect(models[2]?.prediction?.low).toBeCloseTo(0.0127773985, 8);
    expect(models[2]?.prediction?.high).toBeCloseTo(84.3677671513, 6);
    [27.65659618, 23.29227921, 25.19020139, 23.86092323].forEach((weight, i) =>
      expect(members[i]?.weight).toBeCloseTo(weight, 6),
    );
    expect(members.map(({ from }) => from)).toEqual(['standard-error', 'limits', 'limits', 'standard-error']);
  });

  test('EFS at 3 years, three trials; the weights are those of the model that is drawn', () => {
    const { models, members, heterogeneity } = pool(THREE_YEARS, { model: 'fixed' });
    expect(models.map(({ percent }) => percent)).toEqual([
      expect.closeTo(48.9796445928, 7),
      expect.closeTo(48.8294483107, 7),
      expect.closeTo(48.830255208, 7),
    ]);
    expect(heterogeneity?.p).toBeCloseTo(0.0028694862, 9);
    expect(members.map(({ weight }) => weight)).toEqual([
      expect.closeTo(34.65459859, 6),
      expect.closeTo(34.85937881, 6),
      expect.closeTo(30.4860226, 6),
    ]);
  });

  test('two figures have no prediction interval (germline EFS at 6 years, Interfant-06 and MLL-Baby)', () => {
    const { models } = pool([
      estimate('a', { timeYears: 6, estimate: 73.9, se: 3.6 }),
      estimate('b', { timeYears: 6, estimate: 74, se: 7 }),
    ]);
    expect(models[2]).toMatchObject({
      percent: expect.closeTo(73.9208391872, 7) as number,
      low: expect.closeTo(67.019842475, 7) as number,
      high: expect.closeTo(79.5987789173, 7) as number,
      prediction: null,
    });
  });
});

describe('who is left out, and why', () => {
  const reasons = (figures: readonly ChartableEstimate[], choice: Partial<PoolChoice> = {}) =>
    pool(figures, choice).leftOut.map(({ estimateId, reason, instead }) => [estimateId, reason, instead]);

  test.each([
    ['no-interval', { se: null }],
    ['at-boundary', { estimate: 100, se: 3 }],
    ['limit-at-boundary', { estimate: 95.5, ci: limits(86.9, 100) }],
    ['limits-inconsistent', { estimate: 50, ci: limits(60, 70) }],
    ['time-zero-not-stated', { timeZero: 'unknown', se: 3 }],
  ] as const)('%s', (reason, changes) => {
    const other = changes as Partial<ChartableEstimate>;
    expect(reasons([estimate('x', other)])).toEqual([['x', reason, null]]);
  });

  test('another horizon, with half a year of tolerance that is flagged', () => {
    const figures = [
      estimate('a', { se: 3 }),
      estimate('b', { se: 3, timeYears: 4.5 }),
      estimate('c', { se: 3, timeYears: 4.6 }),
      estimate('d', { se: 3 }),
    ];
    const { members, leftOut } = pool(figures, { horizon: 4 });
    expect(members.map(({ estimateId, otherHorizon }) => [estimateId, otherHorizon])).toEqual([
      ['a', false],
      ['b', true],
      ['d', false],
    ]);
    expect(leftOut).toEqual([{ estimateId: 'c', reason: 'other-horizon', instead: null }]);
  });

  test('the same patients are never counted twice: one trial, or a joint report with its parts', () => {
    expect(
      reasons([estimate('a', { se: 3, trial: 't' }), estimate('b', { se: 3, trial: 't' }), estimate('c', { se: 3 })]),
    ).toEqual([['b', 'shared-patients', 'a']]);
    expect(
      reasons([...THREE_YEARS, estimate('joint', { trial: 'mll-96-98-pooled', timeYears: 3, estimate: 40, se: 5 })]),
    ).toEqual([['joint', 'shared-patients', 'mll-96']]);
  });

  test('one figure is no pool', () =>
    expect(pool([estimate('a', { se: 3 })])).toMatchObject({
      models: [],
      heterogeneity: null,
      members: [{ estimateId: 'a' }],
    }));
});
