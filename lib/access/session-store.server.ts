import { randomBytes } from 'node:crypto';
import type { PrismaClient } from '@/prisma/generated/client';
import { db } from '../db.server';
import { env } from '../env.server';

/** How long a session lasts without a request, and at most. */
type SessionTimes = Readonly<{ idleMinutes: number; hours: number }>;
type Options = { database?: PrismaClient; times?: SessionTimes };

function timesOfProgram(): SessionTimes {
  return { idleMinutes: env().SESSION_IDLE_MINUTES, hours: env().SESSION_HOURS };
}

/**
 * Starts a session of this person and returns its id, 256 random bits that only the cookie keeps: the database holds a hash.
 * A disabled account gets an id that belongs to nobody.
 */
export async function startSession(
  userId: string,
  { database = db(), times = timesOfProgram() }: Options = {},
): Promise<string> {
  const id = randomBytes(32).toString('base64url');
  await database.$executeRaw`SELECT start_session(${id}, ${userId}::uuid, make_interval(hours => ${times.hours}::int))`;
  return id;
}

/** Whose session this is; null where it was ended, has rested or lasted too long, or never was. Counts as a sign of life. */
export async function findSessionUser(
  id: string,
  { database = db(), times = timesOfProgram() }: Options = {},
): Promise<string | null> {
  const rows = await database.$queryRaw<{ user_id: string | null }[]>`
    SELECT session_user_id(${id}, make_interval(mins => ${times.idleMinutes}::int), make_interval(hours => ${times.hours}::int)) AS user_id`;
  return rows[0]?.user_id ?? null;
}

/** Ends this session; a copy of its cookie is worth nothing from now on. */
export async function endSession(id: string | undefined, { database = db() }: Options = {}): Promise<void> {
  if (id !== undefined) await database.$executeRaw`SELECT end_session(${id})`;
}
