import type { CompareSelection } from './selection/selection';

const KMT2A = { r: 'rearranged', g: 'germline' } as const;

type Filter = Readonly<{
  siteIds: readonly string[];
  kmt2a?: 'rearranged' | 'germline';
  diagnosedFrom?: string;
  diagnosedTo?: string;
}>;

/** The local patients of a choice, at these sites. */
export function courseFilter(siteIds: readonly string[], { kmt2a, from, to }: CompareSelection['local']): Filter {
  return {
    siteIds,
    ...(kmt2a === 'all' ? {} : { kmt2a: KMT2A[kmt2a] }),
    ...(from === null ? {} : { diagnosedFrom: `${from}-01-01` }),
    ...(to === null ? {} : { diagnosedTo: `${to}-12-31` }),
  };
}
