import { describe, expect, test } from 'vitest';
import { grayTest } from './gray-test';
import golden from '../golden/gray.json';
import { expectAgreement } from '../golden/reference';
import { expectClose, referenceCases, regressionCases } from '../golden/regression-support';

describe('grayTest', () => {
  test.each([...referenceCases('gray_test'), ...regressionCases('gray_test')])(
    'agrees with cmprsk: $name',
    ({ golden, columns }) => {
      const strata = golden.options['strata'] ? { strata: columns['strata'] } : {};
      const observations = {
        time: columns['time'] ?? [],
        event: columns['event'] ?? [],
        group: columns['group'],
        ...strata,
      };
      const tests = grayTest(observations, { rho: (golden.options['rho'] as number | undefined) ?? 0 });
      const expected = golden.result as Record<string, number[]>;
      (expected['causes'] ?? []).forEach((cause, i) => {
        const outcome = tests.find((t) => t.cause === cause);
        if (expected['stat']?.[i] === -1) {
          expect(outcome?.notEstimable).toBe('zero_variance');
          return;
        }
        expectClose('statistic', outcome?.chiSquared, expected['stat']?.[i], golden.tolerance);
        expect(outcome?.degreesOfFreedom).toBe(expected['df']?.[i]);
        expectClose('p', outcome?.p, expected['p']?.[i], golden.tolerance);
      });
    },
  );

  test.each(golden.sets)('covariances that are singular or nearly so agree with cmprsk: $name', (set) => {
    const tests = grayTest(set);
    expect(tests.map(({ degreesOfFreedom }) => degreesOfFreedom)).toEqual(
      set.stat.map((stat, i) => (stat === -1 ? tests[i]?.degreesOfFreedom : set.df[i])),
    );
    tests.forEach(({ chiSquared, p, notEstimable }, i) => {
      if (set.stat[i] === -1) expect([chiSquared, p, notEstimable]).toEqual([null, null, 'zero_variance']);
      else expectAgreement('gray', [chiSquared, p], [set.stat[i] ?? null, set.p[i] ?? null]);
    });
  });

  test('finds no variance where cmprsk prints -1: one group leaves with its only member before the cause is seen', () => {
    // cuminc(time, event, group, rho = 1)$Tests[, "stat"] is -1, -1, 6.
    const time = [5, 14, 13, 1, 19, 1, 4, 18, 4, 8, 1, 19, 14, 19];
    const event = [1, 2, 2, 0, 2, 3, 3, 2, 3, 1, 3, 3, 1, 0];
    const group = time.map((_, i) => (i === 5 ? 1 : 0));
    const tests = grayTest({ time, event, group }, { rho: 1 });
    expect(tests.map((t) => t.notEstimable)).toEqual(['zero_variance', 'zero_variance', null]);
    expect(tests[2]?.chiSquared).toBeCloseTo(6, 12);
  });
});
