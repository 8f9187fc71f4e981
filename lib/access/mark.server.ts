import { createHash } from 'node:crypto';
import type { Viewer } from './policy';

/** The same text as long as the viewer is the same person with the same roles; of a visitor, `-`. */
export function accessMark(viewer: Viewer | null): string {
  if (viewer === null) return '-';
  const { id, sites, globalRoles } = viewer;
  const said = JSON.stringify([id, sites.map(({ role, siteId }) => [role, siteId]), globalRoles]);
  return createHash('sha256').update(said).digest('hex').slice(0, 16);
}
