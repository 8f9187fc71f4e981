import { withQuery, writeQuery } from '@/lib/address/writing';
import { FLAG_NAMES, LIST_NAMES, type TrialFilter } from '@/lib/registry/trials/search/filter';

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
