import { describe, expect, test, vi } from 'vitest';
import { readPdf } from './figure-file';
import type { PanelReading } from './reading';
import { dashed } from './testing/dashed-line';
import { outlinedNumber } from './testing/outlined-digits';
import {
  atTime,
  atValue,
  axes,
  line,
  pdfLibrary,
  smallPdf,
  stairs,
  text,
  upright,
  type SmallPage,
} from './testing/small-pdf';

/** The first use of pdf.js compiles it, which takes long on a machine with other work. */
vi.setConfig({ testTimeout: 60_000 });

/** Ten patients, one event at a time, two censored after 22 months: drawn by hand, so the numbers below are its truth. */
const STEPS = [
  [5, 0.9],
  [12, 0.8],
  [20, 0.6],
  [30, 0.4],
] as const;
const RED = '0.8 0 0 RG 1 w';

async function panelOf(content: string, page: Partial<SmallPage> = {}): Promise<PanelReading> {
  const { panels } = await readPdf(pdfLibrary, smallPdf([{ content, ...page }]));
  const [panel] = panels;
  if (panel === undefined) throw new Error('no panel');
  return panel;
}

function expectSteps(panel: PanelReading, curve = 0, steps: readonly (readonly [number, number])[] = STEPS): void {
  const points = panel.curves[curve]?.points ?? [];
  expect(points).toHaveLength(steps.length + 1);
  expect(points[0]?.[1]).toBe(1);
  steps.forEach(([time, value], i) => {
    expect(points[i + 1]?.[0]).toBeCloseTo(time, 3);
    expect(points[i + 1]?.[1]).toBeCloseTo(value, 5);
  });
}

