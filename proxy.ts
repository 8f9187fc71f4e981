import createMiddleware from 'next-intl/middleware';
import { NextRequest, type NextResponse } from 'next/server';
import { routing } from './lib/i18n/routing';
import { ASKED, preparePage } from './lib/page-policy';

const routeByLanguage = createMiddleware(routing);

/** Chooses the language from the address and gives the page its content security policy with a nonce of its own. */
export default function proxy(request: NextRequest): NextResponse {
  const { policy, headers: own } = preparePage(request.nextUrl.pathname, {
    overTls: process.env['PUBLIC_URL']?.startsWith('https:') === true,
    development: process.env.NODE_ENV === 'development',
  });
  const headers = new Headers(request.headers);
  for (const [name, value] of Object.entries(own)) headers.set(name, value);
  headers.set(ASKED, `${request.nextUrl.pathname}${request.nextUrl.search}`);
  const response = routeByLanguage(new NextRequest(request, { headers }));
  response.headers.set('Content-Security-Policy', policy);
  return response;
}

export const config = {
  // A page that is kept is prepared by who makes it (commands/serving/within/prepared-page.ts); the name is that of `PREPARED`.
  matcher: [
    {
      source: '/((?!api/|_next/|.*\\.[a-z0-9]+$).*)',
      missing: [{ type: 'header', key: 'x-registry-prepared' }],
    },
  ],
};
