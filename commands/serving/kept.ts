import { createHash } from 'node:crypto';
import type { Body } from './body';

/** An answer as every visitor gets it. */
export type Kept = Readonly<{
  body: Body;
  etag: string;
  headers: Readonly<Record<string, string>>;
}>;
/** Gives what is kept under a key, made now where it is not there; null for what `make` says is not to be kept. */
export type KeptStore = ((key: string, make: () => Promise<Kept | null>) => Promise<Kept | null>) &
  Readonly<{
    /** what is kept under a key and known to hold at this moment, without asking anybody; null where that is not sure */
    atHand: (key: string) => Kept | null;
  }>;

/** Kept answers where other programs, and this one after another start, find them. Neither throws: who finds nothing makes it. */
export type SharedAnswers = Readonly<{
  find: (version: string, key: string) => Promise<Kept | null>;
  keep: (version: string, key: string, kept: Kept) => Promise<void>;
}>;

type Entry = { version: Version; until: number; bytes: number; kept: Promise<Kept | null>; made: Kept | null };

/** Another whenever the evidence is. */
type Version = string | number;
type Options = Readonly<{
  mostBytes?: number;
  /** how many keep so much together */
  share?: number;
  shared?: SharedAnswers | null;
  /** one at a time for each key, over all that share; `waited`: another had it meanwhile */
  alone?: ((key: string) => Promise<Readonly<{ waited: boolean; release: () => void }>>) | null;
}>;

/** A change of the evidence is seen within a second: within this time, and what it takes to make the answer. */
const ASK_AGAIN_MS = 500;
/** A database that does not say the version within this time is away. */
const ANSWER_MS = 2000;
/** Everything is made anew after this time in any case. */
export const KEEP_MS = 60 * 60 * 1000;
/** The addresses are the readers' to choose, so what is kept is bounded. */
const MOST_BYTES = 64 * 1024 * 1024;

/** Says which evidence there is, asked at most twice a second. */
function versionWatch(evidenceVersion: () => Promise<Version>) {
  let [askedAt, knownAt, version] = [0, Date.now(), Promise.resolve<Version>(0)];
  /** of the last question, once it is answered */
  let known: Version | null = null;
  const isFresh = (): boolean => Date.now() - askedAt <= ASK_AGAIN_MS;
  const ask = (): void => {
    const asked = within(ANSWER_MS, evidenceVersion());
    [askedAt, version, known] = [Date.now(), asked, null];
    asked.then(
      (now) => {
        knownAt = Date.now();
        if (version === asked) known = now;
      },
      () => undefined,
    );
  };
  return {
    current: (): Promise<Version> => {
      if (!isFresh()) ask();
      return version;
    },
    /** without asking; null where that is not sure */
    atHand: (): Version | null => (isFresh() ? known : null),
    /** when it was known last */
    knownAt: (): number => knownAt,
  };
}

type Sharing = Readonly<{ shared: SharedAnswers | null; alone: Options['alone'] }>;

/** What another has made already, or makes at this moment; else made now. */
async function sharedOrMade(
  { shared, alone }: Sharing,
  [version, key]: readonly [Version, string],
  make: () => Promise<Kept | null>,
): Promise<Kept | null> {
  if (shared === null) return make();
  const found = await shared.find(String(version), key);
  if (found !== null) return found;
  const turn = await alone?.(`${version} ${key}`);
  let kept: Promise<void> | undefined;
  try {
    const foundNow = turn?.waited === true ? await shared.find(String(version), key) : null;
    if (foundNow !== null) return foundNow;
    const made = await make();
    if (made !== null) kept = shared.keep(String(version), key, made);
    return made;
  } finally {
    // Who waits for it finds it when it stands there.
    void (kept ?? Promise.resolve()).finally(turn?.release);
  }
}

/**
 * Answers of the published evidence, each made once for each version of it and at most once at a time, for all who ask
 * for it at that moment. What is `shared` is looked for there before it is made.
 */
export function keepByVersion(
  evidenceVersion: () => Promise<Version>,
  { mostBytes = MOST_BYTES, share = 1, shared = null, alone = null }: Options = {},
): KeptStore {
  const entries = new Map<string, Entry>();
  const version = versionWatch(evidenceVersion);
  let bytes = 0;

  const forget = (key: string): void => {
    bytes -= entries.get(key)?.bytes ?? 0;
    entries.delete(key);
  };
  /** What was wanted least recently goes first. */
  const weigh = (entry: Entry, { body }: Kept): void => {
    bytes -= entry.bytes;
    entry.bytes = body.bytes();
    bytes += entry.bytes;
    for (const key of entries.keys()) if (bytes > mostBytes / share) forget(key);
  };
  const touch = (key: string, entry: Entry): void => {
    entries.delete(key);
    entries.set(key, entry);
  };
  const holds = (entry: Entry | undefined, now: Version): entry is Entry =>
    entry?.version === now && entry.until > Date.now();

  const keptOrMade = async (key: string, make: () => Promise<Kept | null>): Promise<Kept | null> => {
    const now = await version.current().catch(async (error: unknown) => {
      const last = await entries.get(key)?.kept;
      if (last === undefined || last === null) throw error;
      return stale(last, version.knownAt());
    });
    if (typeof now === 'object') return now;
    const found = entries.get(key);
    if (holds(found, now)) {
      touch(key, found);
      const known = await found.kept;
      // It may have been packed in another way since.
      if (known !== null && found.bytes > 0 && entries.get(key) === found) weigh(found, known);
      return known;
    }
    forget(key);
    const making = sharedOrMade({ shared, alone }, [now, key], make);
    const entry: Entry = { version: now, until: Date.now() + KEEP_MS, bytes: 0, kept: making, made: null };
    // Whoever waits learns of a failure; the next to ask begins anew.
    entry.kept.catch(() => (entries.get(key) === entry ? forget(key) : undefined));
    entries.set(key, entry);
    entry.made = await entry.kept;
    if (entries.get(key) !== entry) return entry.made;
    if (entry.made === null) forget(key);
    else weigh(entry, entry.made);
    return entry.made;
  };

  let latest: Entry | undefined;
  const atHand = (key: string): Kept | null => {
    const now = version.atHand();
    const found = now === null ? undefined : entries.get(key);
    if (now === null || !holds(found, now)) return null;
    // What is wanted at this moment need not be moved to the end each time.
    if (latest !== found) touch(key, found);
    latest = found;
    return found.made;
  };
  return Object.assign(keptOrMade, { atHand });
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
