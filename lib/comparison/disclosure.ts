import { mayManagePatients, maySeeLocalCurves, type Viewer } from '@/lib/access/policy';

/** Below this a curve can point at single children; it is shown only to those who enter the patients themselves. */
export const MINIMUM_COHORT = 5;

/** Why a local cohort is not drawn. */
export type LocalRefusal = 'sign-in' | 'no-site' | 'no-patients' | 'too-few';

/**
 * Whether a cohort of `n` observed patients of these sites may be drawn for the viewer; null: yes. A cohort of several
 * sites is small for a viewer unless every one of them is the viewer's to manage.
 */
export function localRefusal(viewer: Viewer | null, siteIds: readonly string[], n: number): LocalRefusal | null {
  if (viewer === null) return 'sign-in';
  if (siteIds.length === 0 || !siteIds.every((siteId) => maySeeLocalCurves(viewer, siteId))) return 'no-site';
  if (n === 0) return 'no-patients';
  if (n < MINIMUM_COHORT && !siteIds.every((siteId) => mayManagePatients(viewer, siteId))) return 'too-few';
  return null;
}
