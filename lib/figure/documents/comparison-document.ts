import { localSeries, type ComparisonFigure } from '@/lib/comparison/figure/figure-model';
import { printedRisk } from '@/lib/comparison/figure/printed-risk';
import type { RiskCount } from '@/lib/comparison/figure/horizon-reading';
import { STRONG_CAVEATS, THIN_BELOW, weightiestFirst } from '@/lib/comparison/figure/figure-caveat';
import { countText, withheldText } from '@/lib/comparison/disclosure';
import type { FigureTexts } from '@/lib/comparison/words/figure-texts';
import type { SeriesRow } from '@/lib/comparison/selection/series/rows';
import { afterColon, formatNumber, formatYears } from '@/lib/i18n/format';
import type { MessageLookup } from '@/lib/i18n/message-lookup';
import { comparisonChart } from './comparison-chart';
import { comparisonRecords } from './comparison-records';
import { againstTables } from './against-table';
import { summaryRows } from './summary-rows';
import type { FigureColumn, FigureDocument, FigureTable } from '../model/document';
import { figureSvg } from '../drawing/svg/figure';
import { comparisonParts } from '../drawing/slides/comparison';
import { chartSvg } from '../drawing/svg/panel-grid';
import type { SplitGenes } from '../drawing/svg/text';

export type DocumentFrame = Readonly<{
  t: MessageLookup;
  split: SplitGenes;
  address: string;
  footer: FigureDocument['footer'];
}>;

/** The comparison as every exporter takes it. */
export function comparisonDocument(
  figure: ComparisonFigure,
  texts: FigureTexts,
  { t, split, address, footer }: DocumentFrame,
): FigureDocument {
  const tables = [
    ...againstTables(figure, texts, t),
    seriesTable(figure, texts, t),
    ...printedRiskTable(figure, texts),
  ];
  const risk = riskTable(figure, texts);
  return {
    kind: 'comparison',
    locale: texts.locale,
    title: texts.title,
    named: null,
    subtitle: texts.subtitle,
    madeUp: texts.madeUp,
    internal: texts.internal,
    svg: figureSvg(figure, texts, { footer: [footer.line, footer.notAdvice], split }),
    chart: (size, names) => chartSvg(figure, texts, size, split, names),
    slides: {
      parts: (size, names, heightOf, alone) => comparisonParts(figure, texts, size, { names, heightOf, alone }, split),
      riskTable: risk,
      // How long they were followed stands in the notes: a slide is for the comparison.
      tables: tables.filter(({ id }) => id !== 'landmarks'),
      caveat: null,
      signs: texts.legend.map(({ text }) => text),
    },
    tables,
    riskTable: risk,
    caveats: weightiestFirst(texts.caveats).map(({ code, text, short }) => ({
      code,
      text,
      short,
      strong: STRONG_CAVEATS.includes(code),
    })),
    method: [...saidOfLocal(texts), ...(texts.against?.open?.lines ?? []), ...texts.method],
    citations: figure.citations.map(({ number, citation }, i) => ({
      number,
      text: texts.citations[i] ?? citation.short,
      url: citation.link?.url ?? null,
    })),
    sourcesNote: figure.citations.length === 0 ? null : texts.levels,
    headings: texts.headings,
    altText: [`${texts.title}.`, ...texts.panels.map(({ summary }) => summary), ...saidOfLocal(texts)].join(' '),
    summary: summaryRows(figure, texts, t),
    footer,
    address,
    fileName: fileName(figure),
    records: comparisonRecords(figure),
    data: figure,
    // A plot without a mark is shown as a picture: programs draw no axes of a chart without numbers.
    nativeCharts: figure.panels
      .map((panel, i) => comparisonChart(panel, i, texts))
      .filter(({ series }) => series.length > 0),
  };
}

/** The sentences that the page has over its tables. */
function saidOfLocal({ against }: FigureTexts): string[] {
  if (against === null) return [];
  return [against.sentence, ...against.lines, ...against.followUp].filter((line) => line !== '');
}

function fileName({ subject, madeUp }: ComparisonFigure): string {
  const parts = [
    madeUp ? 'made-up' : null,
    'infant-all',
    subject.endpoint.toLowerCase(),
    subject.kmt2a === null ? null : `kmt2a-${subject.kmt2a}`,
  ];
  return parts.filter((part) => part !== null).join('-');
}

type PairColumn = FigureColumn & Readonly<{ cell: (row: SeriesRow) => [value: string | number | null, text: string] }>;

function seriesTable(
  figure: ComparisonFigure,
  { rows, columns, headings, panels }: FigureTexts,
  t: MessageLookup,
): FigureTable {
  const several = figure.panels.length > 1;
  const list: PairColumn[] = [
    { key: 'series', label: columns.series, type: 'text', width: 1.5, cell: (row) => [row.name, row.name] },
    {
      key: 'population',
      label: columns.population,
      type: 'text',
      width: 3.4,
      cell: (row) => [
        row.population,
        [row.population, several ? afterColon(panels[row.panel]?.title ?? '') : '', row.notDrawn]
          .filter(Boolean)
          .join('; '),
      ],
    },
    {
      key: 'n',
      label: columns.n,
      type: 'number',
      width: 0.6,
      cell: (row) => [row.point === null ? (localSeries(figure)?.n ?? null) : row.point.n, row.n],
    },
    ...valueColumns(figure, columns, t),
    { key: 'source', label: columns.source, type: 'text', width: 0.9, cell: (row) => [row.source, row.source] },
  ];
  return {
    id: 'figures',
    caption: headings.figures,
    columns: list.map(({ cell: _, ...column }) => column),
    rows: rows.map((row) => list.map(({ cell }) => cell(row)).map(([value, text]) => ({ value, text }))),
  };
}

