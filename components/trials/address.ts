import { withQuery, writeQuery } from '@/lib/address/writing';
import { FLAG_NAMES, LIST_NAMES, type TrialFilter, type TrialSort } from '@/lib/registry/trials/search/filter';

/** The order a reader expects first: names from A, years and numbers from the latest and largest. */
const FIRST_ORDER: Readonly<Record<TrialSort, TrialFilter['order']>> = {
  start: 'desc',
  acronym: 'asc',
  group: 'asc',
  status: 'asc',
  enrolled: 'desc',
  estimates: 'desc',
};

/** The list's address for a filter, without what is usual, so that it stays short enough to cite. */
export function trialsAddress(filter: TrialFilter): string {
  return withQuery('/trials', trialsQuery(filter));
}

/** The same without the page's own address, for the downloads of its result. */
export function trialsQuery(filter: TrialFilter): string {
  const { q, from, to, sort, order, view, page } = filter;
  return writeQuery([
    ['q', q === '' ? null : q],
    ...LIST_NAMES.map((name) => [name, filter[name]] as const),
    ['from', from?.toString() ?? null],
    ['to', to?.toString() ?? null],
    ...FLAG_NAMES.map((name) => [name, filter[name] ? '1' : null] as const),
    ['sort', sort],
    ['order', order === 'desc' ? null : order],
    ['view', view === 'table' ? null : view],
    ['page', page === 1 ? null : String(page)],
  ]);
}

/** The column that the list stands by: the newest first where the reader asked for nothing, none under a question. */
export function currentSort({ sort, q }: TrialFilter): TrialSort | null {
  return sort ?? (q === '' ? 'start' : null);
}

/** The same list sorted by a column; choosing the column again turns it round. */
export function sortedAddress(filter: TrialFilter, sort: TrialSort): string {
  const turned = filter.order === 'asc' ? 'desc' : 'asc';
  return trialsAddress({ ...filter, page: 1, sort, order: currentSort(filter) === sort ? turned : FIRST_ORDER[sort] });
}
