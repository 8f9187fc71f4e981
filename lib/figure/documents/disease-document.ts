import { formatNumber, inLocale } from '@/lib/i18n/format';
import type { KeysUnder, MessageLookup } from '@/lib/i18n/message-lookup';
import type { CitedSources } from '@/lib/registry/references/cited-sources';
import type { DiseaseRow, DiseaseSection } from '@/lib/registry/disease/page';
import type { Bilingual } from '@/lib/registry/schema';
import type { DiseaseWords } from '@/lib/registry/disease/words';
import { diseaseChart, diseaseSvg, type DiseaseDrawing } from '../drawing/disease-svg';
import type { DocumentCaveat, FigureCell, FigureDocument, FigureRecords, FigureTable } from '../model/document';
import { diseaseParts } from '../drawing/slides/disease';
import { SHEET } from '../drawing/svg/frame';
import { withSheet } from '../drawing/svg/sheet';
import type { SplitGenes } from '../drawing/svg/text';
import { limitColumns, tableOf, type Column } from './columns';
import { documentHeadings } from './document-headings';

type Frame = Readonly<{ t: MessageLookup; split: SplitGenes; address: string; footer: FigureDocument['footer'] }>;
type TopicRow = Readonly<{ name: Bilingual; row: DiseaseRow }>;

/** Shares of the disease page, of one topic or of all, as every exporter takes them. `cited` numbers their sources. */
export function diseaseDocument(
  sections: readonly DiseaseSection[],
  cited: CitedSources,
  words: DiseaseWords,
  locale: FigureDocument['locale'],
  { t, split, address, footer }: Frame,
): FigureDocument {
  const rows = sections.flatMap(({ name, groups }) =>
    groups.flatMap((group) => group.rows.map((row): TopicRow => ({ name, row }))),
  );
  const [only] = sections;
  const topicOf = ({ name }: DiseaseSection): string => words.topic(name);
  const title =
    sections.length === 1 && only !== undefined
      ? t('disease.figureTitle', { topic: topicOf(only) })
      : t('disease.title');
  const numbersOf = (shown: readonly DiseaseRow[]): number[] =>
    [...new Set(shown.flatMap(({ fact }) => cited.get(fact.source.ref)?.number ?? []))].sort((a, b) => a - b);
  const source = (row: DiseaseRow): string => sourceText(row, cited, t);
  const by = { population: t('disease.by.population'), characteristic: t('disease.by.characteristic') };
  const drawing: DiseaseDrawing = { title, locale, axis: t('disease.axisName'), by, words, source, split };
  const parts: Omit<FigureDocument, 'svg'> = {
    kind: 'disease',
    locale,
    title,
    named: null,
    subtitle: t('disease.subtitle', { facts: rows.length }),
    madeUp: null,
    // The whole sheet may be as tall as the picture needs; a slide or a page may not.
    chart: () => diseaseSvg(sections, drawing, 1, SHEET.width - 2 * SHEET.margin),
    slides: {
      parts: (size, _, heightOf) => diseaseParts(sections, drawing, size, topicOf, numbersOf, heightOf),
      riskTable: null,
      tables: [],
      caveat: null,
      signs: [],
    },
    tables: [shareTable(rows, words, source, locale, t)],
    riskTable: null,
    caveats: caveatsOf(rows, locale, t),
    method: [t('disease.method.value'), t('disease.method.discrepancies')],
    citations: [...cited.values()].map(({ number, citation }) => ({
      number,
      text: [citation.short, citation.link?.label].filter(Boolean).join('. '),
      url: citation.link?.url ?? null,
    })),
    sourcesNote: t('source.legend'),
    headings: documentHeadings(t),
    altText: `${title}. ${rows.map(({ row }) => sentence(row, words, locale)).join('. ')}.`,
    footer,
    address,
    fileName: sections.length === 1 && only !== undefined ? `infant-all-disease-${only.key}` : 'infant-all-disease',
    records: records(rows),
    data: sections,
    nativeCharts: [],
  };
  return { ...withSheet(parts, split), chart: (size) => diseaseChart(sections, drawing, size) };
}

function sourceText({ fact }: DiseaseRow, cited: CitedSources, t: MessageLookup): string {
  const number = cited.get(fact.source.ref)?.number;
  const letter = t(`source.letter.${fact.source.level}`);
  return number === undefined ? letter : `[${number}] ${letter}`;
}

function sentence(row: DiseaseRow, words: DiseaseWords, locale: FigureDocument['locale']): string {
  const { characteristic, population, n, denominator } = row.fact;
  const counts = n === null && denominator === null ? '' : ` (${words.counts(row.fact)})`;
  return `${inLocale(characteristic, locale)}, ${inLocale(population, locale)}: ${words.value(row)}${counts}`;
}

