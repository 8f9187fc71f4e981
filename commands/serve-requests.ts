import { rmSync } from 'node:fs';
import http from 'node:http';
import next from 'next';
import { env } from '@/lib/env.server';
import { root } from './build';
import { preparesPage } from './serving/within/prepared-page';
import { ownMeasure } from './serving/telling/measure';
import { sendsWhole } from './serving/within/whole-answer';
import { messageOf } from './setup/start-error';

/** As often as somebody may look. */
const TELL_MS = 5000;

/** One process behind the web server, which has looked at every request before. Arguments: the socket to answer at, host name and port of the web server. */
export async function main([socket = '', hostname = 'localhost', port = '3000']: readonly string[]): Promise<number> {
  // What Next.js reads is built without source maps; to look for one beside every script costs a fifth of the start.
  process.setSourceMapsEnabled(false);
  const app = next({ dev: false, dir: root, hostname, port: Number(port) });
  await app.prepare();
  const handle = app.getRequestHandler();
  const overTls = env().PUBLIC_URL.startsWith('https:');
  const server = http.createServer((request, response) => {
    preparesPage(request, response, overTls);
    sendsWhole(request, response);
    handle(request, response).catch((error: unknown) => {
      console.error(messageOf(error));
      response.destroy();
    });
  });
  // Whoever asks keeps its connections; one that is closed here at that moment would lose a request.
  server.keepAliveTimeout = 0;
  server.requestTimeout = 0;
  // Ctrl-C reaches every process of a terminal; the web server ends this one when it has no more to ask.
  process.on('SIGINT', () => undefined);
  if (process.platform !== 'win32') rmSync(socket, { force: true });
  return new Promise((resolve) => {
    server.once('error', (error) => {
      console.error(error.message);
      resolve(1);
    });
    server.listen(socket, () => {
      // The web server may have ended a moment ago, and this process is about to.
      const tell = (): void => void process.send?.(ownMeasure(), undefined, {}, () => undefined);
      tell();
      setInterval(tell, TELL_MS).unref();
    });
  });
}
