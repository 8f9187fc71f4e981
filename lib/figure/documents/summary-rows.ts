import { publishedPoints, type ComparisonFigure } from '@/lib/comparison/figure/figure-model';
import { seriesRows } from '@/lib/comparison/selection/series/rows';
import type { ForestFigure } from '@/lib/comparison/views/forest-figure';
import type { FigureTexts } from '@/lib/comparison/words/figure-texts';
import type { ForestTexts } from '@/lib/comparison/words/forest-texts';
import type { MessageLookup } from '@/lib/i18n/message-lookup';
import { bandText } from '../model/made-up';
import { sourceInShort } from '../model/short-source';
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
      source: cited === undefined ? row.source : sourceInShort(cited.citation.short),
      cited: cited === undefined ? [] : [cited.citation.short],
      mark: row.point === null ? bandText({ madeUp, internal }) : null,
    };
  });
}

/** The pooled values of a forest plot: how many figures are in each and by which model, with the sources of those alone. */
export function pooledRows(
  { comparison, groups }: ForestFigure,
  { groups: words }: Pick<ForestTexts, 'groups'>,
  t: MessageLookup,
): SummaryRow[] {
  return groups.flatMap(({ points, pooled }, i) => {
    const row = words[i]?.rows.find(({ mark }) => mark?.kind === 'diamond');
    if (pooled === null || row === undefined) return [];
    const members = new Set(pooled.members.map(({ estimateId }) => estimateId));
    const cited = new Set(points.filter(({ estimateId }) => members.has(estimateId)).map(({ citation }) => citation));
    const sources = comparison.citations.filter(({ number }) => cited.has(number));
    return [
      {
        trial: `${row.name}, ${row.detail}`,
        population: words[i]?.heading ?? '',
        endpoint: `${t(`vocabulary.endpoint.${comparison.subject.endpoint}.short`)}, ${row.horizon}`,
        n: `k\u00a0=\u00a0${members.size}`,
        estimate: row.value,
        interval: row.interval,
        source: sources.map(({ citation }) => sourceInShort(citation.short)).join('; '),
        cited: sources.map(({ citation }) => citation.short),
        mark: null,
      },
    ];
  });
}
