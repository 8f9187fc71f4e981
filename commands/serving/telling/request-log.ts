import { randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, renameSync, statSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import path from 'node:path';
import pino, { type Logger } from 'pino';
import type { PatternOf } from './route-patterns';

/** A log is followed by another of this length; one that was before is kept. */
const MOST_BYTES = 50 * 1024 * 1024;
const LOOK_AGAIN_MS = 60_000;
/** Lines are written together, within a second; what several processes write into one pipe stays whole up to 4096 bytes (PIPE_BUF). */
const TOGETHER = { sync: false, minLength: 3072, maxWrite: 4096, periodicFlush: 1000 } as const;
/** The answer's header with the id under which the log has the request. */
export const REQUEST_ID = 'X-Request-Id';

/** What is told of a request when it has been answered, or its reader has left (`left`). */
export type Told = Readonly<{ id: string; method: string; route: string; status: number; ms: number; left: boolean }>;

/** One line of JSON for each request, into a file that is followed by another when it is full, or to the standard output. */
export function openLog(file: string | undefined, lookAgainMs = LOOK_AGAIN_MS): Logger {
  const settings = { base: null, timestamp: timeInJson(), formatters: { level: nameOfLevel } };
  if (file === undefined) return pino(settings, pino.destination({ fd: 1, ...TOGETHER }));
  mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 });
  const destination = pino.destination({ dest: file, mode: 0o600, ...TOGETHER });
  destination.on('error', ({ message }: Error) => console.error(message));
  let opened = fileId(file);
  setInterval(() => {
    const there = fileId(file);
    if (there === opened || !existsSync(path.dirname(file))) return;
    destination.once('ready', () => (opened = fileId(file)));
    destination.reopen();
  }, lookAgainMs).unref();
  return pino(settings, destination);
}

/** Begins another file where one is full: one process does so, and all that write see it. */
export function boundLog(file: string, { mostBytes = MOST_BYTES, lookAgainMs = LOOK_AGAIN_MS } = {}): void {
  setInterval(() => {
    if ((statSync(file, { throwIfNoEntry: false })?.size ?? 0) > mostBytes) renameSync(file, `${file}.1`);
  }, lookAgainMs).unref();
}

function fileId(file: string): number | undefined {
  return statSync(file, { throwIfNoEntry: false })?.ino;
}

/** The moment as pino takes it, written once for all lines of a millisecond. */
function timeInJson(): () => string {
  let [at, text] = [0, ''];
  return () => {
    const now = Date.now();
    if (now !== at) [at, text] = [now, `,"time":"${new Date(now).toISOString()}"`];
    return text;
  };
}

function nameOfLevel(level: string): { level: string } {
  return { level };
}

/**
 * Tells every `listener` of a request once it is over, and gives the id under which it is told: the answer carries it, for
 * whoever reports a fault.
 */
export function tellWhenOver(
  request: IncomingMessage,
  response: ServerResponse,
  patternOf: PatternOf,
  listeners: readonly ((told: Told) => void)[],
): string {
  const begun = performance.now();
  const id = randomUUID();
  response.once('close', () => {
    const told = {
      id,
      method: request.method ?? '',
      route: patternOf(request.url ?? ''),
      status: response.statusCode,
      ms: Math.round((performance.now() - begun) * 10) / 10,
      left: !response.writableFinished,
    };
    for (const listener of listeners) listener(told);
  });
  return id;
}

/** Writes a request as a line: nothing of its address but the route, nothing of who sent it. */
export function logRequest(log: Logger): (told: Told) => void {
  return ({ left, ...told }) => {
    const line = left ? { ...told, left } : told;
    if (told.status >= 500) log.error(line);
    else if (told.status === 429) log.warn(line);
    else log.info(line);
  };
}
