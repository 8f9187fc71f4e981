import { mayCurate, type Viewer } from '@/lib/access/policy';
import { asViewer, db, type Transaction } from '@/lib/db.server';
import { AppError } from '@/lib/errors';
import type { PrismaClient } from '@/prisma/generated/client';
import { formatCitation } from '../references/citation';
import { readPastedReference } from '../references/paste';
import type { PastedReference } from '../references/pasted-paper';
import { ReferenceSchema, type Reference } from '../schema';
import type { ReferenceAnswer } from './state';

type Identity = Readonly<{ doi: string; pmid: string; title: string; year: string }>;

/** Reads what was pasted and looks for it in the registry. Where it stands there, the registry's own words are filled in. */
export async function readReference(
  viewer: Viewer,
  text: string,
  { database = db() }: { database?: PrismaClient } = {},
): Promise<ReferenceAnswer> {
  if (!mayCurate(viewer)) throw new AppError('forbidden');
  const reading = readPastedReference(text);
  if ('problem' in reading) return reading;
  const identity = { doi: '', pmid: '', title: '', year: '', ...reading.reference };
  const found = await asViewer(viewer, (tx) => findReferences(tx, identity), { database });
  const [held] = found;
  if (held === undefined) return { reference: reading.reference, held: null, id: null };
  if (found.length > 1 || isOther(held, identity)) return { problem: 'other-paper' };
  return { reference: typedOf(held), held: formatCitation(held), id: held.id };
}

function typedOf(reference: Reference): PastedReference {
  const year = yearOf(reference);
  return {
    ...(reference.DOI !== undefined && { doi: reference.DOI }),
    ...(reference.PMID !== undefined && { pmid: reference.PMID }),
    ...(reference.title !== undefined && { title: reference.title }),
    ...(year !== undefined && { year: String(year) }),
    ...(reference['container-title'] !== undefined && { journal: reference['container-title'] }),
  };
}

/** The references of the registry that have this DOI, this PMID or, without either, this title of this year. */
export async function findReferences(tx: Transaction, { doi, pmid, title, year }: Identity): Promise<Reference[]> {
  const named = [
    ...(doi === '' ? [] : [{ doi: { equals: doi, mode: 'insensitive' as const } }]),
    ...(pmid === '' ? [] : [{ pmid }]),
  ];
  const byTitle = { title: { equals: title, mode: 'insensitive' as const }, year: Number(year) };
  const where = named.length > 0 ? { OR: named } : byTitle;
  if (named.length === 0 && (title === '' || year === '')) return [];
  const rows = await tx.reference.findMany({ where, select: { csl: true } });
  return rows.map(({ csl }) => ReferenceSchema.parse(csl));
}

/** The DOI or the PMID is this paper's, or without either its title and year. */
export function isSame(reference: Reference, { doi, pmid, title, year }: Identity): boolean {
  if (doi !== '' || pmid !== '')
    return (
      (doi !== '' && reference.DOI?.toLowerCase() === doi.toLowerCase()) || (pmid !== '' && reference.PMID === pmid)
    );
  return plain(reference.title ?? '') === plain(title) && String(yearOf(reference)) === year;
}

/** The DOI or the PMID is that of another paper than the title, the year or the other number says. */
export function isOther(reference: Reference, { doi, pmid, title, year }: Identity): boolean {
  const differs = (held: string | undefined, typed: string): boolean =>
    held !== undefined && typed !== '' && plain(held) !== plain(typed);
  const held = yearOf(reference);
  return (
    differs(reference.DOI, doi) ||
    differs(reference.PMID, pmid) ||
    differs(reference.title, title) ||
    // A paper is online in one year and printed in the next.
    (held !== undefined && year !== '' && Math.abs(held - Number(year)) > 1)
  );
}

function yearOf({ issued }: Reference): number | undefined {
  return issued?.['date-parts'][0]?.[0];
}

/** Letters and digits alone: points, dashes and capitals are set differently by every database. */
function plain(text: string): string {
  return text.toLowerCase().replaceAll(/[^\p{L}\p{N}]+/gu, '');
}
