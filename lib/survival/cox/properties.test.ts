import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { coxConcordance } from './concordance';
import { coxCurves } from './curves';
import { prepareCox, type CoxData } from './data';
import { fitCox, type CoxFit } from './fit';
import { coxLikelihood, eventTotals } from './likelihood';
import { onePassLikelihood } from './one-pass';
import { coxResiduals } from './residuals';
import { proportionalHazardsTest } from './proportional-hazards-test';
import { createWorkspace } from './workspace';
import { SurvivalInputError } from '../errors';
import { logRankTest } from '../tests/log-rank/log-rank';

type Row = { time: number; event: number; x: number; group: number };
const rows = fc.array(
  fc.record({
    time: fc.integer({ min: 1, max: 15 }),
    event: fc.integer({ min: 0, max: 1 }),
    x: fc.integer({ min: -5, max: 5 }),
    group: fc.integer({ min: 0, max: 1 }),
  }),
  { minLength: 12, maxLength: 60 },
);
const model = (list: readonly Row[], extra: Partial<CoxData> = {}): CoxData => ({
  time: list.map((r) => r.time),
  event: list.map((r) => r.event),
  covariates: [
    { name: 'x', values: list.map((r) => r.x) },
    { name: 'group', values: list.map((r) => r.group) },
  ],
  ...extra,
});

/** Same state, and where there are estimates the same to 1e-7. */
function expectSame(actual: CoxFit, expected: CoxFit): void {
  expect(actual.notEstimable).toBe(expected.notEstimable);
  if (expected.notEstimable !== null) return;
  const figures = (fit: CoxFit): number[] =>
    fit.terms
      .flatMap((t) => [t.coefficient ?? 0, t.standardError ?? 0])
      .concat(fit.logLikelihood ?? 0, fit.concordance?.concordance ?? 0);
  figures(expected).forEach((value, i) =>
    expect(Math.abs((figures(actual)[i] ?? Infinity) - value)).toBeLessThanOrEqual(1e-7 * Math.max(1, Math.abs(value))),
  );
}

