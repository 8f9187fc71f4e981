import type { IncomingMessage, ServerResponse } from 'node:http';
import { hasVersion } from '../if-none-match';
import { accepts } from '../accepted-encoding';
import type { Packing } from '../body';
import type { Kept, KeptStore } from '../kept';
import { isSignedIn } from '../public-pages';

/** Addresses are the readers' to choose, so what is known of them is bounded. */
const MOST_ADDRESSES = 2000;
const LONGEST_OFFER = 200;
const MOST_OFFERS = 200;
const PACKINGS: readonly Packing[] = ['br', 'gzip'];

type Place = Readonly<{ key: string; until: number }>;
type Options = Readonly<{
  store: Pick<KeptStore, 'atHand'>;
  /** headers of every answer; what an answer says itself goes before */
  always: Readonly<Record<string, string>>;
  /** whether a request names this server as it may be named */
  isOwnHost: (request: IncomingMessage) => boolean;
}>;
type Ready = Readonly<{
  /** Sends what is known to hold for this very address, and says whether it did; everything else takes the whole way. */
  send: (request: IncomingMessage, response: ServerResponse, id: readonly [string, string]) => boolean;
  /** Notes that what is kept under this key was the answer here, and will be until then unless the evidence changes. */
  note: (request: IncomingMessage, key: string, until?: number) => void;
}>;

/**
 * What was asked for and answered before is one look and one write: the address was read, refused or not, and led to a key of
 * the store when it was first asked for, and the same letters lead there again. What depends on more than the address is looked at
 * each time: method, name of the server, session, what is accepted, what the reader has.
 */
export function readyAnswers({ store, always, isOwnHost }: Options): Ready {
  const places = new Map<string, Place>();
  const heads = new WeakMap<Kept, readonly string[]>();
  const packedHeads = new WeakMap<Buffer, readonly string[]>();
  const offers = new Map<string, Packing | null>();

  const packingFor = (request: IncomingMessage): Packing | null => {
    const offer = String(request.headers['accept-encoding'] ?? '');
    const known = offers.get(offer);
    if (known !== undefined) return known;
    const packing = PACKINGS.find((one) => accepts(request, one)) ?? null;
    if (offer.length <= LONGEST_OFFER) remember(offers, offer, packing, MOST_OFFERS);
    return packing;
  };
  const headOf = (kept: Kept): readonly string[] => {
    const known = heads.get(kept);
    if (known !== undefined) return known;
    const pairs = [always, kept.headers].flatMap((headers) => Object.entries(headers));
    const head = Object.entries(Object.fromEntries(pairs.map(([name, value]) => [name.toLowerCase(), value]))).flat();
    heads.set(kept, head);
    return head;
  };

  const headWith = (kept: Kept, content: Buffer, packing: Packing | null): readonly string[] => {
    const known = packedHeads.get(content);
    if (known !== undefined) return known;
    const head = [...headOf(kept), 'content-length', String(content.length)];
    if (packing !== null) head.push('content-encoding', packing);
    packedHeads.set(content, head);
    return head;
  };

  return {
    send: (request, response, id) => {
      if (!mayBeReady(request) || !isOwnHost(request)) return false;
      const place = places.get(placeOf(request));
      const kept = place === undefined || place.until <= Date.now() ? null : store.atHand(place.key);
      if (kept === null) return false;
      if (hasVersion(request, kept.etag)) {
        response.writeHead(304, [...headOf(kept), ...id]).end();
        return true;
      }
      const packing = kept.body.packed === null ? null : packingFor(request);
      const content = packing === null ? kept.body.identity : kept.body.atHand(packing);
      if (content === undefined) return false;
      response.writeHead(200, headWith(kept, content, packing).concat(id)).end(content);
      return true;
    },
    note: (request, key, until = Number.POSITIVE_INFINITY) => {
      if (mayBeReady(request)) remember(places, placeOf(request), { key, until }, MOST_ADDRESSES);
    },
  };
}

/** What takes the whole way is not wrong for it, only slower. */
function mayBeReady({ method, headers }: IncomingMessage): boolean {
  return (
    method === 'GET' &&
    headers['content-type'] === undefined &&
    headers.rsc === undefined &&
    (headers.cookie === undefined || !isSignedIn(headers))
  );
}

/** The address with what else decides which answer it has. */
function placeOf({ url = '', headers }: IncomingMessage): string {
  return url.startsWith('/api/')
    ? `${headers.accept ?? ''} ${url}`
    : `${headers['sec-fetch-dest'] ?? 'document'} ${url}`;
}

/** What was noted first goes first. */
function remember<Value>(notes: Map<string, Value>, name: string, value: Value, most: number): void {
  notes.set(name, value);
  for (const first of notes.keys()) {
    if (notes.size <= most) return;
    notes.delete(first);
  }
}
