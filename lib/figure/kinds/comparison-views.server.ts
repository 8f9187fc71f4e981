import { parametersOf } from '@/lib/address/parameters';
import { comparisonView, type ComparisonView } from '@/lib/comparison/views/view';
import { localSeries } from '@/lib/comparison/figure/figure-model';
import { forestFigure } from '@/lib/comparison/views/forest-figure';
import type { CompareView } from '@/lib/comparison/presentation';
import { getComparison, type Comparison } from '@/lib/comparison/queries.server';
import { readSelection } from '@/lib/comparison/selection/reading';
import { writeSelection } from '@/lib/comparison/selection/selection';
import { attributesDocument, calendarDocument, forestDocument } from '../documents/view-documents';
import type { DocumentFrame } from '../documents/comparison-document';
import { documentFooter } from '../documents/document-footer';
import type { FigureDocument } from '../model/document';
import type { FigureKind } from '../model/kind';
import { nothingToDraw } from './comparison.server';

/** null: there is nothing to draw */
type Build = (shown: ComparisonView, comparison: Comparison, frame: DocumentFrame) => FigureDocument | null;

/** One view of a comparison's address, whatever view the address itself names. */
function viewKind(view: CompareView, build: Build): FigureKind {
  return async ({ query, viewer, locale, t, split, today, site }) => {
    const reading = readSelection(parametersOf(query));
    if (reading.problems.length > 0) return { ok: false, problems: reading.problems };
    const asked = { ...reading.selection, presentation: { ...reading.selection.presentation, view } };
    const comparison = await getComparison(viewer, asked, { locale });
    if (comparison.problems.length > 0) return { ok: false, problems: comparison.problems };
    const address = `${site}/compare?${writeSelection(comparison.selection)}`;
    const shown = comparisonView(comparison, comparison.selection.presentation, locale, t);
    const document = build(shown, comparison, { t, split, address, footer: documentFooter(today, address, locale, t) });
    if (document === null) return { ok: false, problems: [nothingToDraw(comparison.selection)] };
    return { ok: true, document, local: view === 'forest' && localSeries(comparison.figure) !== null };
  };
}

export const forestKind = viewKind('forest', (shown, { figure, input, selection }, frame) => {
  if (shown.view !== 'forest') throw new TypeError('not a forest plot');
  if (figure.panels.length === 0) return null;
  return forestDocument(forestFigure(figure, selection.presentation, input.eraOf), shown.forest, frame);
});

export const calendarKind = viewKind('calendar', (shown, _, frame) => {
  if (shown.view !== 'calendar') throw new TypeError('not a calendar');
  return shown.calendar.panels.length === 0 ? null : calendarDocument(shown.calendar, shown.words, frame);
});

export const attributesKind = viewKind('table', (shown, _, frame) => {
  if (shown.view !== 'table') throw new TypeError('not a table');
  return shown.table.trials.length === 0 ? null : attributesDocument(shown.table, shown.words, frame);
});
