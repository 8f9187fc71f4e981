import pg from 'pg';
import { createAccount, inTransaction, type NewAccount } from '../../lib/access/accounts.server';
import { readSettings } from '../../commands/setup/environment';
import { withDatabase } from '../../commands/setup/with-database';
import { insertDemoPatients } from '../../seed/demo/patient-rows';
import {
  COLLEAGUE,
  DRAFTER,
  FIRST_OF_TWO,
  MONITOR_OF_TWO,
  NETWORK_MANAGERS,
  SECOND_CURATOR,
  SECOND_OF_TWO,
  STRANGER,
} from './people';

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
      for (const manager of NETWORK_MANAGERS) await makeCentre(owner, manager);
    } finally {
      await owner.end();
    }
  });
}

/** A centre with the demonstration's patients, once. */
async function makeCentre(owner: pg.Client, manager: NewAccount): Promise<void> {
  const { rowCount } = await owner.query('SELECT FROM app_user WHERE email = $1', [manager.email]);
  if (rowCount !== 0) return;
  await inTransaction(owner, async () => {
    await createAccount(owner, manager);
    const { rows } = await owner.query<{ user: string; site: string }>(
      'SELECT u.id AS user, m.site_id AS site FROM app_user u JOIN membership m ON m.user_id = u.id WHERE u.email = $1',
      [manager.email],
    );
    const [{ user, site } = { user: '', site: '' }] = rows;
    await insertDemoPatients(owner, user, site);
  });
}
