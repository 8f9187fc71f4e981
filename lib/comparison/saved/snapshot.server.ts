import { managedSites, type Viewer } from '@/lib/access/policy';
import type { AddressParameters } from '@/lib/address/parameters';
import { canonicalQuery } from '@/lib/address/reading';
import { groupsQuerySchema } from '../groups/reading';

/** The one site of the viewer whose patients an address shows; null where there are several, or none. */
export function siteOfFigure(viewer: Viewer | null, code: string | null): { siteId: string; siteCode: string } | null {
  const own = viewer === null ? [] : managedSites(viewer);
  const [site, another] = own.filter(({ siteCode }) => code === null || siteCode === code);
  return site === undefined || another !== undefined ? null : site;
}

/** The query by which a figure of a site is saved and released: who opens it sees the same patients, whatever their sites. */
export function queryOfFigure(parameters: AddressParameters, siteCode: string): string {
  return canonicalQuery(groupsQuerySchema, { ...parameters, saved: undefined, site: siteCode });
}
