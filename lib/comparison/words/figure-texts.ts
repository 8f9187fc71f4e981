import { formatNumber, formatYears } from '@/lib/i18n/format';
import type { KeysUnder, MessageLookup } from '@/lib/i18n/message-lookup';
import type { Locale } from '@/lib/i18n/routing';
import { caveatInShort, caveatText } from './caveat-text';
import { wordsOfFigure } from './pooled-words';
import {
  isInternal,
  localSeries,
  publishedPoints,
  type ComparisonFigure,
  type FigurePanel,
  type LocalSeries,
  type PublishedPoint,
} from '../figure/figure-model';
import type { FigureCaveatCode } from '../figure/figure-caveat';
import { pointDescription, pointLabel, pointValue, readingText } from './point-text';
import { lineDescription, lineName } from './reconstructed-text';
import { againstTexts, type AgainstTexts } from './against-texts';
import { letterTexts, type LetterTexts } from './letter-texts';
import { seriesRows, type SeriesRow } from '../selection/series/rows';

export type PointTexts = Readonly<{ label: string; value: string; description: string }>;

export type PanelTexts = Readonly<{
  /** time zero of the panel; null where the figure has one panel and the title says it */
  title: string | null;
  xAxis: string;
  yAxis: string;
  ticks: readonly string[];
  local: string | null;
  /** by estimate id */
  points: Readonly<Record<string, PointTexts>>;
  /** labels of the reconstructed curves, by curve id */
  reconstructed: Readonly<Record<string, string>>;
  /** the panel in words, for who cannot see it */
  summary: string;
}>;

export type LegendEntry = Readonly<{
  kind: 'local' | 'thin' | 'published' | 'from-se' | 'hollow' | 'joined' | 'reconstructed' | 'field' | 'enrolment';
  text: string;
}>;
/** `short`: a whole sentence for a line of a slide; null where the text is short itself. */
export type CaveatText = Readonly<{ code: FigureCaveatCode; text: string; short: string | null }>;

/** Every word of the figure in one language; page, table and exports print these and nothing of their own. */
export type FigureTexts = Readonly<{
  locale: Locale;
  title: string;
  /** the same with the endpoint in letters, for a slide where the whole one would take a line from the plot */
  titleInShort: string;
  subtitle: string;
  madeUp: string | null;
  /** that nobody has released this figure of local patients; null: it was released, or has none */
  internal: string | null;
  panels: readonly PanelTexts[];
  risk: Readonly<{ atRisk: string; events: string; censored: string; printed: string }>;
  legend: readonly LegendEntry[];
  /** the signs in the few words that a slide has room for */
  slideLegend: readonly LegendEntry[];
  /** by estimate id, whom the letters behind a study's name mean */
  letters: Readonly<Record<string, LetterTexts>>;
  /** where that stands, said in place of letters that take too much room */
  lettersElsewhere: string;
  /** said where markers have no room for their names */
  namesElsewhere: string;
  rows: readonly SeriesRow[];
  columns: Readonly<Record<'series' | 'population' | 'n' | 'horizon' | 'value' | 'interval' | 'source', string>>;
  headings: Readonly<Record<'figures' | 'caveats' | 'method' | 'sources', string>>;
  caveats: readonly CaveatText[];
  method: readonly string[];
  /** the local curve against the published figures; null without one */
  against: AgainstTexts | null;
  citations: readonly string[];
  /** what the letters of the sources' levels mean */
  levels: string;
}>;

