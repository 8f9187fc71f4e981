import { describe, expect, test } from 'vitest';
import { NUMBER_FACTS } from '@/lib/risk/numbers/number-intervals';
import { scaleOf } from './slider-scale';

describe('scaleOf', () => {
  // The cut points of the rules (rules.md, section 5) must be reachable exactly.
  test.each([
    ['ageDays', 90],
    ['ageDays', 183],
    ['ageDays', 366],
    ['ageDays', 396],
    ['wbc', 300],
    ['day8Blasts', 1000],
    ['day8Blasts', 0],
    ['mrdEoi', 0.05],
    ['mrdEoi', 0.1],
    ['mrdEoi', 1],
    ['mrdBlina1', 0.01],
    ['mrdBlina1', 0],
  ] as const)('%s can be set to %d', (fact, value) => {
    const scale = scaleOf(fact);
    expect(scale.valueAt(Math.round(scale.positionOf(value)))).toBe(value);
  });

  test('values rise along the slider, and none lies outside it', () => {
    for (const fact of NUMBER_FACTS) {
      const { last, valueAt, positionOf } = scaleOf(fact);
      const values = Array.from({ length: last + 1 }, (_, position) => valueAt(position));
      expect(values).toEqual([...values].sort((a, b) => a - b));
      expect(new Set(values).size).toBe(values.length);
      for (const value of [0, 1e-9, 0.37, 5e6]) {
        expect(positionOf(value)).toBeGreaterThanOrEqual(0);
        expect(positionOf(value)).toBeLessThanOrEqual(last);
      }
    }
  });
});
