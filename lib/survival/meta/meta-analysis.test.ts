import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { SurvivalInputError } from '../errors';
import golden from '../golden/pooling.json';
import { expectAgreement } from '../golden/reference';
import { cumulativeMeta, leaveOneOut, metaAnalysis, type MetaOptions } from './meta-analysis';
import {
  pooledSurvival,
  scaleSurvival,
  scaleSurvivalFromLimits,
  unscaleSurvival,
  type PoolingScale,
} from './pooling-scale';

const tolerance = { rel: 1e-9, abs: 1e-11 };

describe('metaAnalysis', () => {
  test.each(golden.meta.map((one) => [one.set, one.model, one.inference, one] as const))(
    '%s, %s, %s: agrees with metafor',
    (_set, model, inference, wanted) => {
      const errors = wanted.vi.map(Math.sqrt);
      const options = { model, inference } as MetaOptions;
      const got = metaAnalysis(wanted.yi, errors, options);
      const { estimate, standardError, lower, upper, statistic, p, q, qP } = got;
      expectAgreement(
        'meta',
        [estimate, standardError, lower, upper, statistic, p, q, qP],
        [wanted.estimate, wanted.se, wanted.lower, wanted.upper, wanted.statistic, wanted.p, wanted.q, wanted.q_p],
        tolerance,
      );
      expectAgreement('meta', got.weights, wanted.weights, tolerance);
      expectAgreement('meta heterogeneity', [got.iSquared, got.hSquared], [wanted.i2, wanted.h2], tolerance);
      if (model === 'common') expect([got.tauSquared, got.predictionLower]).toEqual([null, null]);
      else {
        expectAgreement(
          'meta heterogeneity',
          [
            got.tauSquared,
            got.asConfidencePredictionLower,
            got.asConfidencePredictionUpper,
            got.predictionLower,
            got.predictionUpper,
          ],
          [wanted.tau2, wanted.pi_lower, wanted.pi_upper, wanted.riley_lower, wanted.riley_upper],
          tolerance,
        );
        // metafor's uniroot leaves the limits at about 1e-9
        expectAgreement(
          'tau² limits',
          [got.tauSquaredLower, got.tauSquaredUpper],
          [wanted.tau2_lower, wanted.tau2_upper],
          { rel: 1e-7, abs: 1e-7 },
        );
      }
      if (Array.isArray(wanted.leave_one_out)) {
        const left = leaveOneOut(wanted.yi, errors, options);
        expectAgreement(
          'leave one out',
          left.map((one) => one.estimate),
          wanted.leave_one_out,
          tolerance,
        );
      }
      expectAgreement(
        'cumulative',
        cumulativeMeta(wanted.yi, errors, options)
          .slice(1)
          .map((one) => one.estimate),
        wanted.cumulative,
        tolerance,
      );
    },
  );
  test('one study: its own estimate, and nothing about heterogeneity', () => {
    expect(metaAnalysis([0.3], [0.1])).toMatchObject({
      estimate: 0.3,
      standardError: 0.1,
      q: null,
      tauSquared: null,
      iSquared: null,
      predictionLower: null,
      notEstimable: 'one_study',
    });
    expect(metaAnalysis([0.3], [0.1], { inference: 'hartung-knapp' })).toMatchObject({
      estimate: 0.3,
      standardError: null,
      notEstimable: 'one_study',
    });
  });
  test('equal studies have no heterogeneity and never NaN', () => {
    const got = metaAnalysis([0.5, 0.5, 0.5], [0.1, 0.2, 0.3], { inference: 'hartung-knapp' });
    expect(Object.values(got)).not.toContain(Number.NaN);
    expect(got).toMatchObject({
      estimate: 0.5,
      tauSquared: 0,
      standardError: null,
      lower: null,
      statistic: null,
      p: null,
      notEstimable: 'zero_variance',
    });
  });
  test.each<[string, number[], number[]]>([
    ['no studies', [], []],
    ['an error of 0', [1], [0]],
    ['a NaN', [Number.NaN], [1]],
    ['unequal lengths', [1, 2], [1]],
  ])('%s is refused', (_, value, error) => {
    expect(() => metaAnalysis(value, error)).toThrow(SurvivalInputError);
  });
  test('the order of studies does not matter and shifting all shifts the estimate', () => {
    const study = fc.record({
      value: fc.double({ min: -3, max: 3, noNaN: true }),
      error: fc.double({ min: 0.05, max: 2, noNaN: true }),
    });
    fc.assert(
      fc.property(
        fc.array(study, { minLength: 2, maxLength: 8 }),
        fc.constantFrom('dersimonian-laird' as const, 'paule-mandel' as const),
        (studies, model) => {
          const [value, error] = [studies.map((s) => s.value), studies.map((s) => s.error)];
          const one = metaAnalysis(value, error, { model });
          expect(metaAnalysis([...value].reverse(), [...error].reverse(), { model }).estimate).toBeCloseTo(
            one.estimate ?? 0,
            9,
          );
          expect(
            metaAnalysis(
              value.map((v) => v + 2),
              error,
              { model },
            ).estimate,
          ).toBeCloseTo((one.estimate ?? 0) + 2, 9);
        },
      ),
    );
  });
});

describe('pooling scale', () => {
  const scales: PoolingScale[] = ['cloglog', 'logit', 'arcsin', 'log'];
  test.each(scales)('%s is undone exactly and its slope is the derivative', (scale) => {
    for (const s of [0.02, 0.3, 0.55, 0.97]) {
      expect(unscaleSurvival(scaleSurvival(s, 0.01, scale).value, scale)).toBeCloseTo(s, 14);
      const step = 1e-6;
      const difference = scaleSurvival(s + step, 1, scale).value - scaleSurvival(s - step, 1, scale).value;
      expect(scaleSurvival(s, 1, scale).standardError / Math.abs(difference / (2 * step))).toBeCloseTo(1, 6);
    }
  });
  test.each(scales)('%s limits give back the error they were made from', (scale) => {
    const { value, standardError } = scaleSurvival(0.6, 0.05, scale);
    const ends = [value - 1.9599639845400536 * standardError, value + 1.9599639845400536 * standardError].map((end) =>
      unscaleSurvival(end, scale),
    );
    expect(scaleSurvivalFromLimits(0.6, Math.min(...ends), Math.max(...ends), scale).standardError).toBeCloseTo(
      standardError,
      12,
    );
  });
  test('pooled cloglog limits are turned round', () => {
    const effects = [0.6, 0.5, 0.7].map((s) => scaleSurvival(s, 0.05, 'cloglog'));
    const pooled = pooledSurvival(
      metaAnalysis(
        effects.map((e) => e.value),
        effects.map((e) => e.standardError),
      ),
      'cloglog',
    );
    expect(pooled.lower ?? 1).toBeLessThan(pooled.estimate ?? 0);
    expect(pooled.upper ?? 0).toBeGreaterThan(pooled.estimate ?? 1);
  });
  test.each([0, 1, Number.NaN])('a survival of %s is refused', (survival) => {
    expect(() => scaleSurvival(survival, 0.1, 'cloglog')).toThrow(SurvivalInputError);
  });
});
