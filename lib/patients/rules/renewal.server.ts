import type { PrismaClient } from '@/prisma/generated/client';
import { serverDay } from '../changes.server';
import { settleList } from '../list/settled.server';
import { renewObservations, takeOverObservations } from '../observations/keep.server';
import { renewChecks } from './patient-checks.server';

/** The lock's number says nothing; it only has to be this task's own. */
const LOCK = 140;
/** A turn ends after so long, so that the lock and the people are asked for again. */
const TURN_MS = 60_000;

/**
 * Makes anew what is kept of patients and does not hold any more, after an update of the program above all; nobody waits
 * for it. Works as the owner, in the name of somebody who may see the site, whose rights the database looks at as ever.
 * Where another process does it already, nothing is done. `database` needs one connection to hold the lock and one to work.
 */
export async function renewKept(
  database: PrismaClient,
  { today = serverDay() }: { today?: string } = {},
): Promise<'done' | 'elsewhere'> {
  for (let whole = false; !whole; ) {
    const turn = await database.$transaction(
      async (tx) => {
        const [lock] = await tx.$queryRaw<{ taken: boolean }[]>`SELECT pg_try_advisory_xact_lock(${LOCK}) AS taken`;
        if (lock?.taken !== true) return 'elsewhere';
        // Where somebody is keeping just now, the next turn takes over.
        const isOurs = await takeOverObservations(database);
        const turn = await renewSites(database, today);
        return isOurs ? turn : 'part';
      },
      { timeout: 10 * TURN_MS, maxWait: 10_000 },
    );
    if (turn === 'elsewhere') return turn;
    whole = turn === 'whole';
  }
  return 'done';
}

async function renewSites(database: PrismaClient, today: string): Promise<'whole' | 'part'> {
  const end = performance.now() + TURN_MS;
  const people = await database.$queryRaw<{ siteId: string; userId: string }[]>`
    SELECT DISTINCT ON (m.site_id) m.site_id AS "siteId", m.user_id AS "userId"
    FROM site s JOIN membership n ON n.site_id = s.id, memberships_of(n.user_id) m
    WHERE m.site_id = s.id ORDER BY m.site_id, m.user_id`;
  for (const { siteId, userId } of people) {
    // To the owner's own connection a person is named by the id.
    const viewer = { token: () => userId };
    const options = { database, purpose: 'aggregate' } as const;
    const left = (): { withinMs: number } => ({ withinMs: end - performance.now() });
    // Curves first: they are soon done.
    if (!(await renewObservations(viewer, [siteId], { ...options, ...left() }))) return 'part';
    if (!(await renewChecks(viewer, [siteId], today, { ...options, ...left() }))) return 'part';
    if (!(await settleList(viewer, { ...options, ...left() }))) return 'part';
  }
  return 'whole';
}
