import { randomBytes } from 'node:crypto';
import { cookies } from 'next/headers';
import { z } from 'zod';
import { env } from '../env.server';
import { ADDRESS_HEADER } from './credentials';
import type { Origin } from './sign-in.server';

const COOKIE = 'registry-device';
const DAYS = 180;

const Headers = z.looseObject({
  [ADDRESS_HEADER]: z.string().min(1).max(64).optional(),
  'user-agent': z.string().optional(),
});

/** Where a request comes from, by its headers. */
export function originOf(headers: unknown, device: string): Origin {
  const read = Headers.safeParse(headers);
  return {
    device,
    address: read.data?.[ADDRESS_HEADER] ?? null,
    agent: (read.data?.['user-agent'] ?? '').slice(0, 200),
  };
}

/** The random id of this browser, or a new one that nobody has yet. */
export async function readDevice(): Promise<string> {
  const id = (await cookies()).get(COOKIE)?.value;
  return id !== undefined && /^[\w-]{43}$/u.test(id) ? id : randomBytes(32).toString('base64url');
}

/** Leaves the id in the browser, after somebody has signed in there. */
export async function keepDevice(id: string): Promise<void> {
  (await cookies()).set(COOKIE, id, {
    httpOnly: true,
    sameSite: 'lax',
    secure: env().PUBLIC_URL.startsWith('https:'),
    path: '/api/auth',
    maxAge: DAYS * 24 * 3600,
  });
}
