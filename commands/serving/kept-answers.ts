import type { IncomingMessage } from 'node:http';
import type { Answer } from './forward';
import { fileBody, textBody } from './body';
import { sha256, type Kept } from './kept';
import { isSignedIn } from './public-pages';
import { MADE_ALONE } from './within/whole-answer';

/** Addresses that answer programs or give files, but for those by which a page asks whether it may still be open. */
const COMPUTED = /^\/api\/(?!auth\/|access$|health$)/u;
/** Of them, those whose answer is the same for every visitor and changes with the evidence alone. */
const PUBLIC =
  /^\/api\/(?:figures\/[^/]+|v1\/(?!risk\/classify).+|trials\/list\.[a-z]+|references\/export|compare\/figures)$/u;
/** Of these, what reads no session and is asked by a page of signed-in readers, who must not wait behind the files of others. */
const FOR_EVERYBODY = /^\/api\/compare\/figures$/u;
const TEXT = /^(?:text\/|application\/(?:json|problem\+json)|image\/svg\+xml)/u;
const NOT_KEPT = ['connection', 'keep-alive', 'transfer-encoding', 'content-length', 'date', 'etag', 'vary'];
const LONGEST_ACCEPT = 200;

type Asked = Pick<IncomingMessage, 'method' | 'url' | 'headers'>;

/** Whether a request asks for what takes its time: a file, a list, a computation. */
export function isComputed({ method, url = '' }: Asked): boolean {
  return method !== 'OPTIONS' && COMPUTED.test(url.split('?')[0] ?? '');
}

/** The address under which an answer is kept that is nobody's own: parameters in one order. Null where the answer is the reader's own. */
export function keptAnswerUrl({ method, url = '', headers }: Asked): string | null {
  const [path = '', ...query] = url.split('?');
  if ((method !== 'GET' && method !== 'HEAD') || !PUBLIC.test(path)) return null;
  if (isSignedIn(headers) && !FOR_EVERYBODY.test(path)) return null;
  if ((headers.accept ?? '').length > LONGEST_ACCEPT) return null;
  const parameters = new URLSearchParams(query.join('?'));
  parameters.sort();
  return parameters.size === 0 ? path : `${path}?${parameters}`;
}

/** What is kept under: files say the day on which they were made, and a list is JSON or CSV as its reader prefers. */
export function answerKey(url: string, { accept = '' }: IncomingMessage['headers'], now: Date): string {
  return `${now.toISOString().slice(0, 10)} ${url.startsWith('/api/v1/') ? accept : ''} ${url}`;
}

/** An answer to keep; null for a refusal and for what its maker says is nobody else's. */
export function keptAnswer({ status, headers, body }: Answer): Kept | null {
  if (status !== 200 || !(headers['cache-control'] ?? '').includes('public')) return null;
  if (headers[MADE_ALONE] !== undefined) return null;
  const etag = headers.etag ?? `W/"${sha256(body, 'base64url')}"`;
  const own = Object.entries(headers).flatMap(([name, value]) =>
    value === undefined || NOT_KEPT.includes(name) ? [] : [[name, String(value)] as const],
  );
  const vary = [headers.vary, 'Accept-Encoding'].filter((one) => one !== undefined).join(', ');
  return {
    body: TEXT.test(headers['content-type'] ?? '') ? textBody(body) : fileBody(body),
    etag,
    headers: { ...Object.fromEntries(own), vary, etag },
  };
}

/** When the day ends that an answer says it was made on. */
export function endOfDay(now: Date): number {
  return Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), now.getUTCDate() + 1);
}
