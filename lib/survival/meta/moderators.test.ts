import { describe, expect, test } from 'vitest';
import golden from '../golden/moderators.json';
import { expectAgreement } from '../golden/reference';
import type { MetaOptions } from './meta-analysis';
import { eggerTest, metaRegression, subgroupTest } from './moderators';

const tolerance = { rel: 1e-8, abs: 1e-10 };
const cases = golden.regressions.map((one) => [one.set, one.model, one.inference, one] as const);
const options = (model: string, inference: string): MetaOptions => ({ model, inference }) as MetaOptions;

describe('metaRegression', () => {
  test.each(cases)('%s, %s, %s: agrees with metafor', (_set, model, inference, wanted) => {
    const errors = wanted.vi.map(Math.sqrt);
    const got = metaRegression(wanted.yi, errors, wanted.x, options(model, inference));
    (['estimate', 'lower', 'upper', 'statistic', 'p'] as const).forEach((figure) =>
      expectAgreement('meta-regression', [got.intercept[figure], got.slope[figure]], wanted[figure], tolerance),
    );
    expectAgreement('meta-regression', [got.slope.standardError], wanted.se.slice(1), tolerance);
    expectAgreement('meta-regression', [got.residualQ, got.residualQP], [wanted.qe, wanted.qe_p], tolerance);
    if (model !== 'common')
      expectAgreement('meta-regression', [got.tauSquared, got.iSquared], [wanted.tau2, wanted.i2], tolerance);
  });

  test('two studies, and a moderator that is the same in all, are states', () => {
    expect(metaRegression([1, 2], [1, 1], [1, 2])).toMatchObject({ notEstimable: 'one_study' });
    expect(metaRegression([1, 2, 3], [1, 1, 1], [2000, 2000, 2000])).toMatchObject({ notEstimable: 'collinear' });
    // Studies on one line leave Hartung and Knapp nothing to scale the error with.
    expect(
      metaRegression([0.1, 0.2, 0.3, 0.4], [1, 2, 1, 1], [1, 2, 3, 4], { inference: 'hartung-knapp' }),
    ).toMatchObject({ slope: { statistic: null }, notEstimable: 'zero_variance' });
  });
});

describe('subgroupTest', () => {
  test.each(cases)('%s, %s, %s: agrees with metafor', (_set, model, inference, wanted) => {
    const got = subgroupTest(wanted.yi, wanted.vi.map(Math.sqrt), wanted.g, options(model, inference));
    expectAgreement(
      'subgroups',
      got.groups.map(({ pooled }) => pooled.estimate),
      wanted.group_estimates,
      tolerance,
    );
    expectAgreement(
      'subgroups',
      got.groups.map(({ pooled }) => pooled.standardError),
      wanted.group_se,
      tolerance,
    );
    expectAgreement('subgroups', [got.q, got.p], [wanted.qm, wanted.qm_p], tolerance);
  });

  test('one group has nothing to compare', () => {
    expect(subgroupTest([1, 2], [1, 1], [3, 3])).toMatchObject({ q: null, notEstimable: 'one_group' });
  });
});

describe('eggerTest', () => {
  test.each(golden.egger.map((one, i) => [i, one] as const))('case %d: agrees with regtest(…, "lm")', (_, wanted) => {
    const got = eggerTest(wanted.yi, wanted.vi.map(Math.sqrt));
    expectAgreement(
      'egger',
      [got.slope, got.standardError, got.statistic, got.degreesOfFreedom, got.p, got.limit, got.lower, got.upper],
      [wanted.slope, wanted.se, wanted.statistic, wanted.df, wanted.p, wanted.limit, wanted.lower, wanted.upper],
      tolerance,
    );
  });

  test('two studies, and studies of one size, are states', () => {
    expect(eggerTest([1, 2], [1, 2])).toMatchObject({ slope: null, notEstimable: 'one_study' });
    expect(eggerTest([1, 2, 4], [1, 1, 1])).toMatchObject({ slope: null, notEstimable: 'collinear' });
  });
});
