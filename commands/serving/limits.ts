import type { IncomingMessage, ServerResponse } from 'node:http';
import { ADDRESS_HEADER } from '@/lib/access/credentials';
import { logUnexpected } from '@/lib/access/log.server';
import { sessionIdOf } from '@/lib/access/session/cookie.server';
import { takeToken, type Allowance, type Taken } from '@/lib/access/session/tokens.server';
import { env } from '@/lib/env.server';

/**
 * What costs work, and how often one account, or all visitors of one address, may ask for it in a minute. What is kept costs
 * nothing and is not counted, nor is a page that is read; signing in has its own counts (`may_attempt` in the database).
 */
const ALLOWANCES = {
  files: 120,
  lists: 600,
  slides: 300,
  classification: 600,
  import: 240,
  selections: 3000,
} as const;
const SECONDS = 60;
/** A token takes at least a microsecond to come back, which is as fine as the database's clock is. */
const MOST_TOKENS = SECONDS * 1_000_000;
export type Kind = keyof typeof ALLOWANCES;

const PLACES: readonly (readonly [RegExp, Kind])[] = [
  [/^\/api\/figures\/slides$/u, 'slides'],
  [/^\/api\/v1\/risk\/classify$/u, 'classification'],
  [/^\/api\/patients\/import\//u, 'import'],
  [/^\/api\/v1\//u, 'lists'],
  [/^\/api\/(?:figures|references|trials|patients|audit)\b/u, 'files'],
];

/** Too much was asked for; `request` is the one that was counted, since others may wait for the same answer. */
export class TooMany extends Error {
  override name = 'TooMany';
  constructor(
    readonly request: IncomingMessage,
    readonly seconds: number,
  ) {
    super();
  }
}

/** What a request that is answered by work asks for; null where that is not counted. */
export function kindOf({
  method,
  url = '',
  headers,
}: Pick<IncomingMessage, 'method' | 'url' | 'headers'>): Kind | null {
  const [path = '', query = ''] = url.split('?');
  if (method === 'OPTIONS') return null;
  const place = PLACES.find(([pattern]) => pattern.test(path));
  if (place !== undefined) return place[1];
  const chosen = [...new URLSearchParams(query).keys()].some((name) => name !== '_rsc');
  // A browser looks ahead at links; it gets the outline of a page, for which nothing is computed.
  const isLookingAhead = headers['next-router-prefetch'] !== undefined;
  return /^(?:\/ru)?\/compare\/?$/u.test(path) && chosen && !isLookingAhead && method !== 'POST' ? 'selections' : null;
}

/** How often something may be asked for, multiplied as the settings say. */
export function allowanceOf(kind: Kind, factor: number): Allowance {
  return { most: Math.min(MOST_TOKENS, ALLOWANCES[kind] * factor), seconds: SECONDS };
}

/**
 * Counts a request once, before work begins for it. The answer says what is left (RateLimit and RateLimit-Policy of
 * draft-ietf-httpapi-ratelimit-headers); throws `TooMany`. While the database is away nothing is counted: the queue bounds work.
 */
export function counter(request: IncomingMessage, response: ServerResponse): () => Promise<void> {
  let counted: Promise<void> | undefined;
  const count = async (): Promise<void> => {
    const kind = kindOf(request);
    if (kind === null) return;
    const allowance = allowanceOf(kind, env().LIMIT_FACTOR);
    const address = [request.headers[ADDRESS_HEADER] ?? []].flat()[0] ?? null;
    const taken = await takeToken(
      kind,
      { sessionId: await sessionIdOf(request.headers.cookie), address },
      allowance,
    ).catch((error: unknown) => logUnexpected('the count of requests', error));
    if (taken === undefined) return;
    if (!response.headersSent) sayWhatIsLeft(response, kind, allowance, taken);
    if (!taken.allowed) throw new TooMany(request, Math.max(1, Math.ceil(taken.wait)));
  };
  return () => (counted ??= count());
}

function sayWhatIsLeft(
  response: ServerResponse,
  kind: Kind,
  { most, seconds }: Allowance,
  { left, fullIn }: Taken,
): void {
  response.setHeader('RateLimit-Policy', `"${kind}";q=${most};w=${seconds}`);
  response.setHeader('RateLimit', `"${kind}";r=${left};t=${Math.ceil(fullIn)}`);
}

/**
 * Asks the store for an answer that may just be made for somebody else. Where that fails because of the other reader, who
 * left or asked too much, this one takes the place.
 */
export async function forThisReader<Result>(
  ask: () => Promise<Result>,
  isOfAnother: (error: unknown) => boolean,
): Promise<Result> {
  for (;;)
    try {
      return await ask();
    } catch (error) {
      if (!isOfAnother(error)) throw error;
    }
}
