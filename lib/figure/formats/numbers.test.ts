import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import JSZip from 'jszip';
import { describe, expect, test } from 'vitest';
import { figureTexts } from '@/lib/comparison/words/figure-texts';
import { estimate, figureOf, TEN_CHILDREN } from '@/lib/comparison/testing/figures';
import { messageLookup } from '@/lib/i18n/message-lookup';
import type { Locale } from '@/lib/i18n/routing';
import { comparisonDocument } from '../documents/comparison-document';
import { documentFooter } from '../documents/document-footer';
import { figureCsv } from './csv';
import type { FigureDocument } from '../model/document';
import { figureJson } from './json';
import { figurePdf } from './pdf.server';
import { speakerNotes } from './pptx/notes';
import { figureXlsx, sheetNames } from './xlsx';

const split = (text: string) => [{ text, gene: false }];

/**
 * Interfant-06, Pieters et al., J Clin Oncol 2019;37:2246–56, abstract: 6-year EFS 46.1 % (SE 2.1) of 651 infants, KMT2A-germline
 * 73.9 % (SE 3.6). The limits are by hand: 46.1 ± 1.96 × 2.1 = 41.984 and 50.216; 73.9 ± 1.96 × 3.6 = 66.844 and 80.956.
 */
const INTERFANT_06 = [
  estimate('interfant-06-all', { acronym: 'Interfant-06', estimate: 46.1, se: 2.1, n: 651, timeYears: 6 }),
  estimate('interfant-06-g', { acronym: '+Interfant-06', estimate: 73.9, se: 3.6, n: null, timeYears: 6 }),
];

async function documentOf(locale: Locale): Promise<FigureDocument> {
  const t = await messageLookup(locale);
  const figure = figureOf(INTERFANT_06, TEN_CHILDREN);
  const address = 'https://registry.example/compare?endpoint=EFS';
  return comparisonDocument(figure, figureTexts(figure, locale, t), {
    t,
    split,
    address,
    footer: documentFooter('2026-11-23', address, locale, t),
  });
}

type Cell = string | number | null;

/** Sheets of a workbook by name, each as rows of cells; a formula anywhere is an error. */
async function sheetsOf(document: FigureDocument): Promise<Map<string, Cell[][]>> {
  const blob = await figureXlsx(document, sheetNames(await messageLookup(document.locale)));
  const zip = await JSZip.loadAsync(await blob.arrayBuffer());
  const part = async (name: string): Promise<string> => (await zip.file(name)?.async('string')) ?? '';
  const plain = (xml: string): string =>
    [...xml.matchAll(/<t[^>]*>([^<]*)<\/t>/gu)]
      .map(([, text = '']) =>
        text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&amp;', '&'),
      )
      .join('');
  const shared = [...(await part('xl/sharedStrings.xml')).matchAll(/<si>[\s\S]*?<\/si>/gu)].map(([one]) => plain(one));
  const names = [...(await part('xl/workbook.xml')).matchAll(/<sheet [^>]*name="([^"]+)"/gu)].map(
    ([, name = '']) => name,
  );
  const sheets = await Promise.all(
    names.map(async (name, i) => {
      const xml = await part(`xl/worksheets/sheet${i + 1}.xml`);
      expect(xml).not.toContain('<f>');
      const rows = [...xml.matchAll(/<row [^>]*>([\s\S]*?)<\/row>/gu)].map(([, row = '']) => {
        const cells: Cell[] = [];
        for (const [, attributes = '', inner = ''] of row.matchAll(/<c ([^>]*?)(?:\/>|>([\s\S]*?)<\/c>)/gu)) {
          const column =
            (/r="([A-Z]+)/u.exec(attributes)?.[1] ?? 'A')
              .split('')
              .reduce((sum, letter) => 26 * sum + letter.charCodeAt(0) - 64, 0) - 1;
          const value = /<v>([^<]*)<\/v>/u.exec(inner)?.[1];
          cells[column] = attributes.includes('t="s"')
            ? (shared[Number(value)] ?? null)
            : attributes.includes('t="inlineStr"')
              ? plain(inner)
              : value === undefined
                ? null
                : Number(value);
        }
        return Array.from(cells, (cell) => cell ?? null);
      });
      return [name, rows] as const;
    }),
  );
  return new Map(sheets);
}

