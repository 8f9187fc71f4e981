import { describe, expect, test } from 'vitest';
import type { ComparisonFigure } from '@/lib/comparison/figure/figure-model';
import { figureTexts } from '@/lib/comparison/words/figure-texts';
import { estimate, figureOf, TEN_CHILDREN } from '@/lib/comparison/testing/figures';
import { localCohort } from '@/lib/comparison/testing/local-cohort';
import { localDefinition } from '@/lib/comparison/selection/local-definition';
import { messageLookup } from '@/lib/i18n/message-lookup';
import type { Locale } from '@/lib/i18n/routing';
import { comparisonRecords } from '../documents/comparison-records';
import { MADE_UP } from '../model/made-up';
import { figureCsv } from './csv';
import { figurePng } from './png.server';
import { Resvg } from '@resvg/resvg-js';
import { decode } from 'fast-png';
import { svgDocument } from '../drawing/svg/document';
import { figureSvg } from '../drawing/svg/figure';

const split = (text: string) => text.split(/(KMT2A)/).map((part) => ({ text: part, gene: part === 'KMT2A' }));

const CHOSEN = [
  estimate('a', { acronym: 'Trial <A> & "B"', estimate: 36.4, se: 2.3, timeYears: 5 }),
  estimate('b', { acronym: '=HYPERLINK("x")', ci: { low: 30.5, high: 50, level: 95 }, timeYears: 2 }),
  estimate('c', { acronym: 'Third', timeZero: 'unknown', caveats: ['time-zero-not-stated'] }),
];
const figure = figureOf(CHOSEN, TEN_CHILDREN);

async function drawn(
  one: ComparisonFigure,
  locale: Locale = 'en',
): Promise<{ svg: string; texts: ReturnType<typeof figureTexts> }> {
  const texts = figureTexts(one, locale, await messageLookup(locale));
  return { texts, svg: figureSvg(one, texts, { footer: ['today'], split }).svg };
}

function csvOf(one: ComparisonFigure): string {
  return figureCsv({ records: comparisonRecords(one), tables: [], riskTable: null, madeUp: null });
}

