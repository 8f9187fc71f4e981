import { db } from '@/lib/db.server';
import type { PrismaClient } from '@/prisma/generated/client';
import { DISCREPANCY_COLUMNS, toDiscrepancy } from './evidence.server';
import { BaselineFactSchema, type BaselineFact, type Discrepancy } from '../schema';
import { BASELINE_COLUMNS, toBaselineFact } from './trials.server';

/** The presenting features of every trial's patients, by trial and then in the order of its file. */
export async function findBaselineFacts(database: PrismaClient = db()): Promise<(BaselineFact & { trial: string })[]> {
  const rows = await database.baselineFact.findMany({
    orderBy: [{ trialSlug: 'asc' }, { position: 'asc' }],
    select: { trialSlug: true, ...BASELINE_COLUMNS },
  });
  return rows.map(({ trialSlug, ...row }) => ({ trial: trialSlug, ...BaselineFactSchema.parse(toBaselineFact(row)) }));
}

/** Every disagreement between sources, by trial; those on the disease, which have no trial, last. */
export async function findDiscrepancies(
  database: PrismaClient = db(),
): Promise<(Discrepancy & { trial: string | null })[]> {
  const rows = await database.discrepancy.findMany({
    orderBy: [{ trialSlug: { sort: 'asc', nulls: 'last' } }, { position: 'asc' }],
    select: { trialSlug: true, ...DISCREPANCY_COLUMNS },
  });
  return rows.map(({ trialSlug, ...row }) => ({ trial: trialSlug, ...toDiscrepancy(row) }));
}
