import type { Attribute, AttributeTable } from '@/lib/comparison/views/attribute-table';
import type { AttributeTexts } from '@/lib/comparison/words/attribute-texts';
import type { CalendarFigure } from '@/lib/comparison/views/calendar-figure';
import type { CalendarTexts } from '@/lib/comparison/words/calendar-texts';
import { weightiestFirst } from '@/lib/comparison/figure/figure-caveat';
import type { ComparisonFigure } from '@/lib/comparison/figure/figure-model';
import type { ForestFigure } from '@/lib/comparison/views/forest-figure';
import type { ForestTexts } from '@/lib/comparison/words/forest-texts';
import { afterColon, asBeginning } from '@/lib/i18n/format';
import { calendarSvg } from '../drawing/calendar-svg';
import type { DocumentFrame } from './comparison-document';
import { zerosText } from './document-headings';
import { pooledRows, summaryRows } from './summary-rows';
import { calendarRecords, forestRecords } from './view-records';
import { forestTables, poolInShort, rowTable } from './view-tables';
import type { DocumentCitation, FigureDocument, FigureTable } from '../model/document';
import { forestSvg } from '../drawing/forest-svg';
import { calendarParts } from '../drawing/slides/calendar';
import { forestParts } from '../drawing/slides/forest';
import { svgDocument } from '../drawing/svg/document';
import { withSheet } from '../drawing/svg/sheet';

type Words = Pick<
  ForestTexts,
  'title' | 'subtitle' | 'madeUp' | 'internal' | 'locale' | 'headings' | 'caveats' | 'method' | 'citations' | 'levels'
>;

/** The forest plot with its pools; the models stand in a table, and what must be known of a pool, and who is not in it, stands among the caveats. */
export function forestDocument(forest: ForestFigure, texts: ForestTexts, frame: DocumentFrame): FigureDocument {
  const pools = texts.groups.flatMap(({ heading, pool }) =>
    pool === null
      ? []
      : [...pool.notes, ...pool.leftOut].map((line) => ({ code: 'pool', text: `${heading}: ${line}`, strong: false })),
  );
  const shared = sharedParts(texts, forest.comparison.citations, frame);
  const endpoint = asBeginning(frame.t(`vocabulary.endpoint.${forest.comparison.subject.endpoint}.long`));
  const titleOf = ([first, ...others]: ForestTexts['groups']): string =>
    first === undefined || others.length > 0 ? endpoint : `${endpoint}: ${afterColon(first.heading)}`;
  const tables = forestTables(forest, texts, frame.t);
  return withSheet(
    {
      ...shared,
      kind: 'forest',
      caveats: [...shared.caveats, ...pools],
      chart: (size) => forestSvg(texts, size, frame.split),
      // Its rows are the table already; only the models of a pool say more.
      slides: {
        parts: (size) => forestParts(texts, size, titleOf, frame.split),
        riskTable: null,
        tables: [poolInShort(forest, texts, frame.t)].filter(({ rows }) => rows.length > 0),
        caveat: null,
        signs: [],
      },
      tables,
      altText: `${texts.title}. ${texts.groups.flatMap(({ heading, rows }) => [`${heading}:`, ...rows.map(({ description }) => description)]).join(' ')}`,
      summary: [...summaryRows(forest.comparison, texts, frame.t), ...pooledRows(forest, texts, frame.t)],
      fileName: fileName('forest', forest.comparison),
      records: forestRecords(forest),
      data: forest,
    },
    frame.split,
  );
}

/** Outcome over calendar time; who could not be drawn stands among the caveats. */
export function calendarDocument(calendar: CalendarFigure, texts: CalendarTexts, frame: DocumentFrame): FigureDocument {
  const shared = sharedParts(texts, calendar.comparison.citations, frame);
  const { endpoint, timeZeros } = calendar.comparison.subject;
  const [zero, ...others] = timeZeros;
  // On a slide the title says from when the figures count, if all count from one day: the plot has the room.
  const from =
    zero === undefined || zero === 'unknown' || others.length > 0 ? '' : frame.t(`vocabulary.fromTimeZero.${zero}`);
  const titleOf = (length: 'long' | 'short'): string => {
    const named = asBeginning(frame.t(`vocabulary.endpoint.${endpoint}.${length}`));
    return frame.t('calendar.title', { endpoint: [named, from].filter(Boolean).join(' ') });
  };
  return withSheet(
    {
      ...shared,
      kind: 'calendar',
      caveats: [
        ...shared.caveats,
        ...texts.leftOut.map((line) => ({
          code: 'not-drawn',
          text: frame.t('calendar.notDrawn', { line }),
          strong: false,
        })),
      ],
      chart: (size) => calendarSvg(calendar, texts, size, frame.split),
      slides: {
        parts: (size, _, heightOf, alone) =>
          calendarParts(
            calendar,
            { ...texts, title: titleOf('long') },
            size,
            { short: titleOf('short'), heightOf, alone },
            frame.split,
          ),
        riskTable: null,
        tables: [],
        caveat: null,
        under: from === '' ? zerosText(timeZeros, frame.t) : null,
        signs: texts.legend.map(({ text }) => text),
      },
      tables: [rowTable(texts, frame.t)],
      altText: `${texts.title}. ${texts.panels.map(({ title, summary }) => `${title}: ${summary}`).join(' ')}`,
      summary: summaryRows(calendar.comparison, texts, frame.t),
      fileName: fileName('calendar', calendar.comparison),
      records: calendarRecords(calendar),
      data: calendar,
    },
    frame.split,
  );
}

