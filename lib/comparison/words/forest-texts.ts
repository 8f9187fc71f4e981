import { formatInterval, formatNumber, formatPercent, formatYears, inLocale } from '@/lib/i18n/format';
import type { MessageLookup } from '@/lib/i18n/message-lookup';
import type { Locale } from '@/lib/i18n/routing';
import { localSeries, type PublishedPoint } from '../figure/figure-model';
import type { FigureCaveatCode } from '../figure/figure-caveat';
import type { FigureTexts } from './figure-texts';
import type { ForestFigure, ForestGroup } from '../views/forest-figure';
import { intervalText, pointDescription, pointName } from './point-text';
import type { PooledEstimate } from '../views/pooled-estimate';
import { poolTexts, type PoolTexts } from './pool-text';
import type { SeriesStyle } from '../selection/series/style';

/** What is drawn in a row: a marker with its whisker, or the diamond of a pool. */
export type ForestMark = Readonly<{
  kind: 'marker' | 'local' | 'diamond' | 'prediction';
  percent: number;
  low: number | null;
  high: number | null;
  dashed: boolean;
  open: boolean;
  /** of a marker: its area in relation to the largest, above 0 to 1, by weight where there is a pool, otherwise by n */
  size: number;
  style: SeriesStyle | null;
}>;

export type ForestRow = Readonly<{
  key: string;
  point: PublishedPoint | null;
  name: string;
  detail: string;
  n: string;
  horizon: string;
  value: string;
  interval: string;
  intervalNote: string;
  /** empty without a pool */
  weight: string;
  mark: ForestMark | null;
  /** the row as a sentence */
  description: string;
}>;

export type ForestGroupTexts = Readonly<{ heading: string; rows: readonly ForestRow[]; pool: PoolTexts | null }>;

/** The forest plot in words: what is not here is as in the comparison's own texts. */
export type ForestTexts = Pick<
  FigureTexts,
  'locale' | 'madeUp' | 'internal' | 'headings' | 'citations' | 'levels' | 'caveats' | 'subtitle'
> &
  Readonly<{
    title: string;
    axis: string;
    columns: Readonly<Record<'series' | 'n' | 'horizon' | 'value' | 'weight' | 'source', string>>;
    groups: readonly ForestGroupTexts[];
    pooled: boolean;
    method: readonly string[];
  }>;

/** Said of panels and time axes, which a forest plot has not. */
const OF_THE_TIME_AXIS: readonly FigureCaveatCode[] = [
  'separate-panels',
  'one-axis',
  'beyond-axis',
  'local-thin',
  'local-alone',
];

export function forestTexts(forest: ForestFigure, base: FigureTexts, t: MessageLookup): ForestTexts {
  const { locale } = base;
  const pooled = forest.groups.some(({ pooled: pool }) => pool !== null && pool.models.length > 0);
  const endpoint = t(`vocabulary.endpoint.${forest.comparison.subject.endpoint}.short`);
  return {
    locale,
    madeUp: base.madeUp,
    internal: base.internal,
    headings: base.headings,
    citations: base.citations,
    levels: base.levels,
    subtitle: base.subtitle,
    caveats: base.caveats.filter(({ code }) => !OF_THE_TIME_AXIS.includes(code)),
    title: t('forest.title', { title: base.title }),
    axis: t('forest.axis', { endpoint }),
    columns: {
      series: base.columns.series,
      n: base.columns.n,
      horizon: base.columns.horizon,
      value: t('forest.value', { endpoint }),
      weight: t('forest.weight'),
      source: base.columns.source,
    },
    groups: forest.groups.map((group) => groupTexts(group, forest, locale, t)),
    pooled,
    // The comparison's own first line says how the local curve was computed.
    method: [
      ...(localSeries(forest.comparison) === null ? [] : base.method.slice(0, 1)),
      t('forest.method.rows'),
      t(pooled ? 'forest.method.boxByWeight' : 'forest.method.boxByN'),
      ...(pooled ? [t('forest.method.pool'), t('forest.method.separate'), t('forest.method.prediction')] : []),
      t('figure.method.notAdjusted'),
    ],
  };
}

function groupTexts(group: ForestGroup, forest: ForestFigure, locale: Locale, t: MessageLookup): ForestGroupTexts {
  const { timeZero, kmt2a, points, pooled } = group;
  return {
    heading: t('forest.group', {
      population: t(`vocabulary.kmt2a.${kmt2a}`),
      from: t(`vocabulary.fromTimeZero.${timeZero}`),
    }),
    rows: [
      ...localRow(group, locale, t),
      ...points.map((point) => pointRow(point, group, forest, locale, t)),
      ...(pooled === null ? [] : pooledRows(pooled, locale, t)),
    ],
    pool: pooled === null ? null : poolTexts(pooled, points, locale, t),
  };
}

