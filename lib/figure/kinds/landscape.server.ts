import { parametersOf } from '@/lib/address/parameters';
import { problemOf } from '@/lib/address/problem';
import { readAddress } from '@/lib/address/reading';
import { landscapeOf, orderGroups } from '@/lib/registry/landscape/landscape';
import { landscapeAddress } from '@/lib/registry/landscape/filter';
import { landscapeQuerySchema } from '@/lib/registry/landscape/reading';
import { landscapeWords } from '@/lib/registry/landscape/words';
import { findLandscapeTrials } from '@/lib/registry/landscape/queries.server';
import { inShortNames } from '@/lib/registry/trials/short-name';
import { documentFooter } from '../documents/document-footer';
import type { FigureAnswer, FigureRequest } from '../model/kind';
import { landscapeDocument } from '../documents/landscape-document';

/** The picture of the field, by the query of its page; a choice that nothing fits is refused, as there is nothing to draw. */
export async function landscapeKind({ query, locale, t, split, today, site }: FigureRequest): Promise<FigureAnswer> {
  const trials = inShortNames(await findLandscapeTrials(), locale);
  const schema = landscapeQuerySchema(orderGroups(trials));
  const { values: filter, problems } = readAddress(schema, parametersOf(query));
  if (problems.length > 0) return { ok: false, problems };
  const landscape = landscapeOf(trials, today, filter);
  if (landscape.shown === 0)
    return { ok: false, problems: [problemOf('kind', filter.kind ?? '', { code: 'nothing-to-draw' })] };
  const address = `${site}${landscapeAddress(filter)}`;
  const document = landscapeDocument(landscape, landscapeWords(landscape, filter, today, locale, t), locale, {
    t,
    split,
    address,
    footer: documentFooter(today, address, locale, t),
  });
  return { ok: true, document, local: false };
}
