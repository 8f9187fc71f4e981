import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import JSZip from 'jszip';
import { beforeAll, describe, expect, test } from 'vitest';
import { messageLookup } from '@/lib/i18n/message-lookup';
import { LOCALES, type Locale } from '@/lib/i18n/routing';
import type { FigureDocument } from '../model/document';
import { everyDocument, splitGenes } from '../testing/documents';
import { boxesOf, cellsOf, meet, neededHeight, sizesOf, textsIn, type Box } from '../testing/measured-slide';
import { figurePdf } from './pdf.server';
import { figurePptx } from './pptx/pptx';
import { slideWords } from './pptx/words';

// Every kind of figure, drawn from the program's own evidence, measured on its slides: in points, from the XML.

const run = promisify(execFile);
const installed = async (program: string, argument: string): Promise<boolean> =>
  run(program, [argument]).then(
    () => true,
    () => false,
  );
const [office, poppler] = [await installed('soffice', '--version'), await installed('pdftotext', '-v')];
const SLIDE = { '16x9': { width: 960, height: 540 }, '4x3': { width: 720, height: 540 } } as const;
type Ratio = keyof typeof SLIDE;
/** A dot: what the pictures look like is not measured in pixels. */
const DOT = Uint8Array.from(
  atob('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='),
  (letter) => letter.charCodeAt(0),
);

type Slide = Readonly<{ name: string; boxes: readonly Box[]; svgs: readonly string[] }>;

async function deck(
  documents: readonly FigureDocument[],
  locale: Locale,
  ratio: Ratio,
  native: boolean,
): Promise<Uint8Array> {
  const words = slideWords(await messageLookup(locale));
  return figurePptx(documents, {
    title: 'T',
    author: 'A',
    ratio,
    native,
    split: splitGenes,
    words,
    rasterise: async () => DOT,
  });
}

async function slidesIn(bytes: Uint8Array): Promise<Slide[]> {
  const zip = await JSZip.loadAsync(bytes);
  const read = async (name: string): Promise<string> => (await zip.file(name)?.async('string')) ?? '';
  const names = Object.keys(zip.files).filter((name) => /^ppt\/slides\/slide\d+\.xml$/u.test(name));
  return Promise.all(
    names.map(async (name) => {
      const rels = await read(name.replace('slides/', 'slides/_rels/').concat('.rels'));
      const pictures = [...rels.matchAll(/Target="\.\.\/(media\/[^"]+\.svg)"/gu)].map(([, target = '']) => target);
      return {
        name,
        boxes: boxesOf(await read(name)),
        svgs: await Promise.all(pictures.map((one) => read(`ppt/${one}`))),
      };
    }),
  );
}

const documents = new Map<Locale, ReadonlyMap<string, readonly FigureDocument[]>>();
beforeAll(async () => {
  for (const locale of LOCALES) documents.set(locale, await everyDocument(locale));
}, 180_000);

const KINDS = [
  'comparison',
  'comparison-local',
  'comparison-many',
  'comparison-panels',
  'forest',
  'forest-pooled',
  'calendar',
  'attributes',
  'progress',
  'landscape',
  'disease',
  'own-data',
  'own-data-seven',
  'own-data-twenty',
] as const;
const CHOICES = KINDS.flatMap((kind) =>
  LOCALES.flatMap((locale) =>
    (['16x9', '4x3'] as const).flatMap((ratio) => [false, true].map((native) => ({ kind, locale, ratio, native }))),
  ),
);

test('every kind is measured', () => {
  for (const locale of LOCALES) expect([...(documents.get(locale)?.keys() ?? [])]).toEqual([...KINDS]);
});

