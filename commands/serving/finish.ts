import { once } from 'node:events';
import type http from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';

const LOOK_AGAIN_MS = 50;
/** What has begun when the program is stopped may take so long; the starter waits longer (`STOP_MS`). */
export const FINISH_MS = 25_000;

/** Takes no more requests and waits until those that have begun are answered, at most so long. Whether all were. */
export async function finish(server: http.Server, longestMs: number): Promise<boolean> {
  const closed = once(server, 'close').then(() => true);
  server.close();
  // A connection that has just been answered would be kept for another request, which nobody takes.
  const letGo = setInterval(() => server.closeIdleConnections(), LOOK_AGAIN_MS);
  const late = new AbortController();
  const answered = await Promise.race([closed, wait(longestMs, false, { signal: late.signal })]);
  clearInterval(letGo);
  late.abort();
  return answered;
}
