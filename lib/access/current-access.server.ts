import type { PrismaClient } from '@/prisma/generated/client';
import { db } from '../db.server';
import { accessMark } from './mark.server';
import { findViewer } from './session/store.server';

type Known = Readonly<{ mark: string; version: string; until: number }>;

const MOST_KNOWN = 10_000;

/**
 * Answers the question that every open page repeats: what its session may see now, as a mark. A mark is remembered as long as
 * nothing has changed anybody's access (the database counts that, whichever process did it) and time alone changes nothing;
 * the count is read once at a time, for all pages that asked before the reading began: an answer is never older than its
 * question. No sign of life of the session.
 */
export function createAccessMemory(options: { database?: PrismaClient } = {}): (sessionId: string) => Promise<string> {
  const known = new Map<string, Known>();
  let reading: Promise<string> | null = null;
  let next: Promise<string> | null = null;

  const readVersion = (database: PrismaClient): Promise<string> => {
    if (reading === null) {
      reading = database.$queryRaw<{ version: bigint }[]>`SELECT current_access_version() AS version`
        .then(([row]) => String(row?.version))
        .finally(() => (reading = null));
      return reading;
    }
    next ??= reading
      .catch(() => undefined)
      .then(() => {
        next = null;
        return readVersion(database);
      });
    return next;
  };

  return async (sessionId) => {
    const database = options.database ?? db();
    // Read before the answer is looked up: what changes meanwhile raises it, and the answer counts for the older one.
    const version = await readVersion(database);
    const before = known.get(sessionId);
    if (before?.version === version && Date.now() < before.until) return before.mark;
    const asking = Date.now();
    const [row] = await database.$queryRaw<
      { seconds: number | null }[]
    >`SELECT access_ends_in(${sessionId}) AS seconds`;
    const viewer = await findViewer(sessionId, { database, alive: false });
    const mark = accessMark(viewer);
    if (known.size >= MOST_KNOWN) known.clear();
    if (viewer === null) known.delete(sessionId);
    else known.set(sessionId, { mark, version, until: asking + 1000 * (row?.seconds ?? 0) });
    return mark;
  };
}

const remembered = createAccessMemory();

/** What the session may see now, as a mark; of a visitor, `-`. */
export async function currentAccess(sessionId: string | null): Promise<string> {
  return sessionId === null ? accessMark(null) : remembered(sessionId);
}
