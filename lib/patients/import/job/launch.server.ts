import { spawn } from 'node:child_process';
import path from 'node:path';
import { logUnexpected } from '@/lib/access/log.server';
import type { Viewer } from '@/lib/access/policy';
import type { RedcapColumns } from '../../redcap/reading';
import { HEAP_MEGABYTES } from './job';
import { endJob } from './run-job.server';

/**
 * Carries a job out in a process of its own, which ends with this one: a long table takes no time and no memory of a process
 * that answers requests. By whose right it works it is told in a message, which no list of processes shows.
 */
export function launchJob(viewer: Viewer, id: string, redcap: RedcapColumns): void {
  const child = spawn(
    process.execPath,
    [
      `--max-old-space-size=${HEAP_MEGABYTES}`,
      path.join(/* turbopackIgnore: true */ process.cwd(), 'commands', 'run.mjs'),
      'beside/import-job',
    ],
    { cwd: process.cwd(), stdio: ['ignore', 'ignore', 'inherit', 'ipc'] },
  );
  child.once('error', (error) => logUnexpected('import job', error));
  child.once('exit', () => {
    endJob(viewer, id, { state: 'lost' }).catch((error: unknown) => logUnexpected('import job', error));
  });
  child.send({ session: viewer.token(), id, redcap });
}
