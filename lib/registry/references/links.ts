import { citationLink, type CitationLink } from './citation';
import type { Reference } from '../schema';

/** Every address under which a reader finds the publication: DOI, PubMed, PubMed Central, or the only other one. */
export function referenceLinks(reference: Reference): CitationLink[] {
  const { DOI, PMID, PMCID } = reference;
  const links: CitationLink[] = [];
  const first = citationLink({
    ...reference,
    PMID: undefined,
    URL: DOI === undefined && (PMID !== undefined || PMCID !== undefined) ? undefined : reference.URL,
  });
  if (first !== null) links.push(first);
  if (PMID !== undefined) links.push({ url: `https://pubmed.ncbi.nlm.nih.gov/${PMID}/`, label: `PMID ${PMID}` });
  if (PMCID !== undefined) links.push({ url: `https://pmc.ncbi.nlm.nih.gov/articles/${PMCID}/`, label: PMCID });
  return links;
}
