import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import JSZip from 'jszip';
import { describe, expect, test } from 'vitest';
import { figureTexts } from '@/lib/comparison/words/figure-texts';
import { child, estimate, figureOf, TEN_CHILDREN } from '@/lib/comparison/testing/figures';
import { messageLookup } from '@/lib/i18n/message-lookup';
import type { Locale } from '@/lib/i18n/routing';
import { comparisonDocument } from '../../documents/comparison-document';
import { documentFooter } from '../../documents/document-footer';
import type { FigureDocument } from '../../model/document';
import { bandText } from '../../model/made-up';
import { deckWords } from '../deck-words';
import { everyDocument } from '../../testing/documents';
import { figurePng } from '../png.server';
import { pdfDefinition } from '../pdf';
import { plainStage } from './measure';
import { figurePptx, figureSlides } from './pptx';
import { RISK_TABLE } from './risk-table';
import { summarySlides } from './summary';

const split = (text: string) =>
  text
    .split(/(KMT2A)/u)
    .filter((part) => part !== '')
    .map((part) => ({ text: part, gene: part === 'KMT2A' }));
/** A trial whose name is markup, one that a spreadsheet would run, and one whose time zero is not stated. */
const CHOSEN = [
  estimate('a', { acronym: 'Trial <A> & "B"', estimate: 36.4, se: 2.3, timeYears: 5 }),
  estimate('b', { acronym: '=HYPERLINK("x")', ci: { low: 30.5, high: 50, level: 95 }, timeYears: 2 }),
  estimate('c', { acronym: 'Third', timeZero: 'unknown', caveats: ['time-zero-not-stated'] }),
];

async function documentOf(locale: Locale, local = true): Promise<FigureDocument> {
  const t = await messageLookup(locale);
  const figure = figureOf(CHOSEN, local ? TEN_CHILDREN : null);
  const address = 'https://registry.example/compare?endpoint=EFS';
  return comparisonDocument(figure, figureTexts(figure, locale, t), {
    t,
    split,
    address,
    footer: documentFooter('2026-11-23', address, locale, t),
  });
}

type Choice = Readonly<{
  locale?: Locale;
  ratio?: '16x9' | '4x3';
  native?: boolean;
  documents?: readonly FigureDocument[];
}>;

async function bytesOf({ locale = 'ru', ratio = '16x9', native = false, documents }: Choice): Promise<Uint8Array> {
  return figurePptx(documents ?? [await documentOf(locale)], {
    title: 'Сравнение',
    author: 'Регистр',
    ratio,
    native,
    split,
    words: { moreCaveats: String, sourcesLater: (list) => list },
    rasterise: async (svg, scale) => figurePng(svg, { scale }),
  });
}

/** Parts of the package by name; binary ones are left out. */
async function partsOf(choice: Choice): Promise<{ zip: JSZip; names: string[]; text: (name: string) => string }> {
  const zip = await JSZip.loadAsync(await bytesOf(choice));
  const names = Object.values(zip.files)
    .filter(({ dir }) => !dir)
    .map(({ name }) => name);
  const texts = new Map(
    await Promise.all(
      names
        .filter((name) => /\.(xml|rels|svg)$/u.test(name))
        .map(async (name) => [name, (await zip.file(name)?.async('string')) ?? ''] as const),
    ),
  );
  return { zip, names, text: (name) => texts.get(name) ?? '' };
}

const unescaped = (xml: string): string =>
  xml
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&apos;', "'")
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&');
/** The text of every cell of a slide's tables, row by row. */
const tableRows = (slide: string): string[][] =>
  [...slide.matchAll(/<a:tr [\s\S]*?<\/a:tr>/gu)].map(([row]) =>
    [...row.matchAll(/<a:tc>[\s\S]*?<\/a:tc>/gu)].map(([cell]) =>
      unescaped([...cell.matchAll(/<a:t>([^<]*)<\/a:t>/gu)].map(([, text = '']) => text).join('')),
    ),
  );
