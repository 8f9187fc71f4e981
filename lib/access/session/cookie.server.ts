import { decode } from 'next-auth/jwt';
import { z } from 'zod';
import { env } from '../../env.server';

const COOKIE = /(?:^|;\s*)(?:__Secure-)?next-auth\.session-token=([^;]+)/u;
/** The cookie, or the first part of one that was too long for one. */
const ANY_COOKIE = /(?:^|;\s*)(?:__Secure-)?next-auth\.session-token(?:\.0)?=/u;
const Token = z.object({ sessionId: z.string().min(1) });

/** Whether a request's cookies name a session at all; most readers have none. */
export function namesSession(cookies: string | null): boolean {
  return ANY_COOKIE.test(cookies ?? '');
}

/** The session that a request's cookies name, open or not; null where they name none that the program has sealed. */
export async function sessionIdOf(cookies: string | undefined): Promise<string | null> {
  const token = COOKIE.exec(cookies ?? '')?.[1];
  if (token === undefined) return null;
  const read = await decode({ token, secret: env().SESSION_SECRET }).catch(() => null);
  return Token.safeParse(read).data?.sessionId ?? null;
}
