import { Cite, plugins } from '@citation-js/core';
import '@citation-js/plugin-bibtex';
import '@citation-js/plugin-ris';
import type { Reference } from '../schema';
import { readersAddress } from './reader-address';

/** Files that reference managers read. */
export const CITATION_FORMATS = ['csl-json', 'bibtex', 'ris'] as const;
export type CitationFormat = (typeof CITATION_FORMATS)[number];
export type CitationFile = { body: string; type: string; extension: string };

/** Stands for the authors that a BibTeX list leaves out; the style writes "et al." */
const OTHERS = 'others';
const SPECIAL_IN_TEX = /[&%$#_{}]/gu;

// The key of an entry is the id in the registry: unique, and the same in every file. Letters beyond ASCII stay as they
// are, since the library's escapes know no Cyrillic and would leave an empty title; BibTeX has read UTF-8 since 2010.
Object.assign(plugins.config.get('@bibtex').format, { useIdAsLabel: true, checkLabel: false, asciiOnly: false });

/** The references as one file, in their order. */
export function citationFile(references: readonly Reference[], format: CitationFormat): CitationFile {
  switch (format) {
    case 'csl-json':
      return {
        body: `${JSON.stringify(references.map(toCsl), null, 2)}\n`,
        type: 'application/vnd.citationstyles.csl+json; charset=utf-8',
        extension: 'json',
      };
    case 'bibtex':
      return { body: toBibtex(references), type: 'application/x-bibtex; charset=utf-8', extension: 'bib' };
    case 'ris':
      return { body: toRis(references), type: 'application/x-research-info-systems; charset=utf-8', extension: 'ris' };
  }
}

/**
 * The item without its number in the source review, which CSL would print as the number of an article or a report, and
 * without an address that readers are not sent to.
 */
function toCsl({ number: _number, note, URL: address, ...reference }: Reference): Record<string, unknown> {
  const notes = [note, authorsNote(reference)].filter((part) => part !== undefined);
  const author = reference.author?.map((name) =>
    'given' in name && name.given !== undefined ? { ...name, given: separateInitials(name.given) } : name,
  );
  const shown = readersAddress(address);
  return {
    ...reference,
    ...(shown !== null && { URL: shown }),
    ...(author !== undefined && { author }),
    ...(notes.length > 0 && { note: notes.join('. ') }),
  };
}

/**
 * Initials as names of their own, `MH` as `M. H.`: a style that shortens given names takes the first letter of each. Written
 * out names stay; `Yu` is one initial of Russian names.
 */
export function separateInitials(given: string): string {
  const isInitials = /^\p{Lu}(?:[\p{Lu}.\s-]|(?<=\p{Lu})u(?=[\p{Lu}.\s-]|$))*$/u.test(given);
  if (!isInitials) return given;
  return given
    .replace(/\p{Lu}u?(?![.\p{Ll}])/gu, '$&.')
    .replace(/\.(?=\p{Lu})/gu, '. ')
    .replace(/\s+/gu, ' ')
    .trim();
}

function toBibtex(references: readonly Reference[]): string {
  const items = references.map((reference) => {
    const { 'number-of-pages': _pages, accessed: _accessed, custom, ...item } = toCsl(reference) as Reference;
    const authors = [...(item.author ?? []), ...(custom?.authorsTruncated === true ? [{ family: OTHERS }] : [])];
    return escaped({
      ...item,
      ...(item.title !== undefined && { title: protectFirstWord(item.title) }),
      ...(authors.length > 0 && { author: authors }),
      publisher: item.publisher ?? publisherOfPage(reference),
      note: bibtexNote(reference),
    });
  });
  const text = new Cite(items).format('bibtex');
  return `% Encoding: UTF-8\n\n${text
    .replaceAll(`{${OTHERS}}`, OTHERS)
    // The address stands in `url` already; repeated here, its % would begin a comment in TeX.
    .replace(/^\thowpublished = \{https?:.*\},\n/gmu, '')
    .trim()}\n`;
}

/** What BibTeX has no field of its own for. */
function bibtexNote(reference: Reference): string | undefined {
  const { note, custom, PMID, PMCID, accessed } = reference;
  const day = accessed?.['date-parts'][0]?.map((part) => String(part).padStart(2, '0')).join('-');
  const parts = [
    note,
    translationNote(reference),
    custom?.registryId === undefined ? undefined : `Registered as ${custom.registryId}`,
    PMID === undefined ? undefined : `PMID: ${PMID}`,
    PMCID === undefined ? undefined : `PMCID: ${PMCID}`,
    day === undefined ? undefined : `Accessed ${day}`,
  ].filter((part) => part !== undefined);
  return parts.length === 0 ? undefined : parts.join('. ');
}

/** The site of a page, unless it is named as its author. */
function publisherOfPage({ type, author, 'container-title': site }: Reference): string | undefined {
  return type === 'webpage' && !author?.some((name) => 'literal' in name && name.literal === site) ? site : undefined;
}

/** The library keeps the capitals of every word but the first; `MRD has…` would be printed as `Mrd has…`. */
function protectFirstWord(title: string): string {
  return title.replace(/^[A-Za-z0-9]+[A-Z0-9][^\s:]*/u, '<span class="nocase">$&</span>');
}

/** Texts with TeX's own signs escaped; addresses and identifiers are taken as they stand. */
function escaped(item: Record<string, unknown>): Record<string, unknown> {
  const escape = (value: unknown): unknown => {
    if (typeof value === 'string') return value.replace(SPECIAL_IN_TEX, '\\$&');
    if (Array.isArray(value)) return value.map(escape);
    if (value !== null && typeof value === 'object')
      return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, escape(part)]));
    return value;
  };
  const verbatim = ['id', 'type', 'DOI', 'URL', 'issued'];
  return Object.fromEntries(
    Object.entries(item)
      .filter(([, value]) => value !== undefined)
      .map(([key, value]) => [key, verbatim.includes(key) ? value : escape(value)]),
  );
}

