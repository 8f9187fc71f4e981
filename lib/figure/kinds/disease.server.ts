import { parametersOf } from '@/lib/address/parameters';
import { readAddress } from '@/lib/address/reading';
import { citeSources } from '@/lib/registry/references/cited-sources';
import { diseaseAddress, diseaseQuerySchema } from '@/lib/registry/disease/filter';
import { diseaseSections, diseaseSources } from '@/lib/registry/disease/page';
import { diseaseWords } from '@/lib/registry/disease/words';
import { findReferences, getDisease } from '@/lib/registry/queries.server';
import { notesIn } from '@/lib/registry/references/notes-in';
import { diseaseDocument } from '../documents/disease-document';
import { documentFooter } from '../documents/document-footer';
import type { FigureAnswer, FigureRequest } from '../model/kind';

/** Shares of the disease page: `topic` names one of its topics, without it all are drawn. Topics without a share are refused. */
export async function diseaseKind({ query, locale, t, split, today, site }: FigureRequest): Promise<FigureAnswer> {
  const drawable = diseaseSections({ ...(await getDisease()), statements: [] });
  const {
    values: { topic },
    problems,
  } = readAddress(diseaseQuerySchema(drawable.map(({ key }) => key)), parametersOf(query));
  if (problems.length > 0) return { ok: false, problems };
  const sections = drawable.filter(({ key }) => topic === null || key === topic);
  const sources = diseaseSources(sections, []);
  const cited = citeSources(
    sources,
    notesIn(await findReferences([...new Set(sources.map(({ ref }) => ref))]), locale),
  );
  const address = `${site}${diseaseAddress(topic)}`;
  const document = diseaseDocument(sections, cited, diseaseWords(locale, t), locale, {
    t,
    split,
    address,
    footer: documentFooter(today, address, locale, t),
  });
  return { ok: true, document, local: false };
}
