import type { CalendarTexts } from '@/lib/comparison/words/calendar-texts';
import type { ForestFigure } from '@/lib/comparison/views/forest-figure';
import type { ForestRow, ForestTexts } from '@/lib/comparison/words/forest-texts';
import { formatInterval, formatNumber, formatP } from '@/lib/i18n/format';
import type { MessageLookup } from '@/lib/i18n/message-lookup';
import type { SeriesRow } from '@/lib/comparison/selection/series/rows';
import type { FigureCell, FigureTable } from '../model/document';
import { limitColumns, limitLabels, tableOf, type Column } from './columns';

function both(text: string): FigureCell {
  return { value: text === '' ? null : text, text };
}

function number(value: number | null | undefined, text: string): FigureCell {
  return { value: value ?? null, text };
}

type GroupedRow = Readonly<{ heading: string; row: ForestRow }>;

/** Each group's rows with the pooled ones, and every model of every pool in numbers. */
export function forestTables(forest: ForestFigure, texts: ForestTexts, t: MessageLookup): FigureTable[] {
  const rows = texts.groups.flatMap(({ heading, rows: own }) => own.map((row) => ({ heading, row })));
  const { columns } = texts;
  const list: Column<GroupedRow>[] = [
    { key: 'group', label: t('forest.groupColumn'), type: 'text', width: 2, cell: ({ heading }) => both(heading) },
    {
      key: 'series',
      label: columns.series,
      type: 'text',
      width: 2.6,
      cell: ({ row }) => both([row.name, row.detail].filter((part) => part !== '').join(', ')),
    },
    ...forestValueColumns(columns, t),
    {
      key: 'interval_note',
      label: t('exports.column.intervalNote'),
      type: 'text',
      width: 1.4,
      cell: ({ row }) => both(row.intervalNote),
    },
    ...(texts.pooled
      ? [
          {
            key: 'weight',
            label: columns.weight,
            type: 'text' as const,
            width: 1,
            cell: ({ row }: { row: ForestRow }) => both(row.weight),
          },
        ]
      : []),
    {
      key: 'source',
      label: columns.source,
      type: 'text',
      width: 0.8,
      cell: ({ row }) =>
        both(row.point === null ? '' : `[${row.point.citation}] ${t(`source.letter.${row.point.source.level}`)}`),
    },
  ];
  return [
    tableOf('figures', texts.headings.figures, list, rows),
    ...(texts.pooled ? [poolTable(forest, texts, t)] : []),
  ];
}

/** Patients, time, and the figure with its limits. */
function forestValueColumns(columns: ForestTexts['columns'], t: MessageLookup): Column<GroupedRow>[] {
  return [
    { key: 'n', label: columns.n, type: 'number', width: 0.6, cell: ({ row }) => number(row.point?.n, row.n) },
    {
      key: 'time_years',
      label: columns.horizon,
      type: 'number',
      unit: t('exports.unit.years'),
      width: 0.9,
      cell: ({ row }) => number(row.point?.years, row.horizon),
    },
    {
      key: 'percent',
      label: columns.value,
      type: 'number',
      unit: '%',
      width: 1.9,
      cell: ({ row }) =>
        number(
          row.mark?.kind === 'prediction' ? null : row.mark?.percent,
          row.value === '' ? row.interval : `${row.value}${row.interval === '–' ? '' : ` (${row.interval})`}`,
        ),
    },
    ...limitColumns<GroupedRow>(limitLabels(t), ({ row }, limit) => number(row.mark?.[limit], '')),
  ];
}

type PooledModel = Readonly<{
  heading: string;
  pooled: Pooled | null;
  model: Pooled['models'][number];
}>;
type Pooled = NonNullable<ForestFigure['groups'][number]['pooled']>;
type Figure = (value: number | null | undefined, digits?: number) => FigureCell;

/** Every model of every pool. */
function pooledModels({ groups }: ForestFigure, texts: ForestTexts): PooledModel[] {
  return groups.flatMap(({ pooled }, i) =>
    (pooled?.models ?? []).map((model) => ({ heading: texts.groups[i]?.heading ?? '', pooled, model })),
  );
}

function figureIn(locale: ForestTexts['locale']): Figure {
  return (value, digits = 1) =>
    number(value, value === null || value === undefined ? '–' : formatNumber(value, locale, digits));
}

function poolTable(forest: ForestFigure, texts: ForestTexts, t: MessageLookup): FigureTable {
  const figure = figureIn(texts.locale);
  const list: Column<PooledModel>[] = [
    { key: 'group', label: t('forest.groupColumn'), type: 'text', width: 2, cell: ({ heading }) => both(heading) },
    {
      key: 'model',
      label: t('forest.pooled'),
      type: 'text',
      width: 2,
      cell: ({ model }) => both(t(`pooling.name.${model.model}`)),
    },
    {
      key: 'scale',
      label: t('forest.scale'),
      type: 'text',
      width: 1.4,
      cell: ({ pooled }) => both(pooled === null ? '' : t(`pooling.scale.${pooled.scale}`)),
    },
    { key: 'figures', label: 'k', type: 'number', width: 0.4, cell: ({ pooled }) => figure(pooled?.members.length, 0) },
    ...pooledValueColumns(figure, texts.axis, t),
    ...heterogeneityColumns(figure, texts.locale),
  ];
  return tableOf('pool', t('forest.pooled'), list, pooledModels(forest, texts));
}

