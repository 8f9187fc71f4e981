import { asBeginning, formatInterval, formatPercent, formatYears, inLocale } from '@/lib/i18n/format';
import type { MessageLookup } from '@/lib/i18n/message-lookup';
import type { Locale } from '@/lib/i18n/routing';
import { countText } from '../../disclosure';
import type { ComparisonFigure, LocalSeries, PublishedPoint } from '../../figure/figure-model';
import type { HorizonReading } from '../../figure/horizon-reading';
import { boundaryText, intervalText, pointName } from '../../words/point-text';

/** One line of the table under the chart, ready to print. */
export type SeriesRow = Readonly<{
  key: string;
  /** position of the panel */
  panel: number;
  point: PublishedPoint | null;
  name: string;
  population: string;
  n: string;
  horizon: string;
  value: string;
  interval: string;
  /** where the interval comes from, or why there is none */
  intervalNote: string;
  /** number of the citation with the letter of its level; for local patients, how it was computed */
  source: string;
  /** said of a figure that lies beyond the axis */
  notDrawn: string | null;
  /** the reader's own label on the chart; null: the name */
  shownAs: string | null;
  /** drawn grey, not of the reader's choice */
  field?: boolean;
}>;

/** Local readings at the published horizons, then the published figures, panel by panel. */
export function seriesRows(figure: ComparisonFigure, locale: Locale, t: MessageLookup): SeriesRow[] {
  return figure.panels.flatMap(({ local, published }, panel) => [
    ...(local === null ? [] : local.atHorizons.map((reading) => localRow(local, reading, panel, locale, t))),
    ...published.map((point) => publishedRow(point, panel, locale, t)),
  ]);
}

function localRow(
  local: LocalSeries,
  reading: HorizonReading,
  panel: number,
  locale: Locale,
  t: MessageLookup,
): SeriesRow {
  const { percent, low, high, years } = reading;
  const { network, kmt2a } = local.description;
  return {
    key: `local-${years}`,
    panel,
    point: null,
    name: t(network === undefined ? 'figure.localName' : 'figure.network.name'),
    population: asBeginning(
      t(network === undefined ? `figure.localPopulation.${kmt2a}` : `figure.network.group.${network.group}`),
    ),
    n: String(local.n),
    horizon: formatYears(years, locale),
    value: percent === null ? t('figure.notEstimableShort') : formatPercent(percent, locale, 1),
    interval: low === null || high === null ? '–' : formatInterval(low, high, locale, 1),
    intervalNote: localIntervalNote(reading, t),
    source: t('figure.computed'),
    notDrawn: null,
    shownAs: null,
  };
}

function localIntervalNote({ percent, low, atRisk }: HorizonReading, t: MessageLookup): string {
  if (percent === null) return t('figure.beyondFollowUp');
  return low === null ? boundaryText(percent, t) : t('figure.logLog', { atRisk: countText(atRisk) });
}

function publishedRow(point: PublishedPoint, panel: number, locale: Locale, t: MessageLookup): SeriesRow {
  const { interval, n } = point;
  return {
    key: point.estimateId,
    panel,
    point,
    name: pointName(point),
    population: inLocale(point.population, locale),
    n: n === null ? '–' : String(n),
    horizon: formatYears(point.years, locale),
    value: formatPercent(point.percent, locale),
    interval: interval === null ? '–' : intervalText(interval, locale),
    intervalNote: t(`figure.intervalNote.${interval?.how ?? 'none'}`),
    source: `[${point.citation}] ${t(`source.letter.${point.source.level}`)}`,
    notDrawn: point.drawn ? null : t('figure.notDrawn'),
    shownAs: point.relabelled === null ? null : t('figure.shownAs', { label: point.relabelled }),
  };
}