describe('fitCox', () => {
  test('does not depend on the order of the rows or the unit of time', () => {
    fc.assert(
      fc.property(rows, (list) => {
        const fit = fitCox(model(list));
        expectSame(fitCox(model([...list].reverse())), fit);
        expectSame(fitCox(model(list.map((r) => ({ ...r, time: r.time * 30 })))), fit);
      }),
    );
  });

  test('does not change when intervals are split, nor with one stratum', () => {
    fc.assert(
      fc.property(rows, (list) => {
        const fit = fitCox(model(list), { concordance: false });
        const split = list.flatMap((r) =>
          r.time > 2
            ? [
                { ...r, start: 0, time: 2, event: 0 },
                { ...r, start: 2 },
              ]
            : [{ ...r, start: 0 }],
        );
        expectSame(fitCox(model(split, { start: split.map((r) => r.start) }), { concordance: false }), fit);
        expectSame(fitCox(model(list, { strata: list.map(() => 0) }), { concordance: false }), fit);
      }),
    );
  });

  test('counts a row of weight 2 like two rows, with Breslow ties', () => {
    fc.assert(
      fc.property(rows, (list) => {
        const weighted = fitCox(model(list, { weights: list.map((_, i) => 1 + (i % 2)) }), {
          ties: 'breslow',
          concordance: false,
        });
        const doubled = fitCox(model(list.flatMap((r, i) => (i % 2 === 0 ? [r] : [r, r]))), {
          ties: 'breslow',
          concordance: false,
        });
        expect(weighted.notEstimable).toBe(doubled.notEstimable);
        if (weighted.notEstimable !== null) return;
        weighted.terms.forEach((term, j) =>
          expect(term.coefficient).toBeCloseTo(doubled.terms[j]?.coefficient ?? Infinity, 6),
        );
      }),
    );
  });

  test.each(['efron', 'breslow'] as const)(
    'finds the same likelihood in one pass backwards as in passes along the columns, ties %s',
    (ties) => {
      fc.assert(
        fc.property(rows, (list) => {
          const { riskSets } = prepareCox(
            model(list, { strata: list.map((_, i) => i % 2), weights: list.map((_, i) => 1 + (i % 3)) }),
          );
          const [totals, beta] = [eventTotals(riskSets), Float64Array.of(0.4, -0.7)];
          const { logLikelihood, score, information } = coxLikelihood(
            riskSets,
            beta,
            createWorkspace(riskSets, ties === 'efron'),
            totals,
          );
          const onePass = onePassLikelihood(riskSets, beta, ties, totals);
          const actual = [onePass.logLikelihood, ...onePass.score, ...onePass.information];
          [logLikelihood, ...score, ...information].forEach((value, i) =>
            expect(Math.abs((actual[i] ?? Infinity) - value)).toBeLessThanOrEqual(1e-11 * list.length),
          );
        }),
      );
    },
  );

  test('has the log-rank test as its score test when no events are tied', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.integer({ min: 1, max: 500 }), { minLength: 8, maxLength: 40 }),
        fc.array(fc.nat(3), { minLength: 40, maxLength: 40 }),
        (time, codes) => {
          const event = time.map((_, i) => ((codes[i] ?? 0) > 0 ? 1 : 0));
          const group = time.map((_, i) => (codes[i] ?? 0) % 2);
          if (new Set(group).size < 2) return;
          const logRank = logRankTest({ time, event, group });
          const fit = fitCox({ time, event, covariates: [{ name: 'group', values: group }] });
          if (logRank.chiSquared === null || fit.score.chiSquared === null) return;
          expect(Math.abs(fit.score.chiSquared - logRank.chiSquared)).toBeLessThanOrEqual(
            1e-9 * Math.max(1, logRank.chiSquared),
          );
        },
      ),
    );
  });

  test('counts concordant pairs as a comparison of all pairs does', () => {
    fc.assert(
      fc.property(rows, (list) => {
        const { riskSets, order } = prepareCox(model(list));
        const eta = Float64Array.from(order, (row) => list[row]?.x ?? 0);
        let [concordant, discordant] = [0, 0];
        for (const a of list)
          for (const b of list) {
            const comparable = a.event === 1 && (b.time > a.time || (b.time === a.time && b.event === 0));
            if (comparable && a.x > b.x) concordant += 1;
            if (comparable && a.x < b.x) discordant += 1;
          }
        const counted = coxConcordance(riskSets, eta, order, null);
        expect([counted?.concordant ?? 0, counted?.discordant ?? 0]).toEqual([concordant, discordant]);
      }),
    );
  });
});