/** Puts a figure into words. */
export function figureTexts(figure: ComparisonFigure, locale: Locale, lookup: MessageLookup): FigureTexts {
  const t = wordsOfFigure(figure, lookup);
  const against = againstTexts(figure, locale, t);
  const signs = legend(figure, t);
  const column = (name: KeysUnder<'figure.column'>): string => t(`figure.column.${name}`);
  const endpoint = t(`vocabulary.endpoint.${figure.subject.endpoint}.short`);
  return {
    locale,
    title: titleText(figure, 'long', t),
    titleInShort: titleText(figure, 'short', t),
    subtitle: subtitleText(figure, t),
    madeUp: figure.madeUp ? t('figure.madeUp') : null,
    internal: isInternal(figure) ? t('groups.saved.release.mark') : null,
    panels: figure.panels.map((panel) => panelTexts(figure, panel, locale, t)),
    risk: {
      atRisk: t('figure.atRisk'),
      events: t('figure.events'),
      censored: t('figure.censored'),
      printed: t('figure.printedRisk'),
    },
    legend: signs,
    slideLegend: signs.map((sign) =>
      sign.kind === 'hollow' ? { ...sign, text: t('figure.legend.hollowShort') } : sign,
    ),
    letters: letterTexts(figure, locale, t),
    lettersElsewhere: t('figure.lettersElsewhere'),
    namesElsewhere: t('figure.namesElsewhere'),
    rows: seriesRows(figure, locale, t),
    columns: {
      series: column('series'),
      population: column('population'),
      n: column('n'),
      horizon: column('horizon'),
      value: t('figure.column.value', { endpoint }),
      interval: column('interval'),
      source: column('source'),
    },
    headings: {
      figures: t('figure.heading.figures'),
      caveats: t('figure.heading.caveats'),
      method: t('figure.heading.method'),
      sources: t('figure.heading.sources'),
    },
    caveats: figure.caveats.map((caveat) => ({
      code: caveat.code,
      text: caveatText(caveat, figure, locale, t),
      short: caveatInShort(caveat, figure, locale, t),
    })),
    method: methodLines(figure, against, locale, t),
    against,
    citations: figure.citations.map(({ citation }) =>
      [citation.short, citation.link?.label].filter(Boolean).join('. '),
    ),
    levels: t('source.legend'),
  };
}

function titleText({ subject }: ComparisonFigure, name: 'long' | 'short', t: MessageLookup): string {
  const [only, ...others] = subject.timeZeros;
  const endpoint = capitalised(t(`vocabulary.endpoint.${subject.endpoint}.${name}`));
  const population = t(`figure.population.${subject.kmt2a ?? 'mixed'}`);
  if (only === undefined || only === 'unknown' || others.length > 0) return t('figure.title', { endpoint, population });
  return t('figure.titleFrom', { endpoint, population, from: t(`vocabulary.fromTimeZero.${only}`) });
}

function subtitleText(figure: ComparisonFigure, t: MessageLookup): string {
  const [local, published] = [localSeries(figure), publishedPoints(figure).length];
  if (local === null) return t('figure.subtitle.published', { published });
  if (local.description.network !== undefined)
    return t('figure.network.subtitle', { published, n: local.n, events: local.events });
  return t(published === 0 ? 'figure.subtitle.local' : 'figure.subtitle.both', {
    published,
    n: local.n,
    events: local.events,
  });
}

function panelTexts(figure: ComparisonFigure, panel: FigurePanel, locale: Locale, t: MessageLookup): PanelTexts {
  const [only] = panel.timeZeros;
  const zero = panel.timeZeros.length > 1 || only === undefined ? 'mixed' : only;
  const endpoint = t(`vocabulary.endpoint.${figure.subject.endpoint}.long`);
  return {
    title: figure.panels.length > 1 ? t(`figure.panel.${zero}`) : null,
    xAxis: t(`figure.xAxis.${zero}`),
    yAxis: t('figure.yAxis', { endpoint: capitalised(endpoint) }),
    ticks: panel.axis.ticks.map((tick) => formatNumber(tick, locale)),
    local: panel.local === null ? null : t(`figure.${keyOf(panel.local)}`, { n: panel.local.n }),
    points: Object.fromEntries(
      panel.published.map((point) => [
        point.estimateId,
        {
          label: pointLabel(point),
          value: pointValue(point, locale),
          description: pointDescription(point, figure, locale, t),
        },
      ]),
    ),
    reconstructed: Object.fromEntries(
      panel.reconstructed.map((line) => [line.curveId, t('reconstructed.label', { name: lineName(line, panel) })]),
    ),
    summary: [
      panel.local === null ? null : localSummary(panel.local, locale, t),
      ...panel.published.map((point) => pointDescription(point, figure, locale, t)),
      ...panel.reconstructed.map((line) => lineDescription(line, panel, figure, locale, t)),
    ]
      .filter((part) => part !== null)
      .join(' '),
  };
}

function localSummary(local: LocalSeries, locale: Locale, t: MessageLookup): string {
  const readings = local.atHorizons.map((reading) =>
    t('figure.reading', { horizon: formatYears(reading.years, locale), value: readingText(reading, locale, t) }),
  );
  return [
    t(local.description.network === undefined ? 'figure.localSummary' : 'figure.network.summary', {
      n: local.n,
      events: local.events,
      last: formatYears(round1(local.lastYears), locale),
    }),
    medianText(local, locale, t),
    ...readings,
  ].join(' ');
}

