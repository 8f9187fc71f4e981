import type { PrismaClient } from '@/prisma/generated/client';
import { db } from '../../db.server';

/** How much may be asked for: so many times at once, and as many within so many seconds. */
export type Allowance = Readonly<{ most: number; seconds: number }>;

/** `wait`: seconds until it may be asked again, 0 where it may now; `fullIn`: until the whole allowance is there. */
export type Taken = Readonly<{ allowed: boolean; left: number; wait: number; fullIn: number }>;

type Asker = Readonly<{ sessionId: string | null; address: string | null }>;
type Row = { taken: boolean; left_over: number; wait: number; full_in: number };

/**
 * Takes one token of a kind out of the asker's bucket: of the account where a session is open, else of the address. The
 * buckets are the database's, so that all processes share them.
 */
export async function takeToken(
  kind: string,
  { sessionId, address }: Asker,
  { most, seconds }: Allowance,
  database: PrismaClient = db(),
): Promise<Taken> {
  const [row] = await database.$queryRaw<Row[]>`
    SELECT taken, left_over, wait, full_in FROM may_ask(${kind}, ${sessionId}, ${address}, ${most}::int, ${seconds}::int)`;
  if (row === undefined) throw new TypeError('the database counted nothing');
  return { allowed: row.taken, left: row.left_over, wait: row.wait, fullIn: row.full_in };
}