describe('what cannot be estimated', () => {
  const time = [1, 2, 3, 4, 5, 6, 7, 8];
  test('an infinite hazard ratio is flagged, the other coefficient and the likelihood-ratio test stay', () => {
    const data = {
      time,
      event: [1, 0, 1, 0, 1, 0, 1, 0],
      covariates: [
        { name: 'always', values: [1, 0, 1, 0, 1, 0, 1, 0] },
        { name: 'x', values: [1, 3, 0, 2, 2, 1, 0, 3] },
      ],
    };
    const fit = fitCox(data);
    expect(fit).toMatchObject({
      notEstimable: 'monotone_likelihood',
      wald: { chiSquared: null, notEstimable: 'monotone_likelihood' },
    });
    expect(fit.terms[0]).toMatchObject({
      coefficient: null,
      hazardRatio: null,
      upper: null,
      notEstimable: 'monotone_likelihood',
      tendsTo: 'infinity',
    });
    expect(fit.likelihoodRatio.p).toBeGreaterThan(0);
    expect(coxResiduals(data, fit)).toMatchObject({ martingale: null, notEstimable: 'monotone_likelihood' });
    expect(proportionalHazardsTest(data, fit)).toMatchObject({ terms: [], notEstimable: 'monotone_likelihood' });
    expect(coxCurves(data, fit)[0]).toMatchObject({ notEstimable: 'monotone_likelihood' });
  });

  test('a group without events makes the hazard ratio tend to zero', () => {
    const fit = fitCox({
      time,
      event: [1, 1, 1, 1, 0, 0, 0, 0],
      covariates: [{ name: 'group', values: [0, 0, 0, 1, 1, 1, 1, 0].map((g, i) => (i > 3 ? 1 : g * 0)) }],
    });
    expect(fit.terms[0]).toMatchObject({ notEstimable: 'monotone_likelihood', tendsTo: 'zero' });
  });

  test('two coefficients that run off together are both flagged, however far the iteration got', () => {
    // By hand: the event at 2 is the only row of its group at risk, that at 3 has the lowest x left, that at 5 is alone.
    const data = {
      time: [2, 2, 3, 3, 3, 4, 5],
      event: [1, 0, 0, 1, 0, 0, 1],
      covariates: [
        { name: 'x', values: [-4, -5, -1, -5, -1, 2, -3] },
        { name: 'group', values: [1, 0, 0, 0, 0, 0, 0] },
      ],
    };
    const fit = fitCox(data, { concordance: false });
    expect(fit.terms).toMatchObject([
      { notEstimable: 'monotone_likelihood', tendsTo: 'zero' },
      { notEstimable: 'monotone_likelihood', tendsTo: 'infinity' },
    ]);
  });

  test('a covariate that only those differ in who left before the first event says nothing, whatever rounding leaves of it', () => {
    // coxph(Surv(1:13, c(0, 0, rep(1, 11))) ~ c(v, v, rep(0, 11))) of survival 3.5-3 prints NA, for v = 365.25 an error of 787018.
    const thirteen = Array.from({ length: 13 }, (_, i) => i + 1);
    for (const value of [0.001, 1, 365.25]) {
      const covariates = [{ name: 'early', values: thirteen.map((t) => (t < 3 ? value : 0)) }];
      const fit = fitCox({ time: thirteen, event: thirteen.map((t) => (t < 3 ? 0 : 1)), covariates });
      expect(fit.terms[0]).toMatchObject({ coefficient: null, notEstimable: 'zero_variance', tendsTo: null });
      expect(fit.logLikelihood).toBe(fit.logLikelihoodNull);
    }
  });

  test('no events, a constant column and a single subject are states', () => {
    const x = [{ name: 'x', values: [1, 2, 3, 4, 5, 6, 7, 8] }];
    expect(fitCox({ time, event: time.map(() => 0), covariates: x })).toMatchObject({
      notEstimable: 'no_events',
      aic: null,
      events: 0,
    });
    expect(
      fitCox({ time, event: time.map(() => 1), covariates: [{ name: 'one', values: time.map(() => 1.1) }] })
        .notEstimable,
    ).toBe('zero_variance');
    expect(fitCox({ time: [3], event: [1], covariates: [{ name: 'x', values: [2] }] })).toMatchObject({
      notEstimable: 'zero_variance',
      concordance: { concordance: null, concordant: 0, notEstimable: 'zero_variance' },
    });
  });
});

