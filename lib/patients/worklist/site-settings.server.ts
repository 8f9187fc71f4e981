import type { PrismaClient } from '@/prisma/generated/client';
import { managedSites, mayManagePatients, type Viewer } from '@/lib/access/policy';
import { asViewer } from '@/lib/db.server';
import { AppError } from '@/lib/errors';
import { DEFAULT_SETTINGS, SiteSettingsInput, type SiteSettings } from './site-settings';

type Options = { database?: PrismaClient };

/** The settings of every site of which the viewer is data manager. */
export async function findSiteSettings(
  viewer: Viewer,
  options: Options = {},
): Promise<{ siteId: string; siteName: string; settings: SiteSettings }[]> {
  const rows = await asViewer(viewer, (tx) => tx.siteSettings.findMany(), options);
  return managedSites(viewer).map(({ siteId, siteName }) => {
    const { followUpMonths, pseudonymPattern } = rows.find((row) => row.siteId === siteId) ?? DEFAULT_SETTINGS;
    return { siteId, siteName, settings: { followUpMonths, pseudonymPattern } };
  });
}

/** Stores a site's settings; says whether they can be read. Throws AppError `forbidden` for another site. */
export async function saveSiteSettings(viewer: Viewer, sent: unknown, options: Options = {}): Promise<boolean> {
  const input = SiteSettingsInput.safeParse(sent);
  if (!input.success) return false;
  const { siteId, ...settings } = input.data;
  if (!mayManagePatients(viewer, siteId)) throw new AppError('forbidden');
  await asViewer(
    viewer,
    (tx) =>
      tx.siteSettings.upsert({
        where: { siteId },
        create: { siteId, ...settings },
        update: settings,
        select: { siteId: true },
      }),
    options,
  );
  return true;
}