/** Median with limits, or that it is not reached. */
export function medianText({ median }: LocalSeries, locale: Locale, t: MessageLookup): string {
  if (median.years === null) return t('figure.medianNotReached');
  const limit = (years: number | null): string =>
    years === null ? t('figure.notReached') : formatNumber(years, locale, 1);
  return t('figure.median', {
    years: formatYears(round1(median.years), locale),
    low: limit(median.low),
    high: limit(median.high),
  });
}

function legend(figure: ComparisonFigure, t: MessageLookup): LegendEntry[] {
  const points = publishedPoints(figure).filter(({ drawn }) => drawn);
  const local = localSeries(figure);
  const has = (holds: (point: PublishedPoint) => boolean): boolean => points.some(holds);
  const entries: [Exclude<LegendEntry['kind'], 'field' | 'enrolment'>, boolean][] = [
    ['local', local !== null],
    ['thin', local !== null && local.thinFromYears !== null],
    ['published', has(({ interval }) => interval?.how === 'published')],
    ['from-se', has(({ interval }) => interval?.how === 'from-se')],
    ['hollow', has(({ hollow }) => hollow.length > 0)],
    ['joined', joins(figure)],
    ['reconstructed', reconstructs(figure)],
  ];
  return entries.flatMap(([kind, present]) =>
    present ? [{ kind, text: t(kind === 'reconstructed' ? 'reconstructed.legend' : `figure.legend.${kind}`) }] : [],
  );
}

function joins({ panels }: ComparisonFigure): boolean {
  return panels.some(({ joined }) => joined.length > 0);
}

function reconstructs({ panels }: ComparisonFigure): boolean {
  return panels.some(({ reconstructed }) => reconstructed.length > 0);
}

function methodLines(
  figure: ComparisonFigure,
  against: AgainstTexts | null,
  locale: Locale,
  t: MessageLookup,
): string[] {
  const local = localSeries(figure);
  const drawn = figure.panels.map(({ published }) =>
    published.filter((point) => point.drawn).map(({ years }) => years),
  );
  const shared = drawn.some((years) => new Set(years).size < years.length);
  const { displayYears } = figure.subject;
  return [
    ...(local === null ? [] : [localMethod(local, t), medianText(local, locale, t), t('figure.method.riskTable')]),
    ...(publishedPoints(figure).length === 0
      ? []
      : [t(joins(figure) ? 'figure.method.publishedJoined' : 'figure.method.published')]),
    ...(reconstructs(figure) ? [t('reconstructed.method')] : []),
    ...(shared ? [t('figure.method.sideBySide')] : []),
    ...(local !== null && local.description.analysedYears !== null
      ? [t('figure.method.analysed', { years: formatYears(local.description.analysedYears, locale) })]
      : []),
    ...(local === null
      ? []
      : [
          t(displayYears === null ? 'figure.method.shown' : 'figure.method.display', {
            years: formatYears(displayYears ?? endOfAxis(figure), locale),
            analysed: local.description.analysedYears === null ? 'all' : 'part',
          }),
        ]),
    ...(against?.method ?? []),
    t((against?.method ?? []).length === 0 ? 'figure.method.notAdjusted' : 'against.notAdjusted'),
  ];
}

/** Where the axis of the local curve ends. */
function endOfAxis({ panels }: ComparisonFigure): number {
  return panels.find(({ local }) => local !== null)?.axis.endYears ?? 0;
}

/** Under which key the curve is called by its name and size. */
function keyOf({ description }: LocalSeries): 'local' | 'network.local' {
  return description.network === undefined ? 'local' : 'network.local';
}

function localMethod({ description }: LocalSeries, t: MessageLookup): string {
  const { diagnosed: years, network } = description;
  if (network !== undefined)
    return t('figure.network.method', {
      population: t(`figure.network.group.${network.group}`),
      sites: network.sites,
      events: description.countedEvents.map((kind) => t(`figure.event.${kind}`)).join(', '),
      from: t(`vocabulary.fromTimeZero.${description.timeZero}`),
    });
  return t('figure.method.local', {
    sites: description.siteNames.join(', '),
    population: t(`figure.localPopulation.${description.kmt2a}`),
    years:
      years === null
        ? ''
        : t('figure.diagnosed', {
            from: String(years.from),
            to: String(years.to),
            span: years.from === years.to ? 'one' : 'several',
          }),
    events: description.countedEvents.map((kind) => t(`figure.event.${kind}`)).join(', '),
    from: t(`vocabulary.fromTimeZero.${description.timeZero}`),
  });
}

function round1(years: number): number {
  return Math.round(years * 10) / 10;
}

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
