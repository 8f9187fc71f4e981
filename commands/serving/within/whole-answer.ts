import type { IncomingMessage, OutgoingHttpHeader, OutgoingHttpHeaders, ServerResponse } from 'node:http';
import { readsAlone } from '@/lib/reads-alone';

/** Says that whoever asks reads the answer whole before anything is done with it. */
export const READ_WHOLE = 'x-registry-whole';
/** Says of an answer that it was made from a replica while the primary was away, so that nobody keeps it. */
export const MADE_ALONE = 'x-registry-alone';

/**
 * A page is written in some dozen pieces. Where nobody looks at them one by one, they are gathered and sent in one: a piece costs
 * both processes more than the text in it.
 */
export function sendsWhole(request: IncomingMessage, response: ServerResponse): void {
  if (request.headers[READ_WHOLE] === undefined) return keepsNothingMadeAlone(response);
  delete request.headers[READ_WHOLE];
  const aloneBefore = readsAlone();
  const pieces: Buffer[] = [];
  const take = (piece: unknown, encoding: unknown): void => {
    if (typeof piece === 'string') pieces.push(Buffer.from(piece, isEncoding(encoding) ? encoding : 'utf8'));
    else if (piece instanceof Uint8Array) pieces.push(Buffer.from(piece));
  };
  const [end, writeHead] = [response.end.bind(response), response.writeHead.bind(response)];
  const called = (argument: unknown): void => {
    if (typeof argument === 'function') process.nextTick(argument);
  };
  response.flushHeaders = () => undefined;
  response.writeHead = (status: number, ...rest: readonly unknown[]): ServerResponse => {
    response.statusCode = status;
    const [message, headers] = typeof rest[0] === 'string' ? rest : [undefined, rest[0]];
    if (typeof message === 'string') response.statusMessage = message;
    setAll(response, headers);
    return response;
  };
  response.write = (piece: unknown, encoding?: unknown, done?: unknown): boolean => {
    take(piece, encoding);
    called(typeof encoding === 'function' ? encoding : done);
    return true;
  };
  response.end = (piece?: unknown, encoding?: unknown, done?: unknown): ServerResponse => {
    take(piece, encoding);
    if (readsAlone() !== aloneBefore) response.setHeader(MADE_ALONE, '1');
    response.writeHead = writeHead;
    const last = [piece, encoding, done].find((one) => typeof one === 'function');
    return end(Buffer.concat(pieces), () => called(last));
  };
}

/** What was made from a replica alone is for this reader: no cache on the way is to give it to others when the primary is back. */
function keepsNothingMadeAlone(response: ServerResponse): void {
  const aloneBefore = readsAlone();
  const writeHead = response.writeHead.bind(response);
  response.writeHead = (status: number, ...rest: unknown[]): ServerResponse => {
    if (readsAlone() === aloneBefore) return Reflect.apply(writeHead, response, [status, ...rest]);
    setAll(response, typeof rest[0] === 'string' ? rest[1] : rest[0]);
    response.setHeader('Cache-Control', 'no-store');
    return writeHead(status);
  };
}

/** Headers as `writeHead` takes them: by name, or names and values in turn. */
function setAll(response: ServerResponse, headers: unknown): void {
  const pairs = Array.isArray(headers)
    ? headers.flatMap((name: unknown, i) => (i % 2 === 0 ? [[name, headers[i + 1]] as const] : []))
    : Object.entries((headers ?? {}) as OutgoingHttpHeaders);
  for (const [name, value] of pairs)
    if (value !== undefined) response.setHeader(String(name), value as Exclude<OutgoingHttpHeader, undefined>);
}

function isEncoding(text: unknown): text is BufferEncoding {
  return typeof text === 'string' && Buffer.isEncoding(text);
}
