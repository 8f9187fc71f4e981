import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import JSZip from 'jszip';
import { expect } from 'vitest';
import type { FigureDocument } from '../model/document';
import { bandLines } from '../model/made-up';
import {
  boxesOf,
  cellsOf,
  coveredTexts,
  crowdedNumbers,
  crossedTexts,
  meet,
  linesIn,
  neededHeight,
  paragraphsOf,
  sizesOf,
  struckTexts,
  textsIn,
  type Box,
} from './measured-slide';

// What every slide, page and picture keeps to, measured in the finished file.

export const SLIDE_SIZE = { '16x9': { width: 960, height: 540 }, '4x3': { width: 720, height: 540 } } as const;
export type Ratio = keyof typeof SLIDE_SIZE;

/** Slides that show a picture. */
export function pictured(slides: readonly MeasuredSlide[]): MeasuredSlide[] {
  return slides.filter(({ boxes }) => boxes.some(({ kind }) => kind === 'picture'));
}

/** The title of a slide as it is read: a hyphen that holds its word together is a hyphen. */
export function titleIn({ boxes }: MeasuredSlide): string {
  const titles = boxes.filter(({ name }) => name === 'title');
  return titles
    .map(({ xml }) => paragraphsOf(xml).join(' '))
    .join(' ')
    .replaceAll('\u2011', '-');
}

/** A dot: what the pictures look like is not measured in pixels. */
export const DOT = Uint8Array.from(
  atob('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='),
  (letter) => letter.charCodeAt(0),
);

export type MeasuredSlide = Readonly<{ name: string; boxes: readonly Box[]; svgs: readonly string[] }>;

