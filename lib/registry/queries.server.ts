import { sourcesInOrder } from './references/cited-sources';
import { db, isProgramDatabase } from '@/lib/db.server';
import { replicaAlone } from '@/lib/replica.server';
import type { Prisma, PrismaClient } from '@/prisma/generated/client';
import { getEvidenceVersion } from './evidence-version.server';
import { keptWithEvidence } from './kept-evidence.server';
import type { EstimateFilter, PublishedEstimate } from './estimate-filter';
import { DISCREPANCY_COLUMNS, ESTIMATE_COLUMNS, toDiscrepancy, toEstimate } from './rows/evidence.server';
import { ReferenceSchema, TrialSchema, type Discrepancy, type Disease, type Reference, type Trial } from './schema';
import { readDisease } from './rows/disease.server';
import { readSummaries } from './rows/summaries.server';
import { readTrial } from './rows/trials.server';
import type { TrialLink, TrialSummary } from './trials/summary';

const inOrder = { position: 'asc' } as const;

/** What most pages are made of, read in one snapshot. */
const getPublished = keptWithEvidence(async (tx) => {
  const trials = await readSummaries(tx);
  const estimates = await readEstimates(tx);
  const discrepancies = await readDiscrepancies(tx);
  const references = await tx.reference.findMany({ orderBy: inOrder, select: { csl: true } });
  return { trials, estimates, discrepancies, references: references.map(toReference) };
});

/** Every trial and cohort as a row of the list, by slug. */
export async function findTrials(database: PrismaClient = db()): Promise<readonly TrialSummary[]> {
  return (await getPublished(database)).trials;
}

/** A trial with what stands around it: the references it cites, in the order of the list, and its neighbours in time. */
export type TrialRecord = {
  trial: Trial;
  references: Reference[];
  predecessor: TrialLink | null;
  successors: TrialLink[];
};

/** The whole trial, or null where there is none of this slug. */
export async function getTrial(slug: string, database: PrismaClient = db()): Promise<TrialRecord | null> {
  // An address can hold what no slug can, such as a null character, which the database would refuse with an error.
  if (!TrialSchema.shape.slug.safeParse(slug).success) return null;
  return inSnapshot(database, async (tx) => {
    const trial = await readTrial(tx, slug);
    if (trial === null) return null;
    const cited = sourcesInOrder(trial).map(({ ref }) => ref);
    const references = await tx.reference.findMany({
      where: { id: { in: [...new Set(cited)] } },
      orderBy: inOrder,
      select: { csl: true },
    });
    const link = { slug: true, acronym: true } as const;
    const predecessor =
      trial.predecessor === null
        ? null
        : await tx.trial.findUnique({ where: { slug: trial.predecessor }, select: link });
    const successors = await tx.trial.findMany({
      where: { predecessorSlug: slug },
      orderBy: { slug: 'asc' },
      select: link,
    });
    return { trial, references: references.map(toReference), predecessor, successors };
  });
}

/** The published figures that fit the filter, by trial and then in the order of the trial's file. */
export async function findEstimates(
  filter: EstimateFilter = {},
  database: PrismaClient = db(),
): Promise<readonly PublishedEstimate[]> {
  const { estimates } = await getPublished(database);
  return Object.keys(filter).length === 0 ? estimates : estimates.filter((estimate) => fits(estimate, filter));
}

/** Where the sources of trials disagree, by trial. */
export async function findDiscrepancies(
  database: PrismaClient = db(),
): Promise<readonly (Discrepancy & { trial: string })[]> {
  return (await getPublished(database)).discrepancies;
}

/** All references, in the order of the list; with `ids`, only these. */
export async function findReferences(
  ids?: readonly string[],
  database: PrismaClient = db(),
): Promise<readonly Reference[]> {
  const { references } = await getPublished(database);
  return ids === undefined ? references : references.filter(({ id }) => ids.includes(id));
}