describe('a figure drawn as lines', () => {
  test('has its axis where every number runs into the next one', async () => {
    const times = [0, 2, 4, 6, 8, 10, 12, 14, 16, 18, 20];
    // “1600” is 22 points wide, and the ticks stand 14 points apart.
    const ticks = times.map((time) => {
      const label = String(100 * time);
      return `${line([atTime(time), 80], [atTime(time), 75])} ${text(label, atTime(time) - 2.78 * label.length, 60)}`;
    });
    const panel = await panelOf(
      [axes(undefined, []), ...ticks, RED, line(...stairs(STEPS.slice(0, 2), 20))].join('\n'),
    );
    expect(panel.x.ticks).toEqual(times.map((time) => 100 * time));
    expectSteps(
      panel,
      0,
      STEPS.slice(0, 2).map(([time, value]) => [100 * time, value] as const),
    );
  });

  test('says nothing of a curve behind the place where it falls through the foot of the plot', async () => {
    const through = [...stairs(STEPS, 33), [atTime(33), atValue(-0.08)]] as const;
    const panel = await panelOf([axes(['20', '60', '100']), RED, line(...through)].join('\n'));
    expect(panel.curves[0]?.doubtful).toMatchObject([{ from: expect.closeTo(33, 3), to: 40, doubt: 'end_unclear' }]);
  });

  test('gives no curve a name that another has too', async () => {
    const second = [[10, 0.7]] as const;
    const table = ['Arm', 'Arm'].flatMap((name, row) => [
      text(name, 5, 25 - 12 * row),
      ...[10, 8, 6, 4, 2].map((n, i) => text(String(n), atTime(10 * i) - 2.78, 25 - 12 * row)),
    ]);
    const blue = `0 0 0.8 RG ${line(...stairs(second, 39))}`;
    const panel = await panelOf([axes(), RED, line(...stairs(STEPS, 38)), blue, ...table].join('\n'));
    expect(panel.curves.map(({ label }) => label)).toEqual(['', '']);
  });

  test('goes on to the last tick where the labels run into one another, and counts a mark once that is also filled', async () => {
    // Labels of the last two ticks as one string of letters: no number of the row.
    const last = text('3040', atTime(35) - 11, 60);
    const ticks = [30, 40].map((time) => line([atTime(time), 80], [atTime(time), 75])).join('\n');
    const filled = `${atTime(35)} ${atValue(0.4) - 3} m ${atTime(35)} ${atValue(0.4) + 3} l B`;
    const content = [axes(undefined, [0, 10, 20]), ticks, last, RED, line(...stairs(STEPS, 38)), filled].join('\n');
    const panel = await panelOf(content);
    expect(panel.x.ticks).toEqual([0, 10, 20, 30, 40]);
    expectSteps(panel);
    expect(panel.curves[0]?.end).toBeCloseTo(38, 3);
    expect(panel.curves[0]?.censored).toHaveLength(1);
  });

  test('gives steps, end, unit, marks, name and numbers at risk as drawn', async () => {
    const table = [
      text('Low risk', 5, 25),
      ...[10, 8, 6, 4, 2].map((n, i) => text(String(n), atTime(10 * i) - (n === 10 ? 5.56 : 2.78), 25)),
    ].join('\n');
    const key = `${line([250, 260], [270, 260])} ${text('Low risk', 275, 256.4)}`;
    const panel = await panelOf(
      [axes(), RED, line(...stairs(STEPS, 38)), upright(22, 0.6), upright(25, 0.6), key, table].join('\n'),
    );
    expectSteps(panel);
    expect(panel.x.unit).toBe('months');
    expect(panel.y).toMatchObject({ as: 'percent', shows: 'survival', from: 'ticks' });
    const [curve] = panel.curves;
    expect(curve?.label).toBe('Low risk');
    expect(curve?.end).toBeCloseTo(38, 3);
    expect(curve?.censored.map((time) => Math.round(time * 1000) / 1000)).toEqual([22, 25]);
    expect(curve?.atRisk).toEqual([
      [0, 10],
      [10, 8],
      [20, 6],
      [30, 4],
      [40, 2],
    ]);
    expect(curve?.doubtful).toEqual([]);
  });

  test('a name that ends in a digit and runs into the first number keeps its digit', async () => {
    // “Arm 1” ends where “10” begins; a digit of Helvetica is 5.56 points wide, and every number stands in its column's middle.
    const table = [
      text('Arm 1', atTime(0) - 5.56 - 26.67, 25),
      ...[10, 8, 6, 4, 2].map((n, i) => text(String(n), atTime(10 * i) - (n === 10 ? 5.56 : 2.78), 25)),
    ].join('\n');
    const { curves } = await panelOf([axes(), RED, line(...stairs(STEPS, 38)), table].join('\n'));
    expect(curves[0]?.atRisk.map(([, n]) => n)).toEqual([10, 8, 6, 4, 2]);
  });

  test('has numbers at risk also where digits are outlines, and a 1 is narrower than the others', async () => {
    const times = [0, 10, 20, 30, 40].map((time) => [
      line([atTime(time), 80], [atTime(time), 75]),
      outlinedNumber(time, atTime(time), 60),
    ]);
    const levels = Array.from({ length: 11 }, (_, i) => [
      line([55, atValue(i / 10)], [60, atValue(i / 10)]),
      outlinedNumber(10 * i, 38, atValue(i / 10) - 3.6),
    ]);
    const frame = [line([atTime(0), 80], [atTime(40), 80]), line([60, atValue(0)], [60, atValue(1)])];
    const table = [
      ...[206, 163, 131, 67, 14].map((n, i) => outlinedNumber(n, atTime(10 * i), 30)),
      ...[111, 91, 71, 17, 1].map((n, i) => outlinedNumber(n, atTime(10 * i), 15)),
    ];
    const black = ['0 0 0 RG 0 0 0 rg 0.7 w', ...frame, ...times.flat(), ...levels.flat(), ...table];
    const { curves } = await panelOf(
      [...black, RED, line(...stairs(STEPS, 38)), '0 0 0.8 RG 1 w', line(...stairs([[15, 0.95]], 36))].join('\n'),
    );
    expect(curves.map(({ atRisk }) => atRisk.map(([, n]) => n)).toSorted((a, b) => (b[0] ?? 0) - (a[0] ?? 0))).toEqual([
      [206, 163, 131, 67, 14],
      [111, 91, 71, 17, 1],
    ]);
  });

  test.each([
    ['as fractions with a decimal comma', axes(['0,0', '0,5', '1,0'])],
    ['with thousands in days', axes(['0', '50', '100'], [0, 500, 1000, 1500, 2000])],
  ])('is read %s', async (_name, frame) => {
    const panel = await panelOf([frame, RED, line(...stairs(STEPS, 40))].join('\n'));
    const scale = (panel.x.ticks.at(-1) ?? 0) / 40;
    expectSteps(
      panel,
      0,
      STEPS.map(([time, value]) => [time * scale, value] as const),
    );
  });

  test.each([90, 180, 270])('is read on a page turned by %i degrees', async (rotate) => {
    expectSteps(await panelOf([axes(), RED, line(...stairs(STEPS, 40))].join('\n'), { rotate }));
  });

  test('that rises shows incidence', async () => {
    const rising = stairs(STEPS, 40).map(([x, y]) => [x, atValue(1) + atValue(0) - y] as const);
    const panel = await panelOf([axes(), RED, line(...rising)].join('\n'));
    expect(panel.y.shows).toBe('incidence');
    expectSteps(panel);
  });

  test('is read only as far as the page shows it', async () => {
    const panel = await panelOf(
      [axes(), 'q', `0 0 ${atTime(25)} 300 re W n`, RED, line(...stairs(STEPS, 40)), 'Q'].join('\n'),
    );
    expectSteps(panel, 0, STEPS.slice(0, 3));
    expect(panel.curves[0]?.end).toBeCloseTo(25, 3);
  });

  test('is joined from pieces that marks touch', async () => {
    const places = stairs(STEPS, 40);
    const pieces = places.slice(1).map((place, i) => line(places[i] ?? place, place));
    const touching = line([atTime(20), atValue(0.6)], [atTime(20), atValue(0.6) - 4]);
    expectSteps(await panelOf([axes(), RED, ...pieces.toReversed(), touching].join('\n')));
  });

  test('is joined from dashes that were written as lines of their own', async () => {
    const places = stairs(STEPS, 40);
    const dashes = dashed(places, 6, 3).map((dash) => line(...dash));
    expectSteps(await panelOf([axes(), RED, ...dashes].join('\n')));
  });

  test('is the middle of a line that was written as a filled outline', async () => {
    const places = stairs(STEPS, 40);
    const upper = places.map(([x, y], i) => [i === 0 ? x : x + (i === places.length - 1 ? 0 : 0.5), y + 0.5] as const);
    const lower = places
      .map(([x, y], i) => [i === 0 ? x : x - (i === places.length - 1 ? 0 : 0.5), y - 0.5] as const)
      .toReversed();
    const outline = `0.8 0 0 rg ${[...upper, ...lower].map(([x, y], i) => `${x} ${y} ${i === 0 ? 'm' : 'l'}`).join(' ')} h f`;
    const panel = await panelOf([axes(), outline].join('\n'));
    const points = panel.curves[0]?.points ?? [];
    STEPS.forEach(([time, value], i) => {
      expect(points[i + 1]?.[0]).toBeCloseTo(time, 1);
      expect(points[i + 1]?.[1]).toBeCloseTo(value, 3);
    });
  });

  test('leaves out limits drawn as lines, a halo, the grid and the frame', async () => {
    const shifted = (by: number): string =>
      line(
        ...stairs(
          STEPS.map(([time, value]) => [time, value + by * (1 - value)] as const),
          40,
        ),
      );
    const grid = [0, 0.5, 1].map((value) => line([atTime(0), atValue(value)], [atTime(40), atValue(value)])).join('\n');
    const halo = ['1 1 1 RG 4 w', line(...stairs(STEPS, 40))].join('\n');
    const panel = await panelOf(
      [
        axes(),
        '0.9 0.9 0.9 RG',
        grid,
        halo,
        RED,
        line(...stairs(STEPS, 40)),
        '[2 2] 0 d 0.5 w',
        shifted(0.3),
        shifted(-0.3),
      ].join('\n'),
    );
    expect(panel.curves).toHaveLength(1);
    expectSteps(panel);
  });
});

