import { locatorText } from '@/lib/registry/references/locator-text';
import { formatYears, inLocale } from '@/lib/i18n/format';
import type { MessageLookup } from '@/lib/i18n/message-lookup';
import type { Locale } from '@/lib/i18n/routing';
import type { ComparisonFigure, FigurePanel, ReconstructedLine } from '../figure/figure-model';
import { pointName } from './point-text';

/** The name of the figure of the same patients, as the chart labels it. */
export function lineName({ estimateId }: ReconstructedLine, { published }: Pick<FigurePanel, 'published'>): string {
  const point = published.find((one) => one.estimateId === estimateId);
  return point === undefined ? '' : (point.relabelled ?? pointName(point));
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
  });
}