function localRow({ local }: ForestGroup, locale: Locale, t: MessageLookup): ForestRow[] {
  if (local === null || local.reading.percent === null) return [];
  const { percent, low, high, years } = local.reading;
  const [value, horizon] = [formatPercent(percent, locale, 1), formatYears(years, locale)];
  const interval = low === null || high === null ? '–' : formatInterval(low, high, locale);
  const name = t(local.series.description.network === undefined ? 'figure.localName' : 'figure.network.name');
  return [
    {
      key: 'local',
      point: null,
      name,
      detail: t('figure.computed'),
      n: String(local.series.n),
      horizon,
      value,
      interval,
      intervalNote: t('forest.logLog'),
      weight: '',
      mark: { kind: 'local', percent, low, high, dashed: false, open: false, size: 0, style: null },
      description: `${name}: ${value} (${interval}), ${horizon}.`,
    },
  ];
}

function pointRow(
  point: PublishedPoint,
  { pooled }: ForestGroup,
  forest: ForestFigure,
  locale: Locale,
  t: MessageLookup,
): ForestRow {
  const { interval, percent, n } = point;
  const member = pooled?.members.find(({ estimateId }) => estimateId === point.estimateId);
  const weighted = pooled !== null && pooled.models.length > 0;
  return {
    key: point.estimateId,
    point,
    name: point.relabelled ?? pointName(point),
    detail: [point.relabelled === null ? null : pointName(point), inLocale(point.population, locale)]
      .filter((part) => part !== null)
      .join(' · '),
    n: n === null ? '–' : formatNumber(n, locale),
    horizon: formatYears(point.years, locale),
    value: formatPercent(percent, locale),
    interval: interval === null ? '–' : intervalText(interval, locale),
    intervalNote: t(`figure.intervalNote.${interval?.how ?? 'none'}`),
    weight: weighted ? weightText(member?.weight ?? null, locale, t) : '',
    mark: {
      kind: 'marker',
      percent,
      low: interval?.low ?? null,
      high: interval?.high ?? null,
      dashed: interval?.how === 'from-se',
      open: point.hollow.length > 0,
      size: sizeOf(point, pooled, forest),
      // A box, as in every forest plot; the name stands beside it, so that its shape need not tell it apart.
      style: { ...point.style, shape: 'square' },
    },
    description: pointDescription(point, forest.comparison, locale, t),
  };
}

/** Against the largest weight of the group's pool, or the largest n of the figure; 0 where it is in no pool or n is not reported. */
function sizeOf(
  { estimateId, n }: PublishedPoint,
  pooled: ForestGroup['pooled'],
  { groups }: Pick<ForestFigure, 'groups'>,
): number {
  if (pooled !== null && pooled.models.length > 0) {
    const weight = pooled.members.find((member) => member.estimateId === estimateId)?.weight ?? 0;
    return weight / Math.max(...pooled.members.map((member) => member.weight));
  }
  return (n ?? 0) / Math.max(1, ...groups.flatMap(({ points }) => points.map((point) => point.n ?? 0)));
}

function weightText(weight: number | null, locale: Locale, t: MessageLookup): string {
  return weight === null ? t('forest.notPooled') : formatPercent(weight, locale, 1);
}

/** The diamond of the chosen model, and beneath it the interval in which a further study is expected. */
function pooledRows(
  { models, drawn, horizon, members }: PooledEstimate,
  locale: Locale,
  t: MessageLookup,
): ForestRow[] {
  const model = models.find((one) => one.model === drawn);
  if (model === undefined) return [];
  const { percent, low, high, prediction } = model;
  const years = formatYears(horizon ?? 0, locale);
  const shared = { point: null, n: '', horizon: years, intervalNote: '', weight: '' };
  const [value, interval] = [formatPercent(percent, locale, 1), formatInterval(low, high, locale)];
  const name = t('forest.pooled');
  const detail = t('forest.pooledOf', { model: t(`pooling.name.${drawn}`), count: members.length });
  const rows: ForestRow[] = [
    {
      ...shared,
      key: 'pooled',
      name,
      detail,
      value,
      interval,
      weight: formatPercent(100, locale, 0),
      mark: { kind: 'diamond', percent, low, high, dashed: false, open: false, size: 0, style: null },
      description: `${name}, ${detail}, ${years}: ${value} (${interval}).`,
    },
  ];
  if (prediction === null) return rows;
  const range = formatInterval(prediction.low, prediction.high, locale);
  return [
    ...rows,
    {
      ...shared,
      key: 'prediction',
      name: t('forest.prediction'),
      detail: '',
      value: '',
      interval: range,
      mark: {
        kind: 'prediction',
        percent,
        low: prediction.low,
        high: prediction.high,
        dashed: false,
        open: false,
        size: 0,
        style: null,
      },
      description: `${t('forest.prediction')}: ${range}.`,
    },
  ];
}
