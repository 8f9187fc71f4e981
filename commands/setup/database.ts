import path from 'node:path';
import pg from 'pg';
import { appUrlFor } from '@/prisma/roles';
import type { Watch } from '@/prisma/kept-running';
import { closedFolder, ensureOwnedDatabase, startEmbeddedServer } from '@/prisma/server';
import { root } from '../build';
import type { Settings } from './environment';
import type { Secrets } from './secrets';
import { messageOf, StartError } from './start-error';

const OLDEST_SERVER = 150_000;

export type OpenDatabase = {
  /** Connection of the owner, for migrations and for loading the evidence. */
  ownerUrl: string;
  /** Connection of the role that the program uses. */
  appUrl: string;
  embedded: boolean;
  /** Starts the embedded server again whenever it ends by itself; a server of somebody else is theirs to watch. */
  watch: (watch: Watch) => void;
  stop: () => Promise<void>;
};

/** Opens the database of these settings: the server that DATABASE_URL names, or the embedded one, started here. */
export async function openDatabase(
  settings: Settings,
  secrets: Secrets,
  say: (line: string) => void,
): Promise<OpenDatabase> {
  if (settings.databaseUrl !== null) {
    await checkServer(settings.databaseUrl);
    return {
      ownerUrl: settings.databaseUrl,
      appUrl: settings.appDatabaseUrl ?? appUrlFor(settings.databaseUrl, secrets.appPassword),
      embedded: false,
      watch: () => undefined,
      stop: async () => undefined,
    };
  }
  const folder = path.join(settings.dataDir, 'postgres');
  const closed = closedFolder(settings.dataDir) ?? closedFolder(root);
  if (closed !== null) {
    throw new StartError(
      `The embedded PostgreSQL does not run as root; its own account may not pass through ${closed}.`,
      `Start as an ordinary user, or move the program or DATA_DIR elsewhere, or allow passing (not listing): chmod o+x ${closed}`,
    );
  }
  try {
    const server = await startEmbeddedServer({
      folder,
      password: secrets.postgresPassword,
      log: path.join(settings.dataDir, 'logs', 'postgres.log'),
      onFirstStart: () => say('First start: making the database…'),
    });
    const ownerUrl = await ensureOwnedDatabase(server, 'registry', secrets.ownerPassword);
    const appUrl = appUrlFor(ownerUrl, secrets.appPassword);
    return { ownerUrl, appUrl, embedded: true, watch: server.watch, stop: server.stop };
  } catch (error) {
    throw new StartError(
      `The embedded PostgreSQL did not start: ${messageOf(error)}`,
      `Check that ${folder} is on a local disk with free space; or set DATABASE_URL to a PostgreSQL server of your own.`,
    );
  }
}

async function checkServer(url: string): Promise<void> {
  const { host, pathname, username } = new URL(url);
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5000 });
  try {
    await client.connect();
  } catch (error) {
    throw new StartError(
      `DATABASE_URL: no connection to ${host}${pathname} as ${decodeURIComponent(username)}: ${messageOf(error)}.`,
      'Check that the server runs, that host, port, database, user and password are right, and that it accepts connections from here.',
    );
  }
  try {
    const { rows } = await client.query<{ number: number; version: string }>(
      "SELECT current_setting('server_version_num')::int AS number, current_setting('server_version') AS version",
    );
    refuseOldServer(rows[0]?.number ?? 0, rows[0]?.version ?? 'of unknown version');
  } finally {
    await client.end();
  }
}

/** Throws StartError for a server before PostgreSQL 15; `number` is its server_version_num. */
export function refuseOldServer(number: number, version: string): void {
  if (number >= OLDEST_SERVER) return;
  throw new StartError(
    `DATABASE_URL: the server is PostgreSQL ${version}; version 15 or newer is needed.`,
    'Upgrade the server or name another one.',
  );
}
