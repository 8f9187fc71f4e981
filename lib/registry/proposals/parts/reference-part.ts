import { referenceRow, type Row } from '../../rows/columns';
import { ReferenceSchema, type Reference } from '../../schema';
import { ET_AL, toName } from '../figure-schema';

type Typed = Readonly<Record<string, unknown>>;

/** A publication as its form has it; what the form does not have stays as it is. */
export function shownReference(reference: Reference): unknown {
  const { id, title, author = [], issued, volume, issue, page, DOI, PMID, URL, custom } = reference;
  const names = author.map((one) =>
    'literal' in one ? one.literal : [one.family, one.given].filter((part) => part !== undefined).join(', '),
  );
  const authors = [...names, ...(custom?.authorsTruncated === true ? ['et al.'] : [])].join('; ');
  const year = issued?.['date-parts'][0]?.[0];
  return { id, title, authors, journal: reference['container-title'], year, volume, issue, page, DOI, PMID, URL };
}

const FIELD_OF: Readonly<Record<string, string>> = { author: 'authors', issued: 'year', 'container-title': 'journal' };

/** What was typed over the publication as it stands (null: a new one), or the field that does not have its form. */
export function typedReference(
  typed: Typed,
  held: Reference | null,
): Readonly<{ reference: Reference }> | Readonly<{ invalid: string }> {
  const { id, title, authors, journal, year, volume, issue, page, DOI, PMID, URL } = typed;
  const names = String(authors ?? '')
    .split(';')
    .flatMap((name) => (name.trim() === '' ? [] : [name.trim()]));
  const listed = names.filter((name) => !ET_AL.test(name));
  const sameYear = held?.issued?.['date-parts'][0]?.[0] === year;
  const { authorsTruncated: _, oneCurator: _alone, ...custom } = held?.custom ?? {};
  const truncated = { ...custom, ...(listed.length < names.length && { authorsTruncated: true }) };
  const content: Record<string, unknown> = {
    type: 'article-journal',
    ...held,
    id: held?.id ?? id,
    title,
    author: listed.length === 0 ? null : listed.map(toName),
    'container-title': journal,
    issued: sameYear ? held?.issued : year === null ? null : { 'date-parts': [[year]] },
    ...{ volume, issue, page, DOI, PMID, URL },
    custom: Object.keys(truncated).length === 0 ? null : truncated,
  };
  const given = Object.entries(content).filter(([, value]) => value !== null && value !== undefined);
  const read = ReferenceSchema.safeParse(Object.fromEntries(given));
  if (read.success) return { reference: read.data };
  const field = String(read.error.issues[0]?.path[0] ?? '');
  return { invalid: FIELD_OF[field] ?? field };
}

/** Its columns but its place in the list, which is no content. */
export function referenceColumns(reference: Reference): Row {
  const { position: _, ...columns } = referenceRow(reference, 0);
  return columns;
}