describe.each(['en', 'ru'] as const)('the workbook (%s)', (locale) => {
  test('has the published numbers as numbers, with the unit in the heading', async () => {
    const t = await messageLookup(locale);
    const sheets = await sheetsOf(await documentOf(locale));
    const sheet = (name: 'figures' | 'riskTable' | 'data' | 'caveats' | 'sources') => t(`exports.sheet.${name}`);
    expect([...sheets.keys()]).toEqual([
      sheet('figures'),
      t('against.sheet'),
      t('against.followUp.sheet'),
      ...(['riskTable', 'data', 'caveats', 'sources'] as const).map(sheet),
    ]);
    const rows = sheets.get(t('exports.sheet.figures')) ?? [];
    const head = rows.find((row) => row.includes(t('figure.column.series'))) ?? [];
    expect(head.filter((cell) => String(cell).endsWith(', %'))).toHaveLength(3);
    const column = (key: string): number => head.findIndex((cell) => String(cell).startsWith(key));
    const all = rows.find(([name]) => name === 'Interfant-06') ?? [];
    const low = all[column(t('exports.column.low'))];
    const high = all[column(t('exports.column.high'))];
    expect([all[2], all[3], all[4], low, high]).toEqual([651, 6, 46.1, 41.984, 50.216]);
    // Not reported stays empty; a name that looks like a formula is a text.
    const germline = rows.find(([name]) => name === '+Interfant-06') ?? [];
    expect([germline[2], germline[4]]).toEqual([null, 73.9]);
  });

  test('has the local curve at each published horizon with the difference, whose limits need a printed error', async () => {
    const t = await messageLookup(locale);
    const rows = (await sheetsOf(await documentOf(locale))).get(t('against.sheet')) ?? [];
    // Ten children were followed for 2000 days, less than the six years of the figures.
    expect(rows.slice(-2).map((row) => [row[0], row[1], row[2], row[3], row.at(-1)])).toEqual([
      ['Interfant-06', 6, 46.1, null, 'beyond-follow-up'],
      ['+Interfant-06', 6, 73.9, null, 'beyond-follow-up'],
    ]);
  });

  test('has the risk table, every plotted number, the caveats and the sources', async () => {
    const t = await messageLookup(locale);
    const document = await documentOf(locale);
    const sheets = await sheetsOf(document);
    // Ten children by hand: after one year six under observation, three events (days 100, 200, 200), one censored (day 300).
    const risk = sheets.get(t('exports.sheet.riskTable')) ?? [];
    expect(risk.slice(-3).map((row) => row.slice(1, 3))).toEqual([
      [10, 6],
      [0, 3],
      [0, 1],
    ]);
    expect(sheets.get(t('exports.sheet.data'))?.length).toBe((document.records?.rows.length ?? 0) + 1);
    expect(sheets.get(t('exports.sheet.caveats'))?.flat()).toContain(document.madeUp);
    for (const { text } of [...document.caveats])
      expect(sheets.get(t('exports.sheet.caveats'))?.flat()).toContain(text);
    for (const { text } of document.citations) expect(sheets.get(t('exports.sheet.sources'))?.flat()).toContain(text);
  });
});

describe.each(['en', 'ru'] as const)('a figure of local patients that nobody has released (%s)', (locale) => {
  test('says so in every file, and in each row of the data', async () => {
    const t = await messageLookup(locale);
    const mark = t('groups.saved.release.mark');
    const document = await documentOf(locale);
    expect(document.svg.svg).toContain(mark);
    expect(speakerNotes(document)).toContain(mark);
    expect(JSON.parse(figureJson(document))).toMatchObject({ internal: true, words: { internal: mark } });
    expect(document.records?.rows.every((row) => row['release'] === 'INTERNAL, not released')).toBe(true);
    for (const rows of [...(await sheetsOf(document)).values()].slice(0, 2))
      expect(rows.flat().some((cell) => typeof cell === 'string' && cell.includes(mark))).toBe(true);
  });

  test('a released one does not', async () => {
    const t = await messageLookup(locale);
    const figure = { ...figureOf(INTERFANT_06, TEN_CHILDREN), released: true };
    const footer = documentFooter('2026-11-23', '', locale, t);
    const document = comparisonDocument(figure, figureTexts(figure, locale, t), { t, split, address: '', footer });
    expect(document.svg.svg).not.toContain(t('groups.saved.release.mark'));
    expect(document.records?.rows.every((row) => row['release'] === '')).toBe(true);
  });
});