/** A text without its spaces and line breaks: a cell may break where a program would not. */
const bare = (text: string): string => text.replace(/[\s\u2060]/gu, '').replaceAll('\u2011', '-');
const slidesOf = (names: readonly string[]): string[] =>
  names.filter((name) => /^ppt\/slides\/slide\d+\.xml$/u.test(name));

test.each([
  ['as a picture', false],
  ['as an editable chart', true],
] as const)(
  'a plot whose axis ends before its figures says that they are left out, and shows its axes (%s)',
  async (_, native) => {
    const t = await messageLookup('en');
    const figure = figureOf(CHOSEN.slice(0, 2), null, { displayYears: 1 });
    const address = 'https://registry.example/compare?endpoint=EFS&display=1';
    const footer = documentFooter('2026-11-23', address, 'en', t);
    const document = comparisonDocument(figure, figureTexts(figure, 'en', t), { t, split, address, footer });
    const { names, text } = await partsOf({ locale: 'en', native, documents: [document] });
    const [first = ''] = slidesOf(names).map(text);
    const said = [...first.matchAll(/<a:t>([^<]*)<\/a:t>/gu)].map(([, words = '']) => words).join(' ');
    expect(said).toContain('beyond the axis (1\u00a0y), in the table only');
    expect(first).toContain('<p:pic>');
  },
);

test.each([false, true])('a slide is read in the order in which it is seen (editable chart: %s)', async (native) => {
  const { headings } = await documentOf('en');
  const { text } = await partsOf({ locale: 'en', native });
  const slide = text('ppt/slides/slide1.xml');
  const at = (part: string): number => slide.indexOf(part);
  const order = [at('type="title"'), at('name="Chart"'), at(`name="${headings.caveats}"`), at('name="Footer"')];
  expect(Math.min(...order)).toBeGreaterThan(0);
  expect(order).toEqual([...order].sort((a, b) => a - b));
});

describe.each([false, true])('the package (editable chart: %s)', { timeout: 30_000 }, (native) => {
  test('every relationship has its part, every part its content type, every shape a number of its own', async () => {
    const { names, text } = await partsOf({ native });
    for (const rels of names.filter((name) => name.endsWith('.rels'))) {
      const folder = path.posix.dirname(path.posix.dirname(rels));
      const targets = [...text(rels).matchAll(/<Relationship [^>]*>/gu)]
        .map(([tag]) => tag)
        .filter((tag) => !tag.includes('TargetMode="External"'));
      for (const tag of targets) {
        const target = / Target="([^"]+)"/u.exec(tag)?.[1] ?? '';
        expect(names, `${rels}: ${target}`).toContain(
          target.startsWith('/') ? target.slice(1) : path.posix.normalize(path.posix.join(folder, target)),
        );
      }
    }
    const types = text('[Content_Types].xml');
    const overridden = [...types.matchAll(/PartName="\/([^"]+)"/gu)].map(([, part = '']) => part);
    for (const part of overridden) expect(names).toContain(part);
    expect(new Set(overridden).size).toBe(overridden.length);
    for (const name of names)
      expect(overridden.includes(name) || types.includes(`Extension="${name.split('.').at(-1) ?? ''}"`), name).toBe(
        true,
      );
    for (const slide of slidesOf(names)) {
      const ids = [...text(slide).matchAll(/<p:cNvPr id="(\d+)"/gu)].map(([, id]) => id);
      expect(new Set(ids).size).toBe(ids.length);
    }
  });

  test('a paragraph has its properties first and once, as the format asks', async () => {
    const { names, text } = await partsOf({ native });
    for (const slide of slidesOf(names))
      for (const [paragraph] of text(slide).matchAll(/<a:p>[\s\S]*?<\/a:p>/gu))
        expect(paragraph.lastIndexOf('<a:pPr')).toBeLessThanOrEqual('<a:p>'.length);
  });

  test('chart and tables are described in words, tables have a heading row, the title is a placeholder', async () => {
    const { names, text } = await partsOf({ native });
    const first = text('ppt/slides/slide1.xml');
    expect(first).toMatch(/<p:ph\s[^>]*type="title"/u);
    for (const slide of slidesOf(names)) {
      for (const [frame] of text(slide).matchAll(/<p:(graphicFrame|pic)>[\s\S]*?<p:cNvPr [^>]*>/gu))
        expect(frame).toMatch(/descr="[^"]{3,}"/u);
      for (const [properties] of text(slide).matchAll(/<a:tblPr[^>]*>/gu)) expect(properties).toContain('firstRow="1"');
    }
    expect(first).toContain('Trial &lt;A&gt; &amp; &quot;B&quot;');
  });
});

