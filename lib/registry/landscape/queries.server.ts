import { keptWithEvidence } from '../kept-evidence.server';
import { readSummaries } from '../rows/summaries.server';
import type { LandscapeTrial } from './landscape';

/** Every trial and cohort with the one that it follows, by slug. */
export const findLandscapeTrials = keptWithEvidence(async (tx): Promise<readonly LandscapeTrial[]> => {
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
});