test('the JSON is the same in both languages but for its words, and names its schema', async () => {
  const [en, ru] = await Promise.all(
    (['en', 'ru'] as const).map(async (locale) => JSON.parse(figureJson(await documentOf(locale)))),
  );
  expect(en.schema).toEqual({ name: 'infant-all-registry/figure', version: 1 });
  expect(ru.data).toEqual(en.data);
  expect(ru.caveats.map(({ code }: { code: string }) => code)).toEqual(
    en.caveats.map(({ code }: { code: string }) => code),
  );
  const [points] = en.data.panels.map(
    ({ published }: { published: { percent: number; n: number | null; interval: { low: number; high: number } }[] }) =>
      published,
  );
  expect(points.map(({ percent, n }: { percent: number; n: number | null }) => [percent, n])).toEqual([
    [46.1, 651],
    [73.9, null],
  ]);
  expect(en.madeUp).toBe(true);
  expect(ru.words.language).toBe('ru');
});

test('without numbers of its own a figure gives its tables as CSV, without what only people read', async () => {
  const document = await documentOf('en');
  const lines = figureCsv({ ...document, records: null, madeUp: null })
    .replace('\ufeff', '')
    .split('\r\n');
  expect(lines).toContain('series,population,n,time_years,percent,low,high,interval_note,source');
  expect(lines.some((line) => line.startsWith('Interfant-06,') && line.includes(',651,6,46.1,41.984,50.216,'))).toBe(
    true,
  );
  expect(lines.some((line) => line.startsWith("'+Interfant-06,"))).toBe(true);
});

const run = promisify(execFile);
const reader = await run('pdftotext', ['-v']).then(
  () => true,
  () => false,
);

/** The text of the pages of a document's PDF, from the first page on or of that page alone. */
async function printed(document: FigureDocument, ...pages: readonly string[]): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), 'registry-pdf-'));
  try {
    await writeFile(path.join(folder, 'figure.pdf'), await figurePdf(document, split));
    const { stdout } = await run('pdftotext', ['-layout', ...pages, path.join(folder, 'figure.pdf'), '-']);
    return stdout.replaceAll(/\s+/gu, ' ');
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

test.skipIf(!reader)(
  'the PDF has text that can be searched, in Russian too, on two pages at least',
  { timeout: 30_000 },
  async () => {
    const words = await printed(await documentOf('ru'));
    for (const expected of ['Бессобытийная выживаемость', '46,1', '42,0–50,2', 'Вымышленные пациенты', 'Цензурированы'])
      expect(words).toContain(expected);
    expect(words).toMatch(/2\s?\/\s?[2-9]/u);
  },
);

test.skipIf(!reader)(
  'a table of long texts begins on the first page of the PDF and not on a page of its own',
  async () => {
    const document = await documentOf('en');
    const long = {
      id: 'attributes',
      caption: 'Attributes',
      columns: ['Name', 'Text'].map((label) => ({ key: label, label, type: 'text' as const })),
      rows: Array.from({ length: 8 }, (_, i) =>
        [`Row ${i}`, 'A long sentence of a protocol. '.repeat(40)].map((text) => ({ text, value: text })),
      ),
    };
    const first = await printed(
      {
        ...document,
        chart: () => ({
          svg: '<svg xmlns="http://www.w3.org/2000/svg" width="1000" height="20" viewBox="0 0 1000 20"/>',
          width: 1000,
          height: 20,
        }),
        riskTable: null,
        tables: [long],
      },
      '-f',
      '1',
      '-l',
      '1',
    );
    expect(first).toContain('Row 0');
  },
);
