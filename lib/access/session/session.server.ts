import type { AuthOptions } from 'next-auth';
import { getServerSession } from 'next-auth';
import CredentialsProvider from 'next-auth/providers/credentials';
import { headers } from 'next/headers';
import { cache } from 'react';
import { z } from 'zod';
import { env } from '../../env.server';
import { AppError } from '../../errors';
import { SignInFields } from '../credentials';
import { currentAccess } from '../current-access.server';
import { logUnexpected } from '../log.server';
import { keepDevice, originOf, readDevice } from '../origin.server';
import type { Viewer } from '../policy';
import { namesSession } from './cookie.server';
import { endSession, findViewer } from './store.server';
import { signInWith, type SignIn } from '../sign-in.server';

/** What the cookie and the library's session hold of ours. */
const SessionId = z.object({ sessionId: z.string().min(1) });
/** What the browser is told of a sign-in that did not open a session and was no wrong password; the page has a sentence for each. */
const FAILURES = {
  resting: 'Resting',
  code: 'SecondFactor',
  'wrong-code': 'WrongCode',
  unavailable: 'Unavailable',
} as const;

/**
 * The session that what was typed opens, or null. The library sends the message of an exception to the browser, so none of
 * ours leaves: the log has it, and the browser gets a code.
 */
async function signIn(typed: unknown, headers: unknown): Promise<{ id: string } | null> {
  const credentials = SignInFields.safeParse(typed);
  if (!credentials.success) return null;
  const outcome = await openSession(credentials.data, headers).catch((error: unknown) => {
    logUnexpected('sign-in', error);
    return 'unavailable' as const;
  });
  if (outcome === 'wrong') return null;
  if (typeof outcome === 'string') throw new Error(FAILURES[outcome]);
  return { id: outcome.sessionId };
}

async function openSession(credentials: SignInFields, headers: unknown): Promise<SignIn> {
  const device = await readDevice();
  const outcome = await signInWith(credentials, originOf(headers, device));
  if (typeof outcome !== 'string') await keepDevice(device);
  return outcome;
}

/** The sign-in library's settings: the only file that knows it. The session cookie holds the id of a session in the database. */
export function authOptions(): AuthOptions {
  return {
    secret: env().SESSION_SECRET,
    session: { strategy: 'jwt', maxAge: 3600 * env().SESSION_HOURS },
    pages: { signIn: '/sign-in', error: '/sign-in' },
    providers: [
      CredentialsProvider({
        credentials: {
          email: { type: 'email' },
          password: { type: 'password' },
          code: { type: 'text' },
        } satisfies Record<keyof SignInFields, object>,
        authorize: (typed, request) => signIn(typed, request.headers),
      }),
    ],
    callbacks: {
      // `user` is there once, when somebody signs in.
      jwt: ({ token, user }) => (user === undefined ? token : { sessionId: user.id }),
      // What a script of the page can ask for; the id stays in the cookie that no script reads.
      session: ({ session }) => ({ expires: session.expires }),
    },
    events: { signOut: ({ token }) => endSession(SessionId.safeParse(token).data?.sessionId) },
  };
}

/** The id in the cookie of this request; null for a visitor. */
async function readSessionId(): Promise<string | null> {
  if (!namesSession((await headers()).get('cookie'))) return null;
  const options = authOptions();
  const session = await getServerSession({
    ...options,
    callbacks: { ...options.callbacks, session: ({ session: own, token }) => ({ ...own, ...token }) },
  });
  return SessionId.safeParse(session).data?.sessionId ?? null;
}

/**
 * The signed-in person with the roles that the database holds now, or null for a visitor; a disabled account and a
 * session that was ended elsewhere are visitors. Asked in every page and action; once per request.
 */
export const getViewer = cache(async (): Promise<Viewer | null> => {
  const sessionId = await readSessionId();
  return sessionId === null ? null : findViewer(sessionId);
});

/** What the reader of an open page may see now, as a mark, asked for by the page and not by its reader: no sign of life. */
export async function readAccess(): Promise<string> {
  return currentAccess(await readSessionId());
}

/** The viewer, where `allowed` holds. Throws AppError `sign-in-required` for a visitor and `forbidden` for anyone else. */
export async function requireViewer(allowed: (viewer: Viewer) => boolean): Promise<Viewer> {
  const viewer = await getViewer();
  if (viewer === null) throw new AppError('sign-in-required');
  if (!allowed(viewer)) throw new AppError('forbidden');
  return viewer;
}
