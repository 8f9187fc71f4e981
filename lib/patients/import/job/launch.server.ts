import { spawn } from 'node:child_process';
import path from 'node:path';
import { logUnexpected } from '@/lib/access/log.server';
import { closeWorkSession } from '@/lib/access/session/store.server';
import type { RedcapColumns } from '../../redcap/reading';
import { HEAP_FLAGS } from './job';
import { keepAlive, type Worker } from './jobs.server';
import { endJob } from './run-job.server';

/** How often it is said that the process is there: on a busy machine it may take minutes until it begins. */
const ALIVE_MS = 15_000;

/**
 * Carries a job out in a process of its own, which ends with this one: a long table takes no time and no memory of a process
 * that answers requests. By whose right it works it is told in a message, which no list of processes shows.
 */
export function launchJob(worker: Worker, id: string, redcap: RedcapColumns): void {
  const child = spawn(
    process.execPath,
    [...HEAP_FLAGS, path.join(/* turbopackIgnore: true */ process.cwd(), 'commands', 'run.mjs'), 'beside/import-job'],
    { cwd: process.cwd(), stdio: ['ignore', 'ignore', 'inherit', 'ipc'] },
  );
  // One that cannot be said is said the next time.
  const alive = setInterval(() => void keepAlive(worker, id).catch(() => undefined), ALIVE_MS);
  const ended = (): void => {
    clearInterval(alive);
    endJob(worker, id, { state: 'lost' })
      .finally(() => closeWorkSession(worker.token()))
      .catch((error: unknown) => logUnexpected('import job', error));
  };
  child.once('error', (error) => {
    logUnexpected('import job', error);
    ended();
  });
  child.once('exit', ended);
  child.send({ session: worker.token(), id, redcap });
}
