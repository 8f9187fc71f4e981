import { db } from '@/lib/db.server';
import type { PrismaClient } from '@/prisma/generated/client';
import type { LandscapeTrial } from './landscape';
import { readSummaries } from '../rows/summaries.server';

/** Every trial and cohort with the one that it follows, by slug. */
export async function findLandscapeTrials(database: PrismaClient = db()): Promise<LandscapeTrial[]> {
  return database.$transaction(
    async (tx) => {
      const summaries = await readSummaries(tx);
      const rows = await tx.trial.findMany({
        where: { predecessorSlug: { not: null } },
        select: { slug: true, predecessorSlug: true },
      });
      const predecessors = new Map(rows.map(({ slug, predecessorSlug }) => [slug, predecessorSlug]));
      return summaries.map(({ slug, acronym, kind, group, status, enrolment, interventions }) => ({
        slug,
        acronym,
        kind,
        group,
        status,
        enrolment,
        interventions,
        predecessor: predecessors.get(slug) ?? null,
      }));
    },
    { isolationLevel: 'RepeatableRead', maxWait: 15_000, timeout: 30_000 },
  );
}
