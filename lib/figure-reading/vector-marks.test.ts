import { expect, test, vi } from 'vitest';
import { readPdf } from './figure-file';
import { atTime, atValue, axes, line, pdfLibrary, smallPdf, stairs, text, upright } from './testing/small-pdf';

/** The first use of pdf.js compiles it, which takes long on a machine with other work. */
vi.setConfig({ testTimeout: 60_000 });

const level = (time: number, value: number): string =>
  line([atTime(time) - 3, atValue(value)], [atTime(time) + 3, atValue(value)]);

test('crosses at even times in a thinner line stand like dashes, and are marks of their curve and no second one', async () => {
  // The arm of the last one reaches out of the curve, which falls 1.4 points behind its middle.
  const times = [1, 3, 5, 7];
  const marks = times.map((time) => `${level(time, 1)}\n${upright(time, 1)}`);
  const steps = [
    [7.2, 0.9],
    [20, 0.6],
  ] as const;
  const key = `1 w ${line([250, 260], [270, 260])} ${text('Low risk', 275, 256.4)}`;
  const content = [axes(), '0.8 0 0 RG 1 w', line(...stairs(steps, 38)), '0.5 w', ...marks, key].join('\n');
  const { panels } = await readPdf(pdfLibrary, smallPdf([{ content }]));
  expect(panels[0]?.curves.map(({ label }) => label)).toEqual(['Low risk']);
  expect(panels[0]?.curves[0]?.censored.map((time) => Math.round(time * 1000) / 1000)).toEqual(times);
});

test('numbers at risk stand also where the axis left a label out, because it would have touched another', async () => {
  const labelled = [0, 10, 20, 40];
  const ticks = [0, 10, 20, 30, 40].map((time) => line([atTime(time), 80], [atTime(time), 75]));
  const labels = labelled.map((time) => text(String(time), atTime(time) - 2.78 * String(time).length, 60));
  const counts = [10, 8, 6, 4, 2].map((n, i) => text(String(n), atTime(10 * i) - 2.78 * String(n).length, 25));
  const steps = [[5, 0.9]] as const;
  const content = [axes(undefined, []), ...ticks, ...labels, '0.8 0 0 RG 1 w', line(...stairs(steps, 38)), ...counts];
  const { panels } = await readPdf(pdfLibrary, smallPdf([{ content: content.join('\n') }]));
  expect(panels[0]?.curves[0]?.atRisk).toEqual([10, 8, 6, 4, 2].map((n, i) => [10 * i, n]));
});
