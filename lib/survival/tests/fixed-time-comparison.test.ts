import { describe, expect, test } from 'vitest';
import { SurvivalInputError } from '../errors';
import { compareAtTime, type ComparisonScale } from './fixed-time-comparison';
import golden from '../golden/boundary.json';
import { casesOf, expectAgreement, readObservations } from '../golden/reference';
import { kaplanMeier, kaplanMeierByGroup } from '../curves/kaplan-meier';

type Contrast = { estimate: number; std_err?: number; lower: number; upper: number; p: number } | null;
type Expected = {
  surv: number[];
  std_err: number[];
  n_risk: number[];
  tests: Record<ComparisonScale, { chisq: number; p: number } | null>;
  difference: Contrast;
  ratio: Contrast;
  cumhaz_ratio: Contrast;
};

describe('compareAtTime', () => {
  test.each(casesOf<Expected>('fixed_time'))('$id: agrees with R', ({ name, options, tolerance, result }) => {
    const got = compareAtTime(kaplanMeierByGroup(readObservations(name, options['by'])), options['time'] ?? 0);
    expectAgreement(
      'fixed_time',
      got.groups.map((g) => g.survival),
      result.surv,
      tolerance,
    );
    expectAgreement(
      'fixed_time',
      got.groups.map((g) => g.standardError),
      result.std_err,
      tolerance,
    );
    expectAgreement(
      'fixed_time',
      got.groups.map((g) => g.atRisk),
      result.n_risk,
      tolerance,
    );
    for (const [scale, wanted] of Object.entries(result.tests) as [
      ComparisonScale,
      { chisq: number; p: number } | null,
    ][]) {
      // The stored cases call the scale by its full name.
      const { chiSquared, p } = got.tests[scale === ('arcsine' as string) ? 'arcsin' : scale];
      expectAgreement('fixed_time', [chiSquared, p], [wanted?.chisq ?? null, wanted?.p ?? null], tolerance);
    }
    const contrasts = [
      [got.difference, result.difference],
      [got.ratio, result.ratio],
      [got.cumulativeHazardRatio, result.cumhaz_ratio],
    ] as const;
    for (const [contrast, wanted] of contrasts) {
      const figures = [contrast?.estimate, contrast?.lower, contrast?.upper, contrast?.p].map((v) => v ?? null);
      expectAgreement(
        'fixed_time',
        figures,
        wanted === null ? [null, null, null, null] : [wanted.estimate, wanted.lower, wanted.upper, wanted.p],
        tolerance,
      );
    }
  });
  test('an arm at 1, at 0 or followed too short has no test, and says why', () => {
    const middle = kaplanMeier({ time: [1, 2, 3, 9], event: [1, 1, 0, 0] });
    const at = (time: number[], event: number[]): string | null =>
      compareAtTime([middle, kaplanMeier({ time, event })], 2.5).tests.cloglog.notEstimable;
    expect(at([3, 4], [1, 1])).toBe('estimate_at_boundary');
    expect(at([1, 2], [1, 1])).toBe('estimate_at_boundary');
    expect(at([1, 2], [1, 0])).toBe('beyond_follow_up');
  });
  test('several groups: equal curves have a statistic of 0 on k - 1 degrees of freedom', () => {
    const curve = kaplanMeier({ time: [1, 2, 3, 9], event: [1, 1, 0, 0] });
    const { tests, difference } = compareAtTime([curve, curve, curve], 2.5);
    expect(tests.linear).toMatchObject({ degreesOfFreedom: 2, p: 1 });
    expect(difference).toMatchObject({ estimate: null, notEstimable: 'not_defined' });
  });
  test.each(golden.edges)('read at the time of an event ($at): the difference agrees with R', (wanted) => {
    const got = compareAtTime(kaplanMeierByGroup(wanted), wanted.at);
    const { estimate, standardError, lower, upper, p } = got.difference;
    expectAgreement(
      'fixed_time',
      [...got.groups.map((one) => one.survival), estimate, standardError, lower, upper, p, got.tests.linear.chiSquared],
      [...wanted.surv, wanted.estimate, wanted.std_err, wanted.lower, wanted.upper, wanted.p, wanted.test],
    );
  });
  test.each(golden.survivals.map((one, i) => [i, one] as const))(
    'a group at 0 or 1 (case %d): the difference and its test on the linear scale agree with R, other scales say why',
    (_, wanted) => {
      const { time, event, group } = wanted;
      const got = compareAtTime(kaplanMeierByGroup({ time, event, group }), wanted.at);
      expectAgreement(
        'fixed_time',
        got.groups.map((one) => one.survival),
        wanted.surv,
      );
      expectAgreement('fixed_time', [got.tests.linear.chiSquared], [wanted.test]);
      const { estimate, standardError, lower, upper, p } = got.difference;
      expectAgreement(
        'fixed_time',
        [estimate, standardError, lower, upper, p],
        [wanted.estimate, wanted.std_err, wanted.lower, wanted.upper, wanted.p].map((value) => value ?? null),
      );
      for (const scale of ['log', 'cloglog', 'arcsin', 'logit'] as const)
        expect(got.tests[scale]).toMatchObject({ chiSquared: null, notEstimable: 'estimate_at_boundary' });
    },
  );
  test('a ratio to a survival of 1 or 0 is known where it is a number (by hand)', () => {
    const alive = kaplanMeier({ time: [9, 9], event: [0, 0] });
    const half = kaplanMeier({ time: [1, 9], event: [1, 0] });
    const dead = kaplanMeier({ time: [1, 2], event: [1, 1] });
    const state = { standardError: null, p: null, notEstimable: 'estimate_at_boundary' };
    expect(compareAtTime([alive, half], 5).ratio).toMatchObject({ estimate: 0.5, ...state });
    expect(compareAtTime([half, dead], 5).ratio).toMatchObject({ estimate: 0, ...state });
    expect(compareAtTime([dead, half], 5).ratio).toMatchObject({ estimate: null, ...state });
    expect(compareAtTime([alive, alive], 5).difference).toMatchObject({ estimate: 0, notEstimable: 'zero_variance' });
  });
  test('one curve is refused', () => {
    expect(() => compareAtTime([kaplanMeier({ time: [1], event: [1] })], 1)).toThrow(SurvivalInputError);
  });
});