async function readEstimates(tx: Prisma.TransactionClient): Promise<PublishedEstimate[]> {
  const rows = await tx.estimate.findMany({
    orderBy: [{ trialSlug: 'asc' }, { position: 'asc' }],
    select: { ...ESTIMATE_COLUMNS, trialSlug: true, trial: { select: { acronym: true } } },
  });
  return rows.map(({ trialSlug, trial, ...row }) => ({ trial: trialSlug, acronym: trial.acronym, ...toEstimate(row) }));
}

async function readDiscrepancies(tx: Prisma.TransactionClient): Promise<(Discrepancy & { trial: string })[]> {
  const rows = await tx.discrepancy.findMany({
    where: { trialSlug: { not: null } },
    orderBy: [{ subject: 'asc' }, inOrder],
    select: { ...DISCREPANCY_COLUMNS, trialSlug: true },
  });
  return rows.flatMap(({ trialSlug, ...row }) =>
    trialSlug === null ? [] : [{ trial: trialSlug, ...toDiscrepancy(row) }],
  );
}

/** Facts and statements on the disease, and where their sources disagree. */
export async function getDisease(database: PrismaClient = db()): Promise<Disease> {
  return inSnapshot(database, readDisease);
}

export type EvidenceCounts = { trials: number; estimates: number; references: number };

export async function countEvidence(database: PrismaClient = db()): Promise<EvidenceCounts> {
  return inSnapshot(database, async (tx) => ({
    trials: await tx.trial.count(),
    estimates: await tx.estimate.count(),
    references: await tx.reference.count(),
  }));
}

/** Every trial by its name, as links need it. */
export async function findTrialLinks(database: PrismaClient = db()): Promise<TrialLink[]> {
  return database.trial.findMany({
    orderBy: [{ acronym: 'asc' }, { slug: 'asc' }],
    select: { slug: true, acronym: true },
  });
}

/** Slugs of every trial, in their order. */
export async function findTrialSlugs(database: PrismaClient = db()): Promise<string[]> {
  const rows = await database.trial.findMany({ orderBy: { slug: 'asc' }, select: { slug: true } });
  return rows.map(({ slug }) => slug);
}

/** Prisma reads relations with several statements; one snapshot keeps a load in between from mixing old and new figures. */
async function inSnapshot<Result>(
  database: PrismaClient,
  read: (tx: Prisma.TransactionClient) => Promise<Result>,
): Promise<Result> {
  const readFrom = (from: PrismaClient): Promise<Result> =>
    from.$transaction(read, { isolationLevel: 'RepeatableRead', maxWait: 15_000, timeout: 30_000 });
  try {
    return await readFrom(database);
  } catch (error) {
    const isAway = isProgramDatabase(database) && !(await answers(database));
    const alone = isAway ? replicaAlone() : null;
    if (alone === null) throw error;
    return readFrom(alone);
  }
}

async function answers(database: PrismaClient): Promise<boolean> {
  return getEvidenceVersion(database).then(
    () => true,
    () => false,
  );
}

/** What the filter leaves out restricts nothing. */
function fits(
  { id, aliases = [], trial, endpoint, stratum, timeYears, chartable, preferred }: PublishedEstimate,
  asked: EstimateFilter,
): boolean {
  const is = <Value>(wanted: Value | undefined, value: Value): boolean => wanted === undefined || wanted === value;
  return (
    is(asked.trial, trial) &&
    (asked.trials?.includes(trial) ?? true) &&
    (asked.ids?.some((name) => name === id || aliases.includes(name)) ?? true) &&
    is(asked.endpoint, endpoint) &&
    is(asked.kmt2a, stratum.kmt2a) &&
    is(asked.risk, stratum.risk) &&
    is(asked.years, timeYears) &&
    is(asked.chartable, chartable) &&
    is(asked.preferred, preferred)
  );
}

function toReference({ csl }: { csl: Prisma.JsonValue }): Reference {
  return ReferenceSchema.parse(csl);
}
