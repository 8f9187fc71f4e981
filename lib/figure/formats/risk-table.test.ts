import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import JSZip from 'jszip';
import { describe, expect, test } from 'vitest';
import { analyseOwnData } from '@/lib/analysis/analysis';
import { guessChoice } from '@/lib/analysis/choice';
import { readObservations } from '@/lib/analysis/reading';
import { readTable } from '@/lib/tables/read-text';
import { ownTexts } from '@/lib/analysis/texts';
import { figureTexts } from '@/lib/comparison/words/figure-texts';
import { estimate, figureOf, TEN_CHILDREN } from '@/lib/comparison/testing/figures';
import { messageLookup } from '@/lib/i18n/message-lookup';
import { LOCALES, type Locale } from '@/lib/i18n/routing';
import { comparisonDocument } from '../documents/comparison-document';
import { documentFooter } from '../documents/document-footer';
import { ownDocuments } from '../documents/own-document';
import type { FigureDocument, FigureTable } from '../model/document';
import { figurePdf } from './pdf.server';
import { figurePng } from './png.server';
import { figurePptx } from './pptx/pptx';
import { RISK_TABLE } from './pptx/risk-table';

const split = (text: string) => [{ text, gene: false }];
const run = promisify(execFile);
const installed = async (program: string, argument: string): Promise<boolean> =>
  run(program, [argument]).then(
    () => true,
    () => false,
  );
const [office, poppler] = [await installed('soffice', '--version'), await installed('pdftotext', '-v')];
const EMU = 12_700;
const address = 'https://registry.example/compare';

async function comparison(locale: Locale): Promise<FigureDocument> {
  const t = await messageLookup(locale);
  const chosen = [estimate('a', { se: 2.3, timeYears: 5 }), estimate('b', { timeYears: 2 })];
  const figure = figureOf(chosen, TEN_CHILDREN);
  const footer = documentFooter('2026-11-23', address, locale, t);
  return comparisonDocument(figure, figureTexts(figure, locale, t), { t, split, address, footer });
}

async function ownData(locale: Locale): Promise<FigureDocument> {
  const t = await messageLookup(locale);
  const table = readTable('months,status,arm\n1,1,A\n2,2,A\n3,0,A\n4,1,A\n2,2,B\n5,1,B\n6,0,B\n9,2,B');
  const { observations } = readObservations(table, { ...guessChoice(table.view), roles: { 2: 'competing' } });
  if (observations === null) throw new Error('the table was refused');
  const analysis = analyseOwnData(observations, 'months', null);
  const footer = documentFooter('2026-11-23', address, locale, t);
  return ownDocuments(analysis, ownTexts(analysis, 'arm', { locale, t }), { t, footer, address })[0];
}

const KINDS = { comparison, 'own data': ownData } as const;

async function pptxOf(document: FigureDocument, ratio: '16x9' | '4x3', native: boolean): Promise<Uint8Array> {
  return figurePptx([document], {
    title: 'T',
    author: 'A',
    ratio,
    native,
    split,
    words: { moreCaveats: String, sourcesLater: (list) => list },
    rasterise: async (svg, scale) => figurePng(svg, { scale }),
  });
}

/** Points from the left edge of the slide to the middle of each column of the table. */
function columnsIn(slide: string): number[] {
  return (
    [...slide.matchAll(/<p:sp>[\s\S]*?<\/p:sp>/gu)]
      .filter(([shape]) => shape.includes(`name="${RISK_TABLE}`))
      // Its heading and its names.
      .slice(2)
      .map(([shape]) => {
        const [, x, width] = /<a:off x="(\d+)"[^>]*\/>\s*<a:ext cx="(\d+)"/u.exec(shape) ?? [];
        expect(shape).toContain('algn="ctr"');
        return (Number(x) + Number(width) / 2) / EMU;
      })
  );
}

/** Points from the left edge of the slide to each tick: of the editable chart, or of its picture. */
async function ticksIn(bytes: Uint8Array, native: boolean, values: readonly number[]): Promise<number[]> {
  const zip = await JSZip.loadAsync(bytes);
  const names = Object.keys(zip.files);
  const text = async (pattern: RegExp): Promise<string> =>
    (await zip.file(names.find((name) => pattern.test(name)) ?? '')?.async('string')) ?? '';
  const slide = await text(/^ppt\/slides\/slide1\.xml$/u);
  const number = (pattern: RegExp, of: string): number => Number(pattern.exec(of)?.[1]);
  if (native) {
    const frame = /<p:graphicFrame>[\s\S]*?<\/p:graphicFrame>/u.exec(slide)?.[0] ?? '';
    const [left, width] = [number(/<a:off x="(\d+)"/u, frame), number(/<a:ext cx="(\d+)"/u, frame)];
    const chart = await text(/^ppt\/charts\/chart\d+\.xml$/u);
    const [x, w] = [number(/<c:x val="([\d.]+)"/u, chart), number(/<c:w val="([\d.]+)"/u, chart)];
    const end = number(/<c:max val="([\d.]+)"/u, chart);
    return values.map((value) => (left + width * (x + (w * value) / end)) / EMU);
  }
  const picture = /<p:pic>[\s\S]*?<\/p:pic>/u.exec(slide)?.[0] ?? '';
  const [left, width] = [number(/<a:off x="(\d+)"/u, picture), number(/<a:ext cx="(\d+)"/u, picture)];
  const svg = await text(/\.svg$/u);
  const [, moved = '', scale = ''] =
    /<g transform="translate\(([\d.]+) [\d.]+\) scale\(([\d.]+)\)">(?=[^]*?v6")/u.exec(
      svg.slice(svg.lastIndexOf('<g transform', svg.search(/<path d="M[\d.]+,[\d.]+v6"/u))),
    ) ?? [];
  const whole = number(/ width="(\d+)"/u, svg);
  return [...svg.matchAll(/<path d="M([\d.]+),[\d.]+v6"/gu)].map(
    ([, x]) => (left + (width * (Number(moved) + Number(scale) * Number(x))) / whole) / EMU,
  );
}

