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
  headers.set(ASKED, addressAsked(request));
  const response = routeByLanguage(new NextRequest(request, { headers }));
  response.headers.set('Content-Security-Policy', policy);
  return response;
}

/** The path and query that a reader sees; Next.js adds a parameter of its own where a link was followed within the page. */
function addressAsked({ nextUrl: { pathname, searchParams } }: NextRequest): string {
  const query = new URLSearchParams(searchParams);
  query.delete('_rsc');
  return query.size === 0 ? pathname : `${pathname}?${query.toString()}`;
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
