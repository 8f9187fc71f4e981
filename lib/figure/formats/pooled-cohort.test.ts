import { beforeAll, describe, expect, test } from 'vitest';
import { comparisonFigure } from '@/lib/comparison/figure/figure';
import { pooledCohort } from '@/lib/comparison/network/release';
import { estimate, inputOf } from '@/lib/comparison/testing/figures';
import { figureTexts, type FigureTexts } from '@/lib/comparison/words/figure-texts';
import { formatInterval, formatPercent } from '@/lib/i18n/format';
import { messageLookup } from '@/lib/i18n/message-lookup';
import { comparisonDocument } from '../documents/comparison-document';
import { documentFooter } from '../documents/document-footer';
import type { FigureDocument } from '../model/document';
import { bare, numbersOf, split, wordsOfSlides } from '../testing/outlets.server';
import { figureCsv } from './csv';

// The pooled children of `lib/comparison/network/golden/pooled-curve.R`: R 4 with survival 3 prints the values.
const R = [
  [0.9565217391, 0.7293386145, 0.9937589366, 21],
  [0.9061784897, 0.6726143313, 0.9758230265, 17],
  [0.7888607388, 0.525763257, 0.9162283606, 11],
] as const;
const EVENTS = 7;

/** As in the script: each child once, the tail after the last month before which five were at risk censored there. */
function released() {
  const children = [9, 8, 7].flatMap((size, site) =>
    Array.from({ length: size }, (_, i) => ({
      month: Math.round((12 * (40 + (((i + 1) * 37 + (site + 1) * 101) % 97) * 20)) / 365.25),
      event: (i + site + 2) % 3 === 0,
    })),
  );
  const last = children.map(({ month }) => month).toSorted((a, b) => b - a)[4] ?? 0;
  const times = new Map<number, [number, number, number]>();
  for (const { month, event } of children) {
    const at = Math.min(month, last);
    const row = times.get(at) ?? [at, 0, 0];
    row[event && month <= last ? 1 : 2] += 1;
    times.set(at, row);
  }
  const list = { endpoint: 'EFS', group: 'all', times: [...times.values()].toSorted((a, b) => a[0] - b[0]) } as const;
  return { number: 3, madeUp: true, releasedOn: '2026-11-29', sites: 3, lists: [list] };
}

const SOURCE = { ref: 'paper', locator: 'Table 2', url: null, level: 'primary-fulltext' } as const;
const FIGURES = [
  estimate('one', { trial: 't', source: SOURCE, timeYears: 1, estimate: 61.5 }),
  estimate('three', { trial: 't', source: SOURCE, timeYears: 3, estimate: 47, ci: { low: 40, high: 54, level: 95 } }),
  estimate('ten', { trial: 't', source: SOURCE, timeYears: 10, estimate: 40 }),
];

async function made(locale: 'en' | 'ru') {
  const t = await messageLookup(locale);
  const cohort = pooledCohort(released(), 'EFS', 'all');
  if (cohort === null) throw new Error('no pool');
  const figure = { ...comparisonFigure(inputOf(FIGURES, cohort)), released: true };
  const texts = figureTexts(figure, locale, t);
  const address = 'https://registry.example/compare?network=all';
  const footer = documentFooter('2026-11-29', address, locale, t);
  return { texts, document: comparisonDocument(figure, texts, { t, split, address, footer }) };
}

describe.each(['en', 'ru'] as const)('the pool of a network in %s', { timeout: 60_000 }, (locale) => {
  let texts: FigureTexts;
  let document: FigureDocument;
  beforeAll(async () => void ({ texts, document } = await made(locale)));
  const cells = R.map(([s, low, high]) => [
    formatPercent(100 * s, locale, 1),
    formatInterval(100 * low, 100 * high, locale, 1),
  ]);

  test('has the numbers of R on the page and on the slides', async () => {
    const slides = await wordsOfSlides(document);
    cells.forEach(([percent = '', interval = ''], i) => {
      expect(texts.against?.landmarks.rows[i]?.cells.slice(1, 3)).toEqual([percent, interval]);
      for (const part of [percent, interval]) expect(slides).toContain(bare(part));
    });
    expect(texts.against?.matched?.rows[1]?.cells[3]).toBe(`${cells[2]?.[0]} (${cells[2]?.[1]})`);
    expect(slides).toContain(bare(texts.against?.sentence ?? 'no sentence'));
    expect(bare(texts.against?.sentence ?? '')).toContain(bare(cells[2]?.[0] ?? ''));
    expect(texts.against?.sentence).toMatch(new RegExp(String.raw`\b24\b[\s\S]*\b${EVENTS}\b`, 'u'));
  });

  test('has the same numbers in CSV, XLSX and JSON', async () => {
    const wanted = R.flatMap(([s, low, high, atRisk]) => [100 * s, 100 * low, 100 * high, atRisk]);
    for (const [outlet, found] of Object.entries(await numbersOf(document)))
      for (const value of wanted)
        expect(
          found.some((own) => Math.abs(own - value) < 2e-6 * Math.max(1, value)),
          `${outlet}: ${value}`,
        ).toBe(true);
  });

  test('tells nothing after its last month, and of nobody fewer than five at risk', () => {
    // The last released month is 53: at five and ten years there is neither a share nor a count.
    expect(texts.against?.landmarks.rows[3]?.cells[3]).toBe('<5');
    const [head = '', ...rows] = figureCsv(document).trim().split(/\r?\n/u);
    const column = head.split(',').findIndex((name) => /at_risk/u.test(name));
    const counts =
      column < 0 ? [] : rows.map((row) => row.split(',')[column] ?? '').filter((cell) => /^\d+$/u.test(cell));
    expect(counts.filter((cell) => Number(cell) < 5)).toEqual([]);
  });

  test('is called the network in every table and sentence, and its patients made up', async () => {
    const { against } = texts;
    const said = [
      ...[against?.sentence, ...(against?.lines ?? []), ...(against?.method ?? []), ...(against?.open?.lines ?? [])],
      ...[against?.matched, against?.expected, against?.landmarks].flatMap((table) =>
        table === null || table === undefined
          ? []
          : [table.caption, ...table.columns.map(({ label }) => label), ...table.rows.flatMap((row) => row.cells)],
      ),
      ...document.tables.flatMap(({ caption, columns }) => [caption, ...columns.map(({ label }) => label)]),
      ...document.caveats.map(({ text }) => text),
    ];
    expect(said.filter((text) => /\blocal\b|центра(?![а-яё])|в центре|^Центр/iu.test(text ?? ''))).toEqual([]);
    expect(document.madeUp).not.toBeNull();
    expect(await wordsOfSlides(document)).toContain(bare(document.madeUp ?? 'no mark'));
  });
});