test('the picture is an SVG whose text stays text, with a PNG of the same drawing for other programs', async () => {
  const { zip, names, text } = await partsOf({});
  const pictures = names.filter((name) => name.endsWith('.svg'));
  const [svg = ''] = pictures;
  expect(pictures.map(text).join('')).toContain('>Third</text>');
  expect(text(svg)).not.toContain('paint-order');
  expect(text('ppt/slides/slide1.xml')).toMatch(/<asvg:svgBlip[^>]* r:embed="rId\d+"/u);
  const pngs = await Promise.all(
    names.filter((name) => name.endsWith('.png')).map((name) => zip.file(name)?.async('nodebuffer')),
  );
  const [, width, height] = /width="(\d+)" height="(\d+)"/u.exec(text(svg)) ?? [];
  expect(pngs).toHaveLength(names.filter((name) => name.endsWith('.svg')).length);
  expect([pngs[0]?.readUInt32BE(16), pngs[0]?.readUInt32BE(20)]).toEqual([2 * Number(width), 2 * Number(height)]);
});

test('native tables hold what the page prints, and the risk table what the local curve has', async () => {
  for (const locale of ['en', 'ru'] as const) {
    const document = await documentOf(locale);
    const { names, text } = await partsOf({ locale });
    const rows = slidesOf(names).flatMap((name) => tableRows(text(name)));
    const printed = document.tables[0]?.columns.map(({ only }) => only !== 'file') ?? [];
    for (const row of document.tables[0]?.rows ?? [])
      expect(rows.map((cells) => cells.map(bare))).toContainEqual(
        row.filter((_, i) => printed[i]).map(({ text: words }) => bare(words)),
      );
    const columns = [...text('ppt/slides/slide1.xml').matchAll(/<p:sp>[\s\S]*?<\/p:sp>/gu)]
      .filter(([shape]) => shape.includes(`name="${RISK_TABLE}`))
      .map(([shape]) => [...shape.matchAll(/<a:t>([^<]*)<\/a:t>/gu)].map(([, line = '']) => unescaped(line)));
    const { caption, columns: keys = [], rows: numbers = [] } = document.slides.riskTable ?? {};
    expect(columns).toEqual([[caption], ...keys.map((_, i) => numbers.map((row) => row[i]?.text))]);
  }
});

test('the notes hold caveats, method, sources, date and address, a paragraph each; the language is said everywhere', async () => {
  const document = await documentOf('ru');
  const { names, text } = await partsOf({ locale: 'ru' });
  const notes = text('ppt/notesSlides/notesSlide1.xml');
  const paragraphs = [...notes.matchAll(/<a:p>[\s\S]*?<\/a:p>/gu)].map(([one]) =>
    unescaped(one.replace(/<[^>]+>/gu, '')),
  );
  for (const { text: words } of document.caveats) expect(paragraphs).toContain(`• ${words}`);
  for (const words of document.method) expect(paragraphs).toContain(`• ${words}`);
  expect(paragraphs).toContain(document.footer.line);
  expect(paragraphs.join()).toContain('23.11.2026');
  for (const name of [...slidesOf(names), 'ppt/notesSlides/notesSlide1.xml']) {
    expect(text(name)).not.toContain(' lang="en-US"');
    expect(text(name)).toContain(' lang="ru-RU"');
  }
  expect(text('docProps/core.xml')).toContain('<dc:language>ru-RU</dc:language>');
  expect(text('docProps/core.xml')).toContain('<dc:title>Сравнение</dc:title>');
  expect(text('ppt/slides/slide1.xml')).toContain('<a:t>KMT2A</a:t>');
});

