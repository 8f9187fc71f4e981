import { once } from 'node:events';
import { availableParallelism } from 'node:os';
import { AggregatorRegistry } from 'prom-client';
import { env } from '@/lib/env.server';
import { FINISH_MS } from './serving/finish';
import { startListeners } from './serving/listening/listeners';
import { turnsHere } from './serving/listening/turns';
import { startProcesses } from './serving/processes';
import { measure, measureRequests, serveMetrics } from './serving/telling/metrics';
import { boundLog } from './serving/telling/request-log';

/** Each process has up to ten connections to PostgreSQL, which grants a hundred where nobody says otherwise. */
const MOST_BY_ITSELF = 8;
/** On two cores as well, two make pages: what one asks for takes a whole core. */
const LEAST_BY_ITSELF = 3;
/** What one of them sends in a second fills a fast line. */
const MOST_LISTENING = 4;

/**
 * The web server. Who listens keeps what is the same for every visitor and computes nothing: pages and saves are asked of
 * some processes, files and lists of others behind a bounded queue, so that nothing one person asks stops the rest. On several
 * cores several listen at the port, and this process gives them turns. Arguments: host name, port.
 */
export async function main([hostname = 'localhost', port = '3000']: readonly string[]): Promise<number> {
  const onBroken = (): void => process.exit(1);
  const place = [hostname, port] as const;
  const counts = processCounts();
  const nextForPage = startProcesses(counts.pages, { name: 'pages', behind: 5, place, onBroken });
  const nextForFile = startProcesses(counts.files, { name: 'files', behind: 10, place, onBroken });
  const { behind, fileQueue } = turnsHere({
    pages: { next: nextForPage, count: counts.pages },
    files: { next: nextForFile, count: counts.files },
  });
  const { LOG_FILE, METRICS_PORT } = env();
  if (LOG_FILE !== undefined) boundLog(LOG_FILE);
  const listeners =
    counts.listening > 1 ? startListeners({ count: counts.listening, place, behind, onBroken }) : undefined;
  const [pages, files] = await Promise.all([nextForPage, nextForFile]);
  const registry = measure({
    ...{ waiting: fileQueue.waiting, running: fileQueue.running },
    processes: () => [...(listeners?.measures() ?? []), ...pages.measures(), ...files.measures()],
  });
  const gathered = listeners === undefined ? undefined : new AggregatorRegistry();
  if (METRICS_PORT !== undefined)
    serveMetrics(
      async () => [await registry.metrics(), (await gathered?.clusterMetrics()) ?? ''].join(''),
      METRICS_PORT,
    ).once('error', ({ message }) => console.error(message));
  const finish = listeners === undefined ? await serveHere() : () => listeners.end(FINISH_MS);
  // Ctrl-C reaches every process of a terminal; the first of them ends the others in order.
  process.on('SIGINT', () => undefined);
  await once(process, 'SIGTERM');
  await finish();
  process.exit(0);

  async function serveHere(): Promise<() => Promise<void>> {
    // Where others listen, this process needs nothing of what they need.
    const { serveAt } = await import('./serving/listening/listen');
    const count = METRICS_PORT === undefined ? null : measureRequests(registry);
    return serveAt({ behind, place, share: 1, count, onBroken });
  }
}

/** How many processes listen, how many make pages and how many files. */
function processCounts(): Readonly<{ listening: number; pages: number; files: number }> {
  const cores = availableParallelism();
  const together = env().WEB_PROCESSES ?? Math.min(MOST_BY_ITSELF, Math.max(LEAST_BY_ITSELF, cores));
  const pages = Math.ceil(together / 2);
  return { listening: Math.min(MOST_LISTENING, cores, pages), pages, files: Math.max(1, Math.floor(together / 2)) };
}
