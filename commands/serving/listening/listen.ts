import { readFile } from 'node:fs/promises';
import http, { type IncomingMessage, type ServerResponse } from 'node:http';
import path from 'node:path';
import { logUnexpected } from '@/lib/access/log.server';
import { ADDRESS_HEADER } from '@/lib/access/credentials';
import { env } from '@/lib/env.server';
import { messageLookup, type MessageLookup } from '@/lib/i18n/message-lookup';
import type { Locale } from '@/lib/i18n/routing';
import { getEvidenceMark } from '@/lib/registry/evidence-version.server';
import { checkHealth, type Health } from '@/lib/registry/health.server';
import { root } from '../../build';
import { isLoopback } from '../../setup/environment';
import { readActionRequest, readWhole } from '../action-body';
import { clientAddress } from '../client-address';
import { forward } from '../forward';
import {
  answerRefusal,
  hostName,
  isAction,
  OWN_HEADERS,
  policyAt,
  POLICY_OF_NO_PAGE,
  readableCookies,
  refuseRequest,
  type RequestRefusal,
} from '../front-door';
import { finish, FINISH_MS } from '../finish';
import { watchHealth } from '../health';
import { isComputed } from '../kept-answers';
import { keepByVersion, type SharedAnswers } from '../kept';
import { knownScripts } from '../known-scripts';
import { counter, TooMany } from '../limits';
import { isForVisitors } from '../public-pages';
import { shareInFiles } from '../shared-answers';
import { compressedFiles } from '../static-files';
import { logRequest, openLog, REQUEST_ID, tellWhenOver, type Told } from '../telling/request-log';
import { routePatterns } from '../telling/route-patterns';
import { Busy, Left } from '../work-queue';
import { computedAnswers, keptPages, leaving, sendKept } from './answers';
import { readyAnswers } from './ready';
import type { Behind } from './turns';
import { answerUnreadable } from './unreadable';

const YEAR_SECONDS = 365 * 24 * 60 * 60;
/** Somebody who sends a form of the program needs less for it, over any line. */
const LONGEST_REQUEST_MS = 120_000;
/** The first lines of a request are some hundred bytes. */
const LONGEST_HEADERS_MS = 15_000;

const MOST_CONNECTIONS = 5000;

const TIMES: http.ServerOptions = {
  requestTimeout: LONGEST_REQUEST_MS,
  headersTimeout: LONGEST_HEADERS_MS,
  connectionsCheckingInterval: 5000,
};

type Options = Readonly<{
  behind: Behind;
  /** host name and port */
  place: readonly [hostname: string, port: string];
  /** of what is kept in memory over all that listen, and of connections, this part is for one */
  share: number;
  /** is told of every request */
  count: ((told: Told) => void) | null;
  onBroken: () => void;
}>;

/** Listens once the processes behind are there. Gives how to finish what has begun. */
export async function serveAt(options: Options): Promise<() => Promise<void>> {
  const { behind, place, share, onBroken } = options;
  const server = await openServer(options);
  server.maxConnections = Math.ceil(MOST_CONNECTIONS / share);
  server.once('error', (error) => {
    console.error(error.message);
    onBroken();
  });
  await behind.up();
  server.listen(Number(place[1]), place[0]);
  return async () => void (await finish(server, FINISH_MS));
}

/** A server that keeps what is the same for every visitor and computes nothing. */
async function openServer({ behind, place: [hostname, port], share, count }: Options): Promise<http.Server> {
  const build = path.join(root, process.env['DIST_DIR'] ?? '.next');
  const store = keepByVersion(() => getEvidenceMark(), {
    ...{ share, shared: await sharedAnswers(build), alone: behind.alone },
  });
  const health = watchHealth(() => checkHealth((error) => logUnexpected('GET /api/health', error)));
  const isOwnHost = env().DEMO_ACCOUNTS.length > 0 ? isLoopback : null;
  const always: Readonly<Record<string, string>> = env().PUBLIC_URL.startsWith('https:')
    ? { 'Strict-Transport-Security': `max-age=${YEAR_SECONDS}` }
    : {};
  const ready = readyAnswers({
    ...{ store, always: { ...always, 'Content-Security-Policy': POLICY_OF_NO_PAGE } },
    isOwnHost: ({ headers }) => isOwnHost === null || isOwnHost(hostName(headers.host)),
  });
  const computed = computedAnswers({ behind, store, ready });
  const pageFor = keptPages({
    ...{ behind, store, ready, scripts: await knownScripts(build) },
    host: `${ownAddress(hostname)}:${port}`,
  });
  const sendFile = await compressedFiles(build);
  const patternOf = await routePatterns(build);
  const listeners = [logRequest(openLog(env().LOG_FILE)), ...(count === null ? [] : [count])];
  const texts = { en: await messageLookup('en'), ru: await messageLookup('ru') };
  const markOrigin = originMarker();
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    for (const [name, value] of Object.entries(always)) response.setHeader(name, value);
    response.setHeader('Content-Security-Policy', policyAt(request.url ?? '/'));
    markOrigin(request);
    const refusal = refuseRequest(request, isOwnHost);
    if (refusal !== null) return answerRefusal(refusal, request, response, texts);
    if (request.headers.cookie !== undefined) request.headers.cookie = readableCookies(request.headers.cookie);
    if (sendFile(request, response)) return;
    if (isHealth(request)) return answerHealth(await health(), request, response);
    const counted = counter(request, response);
    const page = isForVisitors(request) ? await pageFor(request, response, counted) : null;
    if (page !== null) return await sendKept(page, request, response);
    const whole = await withWholeBody(request);
    if ('code' in whole) return answerRefusal(whole, request, response, texts);
    if (isComputed(request)) return computed(whole, response, counted);
    await counted();
    await behind.atOnce(leaving(response)(), (to) => forward(to, whole, response, { toItsEnd: false }));
  };
  const server = http.createServer(TIMES, (request, response) => {
    const id = tellWhenOver(request, response, patternOf, listeners);
    if (ready.send(request, response, [REQUEST_ID, id])) return;
    response.setHeader(REQUEST_ID, id);
    answer(request, response).catch((error: unknown) => answerFailure(error, request, response, texts));
  });
  answerUnreadable(server, texts);
  return server;
}

/** No process waits for a body, nor gets one that no action takes. */
async function withWholeBody(request: IncomingMessage): Promise<IncomingMessage | RequestRefusal> {
  if (request.method === 'GET' || request.method === 'HEAD') return request;
  return isAction(request) ? readActionRequest(request) : readWhole(request);
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

/** Where what is kept is found by other programs and after another start; null where nobody says. */
async function sharedAnswers(build: string): Promise<SharedAnswers | null> {
  const { KEPT_FOLDER, PUBLIC_URL } = env();
  if (KEPT_FOLDER === undefined) return null;
  const buildId = await readFile(path.join(build, 'BUILD_ID'), 'utf8');
  return shareInFiles({ folder: KEPT_FOLDER, program: [buildId, PUBLIC_URL] });
}
