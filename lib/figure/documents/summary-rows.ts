import { publishedPoints, type ComparisonFigure } from '@/lib/comparison/figure/figure-model';
import { seriesRows } from '@/lib/comparison/selection/series/rows';
import type { FigureTexts } from '@/lib/comparison/words/figure-texts';
import type { ForestTexts } from '@/lib/comparison/words/forest-texts';
import type { MessageLookup } from '@/lib/i18n/message-lookup';
import { bandText } from '../model/made-up';
import type { SummaryRow } from '../model/slide';

/** Every figure of a comparison in a line: what was measured when and from when, in whom, and who printed it. */
export function summaryRows(
  figure: ComparisonFigure,
  { locale, madeUp, internal }: Pick<FigureTexts, 'locale' | 'madeUp' | 'internal'>,
  t: MessageLookup,
): SummaryRow[] {
  const endpoint = t(`vocabulary.endpoint.${figure.subject.endpoint}.short`);
  const points = publishedPoints(figure);
  return seriesRows(figure, locale, t).map((row): SummaryRow => {
    const point = points.find(({ estimateId }) => estimateId === row.point?.estimateId);
    const cited = figure.citations.find(({ number }) => number === point?.citation);
    const [zero, ...others] = figure.panels[row.panel]?.timeZeros ?? [];
    const from =
      zero === undefined || zero === 'unknown' || others.length > 0 ? null : t(`vocabulary.fromTimeZero.${zero}`);
    return {
      // Without its letter, which is of one figure alone: the population beside it says what the letter stands for.
      trial: point?.acronym ?? row.name,
      population: row.population,
      endpoint: [`${endpoint}, ${row.horizon}`, from].filter((part) => part !== null).join(' '),
      n: row.n,
      estimate: row.value,
      interval: row.interval,
      source: cited?.citation.short ?? row.source,
      mark: row.point === null ? bandText({ madeUp, internal }) : null,
    };
  });
}

/** The pooled values of a forest plot. */
export function pooledRows(
  figure: ComparisonFigure,
  { groups }: Pick<ForestTexts, 'groups'>,
  t: MessageLookup,
): SummaryRow[] {
  return groups.flatMap(({ heading, rows }) =>
    rows
      .filter(({ mark }) => mark?.kind === 'diamond')
      .map(
        (row): SummaryRow => ({
          trial: row.name,
          population: heading,
          endpoint: `${t(`vocabulary.endpoint.${figure.subject.endpoint}.short`)}, ${row.horizon}`,
          n: '–',
          estimate: row.value,
          interval: row.interval,
          source: figure.citations.map(({ citation }) => citation.short).join('; '),
          mark: null,
        }),
      ),
  );
}
