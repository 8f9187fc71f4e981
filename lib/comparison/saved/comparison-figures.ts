import { localSeries, publishedPoints, type ComparisonFigure } from '../figure/figure-model';
import type { SavedFigures, SavedPublished } from './figures';

/** Everything drawn of the local patients beside published figures, as one text without a word of any language. */
export function drawnLocal(figure: ComparisonFigure): string {
  const local = localSeries(figure);
  if (local === null) return '';
  const { description, n, events, withoutObservation, lastYears, steps, censorMarks } = local;
  const { timeZero, countedEvents, departures, analysedYears } = description;
  return JSON.stringify([
    [n, events, withoutObservation, rounded(lastYears)],
    [timeZero, countedEvents, departures, analysedYears],
    steps.map(({ years, percent }) => [rounded(years), rounded(percent)]),
    censorMarks.map(({ years, count }) => [rounded(years), count]),
  ]);
}

/** The published side of a comparison: its figures as printed, and the curves that are drawn beside them. */
export function comparedFigures(figure: ComparisonFigure): SavedPublished[] {
  const { endpoint } = figure.subject;
  return [
    ...publishedPoints(figure).map(({ estimateId, acronym, years, percent, interval }) => ({
      ...{ id: estimateId, trial: acronym, endpoint, timeYears: years, estimate: percent },
      ...{ low: interval?.low ?? null, high: interval?.high ?? null },
    })),
    ...figure.panels.flatMap(({ published, reconstructed }) =>
      reconstructed.map(({ curveId, estimateId, trialSlug, n, events, lastYears }) => ({
        id: `${curveId} ${n} ${events}`,
        trial: published.find((point) => point.estimateId === estimateId)?.acronym ?? trialSlug,
        ...{ endpoint, timeYears: rounded(lastYears), estimate: null, low: null, high: null },
      })),
    ),
  ];
}

/** What a comparison says of the local patients now, to be held against later; `digest` of its text. Null without them. */
export function figuresOfComparison(figure: ComparisonFigure, digest: (text: string) => string): SavedFigures | null {
  const local = localSeries(figure);
  if (local === null) return null;
  return {
    patients: local.n,
    events: local.events,
    local: digest(drawnLocal(figure)),
    published: comparedFigures(figure),
  };
}

function rounded(value: number): number {
  return Math.round(value * 1e9) / 1e9;
}
