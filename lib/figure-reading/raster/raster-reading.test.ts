import { describe, expect, test } from 'vitest';
import type { PanelHints } from '../hints';
import type { CurveReading, DoubtfulStretch } from '../reading';
import { FRAME, picture, withAxes, withCurve, type Picture } from '../testing/drawn-picture';
import { readImage } from './raster-reading';

/** Drawn by hand with edges between pixels, so the numbers are its truth. */
const STEPS = [
  [5, 0.9],
  [12, 0.78],
  [20, 0.61],
  [33, 0.43],
] as const;
const OTHER = [
  [3, 0.8],
  [8, 0.5],
  [16, 0.3],
] as const;
const [BLUE, RED] = [
  [0, 70, 200],
  [210, 30, 30],
] as const;
const hints = (curves: readonly (readonly [string, string])[]): PanelHints => ({
  x: { unit: 'months', values: [0, 10, 20, 30, 40] },
  y: { as: 'percent', shows: 'survival', values: [0, 20, 40, 60, 80, 100] },
  clicks: [],
  curves: curves.map(([label, colour]) => ({ label, colour, dash: 'solid', waypoints: [] })),
});
const BOTH = hints([
  ['A', '#0046c8'],
  ['B', '#d21e1e'],
]);

function drawn(draw: (on: Picture) => void): Picture {
  const on = picture(440, 400);
  withAxes(on);
  draw(on);
  return on;
}

const valueAt = ({ points }: CurveReading, time: number): number => points.findLast(([at]) => at <= time)?.[1] ?? 1;
const isDoubted = ({ doubtful }: CurveReading, time: number): boolean =>
  doubtful.some(({ from, to }) => time >= from && time <= to);

describe('a picture with two curves', () => {
  const image = drawn((on) => {
    withCurve(on, STEPS, 40, BLUE);
    withCurve(on, OTHER, 40, RED);
  });
  const [panel] = readImage(image, [BOTH]);

  test('has its axes within a tenth of a pixel', () => {
    const [a = 0, , , d = 0, e = 0, f = 0] = panel?.affine ?? [];
    const corners = [
      e - FRAME.x,
      e + 40 * a - FRAME.x - 40 * FRAME.perTime,
      f - FRAME.y,
      f + d - FRAME.y + FRAME.perValue,
    ];
    expect(Math.max(...corners.map(Math.abs))).toBeLessThan(0.1);
  });

  test.each([
    ['A', STEPS],
    ['B', OTHER],
  ] as const)('gives curve %s within a tenth of a point and a fifth of a pixel', (label, steps) => {
    const curve = panel?.curves.find((other) => other.label === label);
    if (curve === undefined) throw new Error('no curve');
    let before = 1;
    for (const [time, after] of steps) {
      expect(Math.abs(valueAt(curve, time + 1) - after)).toBeLessThan(0.001);
      const middle = (before + after) / 2;
      expect(
        Math.abs((curve.points.find(([, value]) => value < middle)?.[0] ?? 0) - time) * FRAME.perTime,
      ).toBeLessThan(0.2);
      before = after;
    }
    expect(curve.end).toBeCloseTo(40, 0);
  });
});

