import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import http, { type IncomingMessage, type ServerResponse } from 'node:http';
import { availableParallelism } from 'node:os';
import path from 'node:path';
import { logUnexpected } from '@/lib/access/log.server';
import { ADDRESS_HEADER } from '@/lib/access/credentials';
import { env } from '@/lib/env.server';
import { messageLookup, type MessageLookup } from '@/lib/i18n/message-lookup';
import type { Locale } from '@/lib/i18n/routing';
import { getEvidenceMark } from '@/lib/registry/evidence-version.server';
import { checkHealth, type Health } from '@/lib/registry/health.server';
import { root } from './build';
import { readActionRequest, readWhole } from './serving/action-body';
import { accepts } from './serving/accepted-encoding';
import { clientAddress } from './serving/client-address';
import { forward, ask } from './serving/forward';
import {
  answerRefusal,
  isAction,
  OWN_HEADERS,
  POLICY_OF_NO_PAGE,
  readableCookies,
  refuseRequest,
  type RequestRefusal,
} from './serving/front-door';
import { keepByVersion, type Kept, type KeptStore, type SharedAnswers } from './serving/kept';
import { finish } from './serving/finish';
import { watchHealth } from './serving/health';
import { answerKey, isComputed, keptAnswer, keptAnswerUrl } from './serving/kept-answers';
import { keepPages, type Render } from './serving/kept-pages';
import { knownScripts, type KnownScripts } from './serving/known-scripts';
import { counter, forThisReader, TooMany } from './serving/limits';
import { startProcesses, type Answering } from './serving/processes';
import { isForVisitors } from './serving/public-pages';
import { shareInFiles } from './serving/shared-answers';
import { compressedFiles } from './serving/static-files';
import { measure, serveMetrics } from './serving/telling/metrics';
import { logRequest, openLog, REQUEST_ID, watchRequest } from './serving/telling/request-log';
import { routePatterns, type PatternOf } from './serving/telling/route-patterns';
import { Busy, Left, workQueue, type WorkQueue } from './serving/work-queue';
import { isLoopback } from './setup/environment';

const YEAR_SECONDS = 365 * 24 * 60 * 60;
/** Somebody who sends a form of the program needs less for it, over any line. */
const LONGEST_REQUEST_MS = 120_000;
/** The first lines of a request are some hundred bytes. */
const LONGEST_HEADERS_MS = 15_000;
const MOST_CONNECTIONS = 5000;
/** Each process has up to ten connections to PostgreSQL, which grants a hundred where nobody says otherwise. */
const MOST_BY_ITSELF = 8;
/** On two cores as well, two make pages: what one asks for takes a whole core. */
const LEAST_BY_ITSELF = 3;
/** A page takes some ten milliseconds: so many are made in some seconds. */
const MOST_PAGES_WAITING = 256;
/** What has begun when the program is stopped may take so long; the starter waits longer (`STOP_MS`). */
const FINISH_MS = 25_000;

const TIMES: http.ServerOptions = {
  requestTimeout: LONGEST_REQUEST_MS,
  headersTimeout: LONGEST_HEADERS_MS,
  connectionsCheckingInterval: 5000,
};

/**
 * The web server. This process keeps what is the same for every visitor and computes nothing: pages and saves are asked of
 * some processes, files and lists of others behind a bounded queue, so that nothing one person asks stops the rest.
 * Arguments: host name, port.
 */
