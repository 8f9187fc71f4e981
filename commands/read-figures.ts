import { readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { individualData } from '@/lib/figure-reading/data/individual-data';
import { fileKind, readPdf } from '@/lib/figure-reading/figure-file';
import type { PdfLibrary } from '@/lib/figure-reading/pdf/library';
import { readImage } from '@/lib/figure-reading/raster/raster-reading';
import type { CurveReading, PanelReading } from '@/lib/figure-reading/reading';
import { FigureReadingError, refusalOf, type Refusal } from '@/lib/figure-reading/refusal';
import { decodeImage, readHints } from './figure-files';
import { messageOf, StartError } from './setup/start-error';

const USAGE = `npm run read-figures -- DIR [OUT] [--out OUT]
  Reads the curves of every figure in DIR (PDF, PNG, JPEG) and writes one JSON: for each file its plots, and for each curve
  its points, marks, numbers at risk, rebuilt data and the stretches that a person has to check. Pictures need
  NAME.hints.json beside them: what is printed on the axes and which colours are curves.
  OUT  the file to write; the standard output where it is left out`;
const [READ, WITH_REFUSALS, FAILED] = [0, 1, 2] as const;
const FIGURE = /\.(pdf|png|jpe?g)$/i;
/** Points of a page: writers of PDF keep two places. */
const PDF_ROUNDING = 0.006;

type FigureOutput = Readonly<{ id: string; seconds: number; panels: readonly unknown[]; refusals: readonly Refusal[] }>;

/**
 * `npm run read-figures`: the curve reader over a folder. Exit codes: 0 every figure was read, 1 something of some figure was
 * refused (the output says what), 2 the folder or the arguments are wrong.
 */
export async function main(args: readonly string[]): Promise<number> {
  try {
    const { folder, out } = readArguments(args);
    const names = (await readdir(folder)).filter((name) => FIGURE.test(name)).toSorted();
    if (names.length === 0) throw new StartError(`There is no figure in ${folder}.`, USAGE);
    const library = (await import('pdfjs-dist/legacy/build/pdf.mjs')) as unknown as PdfLibrary;
    const readings: FigureOutput[] = [];
    for (const name of names) readings.push(await readOne(library, path.join(folder, name)));
    await write(`${JSON.stringify({ readings })}\n`, out);
    const refused = readings.filter(({ refusals }) => refusals.length > 0);
    for (const { id, refusals } of refused)
      console.error(
        `${id}: ${refusals.map(({ code, subject, would }) => [code, subject, would].filter((part) => part !== null).join(' ')).join('; ')}`,
      );
    return refused.length === 0 ? READ : WITH_REFUSALS;
  } catch (error) {
    console.error(
      error instanceof StartError
        ? `${error.message}\n\n${error.remedy}`
        : `The figures could not be read: ${messageOf(error)}`,
    );
    return FAILED;
  }
}

function readArguments(args: readonly string[]): { folder: string; out: string | null } {
  let parsed;
  try {
    parsed = parseArgs({ args: [...args], allowPositionals: true, options: { out: { type: 'string' } } });
  } catch (error) {
    throw new StartError(messageOf(error), USAGE);
  }
  const [folder, second, ...others] = parsed.positionals;
  if (folder === undefined || others.length > 0)
    throw new StartError(
      folder === undefined ? 'Name the folder of the figures.' : `These are too many: ${others.join(', ')}.`,
      USAGE,
    );
  return { folder, out: parsed.values.out ?? second ?? null };
}

async function write(text: string, out: string | null): Promise<void> {
  if (out === null) {
    process.stdout.write(text);
    return;
  }
  const unfinished = `${out}.part`;
  try {
    await writeFile(unfinished, text);
    await rename(unfinished, out);
  } finally {
    await rm(unfinished, { force: true });
  }
}

async function readOne(library: PdfLibrary, file: string): Promise<FigureOutput> {
  const started = performance.now();
  const output = (panels: readonly PanelReading[], refusals: readonly Refusal[]): FigureOutput => ({
    id: path.basename(file).replace(/\.[^.]+$/, ''),
    seconds: Math.round(performance.now() - started) / 1000,
    panels: panels.map(panelOutput),
    refusals: [...refusals, ...panels.flatMap((panel) => panel.refusals)],
  });
  try {
    return output(await panelsOf(library, file), []);
  } catch (error) {
    if (error instanceof FigureReadingError) return output([], [refusalOf(error)]);
    throw error;
  }
}

async function panelsOf(library: PdfLibrary, file: string): Promise<readonly PanelReading[]> {
  const bytes = new Uint8Array(await readFile(file));
  const hints = await readHints(file);
  if (fileKind(bytes) === 'pdf') return (await readPdf(library, bytes, { hints })).panels;
  if (hints === undefined) throw new FigureReadingError('hints_needed', path.basename(file));
  return readImage(decodeImage(bytes), hints);
}

function panelOutput({ method, x, y, affine, curves, refusals }: PanelReading): unknown {
  const height = Math.hypot(affine[2], affine[3]);
  return {
    method,
    x,
    y,
    affine,
    refusals,
    curves: curves.map((curve) =>
      curveOutput(curve, method === 'vector' ? PDF_ROUNDING / height : 0.3 / height, x.ticks.at(-1) ?? Infinity),
    ),
  };
}

function curveOutput(curve: CurveReading, precision: number, lastTick: number): unknown {
  const data = individualData(curve, precision, lastTick);
  const stretches = (ofMarks: boolean): unknown[] =>
    curve.doubtful
      .filter(({ doubt }) => (doubt === 'marks_unsure') === ofMarks)
      .map(({ from, to, doubt }) => [from, to, doubt]);
  return {
    ...curve,
    doubtful: undefined,
    flagged: stretches(false),
    flaggedMarks: stretches(true),
    ...(data === null ? {} : { ipd: data.rows, ipdMethod: data.method, ipdMisfit: data.misfit }),
  };
}
