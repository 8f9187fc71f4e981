import { formatInterval, formatNumber, formatPercent, formatYears, inLocale } from '@/lib/i18n/format';
import type { MessageLookup } from '@/lib/i18n/message-lookup';
import type { Locale } from '@/lib/i18n/routing';
import type { PublishedInterval } from '@/lib/registry/published-interval';
import type { ComparisonFigure, PublishedPoint } from '../figure/figure-model';
import type { HorizonReading } from '../figure/horizon-reading';

const EN_DASH = '\u2013';

/** `Interfant-06`, or `Interfant-06 b` where the comparison holds several figures of the trial. */
export function pointName({ acronym, suffix }: Pick<PublishedPoint, 'acronym' | 'suffix'>): string {
  return suffix === null ? acronym : `${acronym}\u00a0${suffix}`;
}

/** Behind the name of a figure of a part of its study's patients; under the chart stands of which. */
const PART = '*';

/** Whether a name on a chart has the sign of a part: no letter says whose figure it is. */
export function hasPartSign({
  selected,
  suffix,
  relabelled,
}: Pick<PublishedPoint, 'selected' | 'suffix' | 'relabelled'>): boolean {
  return selected && (suffix === null || relabelled !== null);
}

/** How a figure is called on a chart: the reader's own label or the study's name, with the sign of a part of its patients. */
export function pointLabel(point: Pick<PublishedPoint, 'acronym' | 'suffix' | 'relabelled' | 'selected'>): string {
  const name = point.relabelled ?? pointName(point);
  return hasPartSign(point) ? `${name}${PART}` : name;
}

/** `31.9–40.9`: limits as printed, or to one decimal where they were computed. */
export function intervalText({ low, high, how }: Readonly<PublishedInterval>, locale: Locale): string {
  if (how === 'from-se') return formatInterval(low, high, locale, 1);
  return `${formatNumber(low, locale)}${EN_DASH}${formatNumber(high, locale)}`;
}

/** `36.4 % (31.9–40.9)`, the value as printed. */
export function pointValue({ percent, interval }: PublishedPoint, locale: Locale): string {
  const value = formatPercent(percent, locale);
  return interval === null ? value : `${value} (${intervalText(interval, locale)})`;
}

/** One published figure as a sentence: who, how many, when, how precise, from where. */
export function pointDescription(
  point: PublishedPoint,
  figure: ComparisonFigure,
  locale: Locale,
  t: MessageLookup,
): string {
  const citation = figure.citations.find(({ number }) => number === point.citation);
  const { interval } = point;
  return t('figure.point', {
    name: pointName(point),
    population: inLocale(point.population, locale),
    endpoint: t(`vocabulary.endpoint.${figure.subject.endpoint}.short`),
    percent: formatPercent(point.percent, locale),
    horizon: formatYears(point.years, locale),
    from: t(`vocabulary.fromTimeZero.${point.timeZero}`),
    interval:
      interval === null
        ? t('figure.interval.none')
        : t(`figure.interval.${interval.how}`, {
            level: formatNumber(interval.level, locale),
            interval: intervalText(interval, locale),
          }),
    n: point.n === null ? t('figure.nNotReported') : t('figure.n', { n: point.n }),
    source: citation?.citation.short ?? point.source.ref,
    number: point.citation,
    level: t(`source.level.${point.source.level}`),
  });
}

/** The local curve at a horizon, `46.1 % (27.4–62.9)`, or why it cannot be said. */
export function readingText(
  { percent, low, high, notEstimable, years }: HorizonReading,
  locale: Locale,
  t: MessageLookup,
): string {
  if (percent === null)
    return t(notEstimable === 'beyond_follow_up' ? 'figure.notEstimableBeyond' : 'figure.notEstimable', {
      horizon: formatYears(years, locale),
    });
  const value = formatPercent(percent, locale, 1);
  if (low !== null && high !== null) return `${value} (${formatInterval(low, high, locale, 1)})`;
  return `${value} (${boundaryText(percent, t)})`;
}

/** Why a local curve has no interval: nobody had an event yet, or it has reached 0. */
export function boundaryText(percent: number, t: MessageLookup): string {
  return t(percent > 50 ? 'figure.noEventYet' : 'figure.noLimits');
}
