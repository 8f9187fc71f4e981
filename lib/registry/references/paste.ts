import { Cite } from '@citation-js/core';
import '@citation-js/plugin-bibtex';
import '@citation-js/plugin-ris';
import { z } from 'zod';
import { LONGEST_PASTE, type PastedReference } from './pasted-paper';

/** Why a pasted text is not taken; a key of the messages under `proposals.pasteProblem`. */
export type PasteProblem = 'empty' | 'too-long' | 'several' | 'unreadable';
export type PasteReading = Readonly<{ reference: PastedReference }> | Readonly<{ problem: PasteProblem }>;

/** Signs that no database stores and that nobody sees. */
const NOT_STORABLE = /\0|\p{Cs}/gu;
const DOI = /^(?:https?:\/\/(?:dx\.)?doi\.org\/|doi:\s*)?(10\.\d{4,}\/\S+?)[.,;]?$/iu;
const PMID = /^(?:https?:\/\/pubmed\.ncbi\.nlm\.nih\.gov\/|pmid:?\s*)?(\d{4,9})\/?$/iu;

/** Reads a DOI, a PMID, an RIS record, a BibTeX entry or a CSL-JSON item. Nothing is fetched: the text is all there is. */
export function readPastedReference(pasted: string): PasteReading {
  const text = pasted
    .replace(/^\uFEFF/u, '')
    .replaceAll(NOT_STORABLE, '')
    .trim();
  if (text === '') return { problem: 'empty' };
  if (text.length > LONGEST_PASTE) return { problem: 'too-long' };
  const doi = DOI.exec(text)?.[1];
  if (doi !== undefined) return { reference: { doi } };
  const pmid = PMID.exec(text)?.[1];
  if (pmid !== undefined) return { reference: { pmid } };
  if (/^TY {2}- /u.test(text)) return readAs('@ris/file', text, /^TY {2}- /gmu);
  if (/^@\w+\s*\{/u.test(text)) return readAs('@bibtex/text', text, /^\s*@(?!comment|string|preamble)\w+\s*\{/gimu);
  return /^[[{]/u.test(text) ? readItems(text) : { problem: 'unreadable' };
}

/** A record of a reference manager; `begins` is how each begins. */
function readAs(forceType: '@ris/file' | '@bibtex/text', text: string, begins: RegExp): PasteReading {
  if ((text.match(begins) ?? []).length > 1) return { problem: 'several' };
  try {
    // The type is named, so that the library never takes the text for an address that it would fetch.
    return oneOf(new Cite(text, { forceType }).data);
  } catch {
    return { problem: 'unreadable' };
  }
}

function readItems(text: string): PasteReading {
  try {
    return oneOf(JSON.parse(text));
  } catch {
    return { problem: 'unreadable' };
  }
}

const written = z.union([z.string(), z.number().transform(String)]);
/** Crossref writes titles as lists of one. */
const first = z.union([written, z.array(written).transform((all) => all[0])]).optional();
const ItemSchema = z.object({
  title: first,
  author: z
    .array(z.object({ family: z.string().optional(), given: z.string().optional(), literal: z.string().optional() }))
    .optional(),
  'container-title': first,
  issued: z.object({ 'date-parts': z.array(z.array(written)) }).optional(),
  volume: written.optional(),
  issue: written.optional(),
  page: written.optional(),
  DOI: z.string().optional(),
  PMID: written.optional(),
});

function oneOf(data: unknown): PasteReading {
  const items = Array.isArray(data) ? data : [data];
  if (items.length > 1) return { problem: 'several' };
  const read = ItemSchema.safeParse(items[0]);
  if (!read.success) return { problem: 'unreadable' };
  const { title, author, issued, volume, issue, page, DOI: doi, PMID: pmid, ...item } = read.data;
  const fields = {
    doi: doi === undefined ? undefined : DOI.exec(doi.trim())?.[1],
    pmid: pmid === undefined ? undefined : PMID.exec(pmid.trim())?.[1],
    title,
    authors: author
      ?.map(({ family, given, literal }) => literal ?? [family, given].filter((part) => part !== undefined).join(', '))
      .join('; '),
    journal: item['container-title'],
    year: issued?.['date-parts'][0]?.[0],
    volume,
    issue,
    pages: page,
  };
  const reference = Object.fromEntries(
    Object.entries(fields).filter(([, value]) => value !== undefined && value !== ''),
  ) as PastedReference;
  return Object.keys(reference).length === 0 ? { problem: 'unreadable' } : { reference };
}
