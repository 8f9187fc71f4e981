import type { TrialFilter, TrialSort } from '@/lib/registry/search';

/** The order a reader expects first: names from A, years and numbers from the latest and largest. */
const FIRST_ORDER: Readonly<Record<TrialSort, TrialFilter['order']>> = { start: 'desc', acronym: 'asc', group: 'asc', status: 'asc', enrolled: 'desc', estimates: 'desc' };

/** The list's address for a filter, without what is usual, so that it stays short enough to cite. */
export function trialsAddress(filter: TrialFilter): string {
  const query = new URLSearchParams();
  if (filter.q !== '') query.set('q', filter.q);
  for (const name of ['group', 'status', 'kind'] as const) for (const value of filter[name]) query.append(name, value);
  for (const name of ['from', 'to'] as const) if (filter[name] !== null) query.set(name, String(filter[name]));
  for (const name of ['hasEfs', 'hasOs', 'hasRiskRules'] as const) if (filter[name]) query.set(name, '1');
  if (filter.sort !== 'start' || filter.order !== 'desc') {
    query.set('sort', filter.sort);
    query.set('order', filter.order);
  }
  const text = query.toString();
  return text === '' ? '/trials' : `/trials?${text}`;
}

/** The same list sorted by a column; choosing the column again turns it round. */
export function sortedAddress(filter: TrialFilter, sort: TrialSort): string {
  const turned = filter.order === 'asc' ? 'desc' : 'asc';
  return trialsAddress({ ...filter, sort, order: filter.sort === sort ? turned : FIRST_ORDER[sort] });
}

/** Whether anything but the order was chosen. */
export function isRestricted(filter: TrialFilter): boolean {
  return trialsAddress({ ...filter, sort: 'start', order: 'desc' }) !== '/trials';
}
