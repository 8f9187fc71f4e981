import type { AuthOptions } from 'next-auth';
import { getServerSession } from 'next-auth';
import CredentialsProvider from 'next-auth/providers/credentials';
import { cache } from 'react';
import { z } from 'zod';
import { db } from '../db.server';
import { env } from '../env.server';
import { AppError } from '../errors';
import { Credentials } from './credentials';
import { logUnexpected } from './log.server';
import type { GlobalRole, SiteRole, Viewer } from './policy';
import { endSession, findSessionUser, startSession } from './session-store.server';
import { checkCredentials } from './sign-in.server';

/** What the cookie and the library's session hold of ours. */
const SessionId = z.object({ sessionId: z.string().min(1) });
/** The code of a sign-in that failed for no fault of the person. */
const SIGN_IN_UNAVAILABLE = 'Unavailable';

/**
 * The account of what was typed, or null. The library sends the message of an exception to the browser, so none of ours
 * leaves: the log has it, and the browser gets a code that the page has a sentence for.
 */
async function signIn(typed: unknown): Promise<Awaited<ReturnType<typeof checkCredentials>>> {
  const credentials = Credentials.safeParse(typed);
  if (!credentials.success) return null;
  try {
    return await checkCredentials(credentials.data.email, credentials.data.password);
  } catch (error) {
    logUnexpected('sign-in', error);
    throw new Error(SIGN_IN_UNAVAILABLE);
  }
}

/** The sign-in library's settings: the only file that knows it. The session cookie holds the id of a session in the database. */
export function authOptions(): AuthOptions {
  return {
    secret: env().SESSION_SECRET,
    session: { strategy: 'jwt', maxAge: 3600 * env().SESSION_HOURS },
    pages: { signIn: '/sign-in', error: '/sign-in' },
    providers: [
      CredentialsProvider({
        credentials: { email: { type: 'email' }, password: { type: 'password' } } satisfies Record<
          keyof Credentials,
          object
        >,
        authorize: signIn,
      }),
    ],
    callbacks: {
      // `user` is there once, when somebody signs in.
      jwt: async ({ token, user }) => (user === undefined ? token : { sessionId: await startSession(user.id) }),
      // What a script of the page can ask for; the id stays in the cookie that no script reads.
      session: ({ session }) => ({ expires: session.expires }),
    },
    events: { signOut: ({ token }) => endSession(SessionId.safeParse(token).data?.sessionId) },
  };
}

/** The id in the cookie of this request; null for a visitor. */
async function readSessionId(): Promise<string | null> {
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
  const userId = sessionId === null ? null : await findSessionUser(sessionId);
  if (userId === null) return null;
  const user = await db().user.findFirst({
    where: { id: userId, disabledAt: null },
    select: {
      id: true,
      displayName: true,
      memberships: {
        select: { role: true, site: { select: { id: true, code: true, name: true, madeUp: true } } },
        orderBy: { role: 'asc' },
      },
    },
  });
  if (user === null) return null;
  return {
    id: user.id,
    displayName: user.displayName,
    sites: user.memberships.flatMap(({ role, site }) =>
      site === null
        ? []
        : [{ role: role as SiteRole, siteId: site.id, siteCode: site.code, siteName: site.name, madeUp: site.madeUp }],
    ),
    globalRoles: user.memberships.flatMap(({ role, site }) => (site === null ? [role as GlobalRole] : [])),
  };
});

/** The viewer, where `allowed` holds. Throws AppError `sign-in-required` for a visitor and `forbidden` for anyone else. */
export async function requireViewer(allowed: (viewer: Viewer) => boolean): Promise<Viewer> {
  const viewer = await getViewer();
  if (viewer === null) throw new AppError('sign-in-required');
  if (!allowed(viewer)) throw new AppError('forbidden');
  return viewer;
}
