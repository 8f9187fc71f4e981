import createMiddleware from 'next-intl/middleware';
import { NextRequest, type NextResponse } from 'next/server';
import { mayBeFramed } from './lib/framed-pages';
import { routing } from './lib/i18n/routing';

const routeByLanguage = createMiddleware(routing);

/** Chooses the language from the address and gives the page its content security policy with a nonce of its own. */
export default function proxy(request: NextRequest): NextResponse {
  const nonce = btoa(String.fromCharCode(...crypto.getRandomValues(new Uint8Array(18))));
  const framed = mayBeFramed(request.nextUrl.pathname);
  const policy = contentSecurityPolicy(nonce, framed, process.env['PUBLIC_URL']?.startsWith('https:') === true);
  const headers = new Headers(request.headers);
  headers.set('x-nonce', nonce);
  headers.set('x-framed', framed ? '1' : '0');
  headers.set('Content-Security-Policy', policy);
  const response = routeByLanguage(new NextRequest(request, { headers }));
  response.headers.set('Content-Security-Policy', policy);
  return response;
}

/** Scripts only with the nonce, never eval in a build; inline style attributes are what charts and components position with. */
function contentSecurityPolicy(nonce: string, framed: boolean, overTls: boolean): string {
  const development = process.env.NODE_ENV === 'development';
  return [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${development ? " 'unsafe-eval'" : ''}`,
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self'",
    "connect-src 'self'",
    // A workbook of one's own data is packed by a worker that the library writes itself.
    "worker-src 'self' blob:",
    "object-src 'none'",
    "base-uri 'self'",
    "form-action 'self'",
    framed ? 'frame-ancestors *' : "frame-ancestors 'none'",
    ...(overTls ? ['upgrade-insecure-requests'] : []),
  ].join('; ');
}

export const config = { matcher: ['/((?!api/|_next/|.*\\.[a-z0-9]+$).*)'] };
