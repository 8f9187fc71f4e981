import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { keptAddress, RENDER_HEADER } from './public-pages';

export type Encoding = 'br' | 'gzip' | 'identity';
/** A page as every visitor gets it, in the encodings that browsers ask for. */
export type KeptPage = Readonly<{
  bodies: Readonly<Record<Encoding, Buffer>>;
  etag: string;
  headers: Readonly<Record<string, string>>;
}>;

type Entry = { version: number; until: number; bytes: number; page: Promise<KeptPage | null> };
type Sources = Readonly<{
  /** the server's own address, without a path */
  inner: string;
  /** the address that readers know */
  publicUrl: string;
  /** rises when the evidence changes */
  evidenceVersion: () => Promise<number>;
  mostBytes?: number;
}>;

/** A change of the evidence is seen within this time. */
const ASK_AGAIN_MS = 1000;
/** A page is made anew after this time in any case. */
const KEEP_MS = 60 * 60 * 1000;
/** The addresses are the readers' to choose, so what is kept is bounded. */
const MOST_BYTES = 64 * 1024 * 1024;
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
 * page (an error, a redirect, an unknown trial).
 */
export function keepPages({
  inner,
  publicUrl,
  evidenceVersion,
  mostBytes = MOST_BYTES,
}: Sources): (address: string) => Promise<KeptPage | null> {
  const pages = new Map<string, Entry>();
  let [bytes, askedAt, version] = [0, 0, Promise.resolve(0)];

  const currentVersion = (): Promise<number> => {
    if (Date.now() - askedAt > ASK_AGAIN_MS) [askedAt, version] = [Date.now(), evidenceVersion()];
    return version;
  };
  const forget = (address: string): void => {
    bytes -= pages.get(address)?.bytes ?? 0;
    pages.delete(address);
  };
  /** The page that was wanted least recently goes first. */
  const weigh = (entry: Entry, { bodies }: KeptPage): void => {
    entry.bytes = Object.values(bodies).reduce((sum, { length }) => sum + length, 0);
    bytes += entry.bytes;
    for (const address of pages.keys()) if (bytes > mostBytes) forget(address);
  };

  return async (asked) => {
    // Rendered from the kept address itself, so that the page cannot show anything of one way of writing it.
    const address = keptAddress(asked);
    const now = await currentVersion();
    const found = pages.get(address);
    if (found !== undefined && found.version === now && found.until > Date.now()) {
      pages.delete(address);
      pages.set(address, found);
      return found.page;
    }
    forget(address);
    const entry: Entry = {
      version: now,
      until: Date.now() + KEEP_MS,
      bytes: 0,
      page: render(`${inner}${address}`, new URL(publicUrl)).catch(() => null),
    };
    pages.set(address, entry);
    const page = await entry.page;
    if (pages.get(address) !== entry) return page;
    if (page === null) forget(address);
    else weigh(entry, page);
    return page;
  };
}

async function render(url: string, { protocol, host }: URL): Promise<KeptPage | null> {
  const response = await fetch(url, {
    headers: {
      accept: 'text/html',
      [RENDER_HEADER]: '1',
      'x-forwarded-host': host,
      'x-forwarded-proto': protocol.slice(0, -1),
    },
    redirect: 'manual',
  });
  const html = await response.text();
  if (response.status !== 200 || !(response.headers.get('content-type') ?? '').startsWith('text/html')) return null;
  const identity = Buffer.from(html);
  const [br, zipped] = await Promise.all([
    promisify(brotliCompress)(identity, {
      params: { [constants.BROTLI_PARAM_QUALITY]: 6, [constants.BROTLI_PARAM_SIZE_HINT]: identity.length },
    }),
    promisify(gzip)(identity),
  ]);
  const headers = Object.fromEntries([...response.headers].filter(([name]) => !OWN_HEADERS.includes(name)));
  const etag = `W/"${sha256(identity, 'base64url')}"`;
  return {
    bodies: { br, gzip: zipped, identity },
    etag,
    headers: {
      ...headers,
      'content-security-policy': (headers['content-security-policy'] ?? "script-src 'self'").replace(
        /'nonce-[^']+' 'strict-dynamic'/u,
        inlineScripts(html),
      ),
      'cache-control': CACHE_CONTROL,
      vary: 'Accept-Encoding, Cookie, RSC, Sec-Fetch-Dest',
      etag,
    },
  };
}

/** The scripts that stand in the page itself, by their hashes: a kept page cannot have a nonce of each reader's own. */
function inlineScripts(html: string): string {
  const texts = [...html.matchAll(/<script(?![^>]*\ssrc=)[^>]*>([\s\S]*?)<\/script>/gu)].map(([, text]) => text ?? '');
  return [...new Set(texts)].map((text) => `'sha256-${sha256(text, 'base64')}'`).join(' ');
}

function sha256(content: string | Buffer, encoding: 'base64' | 'base64url'): string {
  return createHash('sha256').update(content).digest(encoding);
}
