import type { OutgoingHttpHeaders } from 'node:http';
import type { Answer } from './forward';
import { textBody } from './body';
import { sha256, type Kept, type KeptStore } from './kept';
import { keptAddress } from './public-pages';

/** Has a page made for a reader, who may leave. */
export type Render = (url: string, headers: OutgoingHttpHeaders, left: () => AbortSignal) => Promise<Answer>;
type Sources = Readonly<{
  render: Render;
  /** the address that readers know */
  publicUrl: string;
  store: KeptStore;
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
 * time and for all addresses that say the same. The function gives the page at a path and query, or null for what is no
 * page (an error, a redirect, an unknown trial). `before` is called where it has to be rendered, and may refuse by throwing.
 */
export function keepPages({ render, publicUrl, store }: Sources) {
  const { protocol, host } = new URL(publicUrl);
  const headers = {
    accept: 'text/html',
    // It is packed here, once.
    'accept-encoding': 'identity',
    'x-forwarded-host': host,
    'x-forwarded-proto': protocol.slice(0, -1),
  };
  return async (
    asked: string,
    left: () => AbortSignal,
    before: () => Promise<void> = async () => undefined,
  ): Promise<Kept | null> => {
    // Rendered from the kept address itself, so that the page cannot show anything of one way of writing it.
    const address = keptAddress(asked);
    return store(address, async () => {
      await before();
      return keptPage(await render(address, headers, left));
    });
  };
}

function keptPage({ status, headers: said, body }: Answer): Kept | null {
  if (status !== 200 || !(said['content-type'] ?? '').startsWith('text/html')) return null;
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
      'content-security-policy': keptPolicy(headers['content-security-policy'], body.toString()),
      'cache-control': CACHE_CONTROL,
      vary: 'Accept-Encoding, Cookie, RSC, Sec-Fetch-Dest',
      etag,
    },
  };
}

/**
 * The policy of a kept page, which cannot have a nonce of each reader's own: the hashes of the scripts that the build has put
 * into the page itself, known by the nonce of this one rendering. A script that came in with a text has none, and is named as
 * little here as it would have run there.
 */
function keptPolicy(policy = "script-src 'self'", html = ''): string {
  const nonce = /'nonce-([^']+)' 'strict-dynamic'/u.exec(policy);
  if (nonce === null) return policy;
  const scripts = [...html.matchAll(/<script\b([^>]*)>([\s\S]*?)<\/script>/gu)].filter(
    ([, attributes = '']) => attributes.includes(` nonce="${nonce[1]}"`) && !/\ssrc=/u.test(attributes),
  );
  const hashes = new Set(scripts.map(([, , text = '']) => `'sha256-${sha256(text, 'base64')}'`));
  return policy.replace(nonce[0], [...hashes].join(' '));
}
