import { mayAdminister, managedSites, seesMadeUpPatients, type Viewer } from '@/lib/access/policy';
import { asViewer, db } from '@/lib/db.server';
import { DEFAULT_DEFINITIONS, type Endpoint } from '@/lib/patients/timeline';
import type { PrismaClient } from '@/prisma/generated/client';
import type { NetworkRefusal } from '../disclosure';
import type { LocalCohort } from '../figure/local-curve';
import { departures } from '../selection/local-definition';
import type { CompareSelection } from '../selection/selection';
import { PooledLists, pooledCohort, type NetworkRelease } from './release';

/** The newest releases that a page lists. */
const MOST_LISTED = 20;

/**
 * What the network has released, the newest first, as anybody sees it who is signed in. Whoever works with made-up patients sees
 * the pool of such sites; no release holds both.
 */
export async function findReleases(viewer: Viewer, database: PrismaClient = db()): Promise<NetworkRelease[]> {
  const standing = (await releasesOfPool(viewer, database)).filter(({ withdrawnAt }) => withdrawnAt === null);
  return standing.slice(0, MOST_LISTED).map(({ number, madeUp, madeAt, sites, tables, earlyReason }) => ({
    ...{ number, madeUp, sites, earlyReason },
    releasedOn: madeAt.toISOString().slice(0, 10),
    lists: PooledLists.parse(tables),
  }));
}

/** That the releases up to this one were taken down. */
export type NetworkWithdrawal = Readonly<{ number: number; on: string; reason: string }>;

/** The last withdrawal of the pool that `findReleases` shows. */
export async function findWithdrawal(viewer: Viewer, database: PrismaClient = db()): Promise<NetworkWithdrawal | null> {
  for (const { number, withdrawnAt, withdrawalReason } of await releasesOfPool(viewer, database))
    if (withdrawnAt !== null && withdrawalReason !== null)
      return { number, on: withdrawnAt.toISOString().slice(0, 10), reason: withdrawalReason };
  return null;
}

/** All releases of the one pool that concerns this viewer, the newest first, those that were withdrawn too. */
async function releasesOfPool(viewer: Viewer, database: PrismaClient) {
  const found = await asViewer(viewer, (tx) => tx.networkRelease.findMany({ orderBy: { number: 'desc' } }), {
    database,
  });
  const real = found.filter(({ madeUp }) => !madeUp);
  const madeUp = seesMadeUpPatients(viewer) || real.length === 0;
  return madeUp ? found.filter((release) => release.madeUp) : real;
}

/** Of each pool whether its next release is still before its day; a pool of which nothing stands has none. */
export async function findEarly(
  viewer: Viewer,
  database: PrismaClient = db(),
): Promise<Readonly<{ real: boolean; madeUp: boolean }>> {
  const [row] = await asViewer(
    viewer,
    (tx) => tx.$queryRaw<{ real: boolean; made_up: boolean }[]>`
      SELECT coalesce(network_due(false) > today, false) AS real, coalesce(network_due(true) > today, false) AS made_up
      FROM (SELECT (clock_timestamp() AT TIME ZONE 'UTC')::date AS today) AS now`,
    { database },
  );
  return { real: row?.real === true, madeUp: row?.made_up === true };
}

type Found = Readonly<{ cohort: LocalCohort | null; refusal: NetworkRefusal | 'sign-in' | null }>;

/** The cohort of the newest release that a comparison asks for; what was released cannot be chosen from any further. */
export async function findNetworkCohort(
  viewer: Viewer | null,
  endpoint: Endpoint,
  { network, from, to, zero, choices, analyseYears }: CompareSelection['local'],
  database: PrismaClient,
): Promise<Found> {
  if (viewer === null) return { cohort: null, refusal: 'sign-in' };
  const usual = DEFAULT_DEFINITIONS[endpoint];
  const asksMore =
    from !== null ||
    to !== null ||
    departures({ ...usual, ...choices }).length > 0 ||
    (zero !== null && zero !== usual.timeZero);
  if (asksMore) return { cohort: null, refusal: 'network-choice' };
  const [newest] = await findReleases(viewer, database);
  if (newest === undefined) return { cohort: null, refusal: 'network-none' };
  const cohort = pooledCohort(newest, endpoint, network ?? 'all', analyseYears);
  return { cohort, refusal: cohort === null ? 'network-group' : null };
}

/** A site, and whether it is in the network. */
export type NetworkSite = Readonly<{
  id: string;
  name: string;
  madeUp: boolean;
  /** the last decision; null: there was none */
  last: Readonly<{ joins: boolean; on: string; reason: string }> | null;
}>;

/** The sites on which this viewer decides: an administrator on all, others on those whose patients they enter. */
export async function findNetworkSites(viewer: Viewer, database: PrismaClient = db()): Promise<NetworkSite[]> {
  const own = managedSites(viewer).map(({ siteId }) => siteId);
  const rows = await asViewer(
    viewer,
    (tx) =>
      tx.site.findMany({
        where: mayAdminister(viewer) ? {} : { id: { in: own } },
        orderBy: { name: 'asc' },
        include: { networkSteps: { orderBy: { decidedAt: 'desc' }, take: 1 } },
      }),
    { database },
  );
  return rows.map(({ id, name, madeUp, networkSteps: [last] }) => ({
    ...{ id, name, madeUp },
    last:
      last === undefined
        ? null
        : { joins: last.joins, on: last.decidedAt.toISOString().slice(0, 10), reason: last.reason },
  }));
}
