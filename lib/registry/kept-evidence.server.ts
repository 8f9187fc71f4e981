import { db, isProgramDatabase } from '@/lib/db.server';
import { fromReplica, replicaAlone } from '@/lib/replica.server';
import type { Prisma, PrismaClient } from '@/prisma/generated/client';
import { getEvidenceVersion } from './evidence-version.server';

type Kept<Content> = { version: number; content: Promise<Content> };

/**
 * Work on the evidence that is done once and kept in the process for as long as the evidence stays what it is. Requests at
 * the same time share the work; a failure is not kept. What is kept is everybody's, so it is frozen.
 */
export function keptWithEvidence<Content>(
  read: (tx: Prisma.TransactionClient) => Promise<Content>,
): (database?: PrismaClient) => Promise<Content> {
  const kept = new WeakMap<PrismaClient, Kept<Content>>();
  const readFrom = (database: PrismaClient): Promise<Content> =>
    database.$transaction(read, { isolationLevel: 'RepeatableRead', maxWait: 15_000, timeout: 60_000 });
  return async (database = db()) => {
    const { version, alone } = await versionNow(database);
    const last = kept.get(database);
    if (last?.version === version) return last.content;
    // A replica that is read has what was there when the version was asked.
    const content = (
      alone === null && isProgramDatabase(database) ? fromReplica(readFrom) : readFrom(alone ?? database)
    ).then(frozen);
    const entry = { version, content };
    kept.set(database, entry);
    content.catch(() => {
      if (kept.get(database) === entry) kept.delete(database);
    });
    return content;
  };
}

/** `alone`: the replica, where the primary does not say. */
type State = Readonly<{ version: number; alone: PrismaClient | null }>;

const asking = new WeakMap<PrismaClient, Promise<State>>();

/** The version, asked once for all who want it before the question is sent: nobody gets an answer to an earlier one. */
function versionNow(database: PrismaClient): Promise<State> {
  const known = asking.get(database);
  if (known !== undefined) return known;
  const answer = Promise.resolve().then(() => {
    asking.delete(database);
    return askVersion(database);
  });
  asking.set(database, answer);
  return answer;
}

/** While the primary is away, readers get what its replica has of the evidence. */
async function askVersion(database: PrismaClient): Promise<State> {
  try {
    return { version: await getEvidenceVersion(database), alone: null };
  } catch (error) {
    const alone = isProgramDatabase(database) ? replicaAlone() : null;
    if (alone === null) throw error;
    return { version: await getEvidenceVersion(alone), alone };
  }
}

/** Plain records and lists, to their ends. A map or an index of one's own is left as it is. */
function frozen<Content>(content: Content): Content {
  const isPlain =
    typeof content === 'object' &&
    content !== null &&
    (Array.isArray(content) || Object.getPrototypeOf(content) === Object.prototype);
  if (!isPlain || Object.isFrozen(content)) return content;
  Object.freeze(content);
  for (const part of Object.values(content)) frozen(part);
  return content;
}
