import { beforeAll, describe, expect, test } from 'vitest';
import { messageLookup } from '@/lib/i18n/message-lookup';
import { LOCALES, type Locale } from '@/lib/i18n/routing';
import type { FigureDocument } from '../model/document';
import { tableForPrint } from '../model/file-table';
import { drawnDeck, fileOf, measuredDeck, RATIOS, writtenDeck } from '../testing/decks';
import { everyDocument, splitGenes } from '../testing/documents';
import {
  cellsOf,
  drawingsIn,
  heightBetween,
  linesIn,
  paragraphsOf,
  struckTexts,
  textsIn,
} from '../testing/measured-slide';
import { officeBreaches } from '../testing/office-rules';
import {
  DOT,
  expectOfficePages,
  expectPages,
  expectPictures,
  expectPlaced,
  expectReadable,
  hasOffice,
  hasPoppler,
  pictured,
  SLIDE_SIZE,
  slidesIn,
  titleIn,
  type MeasuredSlide,
  type Ratio,
} from '../testing/slide-rules';
import { deckWords } from './deck-words';
import { pdfDefinition } from './pdf';
import { writePdf } from './pdf.server';
import { coverSlide } from './pptx/cover';
import { plainStage } from './pptx/measure';
import { summarySlides } from './pptx/summary';
import { writeSlides } from './pptx/write';

// Every kind of figure, drawn from the program's own evidence, measured on its slides: in points, from the XML.

