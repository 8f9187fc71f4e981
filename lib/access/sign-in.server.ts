import { randomBytes } from 'node:crypto';
import type { PrismaClient } from '@/prisma/generated/client';
import { db } from '../db.server';
import { env } from '../env.server';
import type { SignInFields } from './credentials';
import { proveBy } from './password.server';
import { readRecoveryCode, stepOfCode, unseal } from './second-factor.server';

/** Where a sign-in comes from: the address (null: unknown), the browser's random id, and how the browser calls itself. */
export type Origin = Readonly<{ address: string | null; device: string; agent: string }>;

/** `code`: the password was right and the second factor is missing; `wrong-code`: it was not right; `resting`: too many attempts. */
export type SignIn = { sessionId: string } | 'wrong' | 'resting' | 'code' | 'wrong-code';

type Options = { database?: PrismaClient; times?: Readonly<{ idleMinutes: number; hours: number }> };

/**
 * Opens a session for who proves the password and, where there is one, the second factor. The database compares, counts and
 * decides; this only computes the proof. An unknown address costs as much time as a wrong password.
 */
export async function signInWith(
  { email, password, code }: SignInFields,
  { address, device, agent }: Origin,
  { database = db(), times = timesOfProgram() }: Options = {},
): Promise<SignIn> {
  const account = email.trim().toLowerCase();
  const [{ setting = '' } = {}] = await database.$queryRaw<
    { setting?: string }[]
  >`SELECT password_setting(${account}) AS setting`;
  const proof = await proveBy(setting, password);
  const sessionId = randomBytes(32).toString('base64url');
  const [answer] = await database.$queryRaw<{ outcome: string; sealed: string | null }[]>`
    SELECT outcome, sealed FROM sign_in(${account}, ${proof}, ${sessionId}, ${times.idleMinutes}::int, ${times.hours}::int,
      ${address}, ${device}, ${agent})`;
  if (answer?.outcome === 'in') return { sessionId };
  if (answer?.outcome === 'resting') return 'resting';
  if (answer?.outcome !== 'code' || answer.sealed === null) return 'wrong';
  if (code === undefined || code.trim() === '') return 'code';
  const step = stepOfCode(unseal(answer.sealed), code);
  const recovery = step === null ? readRecoveryCode(code) : null;
  const [second] =
    step === null
      ? await database.$queryRaw<
          { opened: boolean }[]
        >`SELECT recover_sign_in(${sessionId}, ${recovery ?? ''}, ${address}, ${device}) AS opened`
      : await database.$queryRaw<
          { opened: boolean }[]
        >`SELECT confirm_sign_in(${sessionId}, ${step}::bigint, ${address}, ${device}) AS opened`;
  return second?.opened === true ? { sessionId } : 'wrong-code';
}

function timesOfProgram(): { idleMinutes: number; hours: number } {
  return { idleMinutes: env().SESSION_IDLE_MINUTES, hours: env().SESSION_HOURS };
}
