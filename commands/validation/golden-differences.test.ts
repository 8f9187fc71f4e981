import { describe, expect, test } from 'vitest';
import { compareGolden, describeDifferences } from './golden-differences';

const stored = { environment: { R: '4.2.2' }, cases: [{ coef: [0.5, null, 1e-15], id: 'a' }] };

describe('stored and fresh expected values', () => {
  test('the same values differ in nothing', () => {
    expect(compareGolden(stored, structuredClone(stored))).toEqual({
      numbers: 2,
      largestRelative: 0,
      beyond: [],
      versions: [],
    });
  });

  test('rounding is measured, not reported as a difference', () => {
    const { beyond, largestRelative } = compareGolden({ x: 2 }, { x: 2 * (1 + 1e-9) });
    expect(beyond).toEqual([]);
    expect(largestRelative).toBeCloseTo(1e-9, 14);
  });

  test('a changed number, a number for NA, a missing case and another version are named by path', () => {
    const fresh = { environment: { R: '4.3.0' }, cases: [{ coef: [0.6, 0.1, 1e-15] }] };
    const comparison = compareGolden(stored, fresh);
    expect(comparison.beyond.map(({ path }) => path)).toEqual(['cases.0.coef.0', 'cases.0.coef.1', 'cases.0.id']);
    expect(comparison.versions).toEqual([{ path: 'environment.R', stored: '4.2.2', fresh: '4.3.0' }]);
    expect(describeDifferences(comparison)).toContain('cases.0.coef.0: stored 0.5, R now 0.6');
  });
});
