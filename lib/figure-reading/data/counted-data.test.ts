import { describe, expect, test } from 'vitest';
import { countedData } from './counted-data';

/** By hand: 10 patients, an event at 1 (S 0.9), one censored at 2, an event at 3 with 8 at risk (S 0.7875), the rest to 5. */
const ARM = {
  points: [
    [0, 1],
    [1, 0.9],
    [3, 0.9 * (7 / 8)],
  ],
  end: 5,
  censored: [2],
  atRisk: [],
  patients: 10,
  precision: 1e-5,
} as const;
const rowsAt = (rows: readonly (readonly [number, 0 | 1])[], time: number): number[] =>
  rows.filter(([at]) => at === time).map(([, event]) => event);

describe('countedData', () => {
  test('counts events from steps and censorings from marks', () => {
    const { rows, moved, misfit } = countedData(ARM);
    expect({ moved, misfit, size: rows.length }).toEqual({ moved: 0, misfit: 0, size: 10 });
    expect(rowsAt(rows, 1)).toEqual([1]);
    expect(rowsAt(rows, 2)).toEqual([0]);
    expect(rowsAt(rows, 3)).toEqual([1]);
    expect(rowsAt(rows, 5)).toEqual([0, 0, 0, 0, 0, 0, 0]);
  });

  test('finds by the height of a step that one mark hides two censorings', () => {
    // With 7 at risk at 3 the step ends at 0.9 × 6/7.
    const { rows, moved } = countedData({
      ...ARM,
      points: [
        [0, 1],
        [1, 0.9],
        [3, 0.9 * (6 / 7)],
      ],
    });
    expect(moved).toBe(1);
    expect(rowsAt(rows, 2)).toEqual([0, 0]);
  });

  test('meets printed numbers, and says by how many it misses them', () => {
    const after = countedData({
      ...ARM,
      atRisk: [
        [0, 10],
        [4, 5],
      ],
    });
    expect(after.rows.filter(([time]) => time >= 4)).toHaveLength(5);
    expect(
      countedData({
        ...ARM,
        atRisk: [
          [0, 10],
          [4, 9],
        ],
      }).misfit,
    ).toBe(2);
  });
});