describe.each(CHOICES)('$kind, $locale, $ratio, editable: $native', ({ kind, locale, ratio, native }) => {
  let slides: Slide[] = [];
  beforeAll(async () => {
    const own = documents.get(locale)?.get(kind) ?? [];
    slides = await slidesIn(await deck(own, locale, ratio, native));
  });

  test('nothing stands beyond the slide, on something else, or on an empty slide', () => {
    expect(slides.length).toBeGreaterThan(0);
    for (const { name, boxes } of slides) {
      for (const { name: box, x, y, w, h } of boxes) {
        const where = `${name}: ${box}`;
        expect(Math.min(x, y), where).toBeGreaterThanOrEqual(-0.01);
        expect(x + w, where).toBeLessThanOrEqual(SLIDE[ratio].width + 0.1);
        expect(y + h, where).toBeLessThanOrEqual(SLIDE[ratio].height + 0.1);
      }
      const meeting = boxes.flatMap((a, i) =>
        boxes.slice(i + 1).flatMap((b) => (!isBand(a) && meet(a, b) ? [`${name}: ${a.name} / ${b.name}`] : [])),
      );
      expect(meeting).toEqual([]);
      const frame = /^(title|Subtitle|Footer|Made-up data)$/u;
      expect(
        boxes.some((box) => !frame.test(box.name)),
        `${name} is empty`,
      ).toBe(true);
    }
  });

  test('a title of 28 points, nothing under 14 but sources and foot, no text cut', () => {
    const sources =
      documents
        .get(locale)
        ?.get(kind)
        ?.map(({ headings }) => headings.sources) ?? [];
    for (const { name, boxes } of slides) {
      expect(
        boxes.filter((box) => box.name === 'title'),
        name,
      ).toHaveLength(1);
      for (const box of boxes.filter((one) => (one.kind === 'text' && !isBand(one)) || one.kind === 'table')) {
        const small = box.name === 'Footer' || sources.includes(box.name);
        const least = box.name === 'title' ? 28 : small ? 10 : 14;
        for (const size of sizesOf(box)) expect(size, `${name}: ${box.name}`).toBeGreaterThanOrEqual(least);
        if (box.kind === 'text') expect(neededHeight(box), `${name}: ${box.name}`).toBeLessThanOrEqual(box.h + 1);
        for (const { text, width, height, needed, widest } of box.kind === 'table' ? cellsOf(box) : []) {
          expect(needed, `${name}: ${text}`).toBeLessThanOrEqual(height + 0.5);
          expect(widest, `${name}: ${text}`).toBeLessThanOrEqual(width + 0.5);
        }
      }
    }
  });

  test('a picture: numbers of axes in 16 points, everything else in 14, no word beyond its edge', () => {
    for (const { name, boxes, svgs } of slides) {
      const pictures = boxes.filter(({ kind: own }) => own === 'picture');
      expect(pictures).toHaveLength(svgs.length);
      svgs.forEach((svg, i) => {
        const { texts, width } = textsIn(svg, pictures[i]?.w ?? 0);
        expect(texts.length).toBeGreaterThan(3);
        for (const { text, size, left, right, baseline } of texts) {
          const where = `${name}: ${text}`;
          expect(size, where).toBeGreaterThanOrEqual(/^[\d.,]+$/u.test(text) ? 15.95 : 13.95);
          expect(left, where).toBeGreaterThanOrEqual(-0.5);
          expect(right, where).toBeLessThanOrEqual(width + 0.5);
          expect(baseline, where).toBeLessThanOrEqual((pictures[i]?.h ?? 0) + 0.5);
        }
      });
    }
  });

  test('the chart keeps half of the slide', () => {
    const charts = slides.map(({ boxes }) => boxes.filter(({ kind: own }) => own === 'picture' || own === 'chart'));
    const risks = slides.map(({ boxes }) => boxes.some(({ name }) => name.startsWith('Risk table')));
    charts.forEach((own, i) => {
      for (const { h } of risks[i] === true ? own : []) expect(h).toBeGreaterThanOrEqual(0.42 * SLIDE[ratio].height);
    });
  });
});

/** The area of a curve's limits lies under its chart. */
function isBand({ name }: Box): boolean {
  return name.startsWith('Band: ');
}