/**
 * The library names the fields; the lines are written here: it would cut the id at 20 letters and break lines within
 * words, which readers take as part of the text.
 */
function toRis(references: readonly Reference[]): string {
  const entries = new Cite(references.map((reference) => ({ ...toCsl(reference), note: undefined }))).format('ris', {
    format: 'object',
  });
  return entries.map((entry, position) => risEntry(entry, references[position])).join('\r\n');
}

function risEntry({ TY, ...fields }: Record<string, unknown>, reference: Reference | undefined): string {
  if (reference === undefined) return '';
  const { id, page, PMID, PMCID, note, custom } = reference;
  const [first, last] = /^([^-–]+)[-–]([^-–]+)$/u.exec(page ?? '')?.slice(1) ?? [page, undefined];
  const notes = [note, authorsNote(reference), translationNote(reference), custom?.registryId].filter(
    (part) => part !== undefined,
  );
  const own = {
    PB: publisherOfPage(reference),
    ...fields,
    ID: id,
    SP: first,
    EP: last,
    AN: PMID,
    C2: PMCID,
    N1: notes,
  };
  const lines = Object.entries(own).flatMap(([tag, value]) =>
    [value ?? []].flat().map((text) => `${tag}  - ${String(text).replaceAll(/\s+/gu, ' ')}`),
  );
  return [`TY  - ${String(TY)}`, ...lines, 'ER  - ', ''].join('\r\n');
}

/** No format but BibTeX can say that a list of authors goes on. */
function authorsNote({ custom }: Pick<Reference, 'custom'>): string | undefined {
  return custom?.authorsTruncated === true ? 'The list of authors is shortened' : undefined;
}

/** RIS has a field for a translated title, which readers take for the title itself. */
function translationNote({ custom }: Reference): string | undefined {
  return custom?.titleEn === undefined ? undefined : `In English: ${custom.titleEn}`;
}
