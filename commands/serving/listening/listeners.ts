import cluster, { type Worker } from 'node:cluster';
import { once } from 'node:events';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { root } from '../../build';
import { boundRestarts } from '../processes';
import { toMeasure, type Measure, type ProcessMeasure } from '../telling/measure';
import { giveTurns, type Behind } from './turns';

/** What one of them has to say besides: nothing more is taken from it then. */
const FINISH_LATER_MS = 2000;
/** Each asks the database for little: the mark of the evidence, counts, whether it is well. */
const CONNECTIONS = '4';

type Options = Readonly<{
  count: number;
  /** host name and port */
  place: readonly [string, string];
  behind: Behind;
  onBroken: () => void;
}>;
type Listeners = Readonly<{
  measures: () => ProcessMeasure[];
  /** tells all to finish what has begun, and waits for them at most so long */
  end: (longestMs: number) => Promise<void>;
}>;

/**
 * Processes that listen at one port: this one takes the connections and hands them on in turn, so that none has all of them while another
 * is idle. One that ends is started again; where that does not help, `onBroken` is called.
 */
export function startListeners({ count, place, behind, onBroken }: Options): Listeners {
  cluster.schedulingPolicy = cluster.SCHED_RR;
  cluster.setupPrimary({
    exec: path.join(root, 'commands/run.mjs'),
    args: ['serving/listening/listening-process', ...place, String(count)],
  });
  const mayStartAgain = boundRestarts();
  const measured = new Map<Worker, Measure>();
  let ending = false;
  const start = (): void => {
    const worker = cluster.fork({ DATABASE_CONNECTIONS: CONNECTIONS });
    worker.on('message', (message: unknown) => {
      const measure = toMeasure(message);
      if (measure !== null) measured.set(worker, measure);
    });
    giveTurns(
      {
        send: (message) => void (worker.isConnected() && worker.send(message, () => undefined)),
        on: (take) => worker.on('message', take),
        ended: (then) => worker.once('exit', then),
      },
      behind,
    );
    worker.once('error', () => undefined);
    worker.once('exit', (code, signal) => {
      measured.delete(worker);
      if (ending) return;
      console.error(`A process that listens ended by itself (${signal ?? `code ${code}`}); it is started again.`);
      if (mayStartAgain()) start();
      else onBroken();
    });
  };
  for (let i = 0; i < count; i += 1) start();
  return {
    measures: () =>
      [...measured.values()].map((measure, i) => ({ process: `listening-${i + 1}`, busy: 0, ...measure })),
    end: async (longestMs) => {
      ending = true;
      const workers = Object.values(cluster.workers ?? {}).flatMap((worker) => worker ?? []);
      const gone = workers.map((worker) => once(worker, 'exit'));
      for (const worker of workers) worker.process.kill('SIGTERM');
      await Promise.race([Promise.all(gone), wait(longestMs + FINISH_LATER_MS, undefined, { ref: false })]);
    },
  };
}
