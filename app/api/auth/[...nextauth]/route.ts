import NextAuth from 'next-auth';
import type { NextRequest } from 'next/server';
import { authOptions } from '@/lib/access/session.server';

type Context = { params: Promise<{ nextauth: string[] }> };

/** Sign-in and sign-out. The options are read on use, so that a build needs no secrets. */
async function handler(request: NextRequest, context: Context): Promise<Response> {
  const params = await context.params;
  const response: unknown = await Promise.resolve(NextAuth(request, { params }, authOptions())).catch(unreadable);
  if (response instanceof Response) return response;
  throw new TypeError('the sign-in library gave no response');
}

/** The library reads the body without a guard; one that is no JSON is the sender's fault, everything else is ours. */
function unreadable(error: unknown): Response {
  if (!(error instanceof Error) || error.name !== 'SyntaxError') throw error;
  return new Response(null, { status: 400 });
}

export { handler as GET, handler as POST };
