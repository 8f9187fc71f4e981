import { setTimeout as wait } from 'node:timers/promises';

type Options = Readonly<{
  /** an answer as old as this is given without asking anew */
  freshMs?: number;
  /** so long a question waits for the check that it has begun before it gives the answer of the one before */
  patienceMs?: number;
  /** which is given no longer than this */
  longestMs?: number;
  now?: () => number;
}>;

/**
 * Whether the program is well, from checks of which one runs at a time: what is known is said at once, whatever the database and
 * the processes have to do, and is never older than `longestMs`.
 */
export function watchHealth<Health>(
  check: () => Promise<Health>,
  { freshMs = 1000, patienceMs = 20, longestMs = 3000, now = Date.now }: Options = {},
): () => Promise<Health> {
  let last: { health: Health; at: number } | undefined;
  let running: Promise<Health> | undefined;
  const begin = async (): Promise<Health> => {
    // Of the moment at which it was asked.
    const at = now();
    try {
      const health = await check();
      last = { health, at };
      return health;
    } finally {
      running = undefined;
    }
  };
  return async () => {
    if (last !== undefined && now() - last.at < freshMs) return last.health;
    running ??= begin();
    if (last === undefined || now() - last.at > longestMs) return running;
    const { health } = last;
    // Where the check fails meanwhile, whoever waited for it says so.
    running.catch(() => undefined);
    const late = new AbortController();
    const patient = wait(patienceMs, health, { signal: late.signal }).catch(() => health);
    return Promise.race([running, patient]).finally(() => late.abort());
  };
}