/** Printed numbers at risk of series without a curve; a column for each time that any of them has. */
function printedRiskTable(
  { panels }: ComparisonFigure,
  { risk, panels: words, columns, locale }: FigureTexts,
): FigureTable[] {
  const rows = panels.flatMap((panel, i) =>
    printedRisk(panel).map(({ estimateId, counts }) => ({
      name: words[i]?.points[estimateId]?.label ?? estimateId,
      counts: new Map(counts.map(({ years, n }) => [years, n])),
    })),
  );
  const times = [...new Set(rows.flatMap(({ counts }) => [...counts.keys()]))].sort((a, b) => a - b);
  if (rows.length === 0) return [];
  return [
    {
      id: 'printed-risk',
      caption: risk.printed,
      short: true,
      columns: [
        { key: 'series', label: columns.series, type: 'text' },
        ...times.map(
          (years): FigureColumn => ({ key: String(years), label: formatYears(years, locale), type: 'number' }),
        ),
      ],
      rows: rows.map(({ name, counts }) => [
        { value: name, text: name },
        ...times.map((years) => {
          const n = counts.get(years) ?? null;
          return { value: n, text: n === null ? '–' : formatNumber(n, locale) };
        }),
      ]),
    },
  ];
}

/** A limit stands in files only; readers get the interval in one cell. */
function plain(value: number | null | undefined): [number | null, string] {
  return [value ?? null, ''];
}

/** The figure of a row at its time, with its interval. */
function valueColumns(figure: ComparisonFigure, columns: FigureTexts['columns'], t: MessageLookup): PairColumn[] {
  return [
    {
      key: 'time_years',
      label: columns.horizon,
      type: 'number',
      unit: t('exports.unit.years'),
      width: 0.9,
      cell: (row) => [row.point?.years ?? reading(figure, row)?.years ?? null, row.horizon],
    },
    {
      key: 'percent',
      label: columns.value,
      type: 'number',
      unit: '%',
      width: 1,
      cell: (row) => [row.point === null ? (reading(figure, row)?.percent ?? null) : row.point.percent, row.value],
    },
    {
      key: 'interval',
      label: columns.interval,
      type: 'text',
      only: 'print',
      width: 2.1,
      cell: (row) => [row.interval, row.interval === '–' ? row.intervalNote : `${row.interval} (${row.intervalNote})`],
    },
    {
      key: 'low',
      label: t('exports.column.low'),
      type: 'number',
      unit: '%',
      only: 'file',
      cell: (row) => plain(row.point === null ? reading(figure, row)?.low : row.point.interval?.low),
    },
    {
      key: 'high',
      label: t('exports.column.high'),
      type: 'number',
      unit: '%',
      only: 'file',
      cell: (row) => plain(row.point === null ? reading(figure, row)?.high : row.point.interval?.high),
    },
    {
      key: 'interval_note',
      label: t('exports.column.intervalNote'),
      type: 'text',
      only: 'file',
      cell: (row) => [row.intervalNote, row.intervalNote],
    },
  ];
}

function reading(figure: ComparisonFigure, { key, panel }: SeriesRow) {
  return figure.panels[panel]?.local?.atHorizons.find(({ years }) => `local-${years}` === key) ?? null;
}

function riskTable(figure: ComparisonFigure, texts: FigureTexts): FigureTable | null {
  const index = figure.panels.findIndex(({ local }) => local !== null);
  const [local, words] = [localSeries(figure), texts.panels[index]];
  if (local === null || words === undefined) return null;
  const rows: [string, RiskCount[], typeof countText][] = [
    [texts.risk.atRisk, local.riskTable.map(({ atRisk }) => atRisk), countText],
    [texts.risk.events, local.riskTable.map(({ eventsBefore }) => eventsBefore), withheldText],
    [texts.risk.censored, local.riskTable.map(({ censoredBefore }) => censoredBefore), withheldText],
  ];
  return {
    id: 'risk-table',
    caption: words.local ?? '',
    short: true,
    columns: [
      { key: 'row', label: words.xAxis, type: 'text' },
      ...local.riskTable.map(
        ({ years }, i): FigureColumn => ({
          key: String(years),
          label: words.ticks[i] ?? String(years),
          type: 'number',
        }),
      ),
    ],
    rows: rows.map(([label, values, textOf]) => [
      { value: label, text: label },
      ...values.map((value, i) => ({
        value,
        text: textOf(value),
        faint: (local.riskTable[i]?.atRisk ?? 0) < THIN_BELOW,
      })),
    ]),
  };
}
