import { managedSites, type Viewer } from '@/lib/access/policy';
import type { AddressParameters } from '@/lib/address/parameters';
import { canonicalQuery } from '@/lib/address/reading';
import { groupsQuerySchema } from '../groups/reading';
import { writeSelection, type CompareSelection } from '../selection/selection';
import type { FigureAddress } from './model';

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

/** The query of what the page of the groups shows, of whichever sites. */
export function askedGroups(parameters: AddressParameters): string {
  return canonicalQuery(groupsQuerySchema, { ...parameters, saved: undefined });
}

/** Where the groups of one site's patients are; null where they are of several. */
export function addressOfGroups(
  viewer: Viewer | null,
  parameters: AddressParameters,
  code: string | null,
): FigureAddress | null {
  const site = siteOfFigure(viewer, code);
  return site === null
    ? null
    : { siteId: site.siteId, page: 'groups', query: queryOfFigure(parameters, site.siteCode) };
}

/** Where one site's patients beside these published figures are; `selection` with its series and its view named. */
export function addressOfComparison(viewer: Viewer | null, selection: CompareSelection): FigureAddress | null {
  const site = siteOfFigure(viewer, selection.local.site);
  if (site === null) return null;
  const local = { ...selection.local, shown: true, site: site.siteCode };
  return { siteId: site.siteId, page: 'compare', query: writeSelection({ ...selection, local }) };
}