describe('what a picture does not show', () => {
  test('a fall that is painted over is doubted, and its levels are kept', () => {
    const image = drawn((on) => {
      withCurve(on, STEPS, 40, BLUE);
      on.rectangle(FRAME.x + 17 * FRAME.perTime, 60, FRAME.x + 24 * FRAME.perTime, 330, [255, 255, 255]);
    });
    const [curve] = readImage(image, [hints([['A', '#0046c8']])])[0]?.curves ?? [];
    if (curve === undefined) throw new Error('no curve');
    expect([16, 25].map((time) => valueAt(curve, time))).toEqual([expect.closeTo(0.78, 2), expect.closeTo(0.61, 2)]);
    expect([18, 20, 23].every((time) => isDoubted(curve, time))).toBe(true);
  });

  test('a curve that ends before the axis ends there', () => {
    const [curve] =
      readImage(
        drawn((on) => withCurve(on, STEPS.slice(0, 2), 27, BLUE)),
        [hints([['A', '#0046c8']])],
      )[0]?.curves ?? [];
    expect(curve?.end).toBeCloseTo(27, 0);
  });

  test('a curve beside which its limits are drawn in its colour is doubted whole', () => {
    const image = drawn((on) => {
      withCurve(on, STEPS, 40, BLUE);
      const lower = STEPS.map(([at, value]) => [at, value - 0.15] as const);
      withCurve(on, [[1, 0.82], ...lower], 40, BLUE);
    });
    const [curve] = readImage(image, [hints([['A', '#0046c8']])])[0]?.curves ?? [];
    if (curve === undefined) throw new Error('no curve');
    expect([2, 15, 25, 39].every((time) => isDoubted(curve, time))).toBe(true);
  });

  test('an end behind which a line goes on in another colour is doubted', () => {
    const goesOn = (colour: readonly [number, number, number]) =>
      readImage(
        drawn((on) => {
          withCurve(on, STEPS.slice(0, 2), 27, BLUE);
          const [x, y] = [FRAME.x + 27.5 * FRAME.perTime, FRAME.y - 0.61 * FRAME.perValue];
          on.rectangle(x, y - 1, FRAME.x + 40 * FRAME.perTime, y + 1, colour);
        }),
        [hints([['A', '#0046c8']])],
      )[0]?.curves[0];
    const [other, none] = [goesOn([90, 40, 120]), goesOn([255, 255, 255])];
    expect(other !== undefined && isDoubted(other, 35)).toBe(true);
    expect(none !== undefined && isDoubted(none, 35)).toBe(false);
  });

  test('labels that stand as well at other lines leave the axis in doubt', () => {
    const image = drawn((on) => withCurve(on, STEPS, 40, BLUE));
    const doubtsWith = (values: readonly number[]) =>
      readImage(image, [{ ...hints([['A', '#0046c8']]), x: { unit: 'months', values } }])[0]?.curves[0]?.doubtful.map(
        ({ doubt }) => doubt,
      ) ?? [];
    expect(doubtsWith([0, 10, 20, 30, 40])).not.toContain('axes_unsure');
    // Of the five ticks the first, the third and the last stand evenly, and so do the three in the middle.
    expect(doubtsWith([0, 20, 40])).toContain('axes_unsure');
  });

  test('a curve of a colour that is not there is refused', () => {
    const [panel] = readImage(
      drawn((on) => withCurve(on, STEPS, 40, BLUE)),
      [BOTH],
    );
    expect(panel?.curves.map(({ label }) => label)).toEqual(['A']);
    expect(panel?.refusals).toEqual([{ code: 'curve_not_found', subject: 'B', would: '#d21e1e' }]);
  });

  test('a picture without axes asks for clicks', () => {
    const bare = picture(440, 400);
    withCurve(bare, STEPS, 40, BLUE);
    const [panel] = readImage(bare, [hints([['A', '#0046c8']])]);
    expect(panel?.refusals.map(({ code, would }) => [code, would])).toEqual([['axis_values_needed', 'clicks']]);
  });

  test('three clicks measure where there are no ticks', () => {
    const bare = picture(440, 400);
    withCurve(bare, STEPS, 40, BLUE);
    const place = (time: number, value: number) => ({
      time,
      value,
      at: [FRAME.x + time * FRAME.perTime, FRAME.y - (value / 100) * FRAME.perValue] as const,
    });
    const [panel] = readImage(bare, [
      { ...hints([['A', '#0046c8']]), clicks: [place(0, 0), place(40, 0), place(0, 100)] },
    ]);
    expect(panel?.x.from).toBe('clicks');
    const [curve] = panel?.curves ?? [];
    expect(curve && valueAt(curve, 15)).toBeCloseTo(0.78, 2);
  });

  test.each([
    [6000, 5000, 'image_too_large'],
    [50, 50, 'image_too_small'],
  ])('%i × %i pixels are refused', (width, height, code) => {
    expect(() => readImage({ width, height, data: new Uint8ClampedArray(4) }, [BOTH])).toThrow(
      expect.objectContaining({ code }),
    );
  });
});

