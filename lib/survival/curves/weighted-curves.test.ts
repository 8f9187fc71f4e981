import { describe, expect, test } from 'vitest';
import type { ConfidenceType } from './confidence-limits';
import { SurvivalInputError } from '../errors';
import { expectAgreement } from '../golden/reference';
import golden from '../golden/weights.json';
import { kaplanMeier, kaplanMeierByGroup } from './kaplan-meier';
import { logRankTest } from '../tests/log-rank/log-rank';
import { restrictedMean } from './restricted-mean';
import { medianSurvival, survivalQuantile } from './survival-quantiles';

type Curve = Record<
  'time' | 'n_risk' | 'n_event' | 'n_censor' | 'surv' | 'std_err_log' | 'cumhaz' | 'std_chaz' | 'lower' | 'upper',
  number[]
> & { n: number };
type Case = {
  dataset: string;
  kind: string;
  type: ConfidenceType;
  start: number[] | null;
  time: number[];
  event: number[];
  group: number[];
  weights: number[];
  curves: Curve[];
  tau: number;
  rmean: number[];
  rmean_se: number[];
  median: (number | null)[];
  quantiles: (number | null)[][];
  lower: (number | null)[][];
  upper: (number | null)[][];
};
const cases = golden.curves as unknown as Case[];
const tolerance = { rel: 1e-10, abs: 1e-12 };

describe('kaplanMeier with case weights', () => {
  test.each(cases)('$dataset, $kind weights, $type: agrees with R survfit(weights, robust = FALSE)', (wanted) => {
    const { start, time, event, group, weights, type } = wanted;
    const curves = kaplanMeierByGroup(
      { time, event, group, weights, ...(start === null ? {} : { start }) },
      { confidenceType: type },
    );
    wanted.curves.forEach((expected, g) => {
      const curve = curves[g];
      if (curve === undefined) throw new Error('missing group');
      expect(curve.n).toBe(expected.n);
      const check = (values: Float64Array, column: number[]): void =>
        expectAgreement('km weights', Array.from(values), column, tolerance);
      check(curve.time, expected.time);
      check(curve.atRisk, expected.n_risk);
      check(curve.events, expected.n_event);
      check(curve.censored, expected.n_censor);
      check(curve.survival, expected.surv);
      check(curve.greenwood.map(Math.sqrt), expected.std_err_log);
      check(curve.cumulativeHazard, expected.cumhaz);
      check(curve.cumulativeHazardError, expected.std_chaz);
      check(curve.lower, expected.lower);
      check(curve.upper, expected.upper);
      const mean = restrictedMean(curve, wanted.tau);
      expectAgreement(
        'km weights',
        [mean.mean, mean.standardError, medianSurvival(curve).estimate],
        [wanted.rmean[g] ?? null, wanted.rmean_se[g] ?? null, wanted.median[g] ?? null],
        tolerance,
      );
      const quantiles = [0.25, 0.5].map((probability) => survivalQuantile(curve, probability));
      expectAgreement(
        'km weights',
        quantiles.map((q) => q.estimate),
        wanted.quantiles[g] ?? [],
        tolerance,
      );
      expectAgreement(
        'km weights',
        quantiles.map((q) => q.lower),
        wanted.lower[g] ?? [],
        tolerance,
      );
      expectAgreement(
        'km weights',
        quantiles.map((q) => q.upper),
        wanted.upper[g] ?? [],
        tolerance,
      );
    });
  });
  test('a whole weight is that many equal rows', () => {
    const weighted = kaplanMeier({ time: [1, 2, 3], event: [1, 0, 1], weights: [2, 3, 1] });
    const repeated = kaplanMeier({ time: [1, 1, 2, 2, 2, 3], event: [1, 1, 0, 0, 0, 1] });
    expect({ ...weighted, n: 6 }).toEqual(repeated);
  });
  test('weights are refused where they are negative, and by methods that are not defined with them', () => {
    expect(() => kaplanMeier({ time: [1, 2], event: [1, 1], weights: [1, -1] })).toThrow(
      new SurvivalInputError('weights', 'negative', 1),
    );
    expect(() => logRankTest({ time: [1, 2], event: [1, 1], group: [0, 1], weights: [1, 1] })).toThrow(
      new SurvivalInputError('weights', 'unsupported'),
    );
  });
});
