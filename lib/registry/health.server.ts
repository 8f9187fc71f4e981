import { db } from '@/lib/db.server';
import type { PrismaClient } from '@/prisma/generated/client';
import { countEvidence, type EvidenceCounts } from './queries.server';

/** What works, part by part; the first part that fails is said and those behind it are not asked. */
export type Health =
  | { status: 'ok'; database: 'ok'; evidence: EvidenceCounts }
  | { status: 'failed'; database: 'failed' }
  | { status: 'failed'; database: 'ok'; evidence: 'failed' | 'not loaded' };

/** Asks the database and counts the evidence. Never throws; hands what was thrown to `report`. */
export async function checkHealth(report: (error: unknown) => void, database?: PrismaClient): Promise<Health> {
  try {
    await (database ?? db()).$queryRaw`SELECT 1`;
  } catch (error) {
    report(error);
    return { status: 'failed', database: 'failed' };
  }
  try {
    const evidence = await countEvidence(database ?? db());
    if (Object.values(evidence).includes(0)) return { status: 'failed', database: 'ok', evidence: 'not loaded' };
    return { status: 'ok', database: 'ok', evidence };
  } catch (error) {
    report(error);
    return { status: 'failed', database: 'ok', evidence: 'failed' };
  }
}
