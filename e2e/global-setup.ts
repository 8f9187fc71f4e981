import pg from 'pg';
import { createAccount, inTransaction } from '../lib/access/accounts.server';
import { readSettings } from '../commands/environment';
import { withDatabase } from '../commands/with-database';
import { STRANGER } from './people';

/** A second centre with a data manager of its own: the stranger who must find nothing of the first one. */
export default async function setup(): Promise<void> {
  const settings = readSettings({ ...process.env, DATABASE_URL: '', DATA_DIR: process.env['E2E_DATA_DIR'] ?? '.data-e2e' });
  await withDatabase(settings, async (ownerUrl) => {
    const owner = new pg.Client({ connectionString: ownerUrl });
    await owner.connect();
    const { rowCount } = await owner.query('SELECT FROM app_user WHERE email = $1', [STRANGER.email]);
    if (rowCount === 0) await inTransaction(owner, () => createAccount(owner, STRANGER)).finally(() => owner.end());
    else await owner.end();
  });
}