type Word = Readonly<{ text: string; left: number; right: number; top: number; bottom: number }>;

async function pagesOf(file: string): Promise<{ width: number; height: number; words: Word[] }[]> {
  const { stdout } = await run('pdftotext', ['-bbox', file, '-'], { maxBuffer: 1e8 });
  return [...stdout.matchAll(/<page width="([\d.]+)" height="([\d.]+)">([\s\S]*?)<\/page>/gu)].map(
    ([, width, height, page = '']) => ({
      width: Number(width),
      height: Number(height),
      words: [
        ...page.matchAll(/<word xMin="([-\d.]+)" yMin="([-\d.]+)" xMax="([-\d.]+)" yMax="([-\d.]+)">([^<]*)</gu),
      ].map(([, left, top, right, bottom, text = '']) => ({
        text,
        left: Number(left),
        right: Number(right),
        top: Number(top),
        bottom: Number(bottom),
      })),
    }),
  );
}

/** Words that cover each other by more than a fifth of the smaller one's height and a letter's width. */
function covered(words: readonly Word[]): string[] {
  return words.flatMap((a, i) =>
    words.slice(i + 1).flatMap((b) => {
      const width = Math.min(a.right, b.right) - Math.max(a.left, b.left);
      const height = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
      return width > 4 && height > 0.45 * Math.min(a.bottom - a.top, b.bottom - b.top) ? [`${a.text} / ${b.text}`] : [];
    }),
  );
}

async function inFolder(work: (folder: string) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(path.join(tmpdir(), 'registry-slides-'));
  try {
    await work(folder);
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

describe.skipIf(!poppler)('as programs lay it out (needs poppler)', () => {
  test.each(LOCALES)(
    'a page of a PDF has words, none beyond it, none upon another (%s)',
    { timeout: 120_000 },
    async (locale) => {
      await inFolder(async (folder) => {
        for (const [kind, own] of documents.get(locale) ?? []) {
          const file = path.join(folder, `${kind}.pdf`);
          await writeFile(file, await figurePdf(documentOf(own), splitGenes));
          expectWhole(await pagesOf(file), kind);
        }
      });
    },
  );

  test.skipIf(!office)(
    'LibreOffice puts no word beyond a slide or upon another (needs soffice)',
    { timeout: 300_000 },
    async () => {
      await inFolder(async (folder) => {
        const files = await Promise.all(
          (
            [
              ['en', '16x9'],
              ['ru', '4x3'],
            ] as const
          ).map(async ([locale, ratio]) => {
            const all = [...(documents.get(locale)?.values() ?? [])].flat();
            const file = path.join(folder, `${locale}-${ratio}.pptx`);
            await writeFile(file, await deck(all, locale, ratio, locale === 'ru'));
            return file;
          }),
        );
        const profile = `-env:UserInstallation=file://${folder}/profile`;
        await run('soffice', [profile, '--headless', '--convert-to', 'pdf', '--outdir', folder, ...files], {
          timeout: 290_000,
        });
        for (const file of files) expectWhole(await pagesOf(file.replace('.pptx', '.pdf')), path.basename(file));
      });
    },
  );
});

function expectWhole(pages: Awaited<ReturnType<typeof pagesOf>>, name: string): void {
  expect(pages.length).toBeGreaterThan(0);
  pages.forEach(({ width, height, words }, i) => {
    const where = `${name}, page ${i + 1}`;
    expect(words.length, where).toBeGreaterThan(5);
    for (const { text, left, right, top, bottom } of words) {
      expect(Math.min(left, top), `${where}: ${text}`).toBeGreaterThanOrEqual(-2);
      expect(right, `${where}: ${text}`).toBeLessThanOrEqual(width + 2);
      expect(bottom, `${where}: ${text}`).toBeLessThanOrEqual(height + 2);
    }
    expect(covered(words), where).toEqual([]);
  });
}

function documentOf([first]: readonly FigureDocument[]): FigureDocument {
  if (first === undefined) throw new Error('no figure');
  return first;
}
