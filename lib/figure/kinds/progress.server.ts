import { parametersOf } from '@/lib/address/parameters';
import { unknownParameters } from '@/lib/address/reading';
import { toCitation } from '@/lib/registry/references/citation';
import { selectProgress } from '@/lib/registry/trials/progress';
import { inShortNames } from '@/lib/registry/trials/short-name';
import { findEstimates, findReferences, findTrials } from '@/lib/registry/queries.server';
import { notesIn } from '@/lib/registry/references/notes-in';
import { documentFooter } from '../documents/document-footer';
import type { FigureAnswer, FigureRequest } from '../model/kind';
import { progressDocument } from '../documents/progress-document';

/** The home page's chart. Its address says nothing more, so that any parameter is refused. */
export async function progressKind({ query, locale, t, split, today, site }: FigureRequest): Promise<FigureAnswer> {
  const problems = unknownParameters([], parametersOf(query));
  if (problems.length > 0) return { ok: false, problems };
  const [estimates, trials] = await Promise.all([findEstimates(), findTrials()]);
  const progress = selectProgress(inShortNames(estimates, locale), inShortNames(trials, locale));
  const references = await findReferences([...new Set(progress.points.map(({ source }) => source.ref))]);
  const document = progressDocument(progress, notesIn(references, locale).map(toCitation), locale, {
    t,
    split,
    address: site,
    footer: documentFooter(today, site, locale, t),
  });
  return { ok: true, document, local: false };
}
