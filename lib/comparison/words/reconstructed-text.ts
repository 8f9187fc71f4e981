import { locatorText } from '@/lib/registry/references/locator-text';
import { formatNumber, formatYears, inLocale } from '@/lib/i18n/format';
import type { MessageLookup } from '@/lib/i18n/message-lookup';
import type { Locale } from '@/lib/i18n/routing';
import type { SecondCurveReading } from '@/lib/registry/curves/records';
import type { ComparisonFigure, FigurePanel, ReconstructedLine } from '../figure/figure-model';
import { pointLabel } from './point-text';

/** The name of the figure of the same patients, as the chart labels it. */
export function lineName({ estimateId }: ReconstructedLine, { published }: Pick<FigurePanel, 'published'>): string {
  const point = published.find((one) => one.estimateId === estimateId);
  return point === undefined ? '' : pointLabel(point);
}

/** One reconstructed curve as a sentence: whose, how many, how far, from where. */
export function lineDescription(
  line: ReconstructedLine,
  panel: FigurePanel,
  figure: Pick<ComparisonFigure, 'citations'>,
  locale: Locale,
  t: MessageLookup,
): string {
  const citation = figure.citations.find(({ number }) => number === line.citation);
  return t('reconstructed.description', {
    name: lineName(line, panel),
    population: inLocale(line.population, locale),
    n: line.n,
    events: line.events,
    years: formatYears(Math.round(line.lastYears * 10) / 10, locale),
    source: citation?.citation.short ?? line.source.ref,
    locator: locatorText(line.source.locator, locale),
    number: line.citation,
    how: line.readFrom ?? 'other',
    second: t('reconstructed.second', secondReadingValues(line.secondReading, locale)),
  });
}

/** Two readings that differ by less are told apart by no reader. */
const TOLD_FROM = 0.005;

/**
 * The values of `reconstructed.second`: what a second reading came to, or that there was none. `waits`: the curve is not
 * approved yet, so a second reading may still come.
 */
export function secondReadingValues(
  reading: SecondCurveReading | null,
  locale: Locale,
  { waits = false } = {},
): Record<string, string | number> {
  const { differencePoints: points, atYears, untilYears, sameFile } = reading ?? NO_READING;
  return {
    read: reading === null ? (waits ? 'waiting' : 'no') : 'yes',
    agrees: points < TOLD_FROM ? 'yes' : 'no',
    points: formatNumber(points, locale, 2),
    months: inMonths(atYears),
    file: sameFile === null ? 'unknown' : sameFile ? 'same' : 'another',
    shorter: untilYears === null ? 'no' : 'yes',
    until: inMonths(untilYears ?? 0),
  };
}

const NO_READING: SecondCurveReading = { differencePoints: 0, atYears: 0, untilYears: null, sameFile: null };

/** Months with at most one decimal: 1.166667 years are 14. */
export function inMonths(years: number): number {
  return Math.round(years * 120) / 10;
}
