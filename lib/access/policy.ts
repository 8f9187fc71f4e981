export const SITE_ROLES = ['researcher', 'data-manager', 'monitor'] as const;
export const GLOBAL_ROLES = ['curator', 'administrator'] as const;
export const ROLES = [...SITE_ROLES, ...GLOBAL_ROLES] as const;
export type SiteRole = (typeof SITE_ROLES)[number];
export type GlobalRole = (typeof GLOBAL_ROLES)[number];
export type Role = SiteRole | GlobalRole;

export type SiteMembership = { role: SiteRole; siteId: string; siteCode: string; siteName: string; madeUp: boolean };

/** A signed-in person, with roles as they are in the database now. A visitor is `null`. */
export type Viewer = {
  id: string;
  displayName: string;
  sites: readonly SiteMembership[];
  globalRoles: readonly GlobalRole[];
  /** A role of the person asks for a second factor and counts only once there is one. */
  lacksSecondFactor: boolean;
  /** The id of the session, by which the database knows the viewer. A function, so that it cannot travel to a browser. */
  token: () => string;
};

/** Whether the viewer may enter and read patients, at this site or (without one) at any. */
export function mayManagePatients(viewer: Viewer | null, siteId?: string): boolean {
  return (viewer?.sites ?? []).some(
    (site) => site.role === 'data-manager' && (siteId === undefined || site.siteId === siteId),
  );
}

/** Whether the viewer may read patients one by one, at this site or (without one) at any. */
export function mayReadPatients(viewer: Viewer | null, siteId?: string): boolean {
  return (viewer?.sites ?? []).some(
    (site) => site.role !== 'researcher' && (siteId === undefined || site.siteId === siteId),
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

/** Whether the viewer decides who has which role, and reads the audit of accounts. */
export function mayAdminister(viewer: Viewer | null): boolean {
  return viewer?.globalRoles.includes('administrator') ?? false;
}

/** The sites whose patients the viewer may read one by one, each once: as data manager or as monitor. */
export function readableSites(viewer: Viewer): SiteMembership[] {
  return visibleSites({ sites: viewer.sites.filter((site) => site.role !== 'researcher') });
}

/** The sites whose patients the viewer may enter. */
export function managedSites(viewer: Viewer): SiteMembership[] {
  return viewer.sites.filter((site) => site.role === 'data-manager');
}

/** Every site of the viewer once, in whichever role. */
export function visibleSites(viewer: Pick<Viewer, 'sites'>): SiteMembership[] {
  return viewer.sites.filter(
    (site, index) => viewer.sites.findIndex((other) => other.siteId === site.siteId) === index,
  );
}

/** Whether what this viewer sees of local patients is a demonstration. */
export function seesMadeUpPatients(viewer: Viewer | null): boolean {
  return (viewer?.sites ?? []).some((site) => site.madeUp);
}