/** Trials side by side: a table and nothing that could be plotted. */
export function attributesDocument(table: AttributeTable, texts: AttributeTexts, frame: DocumentFrame): FigureDocument {
  const printed: FigureTable = {
    id: 'attributes',
    caption: texts.title,
    columns: [
      { key: 'attribute', label: texts.attribute, type: 'text', width: 1.5 },
      ...table.trials.map(({ slug, acronym }) => ({ key: slug, label: acronym, type: 'text' as const, width: 2 })),
    ],
    rows: texts.lines.map(({ label, remark, cells }) =>
      [label, ...cells.map(({ parts }) => parts.map(({ text }) => text).join('; '))].map((text, i) => ({
        value: text === '' ? null : text,
        text: i === 0 && remark !== '' ? `${text} (${remark})` : text || texts.notReported,
      })),
    ),
  };
  const shared = sharedParts(texts, table.citations, frame);
  return withSheet(
    {
      ...shared,
      kind: 'attributes',
      chart: ({ width }) =>
        svgDocument({ width: Math.round(width), height: 1, title: texts.title, locale: texts.locale, body: '' }),
      slides: { parts: () => [], riskTable: null, tables: [forTheWall(printed, texts)], caveat: null, signs: [] },
      tables: [printed],
      altText: `${texts.title}.`,
      fileName: 'infant-all-side-by-side',
      records: null,
      data: table,
    },
    frame.split,
  );
}

/** What a hall compares trials by; the notes have every attribute in full. */
const ON_THE_WALL: readonly Attribute[] = ['enrolment', 'patients', 'backbone', 'hsct', 'outcomes'];
/** Letters that a cell of a slide has at most, and what it may have where there is room. */
const MOST_LETTERS = 110;
const MORE_LETTERS = [1000, 500, 400, 320, 260, 220, 180, 145] as const;

/** The attributes that are read from a seat, each in as few words as the slide asks for. */
function forTheWall(whole: FigureTable, { lines }: AttributeTexts): FigureTable {
  const rowsOf = (most: number): FigureTable['rows'] =>
    ON_THE_WALL.flatMap((attribute) => {
      const row = whole.rows[lines.findIndex((line) => line.attribute === attribute)];
      return row === undefined ? [] : [row.map((cell) => ({ ...cell, text: inFewWords(cell.text, most) }))];
    });
  return { ...whole, id: 'attributes-in-short', rows: rowsOf(MOST_LETTERS), fuller: MORE_LETTERS.map(rowsOf) };
}

function inFewWords(text: string, most: number): string {
  if (text.length <= most) return text;
  // A list ends behind a whole item, so that no number is cut.
  const items = text.split('; ');
  const whole = items.filter((_, i) => items.slice(0, i + 1).join('; ').length <= most);
  if (items.length > 1 && whole.length > 0) return `${whole.join('; ')}; …`;
  const cut = text.slice(0, most);
  return `${cut.slice(0, Math.max(most / 2, cut.lastIndexOf(' '))).replace(/[\s,;:.]+$/u, '')} …`;
}

type Shared =
  | 'locale'
  | 'title'
  | 'named'
  | 'subtitle'
  | 'madeUp'
  | 'internal'
  | 'riskTable'
  | 'caveats'
  | 'method'
  | 'citations'
  | 'sourcesNote'
  | 'headings'
  | 'footer'
  | 'address'
  | 'nativeCharts';

function sharedParts(
  texts: Words,
  citations: ComparisonFigure['citations'],
  { address, footer }: DocumentFrame,
): Pick<FigureDocument, Shared> {
  const { locale, title, subtitle, madeUp, internal, method, headings } = texts;
  return {
    locale,
    title,
    named: null,
    subtitle,
    madeUp,
    internal,
    method,
    headings,
    address,
    footer,
    riskTable: null,
    nativeCharts: [],
    caveats: weightiestFirst(texts.caveats).map(({ code, text, short }) => ({
      code,
      text,
      short,
      strong: code === 'made-up' || code === 'one-axis' || code === 'relabelled',
    })),
    citations: citations.map(
      ({ number, citation }, i): DocumentCitation => ({
        number,
        text: texts.citations[i] ?? citation.short,
        url: citation.link?.url ?? null,
      }),
    ),
    sourcesNote: citations.length === 0 ? null : texts.levels,
  };
}

function fileName(view: string, { subject, madeUp }: ComparisonFigure): string {
  const parts = [
    madeUp ? 'made-up' : null,
    'infant-all',
    view,
    subject.endpoint.toLowerCase(),
    subject.kmt2a === null ? null : `kmt2a-${subject.kmt2a}`,
  ];
  return parts.filter((part) => part !== null).join('-');
}
