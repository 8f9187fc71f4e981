import { mayBeFramed } from './framed-pages';

/** Says of a request within the program that it carries already what `proxy.ts` would give it. */
export const PREPARED = 'x-registry-prepared';
/** Tells a page the path and the query that the reader asked for. */
export const ASKED = 'x-registry-asked';

/** What a page is asked with, so that it knows its policy and the nonce of its scripts. */
type Prepared = Readonly<{ policy: string; headers: Readonly<Record<string, string>> }>;

/** Whether readers reach the program over TLS, and whether it is the one that is being developed. */
type Program = Readonly<{ overTls: boolean; development: boolean }>;

/** The content security policy of a page, with a nonce of its own, and the headers that tell it to the page. */
export function preparePage(pathname: string, program: Program): Prepared {
  const nonce = btoa(String.fromCharCode(...crypto.getRandomValues(new Uint8Array(18))));
  const framed = mayBeFramed(pathname);
  const policy = contentSecurityPolicy(nonce, framed, program);
  return {
    policy,
    headers: { 'x-nonce': nonce, 'x-framed': framed ? '1' : '0', 'content-security-policy': policy },
  };
}

/** Scripts only with the nonce, never eval in a build; inline style attributes are what charts and components position with. */
function contentSecurityPolicy(nonce: string, framed: boolean, { overTls, development }: Program): string {
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
