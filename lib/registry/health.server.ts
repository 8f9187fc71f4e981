import { db } from '@/lib/db.server';
import type { PrismaClient } from '@/prisma/generated/client';
import { countEvidence, type EvidenceCounts } from './queries.server';

/** Why nothing can be saved: the database does not answer, its disk is full, it takes no changes, or something else. */
type DatabaseFault = 'away' | 'disk full' | 'read-only' | 'failed';

/** What works, part by part; the first part that fails is said and those behind it are not asked. */
export type Health =
  | { status: 'ok'; database: 'ok'; evidence: EvidenceCounts }
  | { status: 'failed'; database: DatabaseFault }
  | { status: 'failed'; database: 'ok'; evidence: 'failed' | 'not loaded' };

/** Writes a little into the database and counts the evidence. Never throws; hands what was thrown to `report`. */
export async function checkHealth(report: (error: unknown) => void, database?: PrismaClient): Promise<Health> {
  try {
    await (database ?? db()).$queryRaw`SELECT try_to_write()::text`;
  } catch (error) {
    report(error);
    return { status: 'failed', database: faultOf(error) };
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

/** By PostgreSQL's code, where an answer came: 53100 disk_full, 25006 read_only_sql_transaction, 57 being shut down. */
function faultOf(error: unknown): DatabaseFault {
  const { code, meta } = (error ?? {}) as { code?: unknown; meta?: unknown };
  if (code !== 'P2010') return 'away';
  const [, state = ''] = /"originalCode":"(\w{5})"/u.exec(JSON.stringify(meta ?? null)) ?? [];
  if (state === '53100') return 'disk full';
  if (state === '25006') return 'read-only';
  return /^(?:08|57P)/u.test(state) || state === '' ? 'away' : 'failed';
}
