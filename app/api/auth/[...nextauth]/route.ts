import NextAuth from 'next-auth';
import type { NextRequest } from 'next/server';
import { authOptions } from '@/lib/access/session.server';

type Context = { params: Promise<{ nextauth: string[] }> };

/** Sign-in and sign-out. The options are read on use, so that a build needs no secrets. */
async function handler(request: NextRequest, context: Context): Promise<Response> {
  const response: unknown = await NextAuth(request, { params: await context.params }, authOptions());
  if (response instanceof Response) return response;
  throw new TypeError('the sign-in library gave no response');
}

export { handler as GET, handler as POST };
