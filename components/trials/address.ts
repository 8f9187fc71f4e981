import {
  FLAG_NAMES,
  LIST_NAMES,
  type FilterProblem,
  type TrialFilter,
  type TrialSort,
} from '@/lib/registry/trials/search/filter';

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
  const query = trialsQuery(filter);
  return query === '' ? '/trials' : `/trials?${query}`;
}

/** The same without the page's own address, for the downloads of its result. */
export function trialsQuery(filter: TrialFilter): string {
  const query = new URLSearchParams();
  if (filter.q !== '') query.set('q', filter.q);
  for (const name of LIST_NAMES) for (const value of filter[name]) query.append(name, value);
  for (const name of ['from', 'to'] as const) if (filter[name] !== null) query.set(name, String(filter[name]));
  for (const name of FLAG_NAMES) if (filter[name]) query.set(name, '1');
  if (filter.sort !== null) {
    query.set('sort', filter.sort);
    query.set('order', filter.order);
  }
  if (filter.view !== 'table') query.set('view', filter.view);
  if (filter.page !== 1) query.set('page', String(filter.page));
  return query.toString();
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

/** The list with the choice that a wrong value of the address probably meant. */
export function nearestTrialsAddress(filter: TrialFilter, { parameter, nearest }: FilterProblem): string | null {
  const list = LIST_NAMES.find((name) => name === parameter);
  if (list === undefined || nearest === null) return null;
  const values: readonly string[] = filter[list];
  return trialsAddress({ ...filter, page: 1, [list]: [...values.filter((value) => value !== nearest), nearest] });
}
