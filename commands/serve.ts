import http, { type IncomingMessage, type ServerResponse } from 'node:http';
import path from 'node:path';
import next from 'next';
import { env } from '@/lib/env.server';
import { getEvidenceVersion } from '@/lib/registry/evidence-version.server';
import { messageLookup } from '@/lib/i18n/message-lookup';
import { accepts } from './serving/accepted-encoding';
import { root } from './build';
import { readActionRequest } from './serving/action-body';
import { answerRefusal, isAction, readableCookies, refuseRequest } from './serving/front-door';
import { keepPages, type Encoding, type KeptPage } from './serving/kept-pages';
import { isForVisitors } from './serving/public-pages';
import { isLoopback } from './setup/environment';
import { messageOf } from './setup/start-error';
import { compressedFiles } from './serving/static-files';

const YEAR_SECONDS = 365 * 24 * 60 * 60;

/** The web server: public pages ready made for visitors, everything else from Next.js. Arguments: host name, port. */
export async function main([hostname = 'localhost', port = '3000']: readonly string[]): Promise<number> {
  const app = next({ dev: false, dir: root, hostname, port: Number(port) });
  await app.prepare();
  const handle = app.getRequestHandler();
  const inner = `http://${ownAddress(hostname)}:${port}`;
  const pageAt = keepPages({ inner, publicUrl: env().PUBLIC_URL, evidenceVersion: () => getEvidenceVersion() });
  const sendFile = await compressedFiles(path.join(root, process.env['DIST_DIR'] ?? '.next'));
  const texts = { en: await messageLookup('en'), ru: await messageLookup('ru') };
  const isOwnHost = env().DEMO_ACCOUNTS.length > 0 ? isLoopback : null;
  const overTls = env().PUBLIC_URL.startsWith('https:');
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    if (overTls) response.setHeader('Strict-Transport-Security', `max-age=${YEAR_SECONDS}`);
    const refusal = refuseRequest(request, isOwnHost);
    if (refusal !== null) return answerRefusal(refusal, request, response, texts);
    if (request.headers.cookie !== undefined) request.headers.cookie = readableCookies(request.headers.cookie);
    if (isAction(request)) {
      const action = await readActionRequest(request);
      if ('code' in action) return answerRefusal(action, request, response, texts);
      return handle(action, response);
    }
    if (sendFile(request, response)) return;
    const page = isForVisitors(request) ? await pageAt(request.url ?? '/').catch(() => null) : null;
    if (page === null) await handle(request, response);
    else send(page, request, response);
  };
  const server = http.createServer((request, response) => {
    answer(request, response).catch((error: unknown) => {
      console.error(messageOf(error));
      response.destroy();
    });
  });
  return new Promise((resolve) => {
    server.once('error', (error) => {
      console.error(error.message);
      resolve(1);
    });
    server.listen(Number(port), hostname);
  });
}

/** An address of this machine under which a server answers that listens on all of them. */
function ownAddress(hostname: string): string {
  if (hostname === '0.0.0.0' || hostname === '::') return '127.0.0.1';
  return hostname.includes(':') ? `[${hostname}]` : hostname;
}

function send({ bodies, etag, headers }: KeptPage, request: IncomingMessage, response: ServerResponse): void {
  if (request.headers['if-none-match']?.includes(etag) === true) {
    response.writeHead(304, headers).end();
    return;
  }
  const encoding: Encoding = (['br', 'gzip'] as const).find((one) => accepts(request, one)) ?? 'identity';
  response.writeHead(200, {
    ...headers,
    'content-length': bodies[encoding].length,
    ...(encoding === 'identity' ? {} : { 'content-encoding': encoding }),
  });
  response.end(request.method === 'HEAD' ? undefined : bodies[encoding]);
}
