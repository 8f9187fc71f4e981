import pg from 'pg';
import { createAccount, inTransaction } from '../lib/access/accounts.server';
import { readSettings } from '../commands/setup/environment';
import { withDatabase } from '../commands/setup/with-database';
import { COLLEAGUE, DRAFTER, FIRST_OF_TWO, MONITOR_OF_TWO, SECOND_CURATOR, SECOND_OF_TWO, STRANGER } from './people';

const PEOPLE = [STRANGER, COLLEAGUE, SECOND_CURATOR, DRAFTER, FIRST_OF_TWO, SECOND_OF_TWO, MONITOR_OF_TWO];

/** The people of the tests, of centres of their own; the data manager of a second centre must find nothing of the first one. */
export default async function setup(): Promise<void> {
  const settings = readSettings({
    ...process.env,
    DATABASE_URL: '',
    DATA_DIR: process.env['E2E_DATA_DIR'] ?? '.data-e2e',
  });
  await withDatabase(settings, async ({ ownerUrl }) => {
    const owner = new pg.Client({ connectionString: ownerUrl });
    await owner.connect();
    try {
      for (const person of PEOPLE) {
        const { rowCount } = await owner.query('SELECT FROM app_user WHERE email = $1', [person.email]);
        if (rowCount === 0) await inTransaction(owner, () => createAccount(owner, person));
      }
    } finally {
      await owner.end();
    }
  });
}