export async function slidesIn(bytes: Uint8Array): Promise<MeasuredSlide[]> {
  const zip = await JSZip.loadAsync(bytes);
  const read = async (name: string): Promise<string> => (await zip.file(name)?.async('string')) ?? '';
  const names = Object.keys(zip.files).filter((name) => /^ppt\/slides\/(?:registry-)?slide\d+\.xml$/u.test(name));
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

/** The area of a curve's limits lies under its chart, and a sheet under everything. */
const isBand = ({ name }: Box): boolean => name.startsWith('Band: ') || name === 'Sheet';

/** The frame of a table is as high as its rows: where it is higher, it covers what stands below it. */
function expectFrame({ name, kind, h, xml }: Box, where: string): void {
  const [, frame] = /<p:xfrm[\s\S]*?<a:ext cx="\d+" cy="(\d+)"/u.exec(xml) ?? [];
  if (kind === 'table') expect(Math.abs(Number(frame) / 12_700 - h), `${where}: ${name}`).toBeLessThan(1);
}

/** Nothing stands beyond the slide or on something else, and no slide is empty. */
export function expectPlaced(slides: readonly MeasuredSlide[], ratio: Ratio): void {
  expect(slides.length).toBeGreaterThan(0);
  for (const { name, boxes } of slides) {
    for (const { name: box, x, y, w, h } of boxes) {
      const where = `${name}: ${box}`;
      expect(Math.min(x, y), where).toBeGreaterThanOrEqual(-0.01);
      expect(x + w, where).toBeLessThanOrEqual(SLIDE_SIZE[ratio].width + 0.1);
      expect(y + h, where).toBeLessThanOrEqual(SLIDE_SIZE[ratio].height + 0.1);
    }
    for (const box of boxes) expectFrame(box, name);
    const meeting = boxes.flatMap((a, i) =>
      boxes.slice(i + 1).flatMap((b) => (!isBand(a) && meet(a, b) ? [`${name}: ${a.name} / ${b.name}`] : [])),
    );
    expect(meeting).toEqual([]);
    const frame = /^(title|Sheet|Subtitle|Footer|Made-up data)$/u;
    expect(
      boxes.some((box) => !frame.test(box.name)),
      `${name} is empty`,
    ).toBe(true);
  }
}

/** A title of 28 points, nothing under 14 but sources (by the name of their box) and foot, and no text cut. */
export function expectReadable(slides: readonly MeasuredSlide[], sources: readonly string[]): void {
  for (const { name, boxes } of slides) {
    expect(
      boxes.filter((box) => box.name === 'title'),
      name,
    ).toHaveLength(1);
    // The first slide of a presentation is nothing but its title.
    const isCover = boxes.some((box) => box.name === 'Date');
    for (const title of isCover ? [] : boxes.filter((box) => box.name === 'title'))
      expect(linesIn(title), `${name}: ${paragraphsOf(title.xml).join(' ')}`).toBeLessThanOrEqual(2);
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
}

/** In a picture numbers of axes have 16 points and everything else 14, and no word passes its edge. */
export function expectPictures(slides: readonly MeasuredSlide[]): void {
  for (const { name, boxes, svgs } of slides) {
    const pictures = boxes.filter(({ kind }) => kind === 'picture');
    expect(pictures).toHaveLength(svgs.length);
    svgs.forEach((svg, i) => {
      const drawn = textsIn(svg, pictures[i]?.w ?? 0);
      const { texts, width } = drawn;
      expect(crossedTexts(drawn), name).toEqual([]);
      expect(coveredTexts(drawn), name).toEqual([]);
      expect(crowdedNumbers(drawn), name).toEqual([]);
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
}

/** A picture as a file: no word passes its edges or stands on a curve, in units of the picture. */
export function expectInside(svg: string, where: string, marked?: Parameters<typeof bandLines>[0]): void {
  const [, width = 0, height = 0] = (/<svg[^>]* width="([\d.]+)" height="([\d.]+)"/u.exec(svg) ?? []).map(Number);
  const drawn = textsIn(svg, width);
  const { texts } = drawn;
  const said = texts.map(({ text }) => text).join(' ');
  // Each word: a band of several lines may part anywhere.
  for (const word of marked === undefined ? [] : bandLines(marked).join(' ').split(' '))
    expect(said, `${where}: the band over internal or made-up patients`).toContain(word);
  expect(crossedTexts(drawn), where).toEqual([]);
  expect(coveredTexts(drawn), `${where}: a word on another`).toEqual([]);
  expect(struckTexts(drawn), `${where}: a line through a name`).toEqual([]);
  expect(crowdedNumbers(drawn), `${where}: numbers too near`).toEqual([]);
  expect(texts.length, where).toBeGreaterThan(3);
  for (const { text, left, right, baseline } of texts) {
    expect(left, `${where}: ${text}`).toBeGreaterThanOrEqual(-0.5);
    expect(right, `${where}: ${text}`).toBeLessThanOrEqual(width + 0.5);
    expect(baseline, `${where}: ${text}`).toBeLessThanOrEqual(height + 0.5);
  }
}

/** Pictures of a figure alone: each in the shape of a slide, with type as a slide has it, and whole; of several, none like another. */
export function expectAlone(
  svgs: readonly string[],
  where: string,
  ratio: Ratio,
  marked?: Parameters<typeof bandLines>[0],
): void {
  expect(svgs.length, where).toBeGreaterThan(0);
  expect(new Set(svgs).size, where).toBe(svgs.length);
  const slide = SLIDE_SIZE[ratio];
  for (const svg of svgs) {
    const [, width = 0, height = 0] = (/<svg[^>]* width="([\d.]+)" height="([\d.]+)"/u.exec(svg) ?? []).map(Number);
    expect(Math.abs(height * (slide.width / width) - slide.height), where).toBeLessThan(1);
    expectInside(svg, where, marked);
    for (const { text, size } of textsIn(svg, slide.width).texts)
      expect(size, `${where}: ${text}`).toBeGreaterThanOrEqual(13.95);
  }
}

const run = promisify(execFile);
const installed = async (program: string, argument: string): Promise<boolean> =>
  run(program, [argument]).then(
    () => true,
    () => false,
  );
export const [hasOffice, hasPoppler] = await Promise.all([
  installed('soffice', '--version'),
  installed('pdftotext', '-v'),
]);

type Word = Readonly<{ text: string; left: number; right: number; top: number; bottom: number }>;
type Page = Readonly<{ width: number; height: number; words: readonly Word[] }>;

async function pagesOf(file: string): Promise<Page[]> {
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

/** The words of a PDF file, page by page. */
export async function wordsIn(bytes: Uint8Array): Promise<string[]> {
  let words: string[] = [];
  await inFolder(async (folder) => {
    const file = path.join(folder, 'file.pdf');
    await writeFile(file, bytes);
    words = (await pagesOf(file)).flatMap((page) => page.words.map(({ text }) => text));
  });
  return words;
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

/**
 * Every page of these PDF files has words, none beyond it and none upon another; of the figures in them none has a heading
 * or its end alone on a page.
 */
export async function expectPages(
  files: ReadonlyMap<string, Uint8Array>,
  own: readonly FigureDocument[] = [],
): Promise<void> {
  await inFolder(async (folder) => {
    for (const [name, bytes] of files) {
      const file = path.join(folder, `${name}.pdf`);
      await writeFile(file, bytes);
      const pages = await pagesOf(file);
      expectWhole(pages, name);
      const lines = pages.map(linesOf);
      expect([...lonelyHeadings(lines, own), ...barelyBegun(lines, own), ...joinedGenes(lines)], name).toEqual([]);
    }
  });
}

const letters = (text: string): string => text.replaceAll(/[-\u2011\s\u2060]/gu, '');

/** The lines of a page above its foot. */
function linesOf({ height, words }: Page): string[] {
  const rows: Word[][] = [];
  for (const word of words.filter(({ top }) => top < height - 46).toSorted((a, b) => a.bottom - b.bottom)) {
    const row = rows.at(-1);
    if (row?.[0] !== undefined && word.bottom - row[0].bottom < 3) row.push(word);
    else rows.push([word]);
  }
  return rows.map((row) =>
    row
      .toSorted((a, b) => a.left - b.left)
      .map(({ text }) => unescaped(text))
      .join(' '),
  );
}

const unescaped = (text: string): string =>
  text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&amp;', '&');

/** Headings of lists with no line under them on their page, and names of tables with fewer than two. */
function lonelyHeadings(pages: readonly (readonly string[])[], own: readonly FigureDocument[]): string[] {
  const lists = own.flatMap(({ headings }) => Object.values(headings));
  const tables = own.flatMap((one) => [...one.tables, ...(one.riskTable === null ? [] : [one.riskTable])]);
  const least = new Map([
    ...lists.map((text) => [letters(text), 1] as const),
    ...tables.map(({ caption }) => [letters(caption), 2] as const),
  ]);
  return pages.flatMap((lines, i) =>
    lines.flatMap((line, at) =>
      lines.length - at - 1 < (least.get(letters(line)) ?? 0) ? [`page ${i + 1} ends with ${line}`] : [],
    ),
  );
}

/** Words that have lost the space between them and the gene before. */
function joinedGenes(pages: readonly (readonly string[])[]): string[] {
  return pages.flatMap((lines) => lines.flatMap((line) => line.match(/KMT2A[\p{L}(·].*/u) ?? []));
}

/** Pages with the line that ends a figure and fewer than three lines of it before that, its note on sources not counted. */
function barelyBegun(pages: readonly (readonly string[])[], own: readonly FigureDocument[]): string[] {
  const feet = new Set(own.map(({ footer }) => letters(footer.line)));
  const notes = new Set(own.flatMap(({ sourcesNote }) => (sourcesNote === null ? [] : [letters(sourcesNote)])));
  return pages.flatMap((lines, i) => {
    const end = lines.findIndex((line) => feet.has(letters(line)));
    const before = lines.slice(0, Math.max(end, 0)).filter((line) => !notes.has(letters(line)));
    return end >= 0 && before.length < 3 ? [`page ${i + 1} holds ${lines.join(' / ')}`] : [];
  });
}

/** The same of presentations as LibreOffice lays them out. */
export async function expectOfficePages(files: ReadonlyMap<string, Uint8Array>): Promise<void> {
  await inFolder(async (folder) => {
    const written = [...files].map(([name, bytes]) => ({ file: path.join(folder, `${name}.pptx`), bytes }));
    await Promise.all(written.map(({ file, bytes }) => writeFile(file, bytes)));
    const profile = `-env:UserInstallation=file://${folder}/profile`;
    await run(
      'env',
      [
        `FONTCONFIG_FILE=${await fontsFile(folder)}`,
        'soffice',
        profile,
        '--headless',
        '--convert-to',
        'pdf',
        '--outdir',
        folder,
        ...written.map(({ file }) => file),
      ],
      { timeout: 290_000 },
    );
    for (const { file } of written) expectWhole(await pagesOf(file.replace('.pptx', '.pdf')), path.basename(file));
  });
}

/** Where a machine has no Arial, the office draws it in the free font of the same widths, which comes with a package. */
async function fontsFile(folder: string): Promise<string> {
  const file = path.join(folder, 'fonts.conf');
  const fonts = path.join(process.cwd(), 'node_modules', 'pdfjs-dist', 'standard_fonts');
  await writeFile(
    file,
    `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig><include ignore_missing="yes">/etc/fonts/fonts.conf</include><dir>${fonts}</dir><cachedir>${folder}/fonts</cachedir><alias binding="same"><family>Arial</family><prefer><family>Arial</family><family>Liberation Sans</family></prefer></alias></fontconfig>`,
  );
  return file;
}

function expectWhole(pages: readonly Page[], name: string): void {
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

async function inFolder(work: (folder: string) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(path.join(tmpdir(), 'registry-slides-'));
  try {
    await work(folder);
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}
