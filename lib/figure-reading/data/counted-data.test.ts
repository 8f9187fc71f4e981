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
  goesOn: false,
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

  test('finds the numbers at risk of R where marks hide one another and S is read to a thousandth', () => {
    // R 4.2.2: set.seed(262); n <- 40; event <- ceiling(rexp(n) * 60) / 2; cens <- 3 * ceiling(runif(n, 3, 40) / 3)
    // d <- data.frame(t = pmin(event, cens), e = event <= cens); f <- survfit(Surv(t, e) ~ 1, d); i <- f$n.event > 0
    // f$time[i], round(f$surv[i], 3), f$n.risk[i], f$n.event[i]; 23 are censored at 6, 9, 15, 18, 24, 27, 33 and 36.
    const levels = [950, 925, 900, 872, 844, 816, 759, 728, 696, 657, 607, 556, 506, 455, 364];
    const times = [0.5, 5.5, 6, 6.5, 7, 7.5, 8, 12.5, 14, 15.5, 20, 21.5, 22, 22.5, 32];
    const arm = {
      points: [[0, 1] as const, ...times.map((time, i) => [time, (levels[i] ?? 0) / 1000] as const)],
      end: 36,
      goesOn: false,
      censored: [6, 9, 15, 18, 24, 27, 33, 36],
      patients: 40,
      precision: 5e-4,
    };
    const printed = [40, 24, 13, 5].map((value, i) => [10 * i, value] as const);
    for (const atRisk of [[], printed]) {
      const { rows, misfit, missed } = countedData({ ...arm, atRisk });
      expect({ size: rows.length, misfit, missed }).toEqual({ size: 40, misfit: 0, missed: 0 });
      expect(times.map((time) => rows.filter(([at]) => at >= time).length)).toEqual([
        40, 38, 37, 32, 31, 30, 29, 24, 23, 18, 13, 12, 11, 10, 5,
      ]);
      expect(times.map((time) => rowsAt(rows, time).filter((event) => event === 1).length)).toEqual([
        2, 1, 1, 1, 1, 1, 2, 1, 1, 1, 1, 1, 1, 1, 1,
      ]);
      // 15 steps took 17 patients, and 23 were censored.
      expect(rows.filter(([, event]) => event === 0)).toHaveLength(23);
    }
  });

  test('of a line that goes on behind the plot those left are censored at its end, else at the marks that hide them', () => {
    // By hand: 7 are left after the event at 3, and one mark at 4 follows.
    const marked = { ...ARM, censored: [2, 4] };
    expect(rowsAt(countedData(marked).rows, 4)).toHaveLength(7);
    const { rows } = countedData({ ...marked, goesOn: true });
    expect([rowsAt(rows, 4).length, rowsAt(rows, 5).length]).toEqual([1, 6]);
  });

  test('without marks those left of a line that ends in the plot leave evenly, the last of them at its end', () => {
    // By hand: 8 are left after the event at 3 of 9 at risk; seven of them leave evenly in the two years to 5.
    const { rows } = countedData({
      ...ARM,
      censored: [],
      points: [
        [0, 1],
        [1, 0.9],
        [3, 0.8],
      ],
    });
    const late = rows.filter(([time]) => time > 3).map(([time]) => time);
    expect(late).toHaveLength(8);
    late.forEach((time, i) => expect(time).toBeCloseTo(3 + (2 * (i + 1)) / 8, 9));
  });
});
