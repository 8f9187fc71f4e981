import type { Reference } from '../schema';
import type { SourceLevel } from '../vocabulary';
import type { FilterProblem } from '../trials/search/filter';

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

/** The parameters of the filter, without what is usual. */
export function referencesQuery({ q, type, level, trial, sort }: ReferenceFilter): string {
  const query = new URLSearchParams();
  if (q !== '') query.set('q', q);
  for (const value of type) query.append('type', value);
  for (const value of level) query.append('level', value);
  if (trial !== null) query.set('trial', trial);
  if (sort !== 'list') query.set('sort', sort);
  return query.toString();
}

export function referencesAddress(filter: ReferenceFilter): string {
  const query = referencesQuery(filter);
  return query === '' ? '/references' : `/references?${query}`;
}

/** The list with the choice that a wrong value of the address probably meant. */
export function nearestReferencesAddress(
  filter: ReferenceFilter,
  { parameter, nearest }: FilterProblem,
): string | null {
  if (nearest === null) return null;
  if (parameter === 'trial') return referencesAddress({ ...filter, trial: nearest });
  if (parameter !== 'type' && parameter !== 'level') return null;
  return referencesAddress({ ...filter, [parameter]: [...new Set([...filter[parameter], nearest])] });
}
