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
      }).missed,
    ).toBe(2);
  });

  test('those whom no mark shows were censored after the printed number that still counts them', () => {
    // By hand: 8 at risk after the event at 1 and the mark at 2; 8 printed at 3 and 5 at 4: three were censored in between.
    const { rows, misfit } = countedData({
      ...ARM,
      points: ARM.points.slice(0, 2),
      atRisk: [
        [0, 10],
        [3, 8],
        [4, 5],
      ],
    });
    expect(misfit).toBe(0);
    expect(rows.filter(([time]) => time >= 3)).toHaveLength(8);
    expect(rows.filter(([time]) => time > 3 && time < 4)).toHaveLength(3);
  });

  test('a level read a little wrong in a short stretch is counted by the step after it', () => {
    // By hand: 14 patients, an event at 1, one censored unseen, an event at 3 of 12 at risk and one at 3.1 of 11. The level
    // between the last two, 13/14 · 11/12 = 0.8512, is read as 0.842.
    const last = (13 / 14) * (11 / 12) * (10 / 11);
    const { rows, moved, misfit } = countedData({
      ...ARM,
      patients: 14,
      censored: [],
      points: [
        [0, 1],
        [1, 13 / 14],
        [3, 0.842],
        [3.1, last],
      ],
    });
    expect({ moved, misfit, size: rows.length }).toEqual({ moved: 1, misfit: 1, size: 14 });
    expect([1, 3, 3.1].map((time) => rowsAt(rows, time))).toEqual([[1], [1], [1]]);
  });
});
