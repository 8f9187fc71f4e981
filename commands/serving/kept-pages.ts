import type { OutgoingHttpHeaders } from 'node:http';
import type { Answer } from './forward';
import { textBody } from './body';
import { sha256, type Kept } from './kept';
import type { KnownScripts } from './known-scripts';
import { knownScriptsOnly } from './known-scripts-only';
import { keptAddress } from './public-pages';
import { MADE_ALONE } from './within/whole-answer';

/** Has a page made for a reader, who may leave. */
export type Render = (url: string, headers: OutgoingHttpHeaders, left: () => AbortSignal) => Promise<Answer>;
type Sources = Readonly<{
  render: Render;
  /** the address that readers know */
  publicUrl: string;
  store: (key: string, make: () => Promise<Kept | null>) => Promise<Kept | null>;
  /** the only scripts that a kept page may have */
  scripts: KnownScripts;
}>;

/** A shared cache may keep a page for a minute and show it while it fetches the next; a browser asks each time whether it changed. */
const CACHE_CONTROL = 'public, max-age=0, s-maxage=60, stale-while-revalidate=600';
const OWN_HEADERS = [
  'x-middleware-rewrite',
  'content-encoding',
  'content-length',
  'transfer-encoding',
  'connection',
  'keep-alive',
  'date',
  'cache-control',
  'etag',
  'vary',
  'set-cookie',
];

/**
 * The public pages, each rendered once for each version of the evidence and at most once at a
 * time and for all addresses that say the same. The function gives the address under which a page is kept and the page, or null for what is no
 * page to keep (an error, a redirect, an unknown trial, a page with a script that the build does not know). `before` is called where it has to be rendered, and may refuse by throwing.
 */
export function keepPages({ render, publicUrl, store, scripts }: Sources) {
  const { protocol, host } = new URL(publicUrl);
  const headers = {
    accept: 'text/html',
    // It is packed here, once.
    'accept-encoding': 'identity',
    // Next.js makes a page whole for those that cannot read one in parts: without the scripts that put parts into their places
    // later, which no build knows. By the name of one of them alone can that be asked for.
    'user-agent': 'Bingbot',
    'x-forwarded-host': host,
    'x-forwarded-proto': protocol.slice(0, -1),
  };
  return (
    asked: string,
    left: () => AbortSignal,
    before: () => Promise<void> = async () => undefined,
  ): Readonly<{ address: string; page: () => Promise<Kept | null> }> => {
    // Rendered from the kept address itself, so that the page cannot show anything of one way of writing it.
    const address = keptAddress(asked);
    const make = async (): Promise<Kept | null> => {
      await before();
      return keptPage(await render(address, headers, left), scripts);
    };
    return { address, page: () => store(address, make) };
  };
}

function keptPage({ status, headers: said, body: rendered }: Answer, scripts: KnownScripts): Kept | null {
  if (status !== 200 || !(said['content-type'] ?? '').startsWith('text/html')) return null;
  if (said[MADE_ALONE] !== undefined) return null;
  const asRendered = {
    html: rendered.toString(),
    policy: [said['content-security-policy'] ?? "script-src 'self'"].join(),
  };
  const page = knownScriptsOnly(asRendered, scripts);
  if (page === null) return null;
  const body = Buffer.from(page.html);
  const headers = Object.fromEntries(
    Object.entries(said).flatMap(([name, value]) =>
      value === undefined || OWN_HEADERS.includes(name) ? [] : [[name, String(value)]],
    ),
  );
  const etag = `W/"${sha256(body, 'base64url')}"`;
  return {
    body: textBody(body),
    etag,
    headers: {
      ...headers,
      'content-security-policy': page.policy,
      'cache-control': CACHE_CONTROL,
      vary: 'Accept-Encoding, Cookie, RSC, Sec-Fetch-Dest',
      etag,
    },
  };
}
