import type { Bilingual, Reference } from '../schema';
import type { ReadReference } from './notes-in';
import { hostOf, isForReaders } from './reader-address';

const EN_DASH = '\u2013';
/** Names up to this many are all printed; above it the first one stands for all. */
const AUTHORS_SHOWN = 2;

/** A reference as a list or a popover prints it. */
export type Citation = {
  id: string;
  /** `Pieters R, et al. J Clin Oncol 2019;37:2246–56` */
  short: string;
  /** title in its own language, or null where none was verified */
  title: string | null;
  titleEn: string | null;
  /** what could not be verified */
  note: Bilingual | null;
  /** its number in the list of the source review */
  reviewNumber: number | null;
  link: CitationLink | null;
};

export type CitationLink = { url: string; label: string };

/** What the program shows of a CSL item. */
export function toCitation(reference: ReadReference): Citation {
  const noteEn = reference.noteEn ?? reference.note;
  return {
    id: reference.id,
    short: formatCitation(reference),
    title: reference.title ?? null,
    titleEn: reference.custom?.titleEn ?? null,
    note: noteEn === undefined ? null : { en: noteEn, ru: reference.custom?.noteRu ?? noteEn },
    reviewNumber: reference.number ?? null,
    link: citationLink(reference),
  };
}

/**
 * One line in the manner of medical journals: authors, container year;volume:pages. Only verified parts are printed, so
 * an item without authors begins with its title, without that with its journal or publisher, and else with its note. A page
 * of a body that names no place is known by its title.
 */
export function formatCitation(reference: Reference): string {
  const written = formatAuthors(reference);
  const authors = written === reference['container-title'] ? '' : written;
  const place = formatPlace(reference);
  const known = [authors, place].filter((part) => part !== '').join('. ');
  if (authors !== '') return place === '' && reference.title !== undefined ? `${authors}. ${reference.title}` : known;
  const where = reference['container-title'] !== undefined || reference.publisher !== undefined;
  if (where && reference.title === undefined) return known;
  const name = reference.title ?? reference.note ?? reference.id;
  return place === '' ? name : `${name}. ${place}`;
}

function formatAuthors({ author = [], custom }: Reference): string {
  const names = author.map((name) =>
    'literal' in name ? name.literal : [name.family, name.given].filter(Boolean).join(' '),
  );
  const shortened = custom?.authorsTruncated === true || names.length > AUTHORS_SHOWN;
  if (names.length === 0) return '';
  return shortened ? `${names[0]}, et al` : names.join(', ');
}

function formatPlace(reference: Reference): string {
  const container = reference['container-title'] ?? reference.publisher ?? '';
  const year = reference.issued?.['date-parts'][0]?.[0];
  const volume = reference.volume ?? '';
  const pages = formatPages(reference.page);
  const printed = [year?.toString() ?? '', volume].filter((part) => part !== '').join(';');
  const located =
    printed !== '' && volume !== '' && pages !== ''
      ? `${printed}:${pages}`
      : [printed, pages].filter((part) => part !== '').join(':');
  return [container, located].filter((part) => part !== '').join(' ');
}

/** `2246-2256` → `2246–56`: the repeated head of the last page is left out, as Index Medicus does. */
function formatPages(page: string | undefined): string {
  const range = /^(\d+)[-\u2013](\d+)$/u.exec(page ?? '');
  const [, first, last] = range ?? [];
  if (first === undefined || last === undefined) return page ?? '';
  if (first.length !== last.length) return `${first}${EN_DASH}${last}`;
  let same = 0;
  while (same < last.length - 1 && first[same] === last[same]) same += 1;
  return `${first}${EN_DASH}${last.slice(same)}`;
}

/** Where a reader finds the publication: its DOI before PubMed, PubMed before any other address that readers are sent to. */
export function citationLink({ DOI, PMID, URL }: Reference): CitationLink | null {
  if (DOI !== undefined) return { url: `https://doi.org/${encodeDoi(DOI)}`, label: `doi:${DOI}` };
  if (PMID !== undefined) return { url: `https://pubmed.ncbi.nlm.nih.gov/${PMID}/`, label: `PMID ${PMID}` };
  if (URL !== undefined && isForReaders(URL)) return { url: URL, label: hostOf(URL) };
  return null;
}

/** A DOI may hold `<`, `>`, `#` and `?`, which end or change an address. */
function encodeDoi(doi: string): string {
  return encodeURIComponent(doi).replaceAll('%2F', '/').replaceAll('%3A', ':').replaceAll('%3B', ';');
}