test('made-up patients are called so on every slide, and nothing is where there are none', async () => {
  const { names, text } = await partsOf({ locale: 'en' });
  for (const slide of slidesOf(names)) expect(text(slide)).toContain('Made-up patients');
  const plain = await partsOf({ documents: [await documentOf('en', false)] });
  for (const slide of slidesOf(plain.names)) expect(plain.text(slide)).not.toContain('Made-up');
});

test('so are those of a summary', async () => {
  const { summary } = deckWords('en', '2026-11-23', await messageLookup('en'));
  const said = async (local: boolean): Promise<string[]> => {
    const { summary: rows = [] } = await documentOf('en', local);
    const slides = await summarySlides(rows, summary, 'en', plainStage('16x9'));
    return slides.flatMap(({ items }) =>
      items
        .flatMap((item) => (item.name === 'Made-up data' && item.kind === 'text' ? item.runs : []))
        .map(({ text }) => text),
    );
  };
  expect(await said(true)).toEqual([bandText(await documentOf('en'))]);
  expect(await said(false)).toEqual([]);
});

test.each([false, true])('a chart without local patients says nothing of them (editable: %s)', async (native) => {
  const panels = (await everyDocument('en')).get('comparison-panels')?.[0];
  if (panels === undefined) throw new Error('no panels');
  const isLocal = ({ code }: (typeof panels.caveats)[number]): boolean => code?.startsWith('local-') === true;
  const document = {
    ...panels,
    caveats: [...panels.caveats.filter(isLocal), ...panels.caveats.filter((one) => !isLocal(one))],
  };
  const local = document.caveats.filter(isLocal).map(({ text }) => text);
  const words = { moreCaveats: String, sourcesLater: (list: string) => list };
  const slides = await figureSlides(document, { ratio: '16x9', native, split, words });
  const said = slides
    .filter(({ key }) => key.startsWith('chart-'))
    .map(({ items }) =>
      items
        .flatMap((item) => (item.kind === 'text' ? item.runs : []))
        .some(({ text }) => local.some((one) => text.includes(one))),
    );
  // From diagnosis with the local curve, and a figure whose time zero is not stated.
  expect(said).toEqual([true, false]);
});

test('an editable chart has the figures, their whiskers and the corners of the curve, in the workbook too', async () => {
  const { zip, names, text } = await partsOf({ locale: 'en', native: true });
  const [chart = ''] = names.filter((name) => /^ppt\/charts\/chart\d+\.xml$/u.test(name)).map(text);
  const series = [...chart.matchAll(/<c:ser>[\s\S]*?<\/c:ser>/gu)].map(([one]) => one);
  const values = (one: string, tag: string): number[] =>
    [
      ...(new RegExp(`<c:${tag}>([\\s\\S]*?)</c:${tag}>`, 'u').exec(one)?.[1] ?? '').matchAll(/<c:v>([^<]*)<\/c:v>/gu),
    ].map(([, value]) => Number(value));
  // 36.4 % ± 1.96 × 2.3 at 5 years: 4.508 down and up.
  const first = series.find((one) => one.includes('Trial &lt;A&gt;')) ?? '';
  expect([values(first, 'xVal'), values(first, 'yVal'), values(first, 'minus'), values(first, 'plus')]).toEqual([
    [5],
    [36.4],
    [4.508],
    [4.508],
  ]);
  // Kaplan and Meier of the ten children by hand: 90 % after 100 days, 70 % after the two of day 200.
  const [curve = ''] = series.filter((one) => one.includes('Local cohort'));
  expect(
    values(curve, 'yVal')
      .slice(0, 5)
      .map((value) => Math.round(value)),
  ).toEqual([100, 100, 90, 90, 70]);
  const [workbook = ''] = names.filter((name) => name.endsWith('.xlsx'));
  const inner = await JSZip.loadAsync((await zip.file(workbook)?.async('uint8array')) ?? new Uint8Array());
  expect(await inner.file('xl/worksheets/sheet1.xml')?.async('string')).toContain('<v>4.508</v>');
});

