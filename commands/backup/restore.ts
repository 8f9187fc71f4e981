import { readSettings } from '../setup/environment';
import { withOnePath } from '../setup/one-path';
import { withDatabase } from '../setup/with-database';
import { readBackupKey } from './backup-key';
import { restoreBackup } from './restore-backup';

const USAGE = `npm run restore -- FILE
Makes an empty database (a new DATA_DIR, or a new database of DATABASE_URL) what the backup FILE holds. An encrypted one needs
BACKUP_KEY or BACKUP_KEY_FILE. Nobody is signed in afterwards; start the program with npm start.`;

/** `npm run restore -- FILE`. Exit codes: 0 restored, 1 wrong arguments, 2 refused, with nothing changed, or not reached. */
export async function main(args: readonly string[]): Promise<number> {
  return withOnePath(args, USAGE, async (source) => {
    const key = await readBackupKey();
    const { tables, auditHead } = await withDatabase(readSettings(), (urls) => restoreBackup(urls, source, key), {
      asItIs: true,
    });
    const rows = tables.reduce((sum, table) => sum + table.rows, 0);
    console.log(`Restored: ${tables.length} tables, ${rows} rows, each counted.`);
    console.log(
      auditHead === null
        ? 'The audit is empty.'
        : `The audit holds. Head: ${auditHead.position} ${auditHead.hash}\nCompare it with what was written down with the backup.`,
    );
  });
}
