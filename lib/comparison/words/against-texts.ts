import { formatNumber, formatPercent, formatYears } from '@/lib/i18n/format';
import type { KeysUnder, MessageLookup } from '@/lib/i18n/message-lookup';
import type { Locale } from '@/lib/i18n/routing';
import type { AgainstPublished, MatchedHorizon } from '../against/model';
import { countText } from '../disclosure';
import type { ComparisonFigure, FigurePanel, PublishedPoint } from '../figure/figure-model';
import { pointName, pointValue, readingText } from './point-text';

/** One published figure and the local curve at its horizon, ready to print. */
export type MatchedRow = Readonly<{
  key: string;
  name: string;
  population: string;
  horizon: string;
  published: string;
  local: string;
  atRisk: string;
  difference: string;
}>;

/** The local patients against the published figures, in words of one language. */
export type AgainstTexts = Readonly<{
  heading: string;
  caption: string;
  columns: Readonly<Record<KeysUnder<'against.column'>, string>>;
  rows: readonly MatchedRow[];
  method: readonly string[];
}>;

/** The panel in which the local curve stands beside figures; null: there is none. */
export function panelAgainst({ panels }: ComparisonFigure): (FigurePanel & { against: AgainstPublished }) | null {
  return panels.find((panel): panel is FigurePanel & { against: AgainstPublished } => panel.against !== null) ?? null;
}

export function againstTexts(figure: ComparisonFigure, locale: Locale, t: MessageLookup): AgainstTexts | null {
  const panel = panelAgainst(figure);
  if (panel === null || panel.local === null) return null;
  const endpoint = t(`vocabulary.endpoint.${figure.subject.endpoint}.short`);
  const rows = panel.against.matched.flatMap((match) => {
    const point = panel.published.find(({ estimateId }) => estimateId === match.estimateId);
    return point === undefined ? [] : [matchedRow(match, point, locale, t)];
  });
  return {
    heading: t('against.heading'),
    caption: t('against.caption', { endpoint, n: panel.local.n }),
    columns: columnNames(t),
    rows,
    method: [t('against.method')],
  };
}

const COLUMNS = [
  'series',
  'horizon',
  'published',
  'local',
  'localLow',
  'localHigh',
  'atRisk',
  'difference',
  'differenceLow',
  'differenceHigh',
  'ratio',
  'ratioLow',
  'ratioHigh',
  'smallestBelow',
  'smallestAbove',
  'reason',
] as const satisfies readonly KeysUnder<'against.column'>[];

function columnNames(t: MessageLookup): AgainstTexts['columns'] {
  const names = COLUMNS.map((name) => [name, t(`against.column.${name}`)] as const);
  return Object.fromEntries(names) as AgainstTexts['columns'];
}

function matchedRow(match: MatchedHorizon, point: PublishedPoint, locale: Locale, t: MessageLookup): MatchedRow {
  const horizon = formatYears(point.years, locale);
  return {
    key: point.estimateId,
    name: pointName(point),
    population: point.population[locale],
    horizon,
    published: pointValue(point, locale),
    local: match.local.percent === null ? t('figure.notEstimableShort') : readingText(match.local, locale, t),
    atRisk: countText(match.local.atRisk),
    difference: differenceText(match, point, locale, t),
  };
}

/** `−4.2 (−22.1 to +14.9)`, or the difference and why it has no interval, or why there is no difference. */
function differenceText(
  { difference, low, high, why, local }: MatchedHorizon,
  { years }: PublishedPoint,
  locale: Locale,
  t: MessageLookup,
): string {
  const reason =
    why === null
      ? ''
      : t(`against.why.${why}`, {
          horizon: formatYears(years, locale),
          level: local.percent === null ? '' : formatPercent(local.percent, locale, 0),
        });
  if (difference === null) return t('against.nothing', { why: reason });
  const value = signed(difference, locale);
  if (low === null || high === null) return t('against.noInterval', { difference: value, why: reason });
  return `${value} (${t('against.span', { low: signed(low, locale), high: signed(high, locale) })})`;
}

/** A difference with its sign, to one decimal: `+4.2`, `−0.3`, `0.0`. */
function signed(value: number, locale: Locale): string {
  const text = formatNumber(value, locale, 1);
  return value > 0 && text !== formatNumber(0, locale, 1) ? `+${text}` : text;
}