describe('censor marks of a picture', () => {
  const marks = [6.5, 9, 15.2, 24, 28.6, 36] as const;
  /** An upright line of a pixel and a half through the curve, four pixels up and down. */
  const withMark = (on: Picture, time: number, value: number, colour: readonly [number, number, number]): void => {
    const [x, y] = [FRAME.x + time * FRAME.perTime, FRAME.y - value * FRAME.perValue];
    on.rectangle(x - 0.75, y - 5, x + 0.75, y + 5, colour);
  };
  const level = (time: number): number => STEPS.findLast(([at]) => at <= time)?.[1] ?? 1;
  const image = drawn((on) => {
    withCurve(on, STEPS, 40, BLUE);
    withCurve(on, OTHER, 40, RED);
    for (const time of marks) withMark(on, time, level(time), BLUE);
    // Three that touch: how many they are is not seen.
    for (const time of [30, 30.2, 30.45]) withMark(on, time, level(time), BLUE);
  });
  const curves = readImage(image, [BOTH])[0]?.curves;

  test('stand at their times, each once', () => {
    const alone = curves?.[0]?.censored.filter((time) => time < 29.5 || time > 31) ?? [];
    expect(alone).toHaveLength(marks.length);
    alone.forEach((time, i) => expect(Math.abs(time - (marks[i] ?? 0))).toBeLessThan(0.06));
  });

  test('are none where nothing is drawn through the line', () => expect(curves?.[1]?.censored).toEqual([]));

  test('are doubted where they melt together, and only there', () => {
    const unsure = curves?.[0]?.doubtful.filter(({ doubt }) => doubt === 'marks_unsure') ?? [];
    expect(unsure).toHaveLength(1);
    expect(unsure[0]?.from).toBeLessThan(30);
    expect(unsure[0]?.to).toBeGreaterThan(30.45);
    expect((unsure[0]?.to ?? 0) - (unsure[0]?.from ?? 0)).toBeLessThan(2);
  });

  test('that are too low to be told from their line are doubted, and that a whole row of them is a thick line', () => {
    const unsure = (times: readonly number[], half: number): readonly DoubtfulStretch[] => {
      const on = drawn((to) => {
        withCurve(to, STEPS, 40, BLUE);
        for (const time of times) {
          const [x, y] = [FRAME.x + time * FRAME.perTime, FRAME.y - level(time) * FRAME.perValue];
          to.rectangle(x - 0.75, y - half, x + 0.75, y + half, BLUE);
        }
      });
      return (readImage(on, [hints([['A', '#0046c8']])])[0]?.curves[0]?.doubtful ?? []).filter(
        ({ doubt }) => doubt === 'marks_unsure',
      );
    };
    expect(unsure([], 0)).toEqual([]);
    // A pixel above and below a line of two: less than the least that is read as a mark.
    for (const time of [6.5, 24])
      expect(unsure([6.5, 24], 2).some(({ from, to }) => from <= time && time <= to)).toBe(true);
    const row = Array.from({ length: 225 }, (_, i) => 0.1 + (i * 39.8) / 224);
    expect(unsure(row, 3)).toMatchObject([{ from: 0 }]);
  });

  test.each([-0.15, 0])('beside a fall widen no level: the fall stays at its upright line (%f)', (off) => {
    const plus = drawn((on) => {
      withCurve(
        on,
        [
          [12, 0.78],
          [20, 0.745],
          [33, 0.43],
        ],
        40,
        BLUE,
      );
      withMark(on, 20 + off, 0.78, BLUE);
      const [x, y] = [FRAME.x + (20 + off) * FRAME.perTime, FRAME.y - 0.78 * FRAME.perValue];
      on.rectangle(x - 4, y - 0.75, x + 4, y + 0.75, BLUE);
    });
    const curve = readImage(plus, [hints([['A', '#0046c8']])])[0]?.curves[0];
    const fall = curve?.points.find(([, value]) => value < 0.76);
    expect(Math.abs((fall?.[0] ?? 0) - 20)).toBeLessThan(0.05);
  });
});

