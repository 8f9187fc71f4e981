import type { Prisma } from '@/prisma/generated/client';
import { z } from 'zod';
import {
  indexReferences,
  SUPPORTED_PARTS,
  type ListedReference,
  type ReferenceCatalogue,
  type SupportedPart,
  type TrialSupport,
} from './search';
import { ReferenceSchema } from '../schema';
import { SOURCE_LEVELS, type SourceLevel } from '../vocabulary';
import { keptWithEvidence } from '../kept-evidence.server';
import type { TrialLink } from '../trials/summary';

/** Entries of one part of one trial, or of the disease, that cite one reference at one level. */
type Citing = { ref: string; trial: string | null; level: SourceLevel; part: SupportedPart | 'disease'; count: number };
const CitingSchema = z.array(
  z.object({
    ref: z.string(),
    trial: z.string().nullable(),
    level: z.enum(SOURCE_LEVELS),
    part: z.enum([...SUPPORTED_PARTS, 'disease']),
    count: z.int(),
  }),
);

/** All references with what they stand behind and their index, of the evidence as it is now. */
export const getReferenceCatalogue = keptWithEvidence(async (tx): Promise<ReferenceCatalogue> => {
  const rows = await tx.reference.findMany({ orderBy: { position: 'asc' }, select: { csl: true } });
  const references = rows.map(({ csl }) => ReferenceSchema.parse(csl));
  const trials = new Map(
    (await tx.trial.findMany({ orderBy: { acronym: 'asc' }, select: { slug: true, acronym: true } })).map((trial) => [
      trial.slug,
      trial,
    ]),
  );
  const citing = await readCiting(tx);
  const listed = references.map((reference, position): ListedReference => {
    const rows = citing.filter(({ ref }) => ref === reference.id);
    const diseaseFacts = rows.filter(({ trial }) => trial === null).reduce((sum, { count }) => sum + count, 0);
    return {
      reference,
      number: position + 1,
      levels: SOURCE_LEVELS.filter((level) => rows.some((row) => row.level === level)),
      trials: supportsOf(rows, trials),
      diseaseFacts,
    };
  });
  const supported = new Set(listed.flatMap((reference) => reference.trials.map(({ slug }) => slug)));
  return {
    references: listed,
    trials: [...trials.values()].filter(({ slug }) => supported.has(slug)),
    index: indexReferences(references),
  };
});

async function readCiting(tx: Prisma.TransactionClient): Promise<Citing[]> {
  const rows = await tx.$queryRaw`
    SELECT ref, trial, level, part, count(*)::int AS count FROM (
      SELECT source_ref AS ref, trial_slug AS trial, source_level AS level, 'outcomes' AS part FROM estimate
      UNION ALL SELECT source_ref, trial_slug, source_level, 'risk' FROM stratum
      UNION ALL SELECT source_ref, trial_slug, source_level, 'definitions' FROM endpoint_definition
      UNION ALL SELECT source_ref, trial_slug, source_level, 'baseline' FROM baseline_fact
      UNION ALL SELECT source_ref, trial_slug, source_level, 'discrepancies' FROM discrepancy
      UNION ALL SELECT countries_from #>> '{source,ref}', slug, countries_from #>> '{source,level}', 'countries'
        FROM trial WHERE countries_from ? 'source'
      UNION ALL SELECT source_ref, NULL, source_level, 'disease' FROM disease_fact
      UNION ALL SELECT source_ref, NULL, source_level, 'disease' FROM disease_statement
    ) AS citing GROUP BY ref, trial, level, part`;
  return CitingSchema.parse(rows);
}

/** By trial, those with most entries first. */
function supportsOf(rows: readonly Citing[], trials: ReadonlyMap<string, TrialLink>): TrialSupport[] {
  const supports = new Map<string, TrialSupport>();
  for (const { trial, part, count } of rows) {
    const link = trial === null ? undefined : trials.get(trial);
    if (link === undefined || part === 'disease') continue;
    const support = supports.get(link.slug) ?? { ...link, counts: {} };
    supports.set(link.slug, { ...support, counts: { ...support.counts, [part]: (support.counts[part] ?? 0) + count } });
  }
  const total = ({ counts }: TrialSupport): number => Object.values(counts).reduce((sum, count) => sum + count, 0);
  return [...supports.values()].sort(
    (a, b) => total(b) - total(a) || a.acronym.localeCompare(b.acronym, 'en', { numeric: true }),
  );
}
