import type { TrialSort } from '@/lib/registry/trials/facts/fact';
import { TRIAL_ORDERS } from '@/lib/registry/trials/facts/outlets';
import type { TrialFilter } from '@/lib/registry/trials/search/filter';
import { trialsAddress } from './address';

// Apart from `address.ts`, which runs in the browser as well and should not bring the list of facts there.

/** The column that the list stands by: the newest first where the reader asked for nothing, none under a question. */
export function currentSort({ sort, q }: TrialFilter): TrialSort | null {
  return sort ?? (q === '' ? 'start' : null);
}

/** The same list sorted by a column; choosing the column again turns it round. */
export function sortedAddress(filter: TrialFilter, sort: TrialSort): string {
  const turned = filter.order === 'asc' ? 'desc' : 'asc';
  const first = TRIAL_ORDERS.find(({ name }) => name === sort)?.first ?? 'desc';
  return trialsAddress({ ...filter, page: 1, sort, order: currentSort(filter) === sort ? turned : first });
}
