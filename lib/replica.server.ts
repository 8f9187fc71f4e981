import { setTimeout as wait } from 'node:timers/promises';
import { z } from 'zod';
import { PrismaClient } from '@/prisma/generated/client';
import { logUnexpected } from './access/log.server';
import { adapterFor } from './database-pool.server';
import { db } from './db.server';
import { env } from './env.server';
import { AppError } from './errors';
import { countReadAlone } from './reads-alone';

/** Runs work that only reads on a replica that has all that was saved before, else on the primary. */
export type Reader = <Result>(work: (database: PrismaClient) => Promise<Result>) => Promise<Result>;

const kept = globalThis as typeof globalThis & {
  registryReader?: Reader;
  registryReplica?: PrismaClient;
};

/**
 * Where `READ_DATABASE_URL` names a replica, what takes long is read there: nobody sees less than had been saved when it was
 * asked for, by whomever and through whichever process. Without it, everything is read from the one database.
 */
export function fromReplica<Result>(work: (database: PrismaClient) => Promise<Result>): Promise<Result> {
  const replica = replicaOfProgram();
  if (replica === null) return work(db());
  kept.registryReader ??= readerOf({ primary: db(), replica });
  return kept.registryReader(work);
}

function replicaOfProgram(): PrismaClient | null {
  const { READ_DATABASE_URL: url } = env();
  if (url === undefined) return null;
  return (kept.registryReplica ??= new PrismaClient({ adapter: adapterFor(url) }));
}

/** The replica, for published evidence and only where the primary does not answer; null where there is none. */
export function replicaAlone(): PrismaClient | null {
  const replica = replicaOfProgram();
  if (replica !== null) countReadAlone();
  return replica;
}

/** It is of another primary, follows nobody, or has not caught up in time. */
class ReplicaBehind extends Error {
  override name = 'ReplicaBehind';
}

/** A replica that has not caught up within this time is left alone for a while, as is one that fails. */
const CATCH_UP_MS = 200;
const ASK_EVERY_MS = 5;
const LEFT_ALONE_MS = 5000;

const Primary = z.array(z.object({ system: z.string(), saved: z.string() })).length(1);
const Replica = z.array(z.object({ system: z.string(), reached: z.boolean().nullable() })).length(1);

/** The reader of a primary and its streaming replica. Work that fails on the replica, but for a refusal, is done on the primary. */
export function readerOf({ primary, replica }: Readonly<Record<'primary' | 'replica', PrismaClient>>): Reader {
  let [leftAloneUntil, isTold] = [0, false];
  const leaveAlone = (error: unknown): void => {
    leftAloneUntil = Date.now() + LEFT_ALONE_MS;
    if (!isTold) logUnexpected('the replica', error);
    isTold = true;
  };
  return async (work) => {
    if (Date.now() < leftAloneUntil) return work(primary);
    try {
      if (await hasCaughtUp(primary, replica)) {
        const result = await work(replica);
        isTold = false;
        return result;
      }
      leaveAlone(new ReplicaBehind());
    } catch (error) {
      if (error instanceof AppError) throw error;
      leaveAlone(error);
    }
    return work(primary);
  };
}

/** Whether the replica is one of this primary and has replayed everything that the primary had on its disk just now. */
async function hasCaughtUp(primary: PrismaClient, replica: PrismaClient): Promise<boolean> {
  const [now] = Primary.parse(
    await primary.$queryRaw`
      SELECT system_identifier::text || current_database() AS system, pg_current_wal_flush_lsn()::text AS saved
      FROM pg_control_system()`,
  );
  for (const end = Date.now() + CATCH_UP_MS; now !== undefined && Date.now() < end; await wait(ASK_EVERY_MS)) {
    const [there] = Replica.parse(
      await replica.$queryRaw`
        SELECT system_identifier::text || current_database() AS system,
               pg_is_in_recovery() AND pg_last_wal_replay_lsn() >= ${now.saved}::pg_lsn AS reached
        FROM pg_control_system()`,
    );
    if (there?.system !== now.system || there.reached === null) return false;
    if (there.reached) return true;
  }
  return false;
}