const CHOICES = Object.keys(KINDS).flatMap((kind) =>
  LOCALES.flatMap((locale) =>
    (['16x9', '4x3'] as const).flatMap((ratio) =>
      [true, false].map((native) => ({ kind: kind as keyof typeof KINDS, locale, ratio, native })),
    ),
  ),
);

test.each(CHOICES)(
  'a slide: each number at risk is within a point of its tick ($kind, $locale, $ratio, editable: $native)',
  async ({ kind, locale, ratio, native }) => {
    const document = await KINDS[kind](locale);
    const values = document.riskTable?.columns.slice(1).map(({ key }) => Number(key)) ?? [];
    const bytes = await pptxOf(document, ratio, native);
    const slide = (await (await JSZip.loadAsync(bytes)).file('ppt/slides/slide1.xml')?.async('string')) ?? '';
    const [columns, ticks] = [columnsIn(slide), await ticksIn(bytes, native, values)];
    expect(values.length).toBeGreaterThan(2);
    expect(columns).toHaveLength(values.length);
    expect(ticks).toHaveLength(values.length);
    columns.forEach((column, i) => expect(Math.abs(column - (ticks[i] ?? 0))).toBeLessThan(1));
  },
);

type Word = Readonly<{ text: string; x: number; top: number; page: number }>;

/** Words of a PDF with the middle of each, in points. */
async function wordsOf(folder: string, file: string): Promise<Word[]> {
  const { stdout } = await run('pdftotext', ['-bbox', path.join(folder, file), '-'], { maxBuffer: 2e7 });
  return stdout.split('<page ').flatMap((page, number) =>
    [...page.matchAll(/<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="[\d.]+">([^<]*)</gu)].map(
      ([, from, top, to, text = '']) => ({
        text,
        x: (Number(from) + Number(to)) / 2,
        top: Number(top),
        page: number,
      }),
    ),
  );
}

/** The lines of numbers of the table, found by its values in their order, and the line of ticks over them. */
function expectAligned(words: readonly Word[], riskTable: FigureTable | null, least: number): void {
  const lines = new Map<string, Word[]>();
  for (const word of words) {
    const key = `${word.page} ${Math.round(word.top / 3)}`;
    lines.set(key, [...(lines.get(key) ?? []), word]);
  }
  const rows = [...lines.values()].map((line) => [...line].sort((a, b) => a.x - b.x));
  const ending = (texts: readonly string[]): Word[] =>
    rows
      .map((line) => line.slice(-texts.length))
      .find((line) => line.map(({ text }) => text).join(' ') === texts.join(' ')) ?? [];
  const ticks = ending(riskTable?.columns.slice(1).map(({ label }) => label) ?? []);
  expect(ticks.length).toBeGreaterThan(2);
  const found = (riskTable?.rows ?? []).map((row) => ending(row.slice(1).map(({ text }) => text)));
  expect(found.filter((line) => line.length === ticks.length).length).toBeGreaterThanOrEqual(least);
  for (const line of found)
    line.forEach(({ x, page }, i) => {
      expect(page).toBe(ticks[i]?.page);
      expect(Math.abs(x - (ticks[i]?.x ?? 0))).toBeLessThan(1);
    });
}

async function inFolder(work: (folder: string) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(path.join(tmpdir(), 'registry-risk-table-'));
  try {
    await work(folder);
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

describe.skipIf(!poppler)('as programs lay it out', () => {
  test.each(Object.keys(KINDS) as (keyof typeof KINDS)[])(
    'a PDF has the table on the page of its chart, each number under its tick (%s)',
    { timeout: 120_000 },
    async (kind) => {
      await inFolder(async (folder) => {
        const document = await KINDS[kind]('ru');
        await writeFile(path.join(folder, 'figure.pdf'), await figurePdf(document, split));
        expectAligned(await wordsOf(folder, 'figure.pdf'), document.riskTable, 3);
      });
    },
  );

  test.skipIf(!office)(
    'LibreOffice shows each number under its tick, of the picture and of the editable chart',
    { timeout: 240_000 },
    async () => {
      await inFolder(async (folder) => {
        const document = await comparison('en');
        // Both in one call: the program takes longer to start than to convert.
        const files = await Promise.all(
          [true, false].map(async (native) => {
            const file = path.join(folder, `${native ? 'editable' : 'picture'}.pptx`);
            await writeFile(file, await pptxOf(document, '16x9', native));
            return file;
          }),
        );
        const profile = `-env:UserInstallation=file://${folder}/profile`;
        await run('soffice', [profile, '--headless', '--convert-to', 'pdf', '--outdir', folder, ...files], {
          timeout: 230_000,
        });
        for (const name of ['editable.pdf', 'picture.pdf'])
          expectAligned(await wordsOf(folder, name), document.slides.riskTable, 3);
      });
    },
  );
});
