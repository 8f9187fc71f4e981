import { randomUUID } from 'node:crypto';
import { mkdirSync, renameSync, statSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import path from 'node:path';
import pino, { type Logger } from 'pino';
import type { PatternOf } from './route-patterns';

/** A log is followed by another of this length; one that was before is kept. */
const MOST_BYTES = 50 * 1024 * 1024;
const LOOK_AGAIN_MS = 60_000;
/** Lines are written together, within a second. */
const TOGETHER = { sync: false, minLength: 4096, periodicFlush: 1000 } as const;
/** The answer's header with the id under which the log has the request. */
export const REQUEST_ID = 'X-Request-Id';

/** What is told of a request when it has been answered, or its reader has left (`left`). */
export type Told = Readonly<{ id: string; method: string; route: string; status: number; ms: number; left: boolean }>;

/** One line of JSON for each request, into a file that is followed by another when it is full, or to the standard output. */
export function openLog(file: string | undefined): Logger {
  const settings = { base: null, timestamp: pino.stdTimeFunctions.isoTime, formatters: { level: nameOfLevel } };
  if (file === undefined) return pino(settings, pino.destination({ fd: 1, ...TOGETHER }));
  mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 });
  const destination = pino.destination({ dest: file, mode: 0o600, ...TOGETHER });
  setInterval(() => {
    if ((statSync(file, { throwIfNoEntry: false })?.size ?? 0) <= MOST_BYTES) return;
    renameSync(file, `${file}.1`);
    destination.reopen();
  }, LOOK_AGAIN_MS).unref();
  return pino(settings, destination);
}

function nameOfLevel(level: string): { level: string } {
  return { level };
}

/**
 * Tells every `listener` of a request once it is over. The answer carries the id under which it is told, for whoever reports
 * a fault.
 */
export function watchRequest(
  request: IncomingMessage,
  response: ServerResponse,
  patternOf: PatternOf,
  listeners: readonly ((told: Told) => void)[],
): void {
  const begun = performance.now();
  const id = randomUUID();
  response.setHeader(REQUEST_ID, id);
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
