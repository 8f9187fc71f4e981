import { PrismaClient, type Prisma } from '@/prisma/generated/client';
import { adapterFor } from './database-pool.server';
import { env } from './env.server';
import type { Viewer } from './access/policy';

export type Transaction = Prisma.TransactionClient;

const kept = globalThis as typeof globalThis & { registryDatabase?: PrismaClient };

/** The database as the program's own role. Rows of patients are invisible here; see `asViewer`. */
export function db(): PrismaClient {
  kept.registryDatabase ??= new PrismaClient({
    adapter: adapterFor(env().APP_DATABASE_URL, env().DATABASE_CONNECTIONS),
  });
  return kept.registryDatabase;
}

/** Whether this is the program's own client, and not one that a test or a command has made. */
export function isProgramDatabase(database: PrismaClient): boolean {
  return database === kept.registryDatabase;
}

/**
 * Runs `work` in one transaction as this viewer: row-level security shows the rows of the viewer's sites only, and the
 * audit names the viewer, whom the database finds by the session. The setting ends with the transaction, so a pooled
 * connection carries nothing over.
 * Where two transactions wait for each other the database ends one, whose work is done again: it may not change anything else.
 * `snapshot`: every question of the work sees the same state. `aggregate` also opens the sites where the viewer is a researcher, for work that gives out curves and never rows.
 */
export async function asViewer<Result>(
  viewer: Pick<Viewer, 'token'>,
  work: (tx: Transaction) => Promise<Result>,
  {
    purpose = 'records',
    database = db(),
    timeout = 20_000,
    snapshot = false,
  }: { purpose?: 'records' | 'aggregate'; database?: PrismaClient; timeout?: number; snapshot?: boolean } = {},
): Promise<Result> {
  const once = (): Promise<Result> =>
    database.$transaction(
      async (tx) => {
        await tx.$queryRaw`SELECT set_config('registry.viewer', ${viewer.token()}, true), set_config('registry.purpose', ${purpose}, true)`;
        return work(tx);
      },
      // Under load a record is worth waiting for: it is saved whole or refused, never left half entered by an early end.
      { maxWait: 10_000, timeout, ...(snapshot ? { isolationLevel: 'RepeatableRead' } : {}) },
    );
  for (let tried = 1; ; tried += 1) {
    try {
      return await once();
    } catch (error) {
      if (tried === MOST_TRIES || !isDeadlock(error)) throw error;
    }
  }
}

const MOST_TRIES = 3;

/** Two transactions waited for each other, and the database has undone this one as a whole: it can be made again. */
function isDeadlock(error: unknown): boolean {
  const { code, meta, cause } = (error ?? {}) as { code?: unknown; meta?: unknown; cause?: unknown };
  return code === 'P2034' || /"originalCode":"40P01"/u.test(JSON.stringify([meta, cause]));
}