export async function main([hostname = 'localhost', port = '3000']: readonly string[]): Promise<number> {
  const onBroken = (): void => process.exit(1);
  const place = [hostname, port];
  const [pages, files] = processCounts();
  const [nextForPage, nextForFile] = await Promise.all([
    startProcesses(pages, { name: 'pages', behind: 5, place, onBroken }),
    startProcesses(files, { name: 'files', behind: 10, place, onBroken }),
  ]);
  const build = path.join(root, process.env['DIST_DIR'] ?? '.next');
  const store = keepByVersion(() => getEvidenceMark(), { shared: await sharedAnswers(build) });
  const health = watchHealth(() => checkHealth((error) => logUnexpected('GET /api/health', error)));
  const queue = workQueue(nextForFile, files);
  const computed = computedAnswers(queue, store);
  const pageFor = keptPages(nextForPage, pages, {
    host: `${ownAddress(hostname)}:${port}`,
    ...{ store, scripts: await knownScripts(build) },
  });
  const sendFile = await compressedFiles(build);
  const tell = telling(await routePatterns(build), {
    ...{ waiting: queue.waiting, running: queue.running },
    processes: () => [...nextForPage.measures(), ...nextForFile.measures()],
  });
  const texts = { en: await messageLookup('en'), ru: await messageLookup('ru') };
  const isOwnHost = env().DEMO_ACCOUNTS.length > 0 ? isLoopback : null;
  const overTls = env().PUBLIC_URL.startsWith('https:');
  const markOrigin = originMarker();
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    if (overTls) response.setHeader('Strict-Transport-Security', `max-age=${YEAR_SECONDS}`);
    // A script of the build may be a worker, which has the policy that its file says.
    if (request.url?.startsWith('/_next/') !== true) response.setHeader('Content-Security-Policy', POLICY_OF_NO_PAGE);
    markOrigin(request);
    const refusal = refuseRequest(request, isOwnHost);
    if (refusal !== null) return answerRefusal(refusal, request, response, texts);
    if (request.headers.cookie !== undefined) request.headers.cookie = readableCookies(request.headers.cookie);
    if (sendFile(request, response)) return;
    if (isHealth(request)) return answerHealth(await health(), request, response);
    const count = counter(request, response);
    const page = isForVisitors(request) ? await pageFor(request, response, count) : null;
    if (page !== null) return await send(page, request, response);
    const whole = await withWholeBody(request);
    if ('code' in whole) return answerRefusal(whole, request, response, texts);
    if (isComputed(request)) return computed(whole, response, count);
    await count();
    await forward(await nextForPage(), whole, response, { toItsEnd: false });
  };
  const server = http.createServer(TIMES, (request, response) => {
    tell(request, response);
    answer(request, response).catch((error: unknown) => answerFailure(error, request, response, texts));
  });
  server.maxConnections = MOST_CONNECTIONS;
  server.once('error', (error) => {
    console.error(error.message);
    onBroken();
  });
  server.listen(Number(port), hostname);
  return untilTold(server);
}

/**
 * Pages of the store, made in turn: whoever leaves before it gives up the turn. The function gives null where there is none,
 * which the processes then say in their own way.
 */
function keptPages(
  next: () => Promise<Answering>,
  processes: number,
  { host, store, scripts }: Readonly<{ host: string; store: KeptStore; scripts: KnownScripts }>,
) {
  const queue = workQueue(next, processes, MOST_PAGES_WAITING);
  const render: Render = (url, headers, left) =>
    queue(left(), (to) => ask(to, { method: 'GET', url, headers: { ...headers, host } }));
  const pageAt = keepPages({ render, publicUrl: env().PUBLIC_URL, store, scripts });
  return async (
    request: IncomingMessage,
    response: ServerResponse,
    count: () => Promise<void>,
  ): Promise<Kept | null> => {
    const left = leaving(response);
    return forThisReader(() => pageAt(request.url ?? '/', left, count), isOfAnother(request, left)).catch(
      (error: unknown) => {
        if (isRefusal(error)) throw error;
        return null;
      },
    );
  };
}

function isRefusal(error: unknown): boolean {
  return error instanceof TooMany || error instanceof Busy || error instanceof Left;
}

/** Says when a reader leaves before the answer; what is kept is sent without anybody asking. */
function leaving(response: ServerResponse): () => AbortSignal {
  let left: AbortController | undefined;
  return () => {
    if (left !== undefined) return left.signal;
    const controller = (left = new AbortController());
    if (response.destroyed) controller.abort();
    response.once('close', () => (response.writableFinished ? undefined : controller.abort()));
    return controller.signal;
  };
}

/** Whether work that several wait for failed because of another of them. */
function isOfAnother(request: IncomingMessage, left: () => AbortSignal): (error: unknown) => boolean {
  return (error) => (error instanceof TooMany ? error.request !== request : error instanceof Left && !left().aborted);
}

/** Logs and measures every request. */
function telling(patternOf: PatternOf, sources: Parameters<typeof measure>[0]) {
  const log = openLog(env().LOG_FILE);
  const { registry, count } = measure(sources);
  if (env().METRICS_PORT !== undefined)
    serveMetrics(registry, env().METRICS_PORT ?? 0).once('error', ({ message }) => log.error({ message }));
  const listeners = [logRequest(log), count];
  return (request: IncomingMessage, response: ServerResponse): void => {
    watchRequest(request, response, patternOf, listeners);
  };
}

/** No process waits for a body, nor gets one that no action takes. */
async function withWholeBody(request: IncomingMessage): Promise<IncomingMessage | RequestRefusal> {
  if (request.method === 'GET' || request.method === 'HEAD') return request;
  return isAction(request) ? readActionRequest(request) : readWhole(request);
}

/** Serves until the process that started this one says so, then finishes what has begun. */
async function untilTold(server: http.Server): Promise<number> {
  // Ctrl-C reaches every process of a terminal; the first of them ends the others in order.
  process.on('SIGINT', () => undefined);
  await once(process, 'SIGTERM');
  await finish(server, FINISH_MS);
  process.exit(0);
}