describe('two plots with the same numbers on their axes', () => {
  test('are the left one and then the right one, whichever is found first', () => {
    const wide = picture(1000, 400);
    const one = picture(440, 400);
    withAxes(one);
    withCurve(one, STEPS, 40, BLUE);
    const two = picture(440, 400);
    withAxes(two);
    withCurve(two, OTHER, 40, BLUE);
    for (const [from, at] of [
      [one, 20],
      [two, 520],
    ] as const)
      for (let y = 0; y < 400; y += 1)
        wide.data.set(from.data.subarray(4 * y * 440, 4 * (y + 1) * 440), 4 * (y * 1000 + at));
    const single = hints([['A', '#0046c8']]);
    const panels = readImage(wide, [single, single]);
    expect(panels.map(({ curves }) => valueAt(curves[0] as CurveReading, 25).toFixed(2))).toEqual(['0.61', '0.30']);
  });
});

describe('what lies in the way of a curve', () => {
  const BLACK = [0, 0, 0] as const;
  const black = hints([['A', '#000000']]);
  const at = (time: number, value: number): readonly [number, number] => [
    FRAME.x + time * FRAME.perTime,
    FRAME.y - value * FRAME.perValue,
  ];

  test('a legend in a frame of its own colour: the curve is doubted from one side of it to the other', () => {
    const image = drawn((on) => {
      withCurve(on, STEPS, 40, BLACK);
      const [[x0, y0], [x1, y1]] = [at(22, 0.7), at(30, 0.55)];
      on.rectangle(x0, y0, x1, y1, BLACK);
      on.rectangle(x0 + 1.5, y0 + 1.5, x1 - 1.5, y1 - 1.5, [255, 255, 255]);
    });
    const curve = readImage(image, [black])[0]?.curves[0];
    for (const time of [22.5, 25, 27, 29.5]) expect(curve === undefined || isDoubted(curve, time)).toBe(true);
    expect(curve === undefined || isDoubted(curve, 36)).toBe(false);
  });

  test('a curve that never falls, where a frame may be, is not read along the foot of the frame', () => {
    const fromHalf = { ...black, y: { ...black.y, values: [40, 60, 80, 100] } };
    const on = picture(440, 400);
    const [[left, foot], [right, top]] = [at(0, 0.4), at(40, 1)];
    on.rectangle(left - 0.7, top - 8, left + 0.7, foot + 6.7, BLACK);
    on.rectangle(left, foot + 5.3, right + 2, foot + 6.7, BLACK);
    for (const time of [0, 10, 20, 30, 40])
      on.rectangle(at(time, 1)[0] - 0.6, foot + 6.7, at(time, 1)[0] + 0.6, foot + 12, BLACK);
    for (const value of [0.4, 0.6, 0.8, 1])
      on.rectangle(left - 6, at(0, value)[1] - 0.6, left, at(0, value)[1] + 0.6, BLACK);
    withCurve(on, [], 40, BLACK);
    const panel = readImage(on, [fromHalf])[0];
    const curve = panel?.curves[0];
    if (curve === undefined) expect(panel?.refusals).toMatchObject([{ code: 'curve_not_found' }]);
    else expect(valueAt(curve, 20) > 0.98 || isDoubted(curve, 20)).toBe(true);
  });
});

describe('a curve that never falls', () => {
  const flat = (colour: readonly [number, number, number]): Picture => drawn((on) => withCurve(on, [], 40, colour));

  test('is read at 100 % where it has a colour, and doubted as a whole', () => {
    const [panel] = readImage(flat(BLUE), [hints([['A', '#0046c8']])]);
    const [curve] = panel?.curves ?? [];
    expect(curve?.points).toEqual([[0, 1]]);
    expect(curve?.end).toBeCloseTo(40, 1);
    expect(curve?.doubtful).toMatchObject([{ from: 0, doubt: 'other_path' }]);
  });

  test('is not taken for one where its line may be that of a frame, or that of another curve', () => {
    expect(readImage(flat([0, 0, 0]), [hints([['A', '#000000']])])[0]?.refusals).toMatchObject([
      { code: 'curve_not_found', subject: 'A' },
    ]);
    expect(readImage(flat([0, 0, 0]), [hints([['A', '#0046c8']])])[0]?.refusals).toMatchObject([
      { code: 'curve_not_found', subject: 'A' },
    ]);
    expect(readImage(flat(RED), [BOTH])[0]?.refusals).toMatchObject([{ code: 'curve_not_found', subject: 'A' }]);
  });
});
