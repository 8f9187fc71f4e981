import { z } from 'zod';
import { mayManagePatients, type Viewer } from '@/lib/access/policy';
import { asViewer, db } from '@/lib/db.server';
import { AppError } from '@/lib/errors';
import { renewObservations } from '@/lib/patients/observations/keep.server';
import type { PrismaClient } from '@/prisma/generated/client';

const Reason = z.string().trim().min(10).max(500);

/** Writes down that a site joins the network or leaves it; the database looks whether this person may decide. */
export async function decideOnSite(
  viewer: Viewer,
  { siteId, joins, reason }: Readonly<{ siteId: string; joins: boolean; reason: string }>,
  database: PrismaClient = db(),
): Promise<'reason' | null> {
  if (!z.uuid().safeParse(siteId).success) throw new AppError('not-found');
  const said = Reason.safeParse(reason).data;
  if (said === undefined) return 'reason';
  await asViewer(
    viewer,
    (tx) =>
      tx.$executeRaw`INSERT INTO network_step (site_id, joins, reason) VALUES (${siteId}::uuid, ${joins}, ${said})`,
    { database },
  );
  // A release reads what is kept; an administrator may not derive it.
  if (joins && mayManagePatients(viewer, siteId))
    await renewObservations(viewer, [siteId], { database, purpose: 'aggregate', withinMs: 5_000 });
  return null;
}

/**
 * Asks the database for a release; it refuses one that has too few children, or differs too little from an earlier one, and
 * before its day one without a reason.
 */
export async function makeRelease(
  viewer: Viewer,
  { madeUp, reason }: Readonly<{ madeUp: boolean; reason: string }>,
  database: PrismaClient = db(),
): Promise<'too-little' | 'early' | 'reason' | null> {
  const said = Reason.safeParse(reason).data;
  return asViewer(
    viewer,
    async (tx) => {
      const [day] = await tx.$queryRaw<{ early: boolean }[]>`
        SELECT coalesce(network_due(${madeUp}) > (clock_timestamp() AT TIME ZONE 'UTC')::date, false) AS early`;
      if (day?.early === true && said === undefined) return reason === '' ? 'early' : 'reason';
      const rows = await tx.$queryRaw<{ number: number | null }[]>`
        SELECT make_network_release(${madeUp}, ${said ?? null}) AS number`;
      return rows[0]?.number == null ? 'too-little' : null;
    },
    // Compared with every earlier release, child by child.
    { database, timeout: 120_000 },
  );
}

/** Takes down all releases of a pool for everybody, for good; the reason stands in the audit, and beside that they were withdrawn. */
export async function withdrawReleases(
  viewer: Viewer,
  { madeUp, reason }: Readonly<{ madeUp: boolean; reason: string }>,
  database: PrismaClient = db(),
): Promise<'reason' | 'none-released' | null> {
  const said = Reason.safeParse(reason).data;
  if (said === undefined) return 'reason';
  const rows = await asViewer(
    viewer,
    (tx) => tx.$queryRaw<{ taken: number }[]>`SELECT withdraw_network_releases(${madeUp}, ${said}) AS taken`,
    { database },
  );
  return rows[0]?.taken ? null : 'none-released';
}
