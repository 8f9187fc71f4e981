import { IncomingMessage } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import type { RequestRefusal } from './front-door';

/** What Next.js takes for an action; a form of the program fills a hundredth of it. */
const LARGEST_BODY = 1024 * 1024;
/** A whole body takes some seconds over the worst line that a hospital has. */
const LONGEST_MS = 60_000;
const MOST_ARGUMENTS = 20;
const DEEPEST = 32;
const ACTION_ID = /^[\da-f]{40,64}$/u;
/** Values that JSON has no notation for, text that begins with the sign itself, and `$K1`, a form. */
const NOTATION = /^\$(?:\$|(?:undefined|NaN|-?Infinity|-0)$|D[\d:.TZ+-]{10,40}$|n-?\d{1,40}$|K[\da-f]{1,4}$)/u;
const BAD_BODY: RequestRefusal = { status: 400, code: 'bad-body' };
const TOO_LONG: RequestRefusal = { status: 413, code: 'body-too-long' };
const TOO_SLOW: RequestRefusal = { status: 408, code: 'body-too-slow' };

/**
 * The request of an action, read whole and whole again for whom it is handed to, or why it can be no action of ours.
 * Actions take plain values and forms; React's notation knows much more (references, functions, streams), and Next.js
 * answers what it cannot read there as if the program had failed. What no action needs is not let through to its reader.
 */
export async function readActionRequest(
  request: IncomingMessage,
  longestMs = LONGEST_MS,
): Promise<IncomingMessage | RequestRefusal> {
  if (!ACTION_ID.test(String(request.headers['next-action']))) return BAD_BODY;
  const body = await readAtMost(request, LARGEST_BODY, longestMs);
  if ('code' in body) return body;
  const type = request.headers['content-type'] ?? '';
  if (!/^(?:text\/plain|multipart\/form-data)\s*(?:;|$)/u.test(type)) return { status: 415, code: 'media-type' };
  const root = type.startsWith('text/plain') ? body.toString() : await rootOfForm(body, type);
  return root !== null && areArguments(root) ? withBody(request, body) : BAD_BODY;
}

/** A request with its body read whole: who sends slowly keeps nobody else's place, who sends too much is refused. */
export async function readWhole(request: IncomingMessage): Promise<IncomingMessage | RequestRefusal> {
  const body = await readAtMost(request, LARGEST_BODY, LONGEST_MS);
  return 'code' in body ? body : withBody(request, body);
}

/** Whether a text is the list of an action's arguments. */
export function areArguments(text: string): boolean {
  try {
    const values: unknown = JSON.parse(text);
    return Array.isArray(values) && values.length <= MOST_ARGUMENTS && isPlain(values, 0);
  } catch {
    return false;
  }
}

function isPlain(value: unknown, depth: number): boolean {
  if (typeof value === 'string') return !value.startsWith('$') || NOTATION.test(value);
  if (typeof value !== 'object' || value === null) return true;
  return depth < DEEPEST && Object.values(value).every((part) => isPlain(part, depth + 1));
}

/** The part of a sent form that holds the arguments; null where the form cannot be read or has another part of that kind. */
async function rootOfForm(body: Buffer, type: string): Promise<string | null> {
  try {
    const form = await new Response(new Uint8Array(body), { headers: { 'Content-Type': type } }).formData();
    const roots = form.getAll('0');
    const others = [...form.keys()].filter((name) => name !== '0' && !/^_\d{1,4}_/u.test(name));
    return roots.length === 1 && others.length === 0 && typeof roots[0] === 'string' ? roots[0] : null;
  } catch {
    return null;
  }
}

/** What says that it is too long is not read at all; what comes too slowly is cut. */
async function readAtMost(request: IncomingMessage, most: number, longestMs: number): Promise<Buffer | RequestRefusal> {
  if (Number(request.headers['content-length'] ?? 0) > most) return TOO_LONG;
  const late = new AbortController();
  const reading = readChunks(request, most);
  const slow = wait(longestMs, TOO_SLOW, { signal: late.signal });
  try {
    return await Promise.race([reading, slow]);
  } finally {
    late.abort();
    // Whichever lost has nobody who waits for it.
    for (const one of [reading, slow]) one.catch(() => undefined);
  }
}

/** The connection is left as it is, for the answer that a refused request gets. */
async function readChunks(request: IncomingMessage, most: number): Promise<Buffer | RequestRefusal> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > most) return TOO_LONG;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** The same request with its body still to be read. */
function withBody(request: IncomingMessage, body: Buffer): IncomingMessage {
  const { method, url, headers, rawHeaders, httpVersion, httpVersionMajor, httpVersionMinor } = request;
  const again = Object.assign(new IncomingMessage(request.socket), {
    ...{ method, url, headers, rawHeaders, httpVersion, httpVersionMajor, httpVersionMinor },
    complete: true,
  });
  again.push(body);
  again.push(null);
  return again;
}
