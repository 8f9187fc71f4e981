import { notFound } from 'next/navigation';
import { managedSites, readableSites, type SiteMembership, type Viewer } from '@/lib/access/policy';
import { getViewer } from '@/lib/access/session/session.server';
import { recordEvent } from '@/lib/audit/record.server';
import { getPatient, type OpenedPatient } from '@/lib/patients/queries.server';
import { toSignIn } from '../to-sign-in';

/** A person with the sites whose patients a page is open to. */
export type AtSites = { viewer: Viewer; sites: SiteMembership[] };

/** The signed-in data manager, asked for by every page on which patients are entered; see `openForReader`. */
export async function openForDataManager(): Promise<AtSites> {
  const { viewer } = await openForReader();
  return { viewer, sites: managedSites(viewer) };
}

/**
 * Who reads patients, as data manager or monitor, asked for by every page on which they are read. A visitor goes to sign in
 * and comes back to the address; somebody signed in without the role comes back as `viewer` with no site,
 * and is told so by the page.
 */
export async function openForReader(): Promise<AtSites> {
  const viewer = await getViewer();
  if (viewer === null) return toSignIn();
  return { viewer, sites: readableSites(viewer) };
}

/**
 * The patient of a page, with who reads it; the audit keeps that it was read. Null: signed in without the role, which the
 * page says. A patient who is not there, or not of the viewer's sites, is a page that does not exist. `toEnter`: on this page
 * patients are entered and not only read.
 */
export async function openPatient(
  id: string,
  { toEnter }: Readonly<{ toEnter: boolean }> = { toEnter: false },
): Promise<{ viewer: Viewer; opened: OpenedPatient | null }> {
  const { viewer, sites } = await (toEnter ? openForDataManager : openForReader)();
  if (sites.length === 0) return { viewer, opened: null };
  const opened = await getPatient(viewer, id, { toEnter });
  if (opened === null) notFound();
  await recordRead(viewer, opened);
  return { viewer, opened };
}

export async function recordRead(viewer: Viewer, { record }: OpenedPatient): Promise<void> {
  await recordEvent(viewer, { kind: 'read', patientId: record.id, siteId: record.siteId });
}
