import type { Reference } from './schema';
import { normalise } from './search';

/** References whose authors, title, journal, year or identifiers hold every word of the question. */
export function searchReferences(references: readonly Reference[], question: string): Reference[] {
  const words = question.split(/\s+/u).map(normalise).filter((word) => word !== '');
  return references.filter((reference) => {
    const texts = searchedTexts(reference);
    return words.every((word) => texts.some((text) => text.includes(word)));
  });
}

function searchedTexts({ author = [], custom, issued, ...item }: Reference): string[] {
  const names = author.map((name) => ('literal' in name ? name.literal : `${name.family} ${name.given ?? ''}`));
  const year = issued?.['date-parts'][0]?.[0];
  const texts = [...names, item.title, custom?.titleEn, custom?.registryId, item['container-title'], item.publisher, year?.toString(), item.DOI, item.PMID, item.PMCID, item.note];
  return texts.flatMap((text) => (text === undefined ? [] : [normalise(text)]));
}
