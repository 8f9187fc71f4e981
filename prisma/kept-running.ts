import type { ChildProcess } from 'node:child_process';
import { setTimeout as wait } from 'node:timers/promises';

/** A server that ends this often within the time given is broken, and another start would not mend it. */
const MOST_RESTARTS = 5;
const RESTARTS_WITHIN_MS = 10 * 60_000;
/** What the dead server's own processes need to end in. */
const PAUSE_MS = 500;

/** A process of the dead server ends its statement before it looks whether the server lives; so long that is waited for. */
const HELD_MS = 5 * 60_000;
/** What PostgreSQL says where one of them still holds the memory that they shared. */
const HELD = /pre-existing shared memory block/u;

export type Watch = Readonly<{
  say: (line: string) => void;
  /** called where starting again does not help; the argument is what the server said last */
  onBroken: (last: string) => void;
}>;
type Watched = Readonly<{
  /** the server's process as it is now */
  child: () => ChildProcess | undefined;
  start: () => Promise<void>;
  lastLines: () => string;
}>;

/** Starts a server again whenever it ends by itself, a bounded number of times. The function ends the watch. */
export function keepRunning({ child, start, lastLines }: Watched, { say, onBroken }: Watch): () => void {
  let over = false;
  let endings: number[] = [];
  const again = async (how: string): Promise<void> => {
    say(`PostgreSQL ended by itself (${how}); it is started again.`);
    const held = Date.now() + HELD_MS;
    for (let running = false, isHeld = false; !running && !over; ) {
      if (!isHeld) endings = [...endings.filter((at) => Date.now() - at < RESTARTS_WITHIN_MS), Date.now()];
      if (endings.length > MOST_RESTARTS) return onBroken(lastLines());
      await wait(PAUSE_MS);
      if (over) return;
      running = await start().then(
        () => true,
        () => false,
      );
      isHeld = !running && Date.now() < held && HELD.test(lastLines());
    }
    if (over) return;
    say('PostgreSQL is running again.');
    watch();
  };
  const watch = (): void => {
    const now = child();
    if (now === undefined || hasEnded(now)) return void again('at once');
    now.once('exit', (code, signal) => {
      if (!over) void again(signal ?? `code ${code}`);
    });
  };
  watch();
  return () => {
    over = true;
  };
}

export function hasEnded(child: ChildProcess): boolean {
  return child.exitCode !== null || child.signalCode !== null;
}