/** The models in as many columns as stand beside each other on a slide, each row named by its model. */
export function poolInShort(forest: ForestFigure, texts: ForestTexts, t: MessageLookup): FigureTable {
  const rows = pooledModels(forest, texts);
  const figure = figureIn(texts.locale);
  const alone = new Set(rows.map(({ heading }) => heading)).size === 1;
  const interval = (limits: Readonly<{ low: number; high: number }> | null): FigureCell =>
    both(limits === null ? '–' : formatInterval(limits.low, limits.high, texts.locale, 1));
  const list: Column<PooledModel>[] = [
    {
      key: 'model',
      label: t('forest.pooled'),
      type: 'text',
      cell: ({ heading, model }) =>
        both([alone ? '' : heading, t(`pooling.name.${model.model}`)].filter((part) => part !== '').join(': ')),
    },
    { key: 'figures', label: 'k', type: 'number', cell: ({ pooled }) => figure(pooled?.members.length, 0) },
    { key: 'percent', label: texts.axis, type: 'number', cell: ({ model }) => figure(model.percent) },
    { key: 'interval', label: t('figure.column.interval'), type: 'text', cell: ({ model }) => interval(model) },
    {
      key: 'prediction',
      label: t('forest.prediction'),
      type: 'text',
      cell: ({ model }) => interval(model.prediction),
    },
    ...heterogeneityColumns(figure, texts.locale).map((one) =>
      one.key === 'i_squared' ? { ...one, label: `${one.label}, %` } : one,
    ),
  ];
  return tableOf('pool-in-short', t('forest.pooled'), list, rows);
}

/** The pooled value with its interval and its prediction interval. */
function pooledValueColumns(figure: Figure, axis: string, t: MessageLookup): Column<PooledModel>[] {
  return [
    { key: 'percent', label: axis, type: 'number', width: 0.8, cell: ({ model }) => figure(model.percent) },
    { key: 'low', label: t('exports.column.low'), type: 'number', width: 0.8, cell: ({ model }) => figure(model.low) },
    {
      key: 'high',
      label: t('exports.column.high'),
      type: 'number',
      width: 0.8,
      cell: ({ model }) => figure(model.high),
    },
    {
      key: 'prediction_low',
      label: t('forest.predictionLow'),
      type: 'number',
      width: 1,
      cell: ({ model }) => figure(model.prediction?.low),
    },
    {
      key: 'prediction_high',
      label: t('forest.predictionHigh'),
      type: 'number',
      width: 1,
      cell: ({ model }) => figure(model.prediction?.high),
    },
  ];
}

function heterogeneityColumns(figure: Figure, locale: ForestTexts['locale']): Column<PooledModel>[] {
  return [
    { key: 'tau_squared', label: 'τ²', type: 'number', width: 0.6, cell: ({ model }) => figure(model.tauSquared, 3) },
    {
      key: 'i_squared',
      label: 'I²',
      type: 'number',
      unit: '%',
      width: 0.6,
      cell: ({ model }) => figure(model.iSquared, 0),
    },
    { key: 'q', label: 'Q', type: 'number', width: 0.6, cell: ({ pooled }) => figure(pooled?.heterogeneity?.q, 2) },
    {
      key: 'q_p',
      label: 'p',
      type: 'number',
      width: 0.6,
      cell: ({ pooled }) =>
        number(
          pooled?.heterogeneity?.p,
          pooled?.heterogeneity === null || pooled === null
            ? '–'
            : formatP(pooled.heterogeneity.p, locale).replace(/^p\s=\s|^p\s/u, ''),
        ),
    },
  ];
}

/** The drawn figures with the years of their enrolment. */
export function rowTable({ rows, columns, headings }: CalendarTexts, t: MessageLookup): FigureTable {
  const list: Column<SeriesRow>[] = [
    { key: 'series', label: columns.series, type: 'text', width: 1.6, cell: ({ name }) => both(name) },
    {
      key: 'population',
      label: columns.population,
      type: 'text',
      width: 3.2,
      cell: ({ population, shownAs }) => both([population, shownAs].filter((part) => part !== null).join('; ')),
    },
    { key: 'n', label: columns.n, type: 'number', width: 0.6, cell: ({ point, n }) => number(point?.n, n) },
    {
      key: 'time_years',
      label: columns.horizon,
      type: 'number',
      unit: t('exports.unit.years'),
      width: 0.9,
      cell: ({ point, horizon }) => number(point?.years, horizon),
    },
    {
      key: 'percent',
      label: columns.value,
      type: 'number',
      unit: '%',
      width: 0.9,
      cell: ({ point, value }) => number(point?.percent, value),
    },
    {
      key: 'interval',
      label: columns.interval,
      type: 'text',
      only: 'print',
      width: 2.1,
      cell: ({ interval, intervalNote }) => both(interval === '–' ? intervalNote : `${interval} (${intervalNote})`),
    },
    ...limitColumns<SeriesRow>(limitLabels(t), ({ point }, limit) => number(point?.interval?.[limit], '')),
    { key: 'source', label: columns.source, type: 'text', width: 0.8, cell: ({ source }) => both(source) },
  ];
  return tableOf('figures', headings.figures, list, rows);
}