/** Rows of a CSV without line breaks in cells, by column name. */
function rowsOf(csv: string): Record<string, string>[] {
  const [head = '', ...lines] = csv
    .replace(/^\ufeff/, '')
    .trimEnd()
    .split('\r\n');
  const cells = (line: string): string[] =>
    [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(
      ([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? plain ?? '',
    );
  const names = cells(head);
  return lines.map((line) => Object.fromEntries(cells(line).map((cell, i) => [names[i] ?? '', cell])));
}

describe('the CSV', () => {
  const rows = rowsOf(csvOf(figure));

  test('says in every row to where the figure was analysed and displayed, and a p that is very small', () => {
    const local = localCohort(TEN_CHILDREN, localDefinition('EFS', []), {
      ...{ siteNames: ['Site'], kmt2a: 'r', guarded: false, analyseYears: 5 },
    });
    const chosen = comparisonRecords(figureOf(CHOSEN, null, { local, displayYears: 6 }));
    // The other panel has no local patients.
    for (const row of chosen.rows.filter(({ panel }) => panel === 1))
      expect(row).toMatchObject({ analysed_to_years: 5, displayed_to_years: 6 });
    for (const row of rows) expect([row.analysed_to_years, row.displayed_to_years]).toEqual(['', '']);
    const panel = figure.panels[0];
    const [matched] = panel?.against?.matched.filter(({ ratio }) => ratio !== null) ?? [];
    if (panel?.against == null || matched?.ratio == null) throw new Error('no ratio');
    const against = { ...panel.against, matched: [{ ...matched, ratio: { ...matched.ratio, p: 4.25e-8 } }] };
    const tiny = comparisonRecords({ ...figure, panels: [{ ...panel, against }] });
    expect(tiny.rows.filter(({ item }) => item === 'difference').map(({ p }) => p)).toEqual([4.25e-8]);
  });

  test('holds every plotted number of the figure and no other curve', () => {
    const local = figure.panels[0]?.local;
    const of = (item: string) => rows.filter((row) => row.item === item);
    expect(of('curve').map(({ time_years, percent }) => [Number(time_years), Number(percent)])).toEqual(
      local?.steps.map(({ years, percent }) => [round(years), round(percent)]),
    );
    expect(of('censored')).toHaveLength(local?.censorMarks.length ?? -1);
    expect(
      of('risk-table').map(
        ({ at_risk, events_before, censored_before }) =>
          Number(at_risk) + Number(events_before) + Number(censored_before),
      ),
    ).toEqual(local?.riskTable.map(() => local.n));
    expect(of('published').map(({ percent }) => Number(percent))).toEqual([36.4, 40, 40]);
    expect(of('published').map(({ low, high }) => [low, high])).toEqual([
      ['31.892', '40.908'],
      ['30.5', '50'],
      ['', ''],
    ]);
    expect(of('published').map(({ interval_method }) => interval_method)).toEqual([
      'estimate ± 1.96 SE',
      'as printed',
      '',
    ]);
  });

  test('marks every row of made-up patients', () => {
    expect(rows.every(({ made_up }) => made_up === MADE_UP)).toBe(true);
    expect(rowsOf(csvOf(figureOf(CHOSEN))).every(({ made_up }) => made_up === '')).toBe(true);
  });

  test('gives no formula to a spreadsheet', () => {
    expect(rows.map(({ series }) => series)).toContain(`'=HYPERLINK("x")`);
  });
});

describe('the SVG', () => {
  test('says the same numbers as the table of the page, in both languages', async () => {
    for (const locale of ['en', 'ru'] as const) {
      const { svg, texts } = await drawn(figure, locale);
      for (const row of texts.rows)
        for (const cell of [row.value, row.interval, row.n, row.horizon]) if (cell !== '–') expect(svg).toContain(cell);
      for (const { atRisk } of figure.panels[0]?.local?.riskTable ?? []) expect(svg).toContain(`>${atRisk}</text>`);
    }
  });

  test('carries the caveats, the sources and the mark of made-up patients', async () => {
    const { svg, texts } = await drawn(figure);
    const words = svg.replace(/<[^>]+>/g, ' ');
    for (const { text } of texts.caveats) expect(words).toContain(escaped(text.split(' ').slice(0, 4).join(' ')));
    for (const citation of texts.citations) expect(words).toContain(escaped(citation.slice(0, 12)));
    expect(words).toContain('Made-up patients');
    expect((await drawn(figureOf(CHOSEN))).svg).not.toContain('Made-up');
  });

  test('prints the caveat of one axis only where the reader confirmed it', async () => {
    expect((await drawn(figureOf(CHOSEN, null, { confirmed: true }))).svg).toContain('Different time zeros');
    expect((await drawn(figureOf(CHOSEN))).svg).not.toContain('Different time zeros stand on one axis');
  });

  test('is well-formed whatever a trial is called, 1280 px wide, at least 4:3, with upright text and italic genes', async () => {
    const { svg } = await drawn(figure);
    expect(svg).not.toContain('<A>');
    expect(svg).toContain('Trial &lt;A&gt; &amp; &quot;B&quot;');
    const [, width, height] = /width="(\d+)" height="(\d+)"/.exec(svg) ?? [];
    expect(Number(width)).toBe(1280);
    expect(Number(height)).toBeGreaterThanOrEqual(960);
    expect(svg).toContain('<tspan font-style="italic">KMT2A</tspan>');
    expect(svg).not.toMatch(/NaN|undefined|Infinity/);
  });

  test('joins no published points and draws no smooth curve', async () => {
    const { svg } = await drawn(figureOf(CHOSEN));
    expect([...svg.matchAll(/ d="([^"]+)"/g)].every(([, path = '']) => !/[CSQT]/i.test(path))).toBe(true);
    expect([...svg.matchAll(/<path d="M[\d.]+,[\d.]+(?:L[\d.]+,[\d.]+){2,}"/g)]).toEqual([]);
  });
});

test('the PNG is the figure at twice its size, and Cyrillic is drawn', async () => {
  const size = (png: Uint8Array): number[] => [16, 20].map((at) => new DataView(png.buffer).getUint32(at));
  const { svg } = await drawn(figure, 'ru');
  const [, width, height] = /width="(\d+)" height="(\d+)"/.exec(svg) ?? [];
  expect(size(await figurePng(svg, { scale: 2 }))).toEqual([2 * Number(width), 2 * Number(height)]);
  const one = (text: string) =>
    figurePng(
      `<svg xmlns="http://www.w3.org/2000/svg" width="1280" height="40" font-family="Inter"><text x="9" y="30" font-size="24">${text}</text></svg>`,
      { scale: 2 },
    );
  expect(Buffer.compare(await one('Под риском'), await one('Ппп пппппп'))).not.toBe(0);
  expect(Buffer.compare(await one('БСВ'), await one(''))).not.toBe(0);
});

test('the PNG has every pixel as the drawing library says it, on a ground and without one', async () => {
  const { svg } = await drawn(figure, 'en');
  const own = decode(new Resvg(svg, { font: { loadSystemFonts: false }, background: '#ffffff' }).render().asPng());
  const packed = decode(await figurePng(svg.replaceAll(/<text[\s\S]*?<\/text>/gu, ''), { scale: 1 }));
  const textless = decode(
    new Resvg(svg.replaceAll(/<text[\s\S]*?<\/text>/gu, ''), { background: '#ffffff' }).render().asPng(),
  );
  expect([packed.width, packed.height, packed.channels]).toEqual([own.width, own.height, 3]);
  const coloured = textless.data.filter((_, i) => i % 4 !== 3);
  expect(Buffer.compare(Buffer.from(packed.data), Buffer.from(coloured))).toBe(0);
  const unpainted = '<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"/>';
  expect([...decode(await figurePng(unpainted, { scale: 2 })).data]).toEqual(Array(12).fill(255));
  // A ground that ends between two pixels leaves the last of them to white paper.
  const { svg: uneven } = svgDocument({ width: 3, height: 1.5, title: '', locale: 'en', body: '' });
  expect(decode(await figurePng(uneven, { scale: 1 })).data.every((value) => value === 255)).toBe(true);
  const half =
    '<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"><rect width="1" height="1" fill="#f00" fill-opacity="0.5"/></svg>';
  expect([...decode(await figurePng(half, { scale: 1, transparent: true })).data]).toEqual([255, 0, 0, 128]);
});

function round(value: number): number {
  return Math.round(value * 1e6) / 1e6;
}

function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}