/** The slides that belong to no figure: the first, with as long a title as an author may write, and the summary. */
async function frameSlides(documents: readonly FigureDocument[], locale: Locale, ratio: Ratio): Promise<Uint8Array> {
  const words = deckWords(locale, '2026-07-02', await messageLookup(locale));
  const title = documents[0]?.title ?? '';
  const cover = { ...words, title, subtitle: title, author: 'Dmitry Rogachev Center', date: words.today };
  const rows = documents.flatMap(({ summary = [] }) => summary);
  const stage = plainStage(ratio);
  return writeSlides(
    [coverSlide(cover, stage, splitGenes), ...(await summarySlides(rows, words.summary, locale, stage))],
    { title, author: 'A', subject: 'S', locale, ratio, split: splitGenes, rasterise: async () => DOT },
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
  'comparison-letters',
  'comparison-curves',
  'expected',
  'pilot',
  'groups',
  'groups-kmt2a',
  'comparison-panels',
  'forest',
  'forest-six',
  'forest-pooled',
  'calendar',
  'attributes',
  'progress',
  'landscape',
  'disease',
  'trial',
  'own-data',
  'own-data-seven',
  'own-data-twenty',
] as const;
const CHOICES = KINDS.flatMap((kind) =>
  LOCALES.flatMap((locale) =>
    RATIOS.flatMap((ratio) => [false, true].map((native) => ({ kind, locale, ratio, native }))),
  ),
);

test('every kind is measured', () => {
  for (const locale of LOCALES) expect([...(documents.get(locale)?.keys() ?? [])]).toEqual([...KINDS]);
});

test('the landscape has five studies a slide and more, in both shapes and languages', async () => {
  for (const locale of LOCALES)
    for (const ratio of RATIOS) {
      const own = documents.get(locale)?.get('landscape') ?? [];
      const charts = pictured(await measuredDeck('landscape', locale, ratio));
      const placed = own.flatMap(({ records }) => records?.rows ?? []).filter((row) => row['drawn_from'] !== null);
      expect(placed.length / charts.length, `${locale} ${ratio}`).toBeGreaterThanOrEqual(5);
    }
});

test('a topic of the disease has slides of its own, of more than four shares', async () => {
  for (const locale of LOCALES)
    for (const ratio of RATIOS) {
      const own = documents.get(locale)?.get('disease') ?? [];
      const charts = pictured(await measuredDeck('disease', locale, ratio));
      const topics = own.flatMap(({ tables }) => tables.flatMap(({ rows }) => rows.map(([topic]) => topic?.text)));
      const named = charts.map((slide) => titleIn(slide).replace(/\s\(\d+\/\d+\)$/u, ''));
      expect([...new Set(named)], `${locale} ${ratio}`).toEqual([...new Set(topics)]);
      expect(topics.length / charts.length, `${locale} ${ratio}`).toBeGreaterThan(4);
    }
});

/** Plots of 0–100 %, in points. */
function plotHeights(slides: readonly MeasuredSlide[]): number[] {
  return slides.flatMap(({ boxes, svgs }) =>
    boxes
      .filter(({ kind }) => kind === 'picture')
      .map(({ w }, i) => heightBetween('0', '100', textsIn(svgs[i] ?? '', w).texts)),
  );
}

test('a plot of a comparison takes a third of its slide beside all else', { timeout: 300_000 }, async () => {
  for (const kind of KINDS.filter((one) => /^(?:comparison|expected|pilot)/u.test(one)))
    for (const locale of LOCALES)
      for (const ratio of RATIOS)
        for (const height of plotHeights(await measuredDeck(kind, locale, ratio)))
          expect(height, `${kind} ${locale} ${ratio}`).toBeGreaterThanOrEqual(SLIDE_SIZE[ratio].height / 3);
});

test('the calendar has a population a slide, whose plot takes two fifths of its height', async () => {
  for (const locale of LOCALES)
    for (const ratio of RATIOS) {
      const plots = plotHeights(await measuredDeck('calendar', locale, ratio));
      expect(plots.length, `${locale} ${ratio}`).toBeGreaterThan(1);
      for (const height of plots)
        expect(height, `${locale} ${ratio}`).toBeGreaterThanOrEqual(0.4 * SLIDE_SIZE[ratio].height);
    }
});

/** A marker whose inside is the ground and whose edge is not. */
const OPEN_MARKER = /fill="#ffffff" stroke="#(?!ffffff)/u;

test('an open marker is explained on its slide, in both shapes and languages', async () => {
  for (const locale of LOCALES)
    for (const kind of ['comparison', 'comparison-many', 'comparison-local', 'calendar', 'progress'] as const)
      for (const ratio of RATIOS) {
        const slides = await measuredDeck(kind, locale, ratio);
        const svgs = slides.flatMap((slide) => slide.svgs).filter((svg) => OPEN_MARKER.test(svg));
        expect(svgs.length, `${kind} ${locale} ${ratio}`).toBeGreaterThan(0);
        const t = await messageLookup(locale);
        const words = kind === 'progress' ? t('home.keyOpen') : t('figure.legend.hollowShort');
        for (const svg of svgs) {
          const said = textsIn(svg, 900)
            .texts.map(({ text }) => text)
            .join(' ');
          expect(said, `${kind} ${locale} ${ratio}`).toContain(words);
        }
      }
});

test('what a figure says for its slides stands on each of them, in both shapes and languages', async () => {
  for (const locale of LOCALES)
    for (const ratio of RATIOS) {
      const own = documents.get(locale)?.get('progress') ?? [];
      const caveat = own[0]?.slides.caveat ?? '';
      const charts = pictured(await measuredDeck('progress', locale, ratio));
      expect(caveat).not.toBe('');
      expect(charts.length).toBeGreaterThan(1);
      for (const { boxes } of charts)
        expect(
          boxes.some(({ xml }) => xml.includes(caveat)),
          `${locale} ${ratio}`,
        ).toBe(true);
    }
});

test('tables that are short together share a slide, each under its name', async () => {
  const slides = await measuredDeck('own-data', 'ru', '4x3');
  // Two groups: a row each in the table of patients and in that of the chosen times.
  const shared = slides.map(({ boxes }) => boxes.filter(({ kind }) => kind === 'table').length);
  expect(shared).toContain(2);
});

test('the rows of a risk table under an editable chart keep their whole names', async () => {
  for (const kind of ['comparison-local', 'comparison-panels', 'own-data', 'groups', 'groups-kmt2a'])
    for (const locale of LOCALES)
      for (const ratio of RATIOS)
        for (const { boxes } of await measuredDeck(kind, locale, ratio, true))
          for (const { xml } of boxes.filter(({ name }) => name.startsWith('Risk table')))
            expect(xml, `${kind} ${locale} ${ratio}`).not.toContain('…');
});

test('no name of a study parts at its hyphen where a text has several lines, and a DOI stays to be copied', async () => {
  const slides = await measuredDeck('attributes', 'en', '4x3');
  // The title has two lines; PowerPoint and LibreOffice end a line after a hyphen.
  const title = slides[0]?.boxes.find(({ name }) => name === 'title');
  expect(paragraphsOf(title?.xml ?? '').join('')).toContain('CCG\u20111953');
  expect(slides.some(({ boxes }) => boxes.some(({ xml }) => /10\.1182\/blood-\d/u.test(xml)))).toBe(true);
});

test('short tables stand under the chart of their figure, which keeps its size', async () => {
  for (const locale of LOCALES)
    for (const ratio of RATIOS)
      for (const native of [false, true]) {
        // A curve with its risk table and its two tables, and two causes with a table each: four slides, and no fifth.
        const slides = await measuredDeck('own-data', locale, ratio, native);
        expect(slides.length, `${locale} ${ratio}`).toBe(4);
        for (const { boxes } of slides.slice(2)) {
          const chart = boxes.find(({ kind }) => kind === 'picture' || kind === 'chart');
          const table = boxes.find(({ kind }) => kind === 'table');
          expect(chart?.h).toBeGreaterThanOrEqual(0.45 * SLIDE_SIZE[ratio].height - 1);
          expect(table?.y).toBeGreaterThan((chart?.y ?? Infinity) + (chart?.h ?? 0));
        }
      }
});

test('every row of a pool on a slide is named by its model', async () => {
  const slides = await measuredDeck('forest-pooled', 'en', '16x9');
  const tables = slides.flatMap(({ boxes }) => boxes.filter(({ kind }) => kind === 'table'));
  expect(tables).toHaveLength(1);
  const names = tables.flatMap(cellsOf).map(({ text }) => text);
  expect(names).toContain('random effects (DerSimonian\u2060–\u2060Laird)');
  for (const model of ['fixed effect', 'random effects (DerSimonian–Laird)', 'random effects (REML)'])
    expect(names.map((name) => name.replaceAll(/\u2060/gu, ''))).toContain(model);
});

test('no range of a table parts at its dash', async () => {
  const slides = await measuredDeck('attributes', 'en', '4x3');
  const cells = slides.flatMap(({ boxes }) => boxes.filter(({ kind }) => kind === 'table').flatMap(cellsOf));
  expect(cells.some(({ text }) => /\d\u2060–\u2060\d/u.test(text))).toBe(true);
  for (const { text } of cells) expect(text).not.toMatch(/\d–\d/u);
});

describe.each(CHOICES)('$kind, $locale, $ratio, editable: $native', ({ kind, locale, ratio, native }) => {
  let slides: MeasuredSlide[] = [];
  beforeAll(async () => {
    slides = await measuredDeck(kind, locale, ratio, native);
  });

  test('nothing stands beyond the slide, on something else, or on an empty slide', () => expectPlaced(slides, ratio));

  test('a title of 28 points, nothing under 14 but sources and foot, no text cut', () =>
    expectReadable(
      slides,
      documents
        .get(locale)
        ?.get(kind)
        ?.map(({ headings }) => headings.sources) ?? [],
    ));

  test('a caveat stands whole, in two lines at most', () => {
    const own = documents.get(locale)?.get(kind) ?? [];
    const caveats = slides.flatMap(({ boxes }) => boxes.filter(({ name }) => name === own[0]?.headings.caveats));
    for (const box of caveats) {
      expect(paragraphsOf(box.xml).join(' ')).not.toContain('…');
      expect(linesIn(box)).toBeLessThanOrEqual(2);
    }
  });

  test('nothing in the file is left for PowerPoint to repair', async () => {
    expect(await officeBreaches(await writtenDeck(kind, locale, ratio, native))).toEqual([]);
  });

  test('every row of its tables stands on them', () => {
    const letters = (text: string): string => text.replaceAll(/[-\u2011\s\u2060]/gu, '');
    const shown = slides.flatMap(({ boxes }) => boxes.filter((box) => box.kind === 'table').flatMap(cellsOf));
    const tables = (documents.get(locale)?.get(kind) ?? []).flatMap((document) => document.slides.tables);
    // A row may be shown in more words, and a long cell in pieces.
    const rows = tables.flatMap((table) =>
      tableForPrint(table).rows.map((row) => (table.fuller ? row.slice(0, 1) : row)),
    );
    const counts = (texts: readonly string[]): Map<string, number> => {
      const all = new Map<string, number>();
      for (const text of texts.map(letters)) all.set(text, (all.get(text) ?? 0) + 1);
      return all;
    };
    const drawn = counts(shown.map(({ text }) => text));
    for (const [text, times] of counts(rows.flatMap((row) => row.map((cell) => cell.text))))
      if (text.length < 40) expect(drawn.get(text) ?? 0, text).toBeGreaterThanOrEqual(times);
  });

  test('a picture: numbers of axes in 16 points, everything else in 14, no word beyond its edge or on a curve', () =>
    expectPictures(slides));

  test('no line to a name goes through another', () => {
    for (const { name, boxes, svgs } of slides) {
      const pictures = boxes.filter((box) => box.kind === 'picture');
      svgs.forEach((svg, i) => expect(struckTexts(textsIn(svg, pictures[i]?.w ?? 0)), name).toEqual([]));
    }
  });

  test('the chart keeps half of the slide', () => {
    const charts = slides.map(({ boxes }) => boxes.filter(({ kind: own }) => own === 'picture' || own === 'chart'));
    const risks = slides.map(({ boxes }) => boxes.some(({ name }) => name.startsWith('Risk table')));
    charts.forEach((own, i) => {
      for (const { h } of risks[i] === true ? own : [])
        expect(h).toBeGreaterThanOrEqual(0.42 * SLIDE_SIZE[ratio].height);
    });
  });
});

describe.each(LOCALES.flatMap((locale) => RATIOS.map((ratio) => ({ locale, ratio }))))(
  'the first slide and the summary, $locale, $ratio',
  ({ locale, ratio }) => {
    test('stand whole on their slides, in type that is read from a seat', async () => {
      const all = [...(documents.get(locale)?.values() ?? [])].flat();
      const slides = await slidesIn(await frameSlides(all, locale, ratio));
      // The evidence holds more figures than stand on one slide.
      expect(slides.length).toBeGreaterThan(2);
      expectPlaced(slides, ratio);
      expectReadable(slides, []);
      const tables = slides.flatMap(({ boxes }) => boxes.filter(({ kind }) => kind === 'table'));
      const widths = tables.map(({ xml }) => [...xml.matchAll(/<a:gridCol w="(\d+)"/gu)].map(([, w]) => w).join());
      expect(new Set(widths).size).toBe(1);
    });
  },
);

test('no word of a drawing on paper is smaller than seven points', () => {
  for (const locale of LOCALES)
    for (const [kind, own] of documents.get(locale) ?? [])
      for (const { svg, fit } of drawingsIn(pdfDefinition(own, splitGenes).content)) {
        const [, width = 0, height = 0] = (/<svg[^>]* width="([\d.]+)" height="([\d.]+)"/u.exec(svg) ?? []).map(Number);
        const scale = Math.min(fit[0] / width, fit[1] / height);
        for (const { text, size } of textsIn(svg, width * scale).texts)
          expect(size, `${kind}, ${locale}: ${text}`).toBeGreaterThanOrEqual(7);
      }
});

describe.skipIf(!hasPoppler)('as programs lay it out (needs poppler)', () => {
  test.each(LOCALES)(
    'a page of a PDF has words, none beyond it, none upon another, and begins or ends with none alone (%s)',
    { timeout: 120_000 },
    async (locale) => {
      // All of them in one file, each from a new page, as the slides' page offers them: fonts are read once.
      const all = [...(documents.get(locale)?.values() ?? [])].flat();
      await expectPages(new Map([[locale, await writePdf(pdfDefinition(all, splitGenes))]]), all);
    },
  );

  test.skipIf(!hasOffice)(
    'LibreOffice puts no word beyond a slide or upon another (needs soffice)',
    { timeout: 300_000 },
    async () => {
      const files = new Map<string, Uint8Array>();
      for (const [locale, ratio] of [
        ['en', '16x9'],
        ['ru', '4x3'],
      ] as const) {
        const all = [...(documents.get(locale)?.values() ?? [])].flat();
        const drawn = await Promise.all(KINDS.map((kind) => drawnDeck(kind, locale, ratio, locale === 'ru')));
        files.set(`${locale}-${ratio}`, await fileOf(drawn.flat(2), locale, ratio));
        files.set(`${locale}-${ratio}-frame`, await frameSlides(all, locale, ratio));
      }
      await expectOfficePages(files);
    },
  );
});
