import { STATUS_CODES } from 'node:http';
import NextAuth from 'next-auth';
import type { NextRequest } from 'next/server';
import { authOptions } from '@/lib/access/session.server';
import { refuseSignInRequest, type SignInRefusal } from '@/lib/access/sign-in-request';
import { chooseLanguage } from '@/lib/api/negotiation';
import { answerProblem } from '@/lib/api/refusal';
import { messageLookup } from '@/lib/i18n/message-lookup';

type Context = { params: Promise<{ nextauth: string[] }> };

/** Sign-in and sign-out. The options are read on use, so that a build needs no secrets. */
async function handler(request: NextRequest, context: Context): Promise<Response> {
  const params = await context.params;
  const refusal = await refuseSignInRequest(request, params.nextauth);
  if (refusal !== null) return answer(refusal, request);
  const response: unknown = await NextAuth(request, { params }, authOptions());
  if (response instanceof Response) return response;
  throw new TypeError('the sign-in library gave no response');
}

/** Problem details (RFC 9457) in the reader's language. */
async function answer({ status, code }: SignInRefusal, request: Request): Promise<Response> {
  const locale = chooseLanguage(request.headers.get('Accept-Language'));
  const detail = (await messageLookup(locale))(`errors.request.${code}`);
  const problem = { type: 'about:blank', title: STATUS_CODES[status] ?? '', status, code, detail } as const;
  return answerProblem(problem, locale, status === 405 ? { Allow: 'POST' } : {});
}

export { handler as GET, handler as POST };