describe('a fit and its data', () => {
  const data: CoxData = {
    time: [5, 3, 8, 1, 9, 4],
    event: [1, 1, 0, 1, 1, 0],
    covariates: [{ name: 'x', values: [1, 4, 2, 5, 3, 0] }],
  };
  const fit = fitCox(data);
  const copy = (change: Partial<CoxData> = {}): CoxData => ({ ...structuredClone(data), ...change });

  test('go together: a copy of the data serves as well, also after the fit went through JSON', () => {
    const travelled = JSON.parse(JSON.stringify(fit)) as CoxFit;
    expect(coxResiduals(copy(), travelled)).toEqual(coxResiduals(data, fit));
    expect(proportionalHazardsTest(copy(), travelled)).toEqual(proportionalHazardsTest(data, fit));
    expect(coxCurves(copy(), travelled)).toEqual(coxCurves(data, fit));
  });

  test.each<[string, Partial<CoxData>]>([
    ['another value of a covariate', { covariates: [{ name: 'x', values: [1, 4, 2, 5, 3, 1] }] }],
    ['another time', { time: [5, 3, 8, 1, 9.5, 4] }],
    ['events that changed places', { event: [1, 1, 1, 1, 0, 0] }],
    ['rows in another order', { time: [3, 5, 8, 1, 9, 4], covariates: [{ name: 'x', values: [4, 1, 2, 5, 3, 0] }] }],
    ['weights', { weights: [1, 1, 1, 1, 1, 2] }],
    ['a covariate of another name', { covariates: [{ name: 'y', values: [1, 4, 2, 5, 3, 0] }] }],
    ['strata', { strata: [0, 0, 0, 1, 1, 1] }],
  ])('%s: residuals, curves and tests refuse it', (_, change) => {
    for (const derived of [coxResiduals, coxCurves, proportionalHazardsTest])
      expect(() => derived(copy(change), fit)).toThrow(new SurvivalInputError('fit', 'inconsistent'));
  });

  test('are sorted once: residuals, curves and tests read no column again', () => {
    let read = 0;
    const counted = (values: readonly number[]): ArrayLike<number> =>
      new Proxy(values, {
        get: (column, key) => {
          if (typeof key === 'string' && /^\d+$/.test(key)) read += 1;
          return column[key as unknown as number];
        },
      });
    const once: CoxData = {
      time: counted([5, 3, 8, 1, 9, 4]),
      event: counted([1, 1, 0, 1, 1, 0]),
      covariates: [{ name: 'x', values: counted([1, 4, 2, 5, 3, 0]) }],
    };
    const own = fitCox(once);
    expect(read).toBeGreaterThanOrEqual(18);
    read = 0;
    for (const derived of [coxResiduals, coxCurves, proportionalHazardsTest]) derived(once, own);
    expect(read).toBe(0);
  });

  test('Schoenfeld residuals name the row of their event', () => {
    const { schoenfeld } = coxResiduals(data, fit);
    expect([...(schoenfeld?.row ?? [])]).toEqual([3, 1, 0, 4]);
    expect([...(schoenfeld?.time ?? [])]).toEqual([1, 3, 5, 9]);
  });
});

describe('refusals', () => {
  const good: CoxData = { time: [1, 2, 3], event: [1, 0, 1], covariates: [{ name: 'x', values: [1, 2, 4] }] };
  test.each([
    ['covariates.x', 1, { covariates: [{ name: 'x', values: [1, Number.NaN, 2] }] }],
    ['covariates.x', null, { covariates: [{ name: 'x', values: [1, 2] }] }],
    ['covariates', null, { covariates: [] }],
    ['time', 2, { time: [1, 2, -1] }],
    ['event', 1, { event: [1, 2, 0] }],
    ['start', 1, { start: [0, 2, 0] }],
    ['weights', 0, { weights: [0, 1, 1] }],
    ['cluster', 2, { cluster: [0, 1, 1.5] }],
  ] as const)('name the argument %s and the row %s', (argument, row, change) => {
    try {
      fitCox({ ...good, ...change });
    } catch (error) {
      expect(error).toBeInstanceOf(SurvivalInputError);
      expect(error).toMatchObject({ argument, row });
      return;
    }
    throw new Error('not refused');
  });

  test('weights and clusters have no meaning with exact ties', () => {
    expect(() => fitCox({ ...good, weights: [1, 2, 1] }, { ties: 'exact' })).toThrow('weights');
    expect(() => fitCox({ ...good, cluster: [0, 0, 1] }, { ties: 'exact' })).toThrow('robust');
  });
});
