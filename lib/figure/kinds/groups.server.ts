import { parametersOf } from '@/lib/address/parameters';
import { problemOf } from '@/lib/address/problem';
import { readAddress } from '@/lib/address/reading';
import { withQuery } from '@/lib/address/writing';
import { groupsQuerySchema } from '@/lib/comparison/groups/reading';
import { groupsOf, knownIn } from '@/lib/comparison/groups/view.server';
import { findRelease } from '@/lib/comparison/saved/release.server';
import { addressOfGroups, askedGroups } from '@/lib/comparison/saved/snapshot.server';
import { withMark } from '@/lib/comparison/saved/words';
import { ownDocuments } from '../documents/own-document';
import { documentFooter } from '../documents/document-footer';
import type { FigureAnswer, FigureRequest } from '../model/kind';

/**
 * The local cohort by groups, of the query of its page: the survival curves with their tables, and the cumulative
 * incidences of each kind of event. For who enters the patients,
 * as the page; a cohort of which there is nothing to draw is refused.
 */
export async function groupsKind({ query, viewer, locale, t, today, site }: FigureRequest): Promise<FigureAnswer> {
  const parameters = parametersOf(query);
  const { values, problems } = readAddress(groupsQuerySchema, parameters);
  const { query: known, problems: unknown, trials } = await knownIn(values, locale);
  if (problems.length + unknown.length > 0) return { ok: false, problems: [...problems, ...unknown] };
  const shown = await groupsOf(viewer, known, trials, locale);
  if (shown.refusal !== null || shown.figures === null)
    return { ok: false, problems: [problemOf('by', known.by, { code: 'nothing-to-draw' })] };
  const place = addressOfGroups(viewer, parameters, known.site);
  const release =
    viewer === null || place === null
      ? ({ state: 'internal' } as const)
      : await findRelease(viewer, { ...place, figures: shown.figures });
  const address = `${site}${withQuery('/compare/groups', askedGroups(parameters))}`;
  const about = withMark(shown.texts, release, { locale, t });
  const footer = documentFooter(today, address, locale, t);
  const [document, ...further] = ownDocuments(shown.groups.analysis, about.own, { t, footer, address, about });
  return { ok: true, document: { ...document, kind: 'groups' }, further, local: true };
}
