import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import pg from 'pg';
import { appUrlFor } from '@/prisma/roles';
import { bringUpToDate } from './bring-up-to-date';
import { isHeld, lockForCommand } from './data-folder';
import { openDatabase, type OpenDatabase } from './database';
import type { Settings } from './environment';
import { prepareDataDir, readOrMakeSecrets } from './secrets';
import { messageOf, StartError } from './start-error';

const WAIT_SECONDS = 60;

/** The connections of the owner and of the program's role. */
type Urls = Pick<OpenDatabase, 'ownerUrl' | 'appUrl'>;
type Open = Urls & Pick<OpenDatabase, 'stop'>;

/**
 * Gives `work` the owner's connection: of the server that DATABASE_URL names, of the embedded server that `npm start` has
 * running, or of one started for this alone, once no other command has it. The database is brought up to date first, unless
 * it is wanted as it is. Works beside the running program, and migrations wait for each other inside the database. Throws
 * StartError where the program, or its database, ended meanwhile.
 */
export async function withDatabase<Result>(
  settings: Settings,
  work: (urls: Urls) => Promise<Result>,
  { asItIs = false } = {},
): Promise<Result> {
  await prepareDataDir(settings.dataDir);
  const secrets = await readOrMakeSecrets(settings.dataDir);
  const withOpen = async ({ stop, ...urls }: Open): Promise<Result> => {
    try {
      if (!asItIs) await bringUpToDate(urls, settings, { say: console.error });
      return await work(urls);
    } finally {
      await stop();
    }
  };
  if (settings.databaseUrl !== null) return withOpen(await openDatabase(settings, secrets, console.error));
  for (;;) {
    const lock = await lockForCommand(settings.dataDir, console.error);
    if (lock !== null) {
      try {
        return await withOpen(await openDatabase(settings, secrets, console.error));
      } finally {
        await lock.release();
      }
    }
    const port = await runningPort(settings.dataDir);
    if (port === null) continue;
    const ownerUrl = `postgresql://registry_owner:${encodeURIComponent(secrets.ownerPassword)}@127.0.0.1:${port}/registry`;
    const borrowed = { ownerUrl, appUrl: appUrlFor(ownerUrl, secrets.appPassword), stop: async () => undefined };
    return withOpen(borrowed).catch(async (error: unknown) => {
      if (await answers(ownerUrl)) throw error;
      throw new StartError(
        `The program whose database this used was stopped meanwhile, or its database: ${messageOf(error)}`,
        'Give the same command again; where the program does not run, it starts the database itself.',
      );
    });
  }
}

/**
 * The port of the embedded server that the running program has started, from PostgreSQL's own lock file: its fourth line
 * is the port, its eighth says `ready`. A program that has only just been started is waited for; null: it has ended.
 */
async function runningPort(dataDir: string): Promise<number | null> {
  const file = path.join(dataDir, 'postgres', 'postmaster.pid');
  for (let second = 0; second < WAIT_SECONDS; second += 1) {
    const lines = (await readFile(file, 'utf8').catch(() => '')).split('\n');
    if (lines[7]?.trim() === 'ready') return Number(lines[3]);
    if (!(await isHeld(dataDir))) return null;
    await wait(1000);
  }
  throw new StartError(
    `The program that holds ${dataDir} has no database that answers.`,
    'Look at that program; if it hangs, end it and try again.',
  );
}

async function answers(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
    await client.end();
    return true;
  } catch {
    return false;
  }
}
