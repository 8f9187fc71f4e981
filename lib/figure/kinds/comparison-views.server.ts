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
import type { SurvivalEndpoint } from '@/lib/registry/vocabulary';
import type { EndpointPlot } from '../documents/trial/plots';
import type { FigureKind, FigureRequest } from '../model/kind';
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

/** The forest plot of published figures of one endpoint for the page of their study; null where they cannot be compared. */
export async function endpointPlot(
  { query, locale, t, split, today, site }: Omit<FigureRequest, 'viewer'>,
  endpoint: SurvivalEndpoint,
): Promise<EndpointPlot | null> {
  const { selection, problems } = readSelection(parametersOf(query));
  const presentation = { ...selection.presentation, view: 'forest' } as const;
  if (problems.length > 0) return null;
  const comparison = await getComparison(null, { ...selection, presentation }, { locale });
  const shown = comparisonView(comparison, presentation, locale, t);
  if (comparison.problems.length > 0 || shown.view !== 'forest') return null;
  const { figure, input } = comparison;
  const address = `${site}/compare?${writeSelection(comparison.selection)}`;
  const frame = { t, split, address, footer: documentFooter(today, address, locale, t) };
  const document = forestDocument(forestFigure(figure, presentation, input.eraOf), shown.forest, frame);
  return { endpoint, texts: shown.forest, document };
}

export const calendarKind = viewKind('calendar', (shown, _, frame) => {
  if (shown.view !== 'calendar') throw new TypeError('not a calendar');
  return shown.calendar.panels.length === 0 ? null : calendarDocument(shown.calendar, shown.words, frame);
});

export const attributesKind = viewKind('table', (shown, _, frame) => {
  if (shown.view !== 'table') throw new TypeError('not a table');
  return shown.table.trials.length === 0 ? null : attributesDocument(shown.table, shown.words, frame);
});
