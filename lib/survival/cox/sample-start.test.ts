import { describe, expect, test } from 'vitest';
import { prepareCox, type CoxData } from './data';
import { fitCox } from './fit';
import { eventTotals } from './likelihood';
import { onePassLikelihood } from './one-pass';
import { sampleStart } from './sample-start';
import { stream } from '../testing/random-sets';

const ROWS = 2 ** 17 + 5;

/** Exponential times with the log hazard ratios 0.5 and -0.3, in two strata; times to two digits, so that many are tied. */
function many(rows: number, weighted: boolean): CoxData {
  const random = stream(11);
  const column = (make: () => number): number[] => Array.from({ length: rows }, make);
  const [a, b] = [column(() => (random() < 0.4 ? 1 : 0)), column(() => random() * 2)];
  const time = a.map((x, i) => Math.ceil((-100 * Math.log(random())) / Math.exp(0.5 * x - 0.3 * (b[i] ?? 0))) / 100);
  return {
    time,
    event: column(() => (random() < 0.6 ? 1 : 0)),
    strata: column(() => (random() < 0.3 ? 1 : 0)),
    covariates: [
      { name: 'a', values: a },
      { name: 'b', values: b },
    ],
    ...(weighted ? { weights: column(() => 1 + Math.floor(random() * 3)) } : {}),
  };
}

describe('a search that begins at the estimate of a sample', () => {
  test.each([false, true])('ends where one from 0 does, and needs fewer steps (weights: %s)', (weighted) => {
    const data = many(ROWS, weighted);
    const fit = fitCox(data, { concordance: false });
    // With an entry at 0 nobody enters late, but the search is the one for late entries, which begins at 0.
    const from0 = fitCox({ ...data, start: Array.from(data.time, () => 0) }, { concordance: false });
    expect(fit.iterations).toBeLessThan(from0.iterations);
    fit.terms.forEach((term, j) => {
      expect((term.coefficient ?? NaN) / (from0.terms[j]?.coefficient ?? NaN)).toBeCloseTo(1, 10);
      expect((term.standardError ?? NaN) / (from0.terms[j]?.standardError ?? NaN)).toBeCloseTo(1, 10);
    });
    for (const name of ['likelihoodRatio', 'wald', 'score'] as const)
      expect((fit[name].chiSquared ?? NaN) / (from0[name].chiSquared ?? NaN)).toBeCloseTo(1, 10);
  });

  test('an infinite hazard ratio is found as ever', () => {
    const data = many(ROWS, false);
    const never = Array.from(data.event, (event, i) => (event === 0 && i % 3 === 0 ? 1 : 0));
    const fit = fitCox({ ...data, covariates: [...data.covariates, { name: 'never', values: never }] });
    expect(fit.terms.map(({ notEstimable, tendsTo }) => [notEstimable, tendsTo])).toEqual([
      [null, null],
      [null, null],
      ['monotone_likelihood', 'zero'],
    ]);
  });

  test('few rows have none, many have one a few errors away', () => {
    const startOf = (data: CoxData): Float64Array | null => {
      const { riskSets } = prepareCox(data);
      return sampleStart(riskSets, (rows) => {
        const totals = eventTotals(rows);
        return (beta) => onePassLikelihood(rows, beta, 'efron', totals);
      });
    };
    expect(startOf(many(2000, false))).toBeNull();
    const data = many(ROWS, false);
    const { scales } = prepareCox(data);
    const { terms } = fitCox(data, { concordance: false });
    startOf(data)?.forEach((beta, j) => {
      const { coefficient, standardError } = terms[j] ?? {};
      const errors = Math.abs(beta / (scales[j] ?? 1) - (coefficient ?? NaN)) / (standardError ?? NaN);
      expect(errors).toBeGreaterThan(0.01);
      expect(errors).toBeLessThan(20);
    });
    expect.assertions(5);
  });
});
