import { encoded, sha256, type Kept, type KeptStore } from './kept';
import { keptAddress, RENDER_HEADER, RENDER_SECRET } from './public-pages';

type Sources = Readonly<{
  /** the server's own address, without a path */
  inner: string;
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
];

/**
 * The public pages of the server at `inner`, each rendered once for each version of the evidence and at most once at a
 * time and for all addresses that say the same. The function gives the page at a path and query, or null for what is no
 * page (an error, a redirect, an unknown trial). `before` is called where it has to be rendered, and may refuse by throwing.
 */
export function keepPages({ inner, publicUrl, store }: Sources) {
  return async (asked: string, before: () => Promise<void> = async () => undefined): Promise<Kept | null> => {
    // Rendered from the kept address itself, so that the page cannot show anything of one way of writing it.
    const address = keptAddress(asked);
    return store(address, async () => {
      await before();
      return render(`${inner}${address}`, new URL(publicUrl)).catch(() => null);
    });
  };
}

async function render(url: string, { protocol, host }: URL): Promise<Kept | null> {
  const response = await fetch(url, {
    headers: {
      accept: 'text/html',
      [RENDER_HEADER]: RENDER_SECRET,
      'x-forwarded-host': host,
      'x-forwarded-proto': protocol.slice(0, -1),
    },
    redirect: 'manual',
  });
  const html = await response.text();
  if (response.status !== 200 || !(response.headers.get('content-type') ?? '').startsWith('text/html')) return null;
  const identity = Buffer.from(html);
  const headers = Object.fromEntries([...response.headers].filter(([name]) => !OWN_HEADERS.includes(name)));
  const etag = `W/"${sha256(identity, 'base64url')}"`;
  return {
    bodies: await encoded(identity),
    etag,
    headers: {
      ...headers,
      'content-security-policy': keptPolicy(headers['content-security-policy'], html),
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
