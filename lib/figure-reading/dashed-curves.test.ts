import { expect, test, vi } from 'vitest';
import { readPdf } from './figure-file';
import type { PanelReading } from './reading';
import { dashed } from './testing/dashed-line';
import { atTime, axes, line, pdfLibrary, smallPdf, stairs, text } from './testing/small-pdf';

/** The first use of pdf.js compiles it, which takes long on a machine with other work. */
vi.setConfig({ testTimeout: 60_000 });

type Steps = readonly (readonly [number, number])[];

/** Every dash is a line of its own. The expected values are those that were drawn. */
const dashes = (steps: Steps, end: number, on: number, off: number): string =>
  dashed(stairs(steps, end), on, off)
    .map((dash) => line(...dash))
    .join('\n');

async function panelOf(...content: readonly string[]): Promise<PanelReading> {
  const { panels } = await readPdf(pdfLibrary, smallPdf([{ content: content.join('\n') }]));
  const [panel] = panels;
  if (panel === undefined) throw new Error('no panel');
  return panel;
}

function expectSteps(panel: PanelReading, curve: number, steps: Steps): void {
  const points = panel.curves[curve]?.points ?? [];
  expect(points.map(([time]) => time)).toEqual([0, ...steps.map(([time]) => expect.closeTo(time, 3))]);
  expect(points.map(([, value]) => value)).toEqual([1, ...steps.map(([, value]) => expect.closeTo(value, 4))]);
}

test('two curves of black dashes that cross and share a level are told apart by the length of their dashes', async () => {
  // Both lie at 80 % from 11 to 16 months.
  const first: Steps = [
    [8, 0.8],
    [25, 0.6],
  ];
  const second: Steps = [
    [3, 0.9],
    [11, 0.8],
    [16, 0.7],
    [30, 0.5],
  ];
  const panel = await panelOf(axes(), dashes(first, 38, 6, 3), dashes(second, 38, 2, 2));
  expect(panel.curves).toHaveLength(2);
  const [a, b] = panel.curves[0]?.points.length === 3 ? [0, 1] : [1, 0];
  expectSteps(panel, a, first);
  expectSteps(panel, b, second);
});

/** Ten patients, one event at each step; of the second and third fall the gap of the dashes hides the level between. */
const CLOSE: Steps = [
  [5, 0.9],
  [12, 0.8],
  [12.1, 0.7],
  [20, 0.6],
  [30, 0.5],
];

test('a level between two dashes is counted: 9/10 · 8/9, since 7/10 is the next one that is seen', async () => {
  const counts = [10, 9, 7, 6, 0].map((n, i) => text(String(n), atTime(10 * i) - 2.78, 25));
  const panel = await panelOf(axes(), dashes(CLOSE, 38, 6, 3), ...counts);
  expectSteps(panel, 0, CLOSE);
  expect(panel.curves[0]?.doubtful).toEqual([]);
});

test('a level between two dashes is doubted where nobody says how many patients there were', async () => {
  const panel = await panelOf(axes(), dashes(CLOSE, 38, 6, 3));
  // Of the gap of 3 points one lies on the fall before the level and 1.3 on the one behind it: the middle of both is read.
  expect(panel.curves[0]?.points[2]?.[1]).toBeCloseTo(0.8 + (1 - 1.3) / 2 / 200, 4);
  expect(panel.curves[0]?.doubtful).toMatchObject([{ doubt: 'gap' }]);
});

test('dashes that end a gap above the foot of an axis from 20 % may go on below it', async () => {
  const steps: Steps = [
    [10, 0.6],
    [31, 0.008],
  ];
  const panel = await panelOf(axes(['20', '60', '100']), dashes(steps, 33, 6, 3));
  expect(panel.curves[0]?.doubtful).toMatchObject([{ to: 40, doubt: 'end_unclear' }]);
});
