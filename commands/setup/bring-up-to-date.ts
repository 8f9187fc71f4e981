import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { migrate, NewerDatabaseError } from '@/prisma/migrate';
import { readBackupKey } from '../backup/backup-key';
import { writeBackup } from '../backup/write-backup';
import type { OpenDatabase } from './database';
import type { Settings } from './environment';
import { messageOf, StartError } from './start-error';

type Options = { setPassword?: boolean; say: (line: string) => void };

/**
 * Brings the database up to date. One that was in use before is backed up first, into DATA_DIR/backups; without that nothing
 * is changed. Returns how many migrations were applied. Throws StartError, also for a database of a newer program.
 */
export async function bringUpToDate(
  { ownerUrl, appUrl }: Pick<OpenDatabase, 'ownerUrl' | 'appUrl'>,
  { dataDir }: Pick<Settings, 'dataDir'>,
  { say, ...options }: Options,
): Promise<number> {
  const before = async (pending: readonly string[]): Promise<void> => {
    const folder = path.join(dataDir, 'backups');
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const moment = new Date().toISOString().replaceAll(/[:.]/gu, '-');
    const file = path.join(folder, `before-${pending.at(-1)}-${moment}.backup`);
    say(`The database is about to be changed by ${pending.length} migration(s); writing a backup before: ${file}`);
    const { auditHead } = await writeBackup(ownerUrl, file, await readBackupKey());
    if (auditHead !== null) say(`Head of the audit: ${auditHead.position} ${auditHead.hash}`);
  };
  const applied = await migrate(ownerUrl, appUrl, { ...options, before }).catch((error: unknown) => {
    if (error instanceof StartError) throw error;
    if (error instanceof NewerDatabaseError)
      throw new StartError(
        `The database is of a newer version of the program: it has ${error.unknown.join(', ')}, which this one does not know.`,
        'Nothing was changed. Start the newer version, or restore a backup of this one into an empty database.',
      );
    throw new StartError(
      `The database could not be brought up to date: ${messageOf(error)}.`,
      'Nothing of the failed step was kept. Check that the user of DATABASE_URL owns the database and may create roles (or set APP_DATABASE_URL), then start again.',
    );
  });
  return applied.length;
}