describe('what is no Kaplan–Meier curve', () => {
  test('a slanted curve is refused and not repaired', async () => {
    const panel = await panelOf(
      [axes(), RED, line([atTime(0), atValue(1)], [atTime(20), atValue(0.6)], [atTime(40), atValue(0.2)])].join('\n'),
    );
    expect(panel.curves).toEqual([]);
    expect(panel.refusals.map(({ code }) => code)).toEqual(['curve_slanted']);
  });

  test('a plot without a curve from the start has none', async () => {
    const panel = await panelOf(
      [axes(), RED, line([atTime(20), atValue(0.5)], [atTime(30), atValue(0.5)], [atTime(30), atValue(0.3)])].join(
        '\n',
      ),
    );
    expect(panel.refusals.map(({ code }) => code)).toEqual(['no_curves']);
  });

  test('a curve that breaks off before lines of its own style is doubted behind its end', async () => {
    const places = stairs(STEPS, 40);
    const panel = await panelOf(
      [axes(), RED, line(...places.slice(0, 7)), line([atTime(20.8), atValue(0.6)], [atTime(30), atValue(0.6)])].join(
        '\n',
      ),
    );
    expect(panel.curves[0]?.doubtful.map(({ doubt }) => doubt)).toEqual(['unexplained_lines']);
  });
});
