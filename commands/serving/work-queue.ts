import PQueue from 'p-queue';
import type { Answering } from './processes';

/** More wait already than could be served in good time. */
export class Busy extends Error {
  override name = 'Busy';
}
/** Whoever asked has left before the turn came. */
export class Left extends Error {
  override name = 'Left';
}

/** Gives work a process when its turn comes; throws `Busy` at once or `Left` in the end where there is none. */
export type WorkQueue = (<Result>(left: AbortSignal, work: (to: Answering) => Promise<Result>) => Promise<Result>) &
  Readonly<{ waiting: () => number; running: () => number }>;

/** What a process computes keeps it whole; a second request of it can meanwhile wait for the database. */
const AT_ONCE = 2;

/** A bounded queue in front of `count` processes. Who leaves gives up the place; what has begun keeps it until it ends. */
export function workQueue(next: () => Promise<Answering>, count: number, mostWaiting = 64): WorkQueue {
  const queue = new PQueue({ concurrency: AT_ONCE * count });
  const run = async <Result>(left: AbortSignal, work: (to: Answering) => Promise<Result>): Promise<Result> => {
    if (queue.size >= mostWaiting) throw new Busy();
    if (left.aborted) throw new Left();
    const waiting = new AbortController();
    const leave = (): void => waiting.abort(new Left());
    left.addEventListener('abort', leave, { once: true });
    return queue.add(
      async () => {
        left.removeEventListener('abort', leave);
        return work(await next());
      },
      { signal: waiting.signal },
    );
  };
  return Object.assign(run, { waiting: () => queue.size, running: () => queue.pending });
}
