import type { MessageLookup } from '@/lib/i18n/message-lookup';
import type { Locale } from '@/lib/i18n/routing';
import type { Trial } from '@/lib/registry/schema';
import type { TrialSummary } from '@/lib/registry/trials/summary';
import { attributeTable, type AttributeTable } from './attribute-table';
import { attributeTexts, type AttributeTexts } from '../words/attribute-texts';
import { calendarFigure, type CalendarFigure } from './calendar-figure';
import { calendarTexts, type CalendarTexts } from '../words/calendar-texts';
import { publishedPoints, type ComparisonFigure } from '../figure/figure-model';
import type { FigureInput } from '../figure/figure';
import { figureTexts, type FigureTexts } from '../words/figure-texts';
import { forestFigure } from './forest-figure';
import { forestTexts, type ForestTexts } from '../words/forest-texts';
import type { CompareView, ShownPresentation } from '../presentation';

/** One view of a comparison, ready to be shown. `texts` are the comparison's own, whatever the view. */
export type ComparisonView =
  | Readonly<{ view: 'survival'; texts: FigureTexts }>
  | Readonly<{ view: 'forest'; texts: FigureTexts; forest: ForestTexts }>
  | Readonly<{ view: 'calendar'; texts: FigureTexts; calendar: CalendarFigure; words: CalendarTexts }>
  | Readonly<{ view: 'table'; texts: FigureTexts; table: AttributeTable; words: AttributeTexts }>;

export type CompareInput = Readonly<{
  figure: ComparisonFigure;
  input: FigureInput;
  trials: readonly TrialSummary[] /** whole records of the chosen trials, where the view needs them */;
  records: readonly Trial[];
}>;

/**
 * What shows a comparison best where the reader has not said: figures at one horizon without a curve under each other on
 * one axis of per cent, everything else over time.
 */
export function viewOf({ panels }: Pick<ComparisonFigure, 'panels'>): CompareView {
  const points = publishedPoints({ panels });
  const curves = panels.some(({ local, reconstructed }) => local !== null || reconstructed.length > 0);
  return !curves && points.length > 1 && new Set(points.map(({ years }) => years)).size === 1 ? 'forest' : 'survival';
}

/** The view that the reader asked for. */
export function comparisonView(
  { figure, input, trials, records }: CompareInput,
  presentation: ShownPresentation,
  locale: Locale,
  t: MessageLookup,
): ComparisonView {
  const texts = figureTexts(figure, locale, t);
  if (presentation.view === 'forest')
    return { view: 'forest', texts, forest: forestTexts(forestFigure(figure, presentation, input.eraOf), texts, t) };
  if (presentation.view === 'calendar') {
    const calendar = calendarFigure(input, trials, presentation.horizon);
    return { view: 'calendar', texts, calendar, words: calendarTexts(calendar, locale, t) };
  }
  if (presentation.view === 'table') {
    const table = attributeTable(records, figure.subject.endpoint, input.references);
    return { view: 'table', texts, table, words: attributeTexts(table, texts, t) };
  }
  return { view: 'survival', texts };
}

/** Every published figure that the view plots or lists. */
export function plottedIds(shown: ComparisonView, figure: ComparisonFigure): string[] {
  return publishedPoints(shown.view === 'calendar' ? shown.calendar.comparison : figure).map(
    ({ estimateId }) => estimateId,
  );
}
