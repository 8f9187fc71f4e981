import { db } from '@/lib/db.server';
import type { Prisma, PrismaClient } from '@/prisma/generated/client';
import { getEvidenceVersion } from '../../evidence-version.server';

type Kept<Content> = { version: number; content: Promise<Content> };

/**
 * Work on the evidence that is done once and kept in the process for as long as the evidence stays what it is. Requests at
 * the same time share the work; a failure is not kept.
 */
export function keptWithEvidence<Content>(
  read: (tx: Prisma.TransactionClient) => Promise<Content>,
): (database?: PrismaClient) => Promise<Content> {
  const kept = new WeakMap<PrismaClient, Kept<Content>>();
  return async (database = db()) => {
    const version = await getEvidenceVersion(database);
    const last = kept.get(database);
    if (last?.version === version) return last.content;
    const content = database.$transaction(read, { isolationLevel: 'RepeatableRead', maxWait: 5000, timeout: 60_000 });
    const entry = { version, content };
    kept.set(database, entry);
    content.catch(() => {
      if (kept.get(database) === entry) kept.delete(database);
    });
    return content;
  };
}
