import { decode } from 'next-auth/jwt';
import { z } from 'zod';
import { env } from '../../env.server';

const COOKIE = /(?:^|;\s*)(?:__Secure-)?next-auth\.session-token=([^;]+)/u;
const Token = z.object({ sessionId: z.string().min(1) });

/** The session that a request's cookies name, open or not; null where they name none that the program has sealed. */
export async function sessionIdOf(cookies: string | undefined): Promise<string | null> {
  const token = COOKIE.exec(cookies ?? '')?.[1];
  if (token === undefined) return null;
  const read = await decode({ token, secret: env().SESSION_SECRET }).catch(() => null);
  return Token.safeParse(read).data?.sessionId ?? null;
}
