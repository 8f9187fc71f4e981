import { landscapeOf, orderGroups } from '@/lib/registry/landscape/landscape';
import { landscapeAddress, readLandscapeFilter } from '@/lib/registry/landscape/filter';
import { landscapeWords } from '@/lib/registry/landscape/words';
import { findLandscapeTrials } from '@/lib/registry/landscape/queries.server';
import { documentFooter } from '../documents/document-footer';
import type { FigureAnswer, FigureRequest } from '../model/kind';
import { landscapeDocument } from '../documents/landscape-document';

/** The picture of the field, by the query of its page; a choice that nothing fits is refused, as there is nothing to draw. */
export async function landscapeKind({ query, locale, t, split, today, site }: FigureRequest): Promise<FigureAnswer> {
  const trials = await findLandscapeTrials();
  const parameters = Object.fromEntries(
    [...new Set(query.keys())].map((name) => [
      name,
      query.getAll(name).length > 1 ? query.getAll(name) : (query.get(name) ?? ''),
    ]),
  );
  const { filter, problems } = readLandscapeFilter(parameters, orderGroups(trials));
  if (problems.length > 0)
    return {
      ok: false,
      problems: problems.map(({ parameter, code, allowed }) => ({ parameter, detail: DETAILS[code], allowed })),
    };
  const landscape = landscapeOf(trials, today, filter);
  if (landscape.shown === 0)
    return { ok: false, problems: [{ parameter: 'kind', detail: 'This group has no study of this kind.' }] };
  const address = `${site}${landscapeAddress(filter)}`;
  const document = landscapeDocument(landscape, landscapeWords(landscape, filter, today, locale, t), locale, {
    t,
    split,
    address,
    footer: documentFooter(today, address, locale, t),
  });
  return { ok: true, document, local: false };
}

const DETAILS = {
  'unknown-parameter': 'This parameter is not known here.',
  'given-twice': 'This parameter may be given only once.',
  'not-valid': 'The value is not one of those allowed.',
  'years-reversed': 'The years run backwards.',
  'page-beyond': 'There is no such page.',
} as const;
