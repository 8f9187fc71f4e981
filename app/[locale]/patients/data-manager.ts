import { getLocale } from 'next-intl/server';
import { managedSites, type SiteMembership, type Viewer } from '@/lib/access/policy';
import { getViewer } from '@/lib/access/session.server';
import { getPathname, redirect } from '@/lib/i18n/navigation';

export type DataManager = { viewer: Viewer; sites: SiteMembership[] };

/**
 * The signed-in data manager, asked for by every page here. A visitor goes to sign in and comes back to `path`, in the
 * same language; somebody signed in without the role comes back as `viewer` with no site, and is told so by the page.
 */
export async function openForDataManager(path: string): Promise<DataManager> {
  const [viewer, locale] = await Promise.all([getViewer(), getLocale()]);
  if (viewer === null)
    return redirect({
      href: { pathname: '/sign-in', query: { callbackUrl: getPathname({ href: path, locale }) } },
      locale,
    });
  return { viewer, sites: managedSites(viewer) };
}
