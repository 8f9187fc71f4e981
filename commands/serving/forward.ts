import http, { type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import type { Answering } from './processes';
import { READ_WHOLE } from './within/whole-answer';

const agent = new http.Agent({ keepAlive: true });
/** Whatever takes longer is stuck: the largest file takes some seconds on a slow machine. */
const LONGEST_MS = 120_000;

/** An answer read whole. */
export type Answer = Readonly<{ status: number; headers: IncomingHttpHeaders; body: Buffer }>;
type Question = Readonly<{ method: string; url: string; headers: http.OutgoingHttpHeaders }>;

/**
 * Hands a request to a process and its answer back as it comes. A reader who leaves ends both; `toItsEnd` waits until the
 * process has really finished what it was asked, so that it is not given more meanwhile.
 */
export async function forward(
  to: Answering,
  request: IncomingMessage,
  response: ServerResponse,
  { toItsEnd }: Readonly<{ toItsEnd: boolean }>,
): Promise<void> {
  const { method = 'GET', url = '/', headers } = request;
  await holding(to, (done, failed) => {
    const inner = http.request({
      agent,
      socketPath: to.socket,
      method,
      path: url,
      headers: withoutConnection(method, headers),
    });
    const late = toItsEnd ? whenLate(to, inner, url) : undefined;
    inner.once('close', () => clearTimeout(late));
    response.once('close', () => {
      if (toItsEnd && !inner.destroyed && !response.headersSent) return;
      inner.destroy();
      done();
    });
    inner.once('error', (error) => (response.destroyed ? done() : failed(error)));
    inner.once('response', (answer) => {
      if (response.destroyed) {
        inner.destroy();
        return done();
      }
      takeHeaders(answer, response);
      response.writeHead(answer.statusCode ?? 500, answer.statusMessage);
      answer.once('error', () => response.destroy());
      answer.pipe(response);
    });
    if (hasNoBody(method)) inner.end();
    else request.pipe(inner);
  });
}

/** Asks a process and reads its answer whole. */
export async function ask(to: Answering, { method, url, headers }: Question): Promise<Answer> {
  return holding<Answer>(to, (done, failed) => {
    const asked = { ...headers, [READ_WHOLE]: '1' };
    const inner = http.request({ agent, socketPath: to.socket, method, path: url, headers: asked });
    const late = whenLate(to, inner, url);
    inner.once('close', () => clearTimeout(late));
    inner.once('error', failed);
    inner.once('response', (answer) => {
      const chunks: Buffer[] = [];
      answer.on('data', (chunk: Buffer) => chunks.push(chunk));
      answer.once('error', failed);
      answer.once('end', () =>
        done({ status: answer.statusCode ?? 500, headers: answer.headers, body: Buffer.concat(chunks) }),
      );
    });
    inner.end();
  });
}

/** A process that computes cannot be interrupted otherwise: it is ended, and another takes its place. */
function whenLate(to: Answering, inner: http.ClientRequest, url: string): NodeJS.Timeout {
  return setTimeout(() => {
    inner.destroy(new Error(`No answer from ${url.split('?')[0]} within ${LONGEST_MS / 1000} s.`));
    to.restart();
  }, LONGEST_MS);
}

async function holding<Result = void>(
  to: Answering,
  work: (done: (result: Result) => void, failed: (error: Error) => void) => void,
): Promise<Result> {
  to.busy += 1;
  try {
    return await new Promise<Result>(work);
  } finally {
    to.busy -= 1;
  }
}

function hasNoBody(method: string): boolean {
  return method === 'GET' || method === 'HEAD';
}

/** What a request says of itself and not of its connection; a body that nobody asks for is not announced. */
function withoutConnection(method: string, headers: IncomingHttpHeaders): http.OutgoingHttpHeaders {
  const { connection: _connection, expect: _expect, upgrade: _upgrade, [READ_WHOLE]: _whole, ...own } = headers;
  if (!hasNoBody(method)) return own;
  const { 'content-length': _length, 'transfer-encoding': _encoding, ...bare } = own;
  return bare;
}

/**
 * What belongs to the answer and not to the connection that it came by, in place of what the response had under that name.
 * One by one, so that each cookie stays its own: a list given to `writeHead` beside headers that were set before keeps the last.
 */
function takeHeaders({ rawHeaders }: IncomingMessage, response: ServerResponse): void {
  const own: (readonly [string, string])[] = [];
  for (let i = 0; i + 1 < rawHeaders.length; i += 2) {
    const [name = '', value = ''] = [rawHeaders[i], rawHeaders[i + 1]];
    if (!/^(?:connection|keep-alive|transfer-encoding)$/iu.test(name)) own.push([name, value]);
  }
  for (const [name] of own) response.removeHeader(name);
  for (const [name, value] of own) response.appendHeader(name, value);
}
