import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { migrate } from '@/prisma/migrate';
import { isHeld, lockDataFolder } from './data-folder';
import { openDatabase } from './database';
import type { Settings } from './environment';
import { prepareDataDir, readOrMakeSecrets } from './secrets';

/**
 * Gives `work` the owner's connection: of the server that DATABASE_URL names, of the embedded server that `npm start` has
 * running, or of one started for this alone. The database is brought up to date first.
 */
export async function withDatabase<Result>(
  settings: Settings,
  work: (ownerUrl: string) => Promise<Result>,
): Promise<Result> {
  await prepareDataDir(settings.dataDir);
  const secrets = await readOrMakeSecrets(settings.dataDir);
  if (settings.databaseUrl === null && (await isHeld(settings.dataDir))) {
    return work(
      `postgresql://registry_owner:${encodeURIComponent(secrets.ownerPassword)}@127.0.0.1:${await runningPort(settings.dataDir)}/registry`,
    );
  }
  const lock = await lockDataFolder(settings.dataDir, console.error);
  try {
    const database = await openDatabase(settings, secrets, console.error);
    try {
      await migrate(database.ownerUrl, database.appUrl);
      return await work(database.ownerUrl);
    } finally {
      await database.stop();
    }
  } finally {
    await lock.release();
  }
}

/** The fourth line of PostgreSQL's own lock file is its port. */
async function runningPort(dataDir: string): Promise<number> {
  const file = path.join(dataDir, 'postgres', 'postmaster.pid');
  if (!existsSync(file))
    throw new Error(`the program that holds ${dataDir} has not started its database yet; try again in a moment`);
  return Number((await readFile(file, 'utf8')).split('\n')[3]);
}
