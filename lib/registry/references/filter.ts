import { withQuery, writeQuery } from '@/lib/address/writing';
import type { Reference } from '../schema';
import type { SourceLevel } from '../vocabulary';

export const REFERENCE_SORTS = ['list', 'newest', 'oldest'] as const;
export type ReferenceSort = (typeof REFERENCE_SORTS)[number];

/** The filter of the list of references as it stands in the address; empty does not restrict. */
export type ReferenceFilter = Readonly<{
  q: string;
  type: readonly Reference['type'][];
  /** levels at which the registry cites it */
  level: readonly SourceLevel[];
  /** slug of a trial that it supports */
  trial: string | null;
  sort: ReferenceSort;
}>;

export const NO_REFERENCE_FILTER: ReferenceFilter = { q: '', type: [], level: [], trial: null, sort: 'list' };

/** The query of a filter, without what is usual. */
export function referencesQuery({ q, type, level, trial, sort }: ReferenceFilter): string {
  return writeQuery([
    ['q', q === '' ? null : q],
    ['type', type],
    ['level', level],
    ['trial', trial],
    ['sort', sort === 'list' ? null : sort],
  ]);
}

/** The list's address under a filter. */
export function referencesAddress(filter: ReferenceFilter): string {
  return withQuery('/references', referencesQuery(filter));
}
