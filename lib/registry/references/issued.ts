import type { Reference } from '../schema';

/** The day on which a reference appeared as far as it says, as YYYY, YYYY-MM or YYYY-MM-DD; null: it does not say. */
export function issuedOf({ issued }: Pick<Reference, 'issued'>): string | null {
  const parts = issued?.['date-parts'][0] ?? [];
  return parts.length === 0 ? null : parts.map((part) => String(part).padStart(2, '0')).join('-');
}

/** The same by the name of the reference; empty: there is none of this name, or it does not say. */
export function issuedBy(references: readonly Reference[]): (reference: string) => string {
  const days = new Map(references.map((reference) => [reference.id, issuedOf(reference) ?? '']));
  return (reference) => days.get(reference) ?? '';
}
