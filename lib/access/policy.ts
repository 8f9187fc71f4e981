export type SiteRole = 'researcher' | 'data-manager';
export type GlobalRole = 'curator' | 'administrator';

export type SiteMembership = { role: SiteRole; siteId: string; siteCode: string; siteName: string; madeUp: boolean };

/** A signed-in person, with roles as they are in the database now. A visitor is `null`. */
export type Viewer = {
  id: string;
  displayName: string;
  sites: readonly SiteMembership[];
  globalRoles: readonly GlobalRole[];
};

/** Whether the viewer may enter and read patients, at this site or (without one) at any. */
export function mayManagePatients(viewer: Viewer | null, siteId?: string): boolean {
  return (viewer?.sites ?? []).some(
    (site) => site.role === 'data-manager' && (siteId === undefined || site.siteId === siteId),
  );
}

/** Whether the viewer may see curves computed from patients, at this site or (without one) at any. */
export function maySeeLocalCurves(viewer: Viewer | null, siteId?: string): boolean {
  return (viewer?.sites ?? []).some((site) => siteId === undefined || site.siteId === siteId);
}

/** Whether the viewer may propose, approve and withdraw published evidence. */
export function mayCurate(viewer: Viewer | null): boolean {
  return viewer?.globalRoles.includes('curator') ?? false;
}

/** The sites whose patients the viewer may enter. */
export function managedSites(viewer: Viewer): SiteMembership[] {
  return viewer.sites.filter((site) => site.role === 'data-manager');
}

/** Every site of the viewer once, as data manager or researcher. */
export function visibleSites(viewer: Viewer): SiteMembership[] {
  return viewer.sites.filter(
    (site, index) => viewer.sites.findIndex((other) => other.siteId === site.siteId) === index,
  );
}

/** Whether what this viewer sees of local patients is a demonstration. */
export function seesMadeUpPatients(viewer: Viewer | null): boolean {
  return (viewer?.sites ?? []).some((site) => site.madeUp);
}
