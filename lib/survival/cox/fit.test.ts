import { describe, expect, test } from 'vitest';
import { fitCox, type CoxFit } from './fit';
import { coxModel, expectClose, referenceCases, regressionCases, type GoldenCase } from '../golden/regression-support';

/** Compares a fit with a `coxph` summary field by field. */
function expectFit(fit: CoxFit, golden: GoldenCase): void {
  const { result, tolerance } = golden;
  const close = (what: string, actual: unknown, field: keyof typeof result): void =>
    expectClose(what, actual, result[field], tolerance);
  expect(fit.n).toBe(result['n']);
  expect(fit.events).toBe(result['events']);
  close(
    'coefficient',
    fit.terms.map((t) => t.coefficient),
    'coef',
  );
  close(
    'standard error',
    fit.terms.map((t) => t.standardError),
    'std_err',
  );
  close(
    'z',
    fit.terms.map((t) => t.z),
    'z',
  );
  close(
    'p',
    fit.terms.map((t) => t.p),
    'p',
  );
  close(
    'hazard ratio',
    fit.terms.map((t) => t.hazardRatio),
    'hr',
  );
  close(
    'lower limit',
    fit.terms.map((t) => t.lower),
    'hr_lower',
  );
  close(
    'upper limit',
    fit.terms.map((t) => t.upper),
    'hr_upper',
  );
  close('variance', fit.variance, 'vcov');
  close('null log likelihood', fit.logLikelihoodNull, 'loglik_null');
  close('log likelihood', fit.logLikelihood, 'loglik');
  for (const [field, outcome] of [
    ['lrt', fit.likelihoodRatio],
    ['wald', fit.wald],
    ['score', fit.score],
  ] as const) {
    const expected = result[field] as { chisq: number; df: number; p: number };
    expect(outcome.degreesOfFreedom).toBe(expected.df);
    expectClose(`${field} test`, outcome.chiSquared, expected.chisq, tolerance);
    expectClose(`${field} p`, outcome.p, expected.p, { rel: 1e-6, abs: 1e-12 });
  }
  close('AIC', fit.aic, 'aic');
  close('BIC', fit.bic, 'bic');
  const c = result['concordance'] as Record<string, number>;
  expectClose('concordance', fit.concordance?.concordance, c['c'], tolerance);
  expectClose('concordance error', fit.concordance?.standardError, c['std_err'], tolerance);
  expectClose('concordant', fit.concordance?.concordant, c['concordant'], tolerance);
  expectClose('discordant', fit.concordance?.discordant, c['discordant'], tolerance);
  expectClose('tied risk', fit.concordance?.tiedRisk, c['tied.x'], tolerance);
  expectClose('tied time', fit.concordance?.tiedTime, c['tied.y'], tolerance);
  expectClose('tied both', fit.concordance?.tiedBoth, c['tied.xy'], tolerance);
}

describe('fitCox', () => {
  test.each([...referenceCases('cox'), ...regressionCases('cox')])(
    'agrees with R coxph: $name',
    ({ golden, columns }) => {
      const { data, options } = coxModel(golden, columns);
      const fit = fitCox(data, options);
      expectFit(fit, golden);
      if ('robust_score' in golden.result) {
        expectClose('robust score', fit.robustScore?.chiSquared, golden.result['robust_score'], golden.tolerance);
        expectClose(
          'naive error',
          fit.terms.map((t) => t.naiveStandardError),
          golden.result['naive_std_err'],
          golden.tolerance,
        );
      }
    },
  );
});
