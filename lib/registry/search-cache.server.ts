import { z } from 'zod';
import { db } from '@/lib/db.server';
import type { Prisma, PrismaClient } from '@/prisma/generated/client';

type Kept<Content> = { version: string; content: Promise<Content>; looked: number };

/**
 * Milliseconds for which a look at the row versions holds. The look reads every row's header, some 30 ms on 100,000
 * figures, so that a busy page should not pay it for each reader; an edit shows in the lists within this time.
 */
const LOOK_AGAIN = 1000;

/**
 * Work on the evidence that is done once and kept in the process for as long as the evidence stays what it is. Requests at
 * the same time share the work; a failure is not kept.
 */
export function keptWithEvidence<Content>(read: (tx: Prisma.TransactionClient) => Promise<Content>): (database?: PrismaClient) => Promise<Content> {
  const kept = new WeakMap<PrismaClient, Kept<Content>>();
  return async (database = db()) => {
    const last = kept.get(database);
    if (last !== undefined && performance.now() - last.looked < LOOK_AGAIN) return last.content;
    const looked = performance.now();
    const version = await evidenceVersion(database);
    const before = kept.get(database);
    if (before?.version === version) {
      before.looked = looked;
      return before.content;
    }
    const content = database.$transaction(read, { isolationLevel: 'RepeatableRead', maxWait: 5000, timeout: 60_000 });
    kept.set(database, { version, content, looked });
    content.catch(() => kept.delete(database));
    return content;
  };
}

/**
 * A text that changes with every load or edit of the evidence. A row that is written gets the number of its transaction
 * (`xmin`), so the rows counted by these numbers change with every row added, altered or removed, whoever wrote it; no
 * table has to be told.
 */
async function evidenceVersion(database: PrismaClient): Promise<string> {
  const rows = await database.$queryRaw`
    SELECT coalesce(string_agg(part || ':' || xmin || ':' || n, ' ' ORDER BY part, xmin::text), '') AS version FROM (
      SELECT 1 AS part, xmin, count(*) AS n FROM trial GROUP BY xmin
      UNION ALL SELECT 2, xmin, count(*) FROM registration GROUP BY xmin
      UNION ALL SELECT 3, xmin, count(*) FROM intervention GROUP BY xmin
      UNION ALL SELECT 4, xmin, count(*) FROM arm GROUP BY xmin
      UNION ALL SELECT 5, xmin, count(*) FROM stratum GROUP BY xmin
      UNION ALL SELECT 6, xmin, count(*) FROM estimate GROUP BY xmin
      UNION ALL SELECT 7, xmin, count(*) FROM reference GROUP BY xmin
      UNION ALL SELECT 8, xmin, count(*) FROM endpoint_definition GROUP BY xmin
      UNION ALL SELECT 9, xmin, count(*) FROM baseline_fact GROUP BY xmin
      UNION ALL SELECT 10, xmin, count(*) FROM discrepancy GROUP BY xmin
      UNION ALL SELECT 11, xmin, count(*) FROM disease_fact GROUP BY xmin
      UNION ALL SELECT 12, xmin, count(*) FROM disease_statement GROUP BY xmin
    ) AS writers`;
  return z.tuple([z.object({ version: z.string() })]).parse(rows)[0].version;
}
