import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { encode } from 'fast-png';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { picture, withAxes, withCurve } from '@/lib/figure-reading/testing/drawn-picture';
import { axes, line, smallPdf, stairs } from '@/lib/figure-reading/testing/small-pdf';
import { main } from './read-figures';

/** The first use of pdf.js compiles it, which takes long on a machine with other work. */
vi.setConfig({ testTimeout: 60_000 });

/** One step to one half at 10 months, drawn in a PDF and in a picture. */
const STEPS = [[10, 0.5]] as const;
const PAGE = [axes(), '1 0 0 RG', line(...stairs(STEPS, 40))].join('\n');
const HINTS = {
  panels: [
    {
      x: { unit: 'months', values: [0, 10, 20, 30, 40] },
      y: { as: 'percent', shows: 'survival', values: [0, 20, 40, 60, 80, 100] },
      curves: [{ label: 'A', colour: '#0046c8', dash: 'solid' }],
    },
  ],
};

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'figures-'));
  vi.spyOn(console, 'error').mockImplementation(() => undefined);
});
afterEach(async () => {
  vi.restoreAllMocks();
  await rm(folder, { recursive: true });
});

type Output = {
  readings: {
    id: string;
    panels: { curves: { points: [number, number][] }[] }[];
    refusals: { code: string; subject: string | null }[];
  }[];
};

async function run(): Promise<{ code: number; output: Output }> {
  const out = path.join(folder, 'readings.json');
  const code = await main([folder, '--out', out]);
  return { code, output: JSON.parse(await readFile(out, 'utf8')) as Output };
}

async function writePicture(name: string): Promise<void> {
  const drawn = picture(440, 400);
  withAxes(drawn);
  withCurve(drawn, STEPS, 40, [0, 70, 200]);
  await writeFile(
    path.join(folder, name),
    encode({ width: 440, height: 400, data: new Uint8Array(drawn.data), channels: 4 }),
  );
}

test('reads lines and pictures of a folder into one file', async () => {
  await writeFile(path.join(folder, 'a.pdf'), smallPdf([{ content: PAGE }]));
  await writePicture('b.png');
  await writeFile(path.join(folder, 'b.hints.json'), JSON.stringify(HINTS));
  const { code, output } = await run();
  expect(code).toBe(0);
  expect(output.readings.map(({ id }) => id)).toEqual(['a', 'b']);
  for (const { panels } of output.readings) {
    expect(panels[0]?.curves[0]?.points.at(-1)?.[0]).toBeCloseTo(10, 1);
    expect(panels[0]?.curves[0]?.points.at(-1)?.[1]).toBeCloseTo(0.5, 2);
  }
});

test('says what it could not read and reads the rest', async () => {
  await writeFile(path.join(folder, 'a.pdf'), 'no PDF');
  await writePicture('b.png');
  await writePicture('c.png');
  await writeFile(
    path.join(folder, 'c.hints.json'),
    JSON.stringify({ panels: [{ ...HINTS.panels[0], y: { as: 'per cent' } }] }),
  );
  await writeFile(path.join(folder, 'd.pdf'), smallPdf([{ content: PAGE }]));
  const { code, output } = await run();
  expect(code).toBe(1);
  expect(
    output.readings.map(({ refusals }) =>
      refusals.map(({ code: reason, subject }) => `${reason} ${subject ?? ''}`.trim()),
    ),
  ).toEqual([['unknown_file_kind'], ['hints_needed b.png'], ['hints_wrong panels.0.y.as'], []]);
});

test('refuses a folder without figures and two folders', async () => {
  expect(await main([folder])).toBe(2);
  expect(await main([])).toBe(2);
  expect(await main([folder, 'a', 'b'])).toBe(2);
});
