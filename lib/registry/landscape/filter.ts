import type { TrialKind } from '../vocabulary';
import { withQuery, writeQuery } from '@/lib/address/writing';

/** The picture's filter as it stands in the address; null does not restrict. */
export type LandscapeFilter = Readonly<{ kind: TrialKind | null; group: string | null }>;

/** The query of a filter, empty where nothing is restricted. */
export function landscapeQuery({ kind, group }: LandscapeFilter): string {
  return writeQuery([
    ['kind', kind],
    ['group', group],
  ]);
}

/** The picture's address under a filter. */
export function landscapeAddress(filter: LandscapeFilter): string {
  return withQuery('/landscape', landscapeQuery(filter));
}
