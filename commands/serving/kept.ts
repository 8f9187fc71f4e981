import { createHash } from 'node:crypto';
import type { Body } from './body';

/** An answer as every visitor gets it. */
export type Kept = Readonly<{
  body: Body;
  etag: string;
  headers: Readonly<Record<string, string>>;
}>;
/** Gives what is kept under a key, made now where it is not there; null for what `make` says is not to be kept. */
export type KeptStore = (key: string, make: () => Promise<Kept | null>) => Promise<Kept | null>;

/** Kept answers where other programs, and this one after another start, find them. Neither throws: who finds nothing makes it. */
export type SharedAnswers = Readonly<{
  find: (version: string, key: string) => Promise<Kept | null>;
  keep: (version: string, key: string, kept: Kept) => Promise<void>;
}>;

type Entry = { version: Version; until: number; bytes: number; kept: Promise<Kept | null> };

/** Another whenever the evidence is. */
type Version = string | number;
type Options = Readonly<{ mostBytes?: number; shared?: SharedAnswers | null }>;

/** A change of the evidence is seen within a second: within this time, and what it takes to make the answer. */
const ASK_AGAIN_MS = 500;
/** A database that does not say the version within this time is away. */
const ANSWER_MS = 2000;
/** Everything is made anew after this time in any case. */
export const KEEP_MS = 60 * 60 * 1000;
/** The addresses are the readers' to choose, so what is kept is bounded. */
const MOST_BYTES = 64 * 1024 * 1024;

/**
 * Answers of the published evidence, each made once for each version of it and at most once at a time, for all who ask
 * for it at that moment. What is `shared` is looked for there before it is made.
 */
export function keepByVersion(
  evidenceVersion: () => Promise<Version>,
  { mostBytes = MOST_BYTES, shared = null }: Options = {},
): KeptStore {
  const entries = new Map<string, Entry>();
  let [bytes, askedAt, knownAt, version] = [0, 0, Date.now(), Promise.resolve<Version>(0)];

  const currentVersion = (): Promise<Version> => {
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
  const weigh = (entry: Entry, { body }: Kept): void => {
    bytes -= entry.bytes;
    entry.bytes = body.bytes();
    bytes += entry.bytes;
    for (const key of entries.keys()) if (bytes > mostBytes) forget(key);
  };
  const sharedOrMade = async (now: Version, key: string, make: () => Promise<Kept | null>): Promise<Kept | null> => {
    const found = shared === null ? null : await shared.find(String(now), key);
    if (found !== null) return found;
    const made = await make();
    if (made !== null) void shared?.keep(String(now), key, made);
    return made;
  };

  return async (key, make) => {
    const now = await currentVersion().catch(async (error: unknown) => {
      const last = await entries.get(key)?.kept;
      if (last === undefined || last === null) throw error;
      return stale(last, knownAt);
    });
    if (typeof now === 'object') return now;
    const found = entries.get(key);
    if (found !== undefined && found.version === now && found.until > Date.now()) {
      entries.delete(key);
      entries.set(key, found);
      const known = await found.kept;
      // It may have been packed in another way since.
      if (known !== null && found.bytes > 0 && entries.get(key) === found) weigh(found, known);
      return known;
    }
    forget(key);
    const entry: Entry = { version: now, until: Date.now() + KEEP_MS, bytes: 0, kept: sharedOrMade(now, key, make) };
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
function stale({ body, etag, headers }: Kept, since: number): Kept {
  const seconds = Math.max(1, Math.ceil((Date.now() - since) / 1000));
  return {
    ...{ body, etag },
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

export function sha256(content: string | Buffer, encoding: 'base64' | 'base64url'): string {
  return createHash('sha256').update(content).digest(encoding);
}
