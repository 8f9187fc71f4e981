import { spawn, type ChildProcess } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
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

/** What the processes of the program below one hold and have used, without PostgreSQL's; Linux alone says. */
export function usageBelow(root: number): Readonly<{ megabytes: number; processorMs: ReadonlyMap<number, number> }> {
  const processes = readdirSync('/proc').flatMap((name) => {
    if (!/^\d+$/u.test(name)) return [];
    try {
      const [, after = ''] = readFileSync(`/proc/${name}/stat`, 'utf8').split(/\) (?=[A-Z] )/u);
      const fields = after.split(' ');
      const rss = /VmRSS:\s+(\d+)/u.exec(readFileSync(`/proc/${name}/status`, 'utf8'))?.[1] ?? 0;
      const isOwn = readFileSync(`/proc/${name}/cmdline`, 'utf8').includes('run.mjs');
      // Fields 14 and 15 of proc_pid_stat(5): ticks of a hundredth of a second in user and in system mode.
      const processorMs = (Number(fields[11]) + Number(fields[12])) * 10;
      return [{ id: Number(name), parent: Number(fields[1]), isOwn, kb: Number(rss), processorMs }];
    } catch {
      return [];
    }
  });
  const below = new Set([root]);
  for (let size = 0; size < below.size; ) {
    size = below.size;
    for (const { id, parent } of processes) if (below.has(parent)) below.add(id);
  }
  const own = processes.filter(({ id, isOwn }) => isOwn && below.has(id));
  return {
    megabytes: own.reduce((sum, { kb }) => sum + kb, 0) / 1000,
    processorMs: new Map(own.map(({ id, processorMs }) => [id, processorMs])),
  };
}

/** Milliseconds of the processor that the program takes while something is done; null where the system does not say. */
export async function processorMsOf<Result>(
  program: ChildProcess,
  work: () => Promise<Result> | Result,
): Promise<Readonly<{ result: Result; processorMs: number | null }>> {
  const used = (): ReadonlyMap<number, number> | null => {
    try {
      return usageBelow(program.pid ?? 0).processorMs;
    } catch {
      return null;
    }
  };
  const before = used();
  const result = await work();
  const after = used();
  if (before === null || after === null) return { result, processorMs: null };
  // Of those that are still there: what one that has ended used, nobody knows any more.
  const differences = [...after].map(([id, ms]) => ms - (before.get(id) ?? 0));
  return { result, processorMs: differences.reduce((sum, ms) => sum + ms, 0) };
}

/** Ends the program as Ctrl-C does and waits for it. */
export async function endProgram(program: ChildProcess): Promise<void> {
  if (program.exitCode !== null) return;
  const ended = new Promise((resolve) => program.once('exit', resolve));
  program.kill('SIGINT');
  await ended;
}
