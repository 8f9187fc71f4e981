import * as legacy from 'pdfjs-dist/legacy/build/pdf.mjs';
import { readPdf } from '../lib/figure-reading/figure-file';
import type { PdfLibrary } from '../lib/figure-reading/pdf/library';
import { readImage } from '../lib/figure-reading/raster/raster-reading';
import { picture, withAxes, withCurve } from '../lib/figure-reading/testing/drawn-picture';
import { axes, line, smallPdf, stairs } from '../lib/figure-reading/testing/small-pdf';

/** Time to read one figure: a page of lines, and a picture with two curves. The limits are those of the first overlay. */
const LIMIT_SECONDS = { lines: 2, picture: 3 } as const;
const library = legacy as unknown as PdfLibrary;

const steps = Array.from({ length: 300 }, (_, i) => [(40 * (i + 1)) / 301, 1 - (i + 1) / 400] as const);
const page = [
  axes(),
  '0.8 0 0 RG',
  line(...stairs(steps, 40)),
  '0 0 0.8 RG',
  line(
    ...stairs(
      steps.map(([time, value]) => [time, value ** 2] as const),
      40,
    ),
  ),
].join('\n');
const drawn = picture(1500, 1400);
withAxes(drawn);
withCurve(drawn, steps, 40, [0, 70, 200]);
withCurve(
  drawn,
  steps.map(([time, value]) => [time, value ** 2] as const),
  40,
  [210, 30, 30],
);
const curves = [
  { label: 'A', colour: '#0046c8', dash: 'solid', waypoints: [] },
  { label: 'B', colour: '#d21e1e', dash: 'solid', waypoints: [] },
];
const hints = [
  {
    x: { unit: 'months', values: [0, 10, 20, 30, 40] },
    y: { as: 'fraction', shows: 'survival', values: [0, 0.2, 0.4, 0.6, 0.8, 1] },
    clicks: [],
    curves,
  },
] as const;

async function seconds(name: keyof typeof LIMIT_SECONDS, run: () => Promise<unknown>): Promise<boolean> {
  await run();
  const started = performance.now();
  await run();
  const taken = (performance.now() - started) / 1000;
  console.log(`${name}: ${taken.toFixed(2)} s (limit ${LIMIT_SECONDS[name]} s)`);
  return taken <= LIMIT_SECONDS[name];
}

const kept = [
  await seconds('lines', () => readPdf(library, smallPdf([{ content: page }]))),
  await seconds('picture', async () => {
    const [panel] = readImage(drawn, hints);
    if (panel?.curves.length !== 2) throw new Error('The curves of the picture were not found.');
    return panel;
  }),
];
process.exitCode = kept.every(Boolean) ? 0 : 1;
