import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

export type Encoding = 'br' | 'gzip' | 'identity';
/** An answer as every visitor gets it, in the encodings that are worth their bytes. */
export type Kept = Readonly<{
  bodies: Readonly<Partial<Record<Encoding, Buffer>> & { identity: Buffer }>;
  etag: string;
  headers: Readonly<Record<string, string>>;
}>;
/** Gives what is kept under a key, made now where it is not there; null for what `make` says is not to be kept. */
export type KeptStore = (key: string, make: () => Promise<Kept | null>) => Promise<Kept | null>;

type Entry = { version: number; until: number; bytes: number; kept: Promise<Kept | null> };

/** A change of the evidence is seen within a second: within this time, and what it takes to make the answer. */
const ASK_AGAIN_MS = 500;
/** A database that does not say the version within this time is away. */
const ANSWER_MS = 2000;
/** Everything is made anew after this time in any case. */
const KEEP_MS = 60 * 60 * 1000;
/** The addresses are the readers' to choose, so what is kept is bounded. */
const MOST_BYTES = 64 * 1024 * 1024;

/**
 * Answers of the published evidence, each made once for each version of it and at most once at a time, for all who ask
 * for it at that moment.
 */
export function keepByVersion(evidenceVersion: () => Promise<number>, mostBytes = MOST_BYTES): KeptStore {
  const entries = new Map<string, Entry>();
  let [bytes, askedAt, knownAt, version] = [0, 0, Date.now(), Promise.resolve(0)];

  const currentVersion = (): Promise<number> => {
    if (Date.now() - askedAt > ASK_AGAIN_MS) {
      [askedAt, version] = [Date.now(), within(ANSWER_MS, evidenceVersion())];
      version.then(
        () => (knownAt = Date.now()),
        () => undefined,
      );
    }
    return version;
  };
  const forget = (key: string): void => {
    bytes -= entries.get(key)?.bytes ?? 0;
    entries.delete(key);
  };
  /** What was wanted least recently goes first. */
  const weigh = (entry: Entry, { bodies }: Kept): void => {
    entry.bytes = Object.values(bodies).reduce((sum, { length }) => sum + length, 0);
    bytes += entry.bytes;
    for (const key of entries.keys()) if (bytes > mostBytes) forget(key);
  };

  return async (key, make) => {
    const now = await currentVersion().catch(async (error: unknown) => {
      const last = await entries.get(key)?.kept;
      if (last === undefined || last === null) throw error;
      return stale(last, knownAt);
    });
    if (typeof now !== 'number') return now;
    const found = entries.get(key);
    if (found !== undefined && found.version === now && found.until > Date.now()) {
      entries.delete(key);
      entries.set(key, found);
      return found.kept;
    }
    forget(key);
    const entry: Entry = { version: now, until: Date.now() + KEEP_MS, bytes: 0, kept: make() };
    // Whoever waits learns of a failure; the next to ask begins anew.
    entry.kept.catch(() => (entries.get(key) === entry ? forget(key) : undefined));
    entries.set(key, entry);
    const kept = await entry.kept;
    if (entries.get(key) !== entry) return kept;
    if (kept === null) forget(key);
    else weigh(entry, kept);
    return kept;
  };
}

/** An answer of which nobody can say whether it still holds, and which nobody else is to keep (RFC 9211: a negative lifetime). */
function stale({ bodies, etag, headers }: Kept, since: number): Kept {
  const seconds = Math.max(1, Math.ceil((Date.now() - since) / 1000));
  return {
    ...{ bodies, etag },
    headers: {
      ...headers,
      'cache-control': 'no-cache',
      'cache-status': `registry; hit; ttl=-${seconds}; detail="database away"`,
    },
  };
}

async function within<Result>(milliseconds: number, work: Promise<Result>): Promise<Result> {
  let late: NodeJS.Timeout | undefined;
  const tooLate = new Promise<never>((_, reject) => {
    late = setTimeout(() => reject(new Error(`no answer within ${milliseconds} ms`)), milliseconds);
  });
  return Promise.race([work, tooLate]).finally(() => clearTimeout(late));
}

/** A text in the encodings that browsers ask for. */
export async function encoded(identity: Buffer): Promise<Kept['bodies']> {
  const [br, zipped] = await Promise.all([
    promisify(brotliCompress)(identity, {
      params: { [constants.BROTLI_PARAM_QUALITY]: 6, [constants.BROTLI_PARAM_SIZE_HINT]: identity.length },
    }),
    promisify(gzip)(identity),
  ]);
  return { br, gzip: zipped, identity };
}

export function sha256(content: string | Buffer, encoding: 'base64' | 'base64url'): string {
  return createHash('sha256').update(content).digest(encoding);
}