function caveatsOf(rows: readonly TopicRow[], locale: FigureDocument['locale'], t: MessageLookup): DocumentCaveat[] {
  const total = rows.length;
  const count = (fits: (row: DiseaseRow) => boolean): number => rows.filter(({ row }) => fits(row)).length;
  const names = (fits: (row: DiseaseRow) => boolean): string =>
    rows
      .flatMap(({ row }) =>
        fits(row) ? [`${inLocale(row.fact.characteristic, locale)} (${inLocale(row.fact.population, locale)})`] : [],
      )
      .join('; ');
  const [review, uncounted, printed, absent, alone] = [
    count(({ fact }) => fact.source.level === 'review'),
    count(({ fact }) => fact.n === null && fact.denominator === null),
    names(({ mark }) => mark.kind === 'as-printed'),
    names(({ mark }) => mark.kind === 'not-given'),
    names(({ fact }) => fact.oneCurator === true),
  ];
  return [
    { code: 'own-populations', text: t('disease.caveat.sum'), strong: true },
    ...(review === 0
      ? []
      : [{ code: 'review-level', text: t('disease.caveat.review', { count: review, total }), strong: false }]),
    ...(uncounted === 0
      ? []
      : [
          {
            code: 'patients-not-reported',
            text: t('disease.caveat.counts', { count: uncounted, total }),
            strong: false,
          },
        ]),
    ...(printed === ''
      ? []
      : [{ code: 'as-printed', text: t('disease.caveat.printed', { list: printed }), strong: false }]),
    ...(absent === ''
      ? []
      : [{ code: 'share-not-given', text: t('disease.caveat.notGiven', { list: absent }), strong: false }]),
    ...(alone === ''
      ? []
      : [{ code: 'one-curator', text: t('figure.caveat.one-curator', { series: alone }), strong: false }]),
  ];
}

function shareTable(
  rows: readonly TopicRow[],
  words: DiseaseWords,
  source: (row: DiseaseRow) => string,
  locale: FigureDocument['locale'],
  t: MessageLookup,
): FigureTable {
  const plain = (text: string): FigureCell => ({ value: text, text });
  const number = (value: number | null): FigureCell => ({
    value,
    text: value === null ? '–' : formatNumber(value, locale),
  });
  const label = (name: KeysUnder<'disease.column'>): string => t(`disease.column.${name}`);
  const list: Column<TopicRow>[] = [
    { key: 'topic', label: label('topic'), type: 'text', width: 1.6, cell: ({ name }) => plain(words.topic(name)) },
    {
      key: 'characteristic',
      label: label('characteristic'),
      type: 'text',
      width: 2.4,
      cell: ({ row }) => plain(inLocale(row.fact.characteristic, locale)),
    },
    {
      key: 'population',
      label: label('population'),
      type: 'text',
      width: 2.4,
      cell: ({ row }) => plain(inLocale(row.fact.population, locale)),
    },
    { key: 'share', label: label('share'), type: 'text', width: 1.2, cell: ({ row }) => plain(words.value(row)) },
    {
      key: 'percent',
      label: label('share'),
      type: 'number',
      unit: '%',
      only: 'file',
      cell: ({ row }) => number(row.fact.percent),
    },
    ...limitColumns<TopicRow>({ low: label('low'), high: label('high') }, ({ row }, limit) =>
      number(row.fact.range?.[limit] ?? null),
    ),
    { key: 'n', label: label('n'), type: 'number', width: 0.7, cell: ({ row }) => number(row.fact.n) },
    {
      key: 'denominator',
      label: label('denominator'),
      type: 'number',
      width: 0.7,
      cell: ({ row }) => number(row.fact.denominator),
    },
    { key: 'source', label: label('source'), type: 'text', width: 0.8, cell: ({ row }) => plain(source(row)) },
  ];
  return tableOf('shares', t('disease.tableCaption'), list, rows);
}

const COLUMNS = [
  'fact_id',
  'topic',
  'characteristic',
  'population',
  'percent',
  'qualifier',
  'range_low',
  'range_high',
  'n',
  'denominator',
  'reference_id',
  'locator',
  'level',
  'note',
  'one_curator',
] as const;

function records(rows: readonly TopicRow[]): FigureRecords {
  return {
    columns: COLUMNS,
    rows: rows.map(
      ({
        row: {
          fact: {
            id,
            topic,
            characteristic,
            population,
            percent,
            qualifier,
            range,
            n,
            denominator,
            source,
            note,
            oneCurator,
          },
        },
      }) => ({
        fact_id: id,
        topic,
        characteristic: characteristic.en,
        population: population.en,
        percent,
        qualifier,
        range_low: range?.low ?? null,
        range_high: range?.high ?? null,
        n,
        denominator,
        reference_id: source.ref,
        locator: source.locator,
        level: source.level,
        note: note?.en ?? null,
        one_curator: oneCurator === true ? 'yes' : 'no',
      }),
    ),
  };
}
