import { readSettings } from '../setup/environment';
import { withOnePath } from '../setup/one-path';
import { withDatabase } from '../setup/with-database';
import { readBackupKey } from './backup-key';
import { writeBackup } from './write-backup';

const USAGE = `npm run backup -- FILE
Writes everything that the database holds into FILE, also while the program is in use. With BACKUP_KEY or BACKUP_KEY_FILE it
is encrypted. Keep secrets.json of DATA_DIR with it: second factors are sealed with it.`;

/** `npm run backup -- FILE`. Exit codes: 0 written, 1 wrong arguments, 2 refused or not reached. */
export async function main(args: readonly string[]): Promise<number> {
  return withOnePath(args, USAGE, async (target) => {
    const key = await readBackupKey();
    const { tables, auditHead, bytes } = await withDatabase(
      readSettings(),
      ({ ownerUrl }) => writeBackup(ownerUrl, target, key),
      { asItIs: true },
    );
    const rows = tables.reduce((sum, table) => sum + table.rows, 0);
    console.log(
      `Written: ${target}, ${tables.length} tables, ${rows} rows, ${bytes} bytes, ${key === null ? 'not encrypted' : 'encrypted'}.`,
    );
    console.log(
      auditHead === null ? 'The audit is empty.' : `Head of the audit: ${auditHead.position} ${auditHead.hash}`,
    );
  });
}
