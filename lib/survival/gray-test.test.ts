import { describe, expect, test } from 'vitest';
import { grayTest } from './gray-test';
import { expectClose, referenceCases, regressionCases } from './golden/regression-support';

describe('grayTest', () => {
  test.each([...referenceCases('gray_test'), ...regressionCases('gray_test')])('agrees with cmprsk: $name', ({ golden, columns }) => {
    const strata = golden.options['strata'] ? { strata: columns['strata'] } : {};
    const observations = { time: columns['time'] ?? [], event: columns['event'] ?? [], group: columns['group'], ...strata };
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
  });
});
