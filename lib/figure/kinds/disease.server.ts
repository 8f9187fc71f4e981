import { citeSources } from '@/lib/registry/references/cited-sources';
import { diseaseAddress, readDiseaseTopic } from '@/lib/registry/disease/filter';
import { diseaseSections, diseaseSources } from '@/lib/registry/disease/page';
import { diseaseWords } from '@/lib/registry/disease/words';
import { findReferences, getDisease } from '@/lib/registry/queries.server';
import { diseaseDocument } from '../documents/disease-document';
import { documentFooter } from '../documents/document-footer';
import type { FigureAnswer, FigureRequest } from '../model/kind';

/** Shares of the disease page: `topic` names one of its topics, without it all are drawn. Topics without a share are refused. */
export async function diseaseKind({ query, locale, t, split, today, site }: FigureRequest): Promise<FigureAnswer> {
  const drawable = diseaseSections({ ...(await getDisease()), statements: [] });
  const parameters = Object.fromEntries(
    [...new Set(query.keys())].map((name) => [
      name,
      query.getAll(name).length > 1 ? query.getAll(name) : (query.get(name) ?? ''),
    ]),
  );
  const { topic, problems } = readDiseaseTopic(
    parameters,
    drawable.map(({ key }) => key),
  );
  if (problems.length > 0)
    return {
      ok: false,
      problems: problems.map(({ parameter, code, allowed }) => ({ parameter, detail: detailOf(code), allowed })),
    };
  const sections = drawable.filter(({ key }) => topic === null || key === topic);
  const sources = diseaseSources(sections, []);
  const cited = citeSources(sources, await findReferences([...new Set(sources.map(({ ref }) => ref))]));
  const address = `${site}${diseaseAddress(topic)}`;
  const document = diseaseDocument(sections, cited, diseaseWords(locale, t), locale, {
    t,
    split,
    address,
    footer: documentFooter(today, address, locale, t),
  });
  return { ok: true, document, local: false };
}

function detailOf(code: string): string {
  if (code === 'unknown-parameter') return 'This parameter is not known here.';
  return code === 'given-twice'
    ? 'This parameter may be given only once.'
    : 'There is no topic of this name that has a share.';
}