test('no series of an editable chart is longer than the first, or LibreOffice draws no curve', async () => {
  // Two events and thirty censored on days of their own: more marks than corners of the curve.
  const courses = [
    child(100, true),
    child(200, true),
    ...Array.from({ length: 30 }, (_, i) => child(300 + 40 * i, false)),
  ];
  const t = await messageLookup('en');
  const figure = figureOf([estimate('a')], courses);
  const address = 'https://registry.example/compare';
  const footer = documentFooter('2026-11-29', address, 'en', t);
  const made = comparisonDocument(figure, figureTexts(figure, 'en', t), {
    t,
    split: (one) => [{ text: one, gene: false }],
    address,
    footer,
  });
  const { names, text } = await partsOf({ locale: 'en', native: true, documents: [made] });
  const [chart = ''] = names.filter((name) => /^ppt\/charts\/chart\d+\.xml$/u.test(name)).map(text);
  const lengths = [...chart.matchAll(/<c:yVal>[\s\S]*?<c:ptCount val="(\d+)"/gu)].map(([, count]) => Number(count));
  expect(lengths.length).toBeGreaterThan(2);
  expect(lengths[0]).toBe(Math.max(...lengths));
  expect(lengths[0]).toBe(30);
});

test('a long table goes on to the next slides, each row once', async () => {
  const document = await documentOf('en', false);
  const [table] = document.tables;
  if (table === undefined) throw new Error('no table');
  const rows = Array.from(
    { length: 60 },
    (_, i) =>
      table.rows[i % 2]?.map((cell, column) => (column === 0 ? { value: `row ${i}`, text: `row ${i}` } : cell)) ?? [],
  );
  const { names, text } = await partsOf({
    documents: [{ ...document, slides: { ...document.slides, tables: [{ ...table, rows }] } }],
  });
  const found = slidesOf(names).flatMap((name) =>
    tableRows(text(name)).flatMap(([first = '']) => (first.startsWith('row ') ? [first] : [])),
  );
  expect(found).toEqual(rows.map(([cell]) => cell?.text));
  expect(slidesOf(names).length).toBeGreaterThan(2);
});

const run = promisify(execFile);
const office = await run('soffice', ['--version']).then(
  () => true,
  () => false,
);

test.skipIf(!office)(
  'LibreOffice opens it without repair: as many pages as slides, with the Russian words',
  { timeout: 180_000 },
  async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'registry-pptx-'));
    try {
      const bytes = await bytesOf({ locale: 'ru', ratio: '4x3', native: true });
      await writeFile(path.join(folder, 'figure.pptx'), bytes);
      await run(
        'soffice',
        [
          `-env:UserInstallation=file://${folder}/profile`,
          '--headless',
          '--convert-to',
          'pdf',
          '--outdir',
          folder,
          path.join(folder, 'figure.pptx'),
        ],
        { timeout: 170_000 },
      );
      const pdf = (await readFile(path.join(folder, 'figure.pdf'))).toString('latin1');
      const zip = await JSZip.loadAsync(bytes);
      expect([...pdf.matchAll(/\/Type\s*\/Page\b(?!s)/gu)]).toHaveLength(slidesOf(Object.keys(zip.files)).length);
    } finally {
      await rm(folder, { recursive: true, force: true, maxRetries: 5 });
    }
  },
);

test('in a PDF a name of a study does not part before its letters, and a number behind a hyphen stays as it is typed', async () => {
  const named = { ...(await documentOf('en')), title: 'MLL-Baby, CCG-1953, KMT2A-r' };
  const { content } = pdfDefinition([named], (text) => [{ text, gene: false }]);
  expect(JSON.stringify(content)).toContain('MLL\u2011Baby, CCG-1953, KMT2A-r');
});

test('in a PDF the heading of a list stays with its first line', async () => {
  const document = await documentOf('en');
  const { caveats, method, sources } = document.headings;
  const kept = JSON.stringify(pdfDefinition([document], split).content).matchAll(
    /"stack":\[\{"text":"([^"]+)"[^{}]*"headlineLevel":1\},\{"(?:ul|columns)":.*?\],"unbreakable":true/gu,
  );
  expect([...kept].map(([, heading]) => heading)).toEqual([caveats, method, sources]);
});