/** How many processes make pages and how many files. */
function processCounts(): readonly [number, number] {
  const together = env().WEB_PROCESSES ?? Math.min(MOST_BY_ITSELF, Math.max(LEAST_BY_ITSELF, availableParallelism()));
  return [Math.ceil(together / 2), Math.max(1, Math.floor(together / 2))];
}

/** Answers what takes its time: from what is kept, or in turn by the processes for it. */
function computedAnswers(queue: WorkQueue, store: KeptStore) {
  return async (request: IncomingMessage, response: ServerResponse, count: () => Promise<void>): Promise<void> => {
    const left = leaving(response);
    const url = keptAnswerUrl(request);
    const kept = url === null ? null : await keptFor(url);
    if (kept !== null) return await send(kept, request, response);
    await count();
    await queue(left(), (to) => forward(to, request, response, { toItsEnd: true }));

    async function keptFor(address: string): Promise<Kept | null> {
      const headers = { host: request.headers.host ?? '', accept: request.headers.accept ?? '*/*' };
      const make = async (): Promise<Kept | null> => {
        await count();
        return queue(left(), async (to: Answering) =>
          keptAnswer(await ask(to, { method: 'GET', url: address, headers })),
        );
      };
      const key = answerKey(address, request.headers, new Date());
      return forThisReader(() => store(key, make), isOfAnother(request, left)).catch((error: unknown) => {
        // Nobody can say whether what is kept still holds; a replica may have what is asked for.
        if (env().READ_DATABASE_URL === undefined || isRefusal(error)) throw error;
        return null;
      });
    }
  };
}

/** What could not be answered: nobody is there any more, too many wait, or the process ended under the request. */
function answerFailure(
  error: unknown,
  request: IncomingMessage,
  response: ServerResponse,
  texts: Readonly<Record<Locale, MessageLookup>>,
): void {
  if (error instanceof Left || response.destroyed) return void response.destroy();
  if (error instanceof TooMany && !response.headersSent)
    return answerRefusal({ status: 429, code: 'too-many', seconds: error.seconds }, request, response, texts);
  if (!(error instanceof Busy)) logUnexpected(`request ${String(response.getHeader(REQUEST_ID))}`, error);
  if (response.headersSent) return void response.destroy();
  answerRefusal({ status: 503, code: error instanceof Busy ? 'busy' : 'interrupted' }, request, response, texts);
}

function isHealth({ method, url }: IncomingMessage): boolean {
  return (method === 'GET' || method === 'HEAD') && url?.split('?')[0] === '/api/health';
}

/** Asked here and not of a process, so that no work of theirs delays it. */
function answerHealth(health: Health, { method }: IncomingMessage, response: ServerResponse): void {
  response.writeHead(health.status === 'ok' ? 200 : 503, {
    ...OWN_HEADERS,
    'Content-Type': 'application/json',
    'Cache-Control': 'no-store',
  });
  response.end(method === 'HEAD' ? undefined : JSON.stringify(health));
}

/** Says where a request comes from, for counting attempts: the program's own word, over whatever the request says itself. */
function originMarker(): (request: IncomingMessage) => void {
  const { TRUSTED_PROXIES, PUBLIC_URL } = env();
  const publicUrl = new URL(PUBLIC_URL);
  return (request) => {
    const address = clientAddress(request, TRUSTED_PROXIES, publicUrl);
    if (address === null) delete request.headers[ADDRESS_HEADER];
    else request.headers[ADDRESS_HEADER] = address;
  };
}

/** An address of this machine under which a server answers that listens on all of them. */
function ownAddress(hostname: string): string {
  if (hostname === '0.0.0.0' || hostname === '::') return '127.0.0.1';
  return hostname.includes(':') ? `[${hostname}]` : hostname;
}

async function send({ body, etag, headers }: Kept, request: IncomingMessage, response: ServerResponse): Promise<void> {
  if (request.headers['if-none-match']?.includes(etag) === true) {
    response.writeHead(304, headers).end();
    return;
  }
  const wanted = body.packed === null ? undefined : (['br', 'gzip'] as const).find((one) => accepts(request, one));
  const content = (wanted === undefined ? undefined : await body.packed?.(wanted)) ?? body.identity;
  response.writeHead(200, {
    ...headers,
    'content-length': content.length,
    ...(wanted === undefined ? {} : { 'content-encoding': wanted }),
  });
  response.end(request.method === 'HEAD' ? undefined : content);
}

/** Where what is kept is found by other programs and after another start; null where nobody says. */
async function sharedAnswers(build: string): Promise<SharedAnswers | null> {
  const { KEPT_FOLDER, PUBLIC_URL } = env();
  if (KEPT_FOLDER === undefined) return null;
  const buildId = await readFile(path.join(build, 'BUILD_ID'), 'utf8');
  return shareInFiles({ folder: KEPT_FOLDER, program: [buildId, PUBLIC_URL] });
}
