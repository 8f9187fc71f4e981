import { STATUS_CODES } from 'node:http';
import NextAuth from 'next-auth';
import { NextRequest } from 'next/server';
import { authOptions } from '@/lib/access/session/session.server';
import { refuseSignInRequest, type SignInRefusal } from '@/lib/access/sign-in-request';
import { chooseLanguage } from '@/lib/api/negotiation';
import { answerProblem } from '@/lib/api/refusal';
import { messageLookup } from '@/lib/i18n/message-lookup';

/** What the sign-in library puts into the address that it answers with. */
const RESTING = 'error=Resting';
/** Five attempts in fifteen minutes at one account from one address: the next token comes after three. */
const NEXT_ATTEMPT_SECONDS = 180;

type Context = { params: Promise<{ nextauth: string[] }> };

/** Sign-in and sign-out. The options are read on use, so that a build needs no secrets. */
async function handler(request: NextRequest, context: Context): Promise<Response> {
  const params = await context.params;
  const refusal = await refuseSignInRequest(request, params.nextauth);
  if (refusal !== null) return answer(refusal, request);
  // The library knows nothing of HEAD; what it answers to GET is sent on without its body.
  const asked = request.method === 'HEAD' ? new NextRequest(request, { method: 'GET' }) : request;
  const response: unknown = await NextAuth(asked, { params }, authOptions());
  if (response instanceof Response) return orResting(response);
  throw new TypeError('the sign-in library gave no response');
}

/** Too many attempts are said as such to programs too; the page reads the code in the address, as before. */
async function orResting(response: Response): Promise<Response> {
  if (response.status !== 401 || !(await response.clone().text()).includes(RESTING)) return response;
  const headers = new Headers(response.headers);
  headers.set('Retry-After', String(NEXT_ATTEMPT_SECONDS));
  return new Response(response.body, { status: 429, headers });
}

/** Problem details (RFC 9457) in the reader's language. */
async function answer({ status, code, allow }: SignInRefusal, request: Request): Promise<Response> {
  const locale = chooseLanguage(request.headers.get('Accept-Language'));
  const detail = (await messageLookup(locale))(`errors.request.${code}`, { methods: allow ?? '' });
  const problem = { type: 'about:blank', title: STATUS_CODES[status] ?? '', status, code, detail } as const;
  return answerProblem(problem, locale, allow === undefined ? {} : { Allow: allow });
}

export { handler as GET, handler as POST };
