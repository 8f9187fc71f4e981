import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { appUrlFor } from '@/prisma/roles';
import { bringUpToDate } from './bring-up-to-date';
import { isHeld, lockDataFolder } from './data-folder';
import { openDatabase, type OpenDatabase } from './database';
import type { Settings } from './environment';
import { prepareDataDir, readOrMakeSecrets } from './secrets';
import { StartError } from './start-error';

const WAIT_SECONDS = 60;

/** The connections of the owner and of the program's role. */
type Urls = Pick<OpenDatabase, 'ownerUrl' | 'appUrl'>;
type Open = Urls & Pick<OpenDatabase, 'stop'>;

/**
 * Gives `work` the owner's connection: of the server that DATABASE_URL names, of the embedded server that `npm start` has
 * running, or of one started for this alone. The database is brought up to date first, unless it is
 * wanted as it is. Works beside the running program:
 * a data folder is owned by one embedded server, a database by nobody, and migrations wait for each other inside it.
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
  if (await isHeld(settings.dataDir)) {
    const ownerUrl = `postgresql://registry_owner:${encodeURIComponent(secrets.ownerPassword)}@127.0.0.1:${await runningPort(settings.dataDir)}/registry`;
    return withOpen({ ownerUrl, appUrl: appUrlFor(ownerUrl, secrets.appPassword), stop: async () => undefined });
  }
  const lock = await lockDataFolder(settings.dataDir, console.error);
  try {
    return await withOpen(await openDatabase(settings, secrets, console.error));
  } finally {
    await lock.release();
  }
}

/**
 * The port of the embedded server that the running program has started, from PostgreSQL's own lock file: its fourth line
 * is the port, its eighth says `ready`. A program that has only just been started is waited for.
 */
async function runningPort(dataDir: string): Promise<number> {
  const file = path.join(dataDir, 'postgres', 'postmaster.pid');
  for (let second = 0; second < WAIT_SECONDS; second += 1) {
    const lines = (await readFile(file, 'utf8').catch(() => '')).split('\n');
    if (lines[7]?.trim() === 'ready') return Number(lines[3]);
    if (!(await isHeld(dataDir))) break;
    await wait(1000);
  }
  throw new StartError(
    `The program that holds ${dataDir} has no database that answers.`,
    'Look at that program; if it hangs, end it and try again.',
  );
}
