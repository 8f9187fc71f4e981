import { describe, expect, test } from 'vitest';
import { NUMBER_FACTS } from '@/lib/risk/numbers/number-intervals';
import { clearOf, scaleOf } from './slider-scale';

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

// A pointer at 100 of 400 days stood on the letters in the middle of a band from 0 to 183.
test.each<[number, number, number | null, { before: number; after: number }]>([
  [0, 46, 25, { before: 0, after: 21 }],
  [0, 46, 10, { before: 10, after: 0 }],
  [46, 92, 25, { before: 0, after: 0 }],
  [0, 46, 46, { before: 0, after: 0 }],
  [0, 46, null, { before: 0, after: 0 }],
])(
  'the letters of a band from %d to %d stand in the wider part beside the pointer at %s',
  (from, to, pointer, clear) => {
    expect(clearOf(from, to, pointer)).toEqual(clear);
  },
);
