import { parametersOf } from '@/lib/address/parameters';
import { problemOf, type AddressProblem } from '@/lib/address/problem';
import { localSeries } from '@/lib/comparison/figure/figure-model';
import { figureTexts } from '@/lib/comparison/words/figure-texts';
import { getComparison } from '@/lib/comparison/queries.server';
import { readSelection } from '@/lib/comparison/selection/reading';
import { writeSelection, type CompareSelection } from '@/lib/comparison/selection/selection';
import { comparisonDocument } from '../documents/comparison-document';
import { documentFooter } from '../documents/document-footer';
import { refusalText } from '@/lib/comparison/words/refusal-text';
import type { FigureDocument } from '../model/document';
import type { FigureAnswer, FigureRequest } from '../model/kind';

/** Local patients that were asked for and are not drawn: the file says why before anything else. */
function withNotice(document: FigureDocument, text: string): FigureDocument {
  return { ...document, caveats: [{ code: null, text, strong: true }, ...document.caveats] };
}

/** A file of nothing would be an empty slide. */
export function nothingToDraw({ endpoint }: Pick<CompareSelection, 'endpoint'>): AddressProblem {
  return problemOf('endpoint', endpoint, { code: 'nothing-to-draw' });
}

/** The comparison of an address, refused where it cannot be drawn exactly as asked: a file has no place for a remark. */
export async function comparisonKind({
  query,
  viewer,
  locale,
  t,
  split,
  today,
  site,
}: FigureRequest): Promise<FigureAnswer> {
  const reading = readSelection(parametersOf(query));
  if (reading.problems.length > 0) return { ok: false, problems: reading.problems };
  const asked: CompareSelection = {
    ...reading.selection,
    presentation: { ...reading.selection.presentation, view: 'survival' },
  };
  const { figure, selection, problems, localRefusal, localOpen } = await getComparison(viewer, asked, { locale });
  if (problems.length > 0) return { ok: false, problems };
  if (figure.panels.length === 0) return { ok: false, problems: [nothingToDraw(selection)] };
  const address = `${site}/compare?${writeSelection(selection)}`;
  const drawn = comparisonDocument(figure, figureTexts(figure, locale, t), {
    t,
    split,
    address,
    footer: documentFooter(today, address, locale, t),
  });
  const missing = asked.local.shown === true && localRefusal !== null ? refusalText(localRefusal, localOpen, t) : null;
  const document = missing === null ? drawn : withNotice(drawn, missing);
  return { ok: true, document, local: localSeries(figure) !== null };
}
