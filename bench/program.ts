import { spawn, type ChildProcess } from 'node:child_process';
import { setTimeout as wait } from 'node:timers/promises';
import { root } from '../commands/build';

/** The program as it is started, on a port, a data folder and a build of its own; answers once it is well. Throws where it ends before. */
export async function startProgram(port: number, dataDir: string, distDir: string): Promise<ChildProcess> {
  const child = spawn(process.execPath, ['commands/run.mjs', 'start'], {
    cwd: root,
    stdio: ['ignore', 'ignore', 'inherit'],
    env: {
      ...process.env,
      PORT: String(port),
      DATA_DIR: dataDir,
      DIST_DIR: distDir,
      DATABASE_URL: '',
      LIMIT_FACTOR: '100000',
    },
  });
  for (const end = Date.now() + 600_000; Date.now() < end; await wait(500)) {
    const answer = await fetch(`http://localhost:${port}/api/health`).catch(() => null);
    if (answer?.ok === true) return child;
    if (child.exitCode !== null) throw new Error('the program did not start');
  }
  throw new Error('the program did not answer');
}
