import pg from 'pg';
import { createAccount, inTransaction, type NewAccount } from '@/lib/access/accounts.server';
import { SITE_ROLES } from '@/lib/access/policy';
import { insertDemoPatients } from './demo/patient-rows';
import { joinDemoSites, lacksRelease, makeFurtherSites } from './demo/sites';

export type DemoAccount = { role: NewAccount['role']; email: string; password: string };

const SITE = { code: 'DEMO', name: 'Demonstration site (made-up patients)' };

const PEOPLE: readonly { role: NewAccount['role']; displayName: string }[] = [
  { role: 'data-manager', displayName: 'Demo data manager' },
  { role: 'researcher', displayName: 'Demo researcher' },
  { role: 'monitor', displayName: 'Demo monitor' },
  { role: 'curator', displayName: 'Demo curator' },
  { role: 'administrator', displayName: 'Demo administrator' },
];

/** A moment that no administrator disables an account at: it marks those that were closed with the demonstration. */
const CLOSED_AT = '2000-01-01T00:00:00Z';
const CLOSED_DEMO = `WHERE email = ANY($1) AND disabled_at = '${CLOSED_AT}'`;

/**
 * Makes the demonstration site with one account of each role and its made-up patients, and two more made-up sites that make a
 * network with it, once: where the site exists, nothing is touched. Returns the accounts that are there; `password` must be the one of the first start.
 */
export async function ensureDemo(ownerUrl: string, password: string): Promise<DemoAccount[]> {
  const owner = new pg.Client({ connectionString: ownerUrl });
  await owner.connect();
  try {
    const { rowCount } = await owner.query('SELECT FROM site WHERE code = $1', [SITE.code]);
    if (rowCount === 0) await inTransaction(owner, () => makeDemo(owner, password));
    // Also where the first start ended between the two.
    if (await lacksRelease(owner)) {
      const { releaseDemoPool } = await import('./demo/network');
      await releaseDemoPool(ownerUrl);
    }
    const emails = PEOPLE.map(({ role }) => emailOf(role));
    await owner.query(`UPDATE app_user SET disabled_at = NULL ${CLOSED_DEMO}`, [emails]);
    const { rows } = await owner.query<{ email: string }>('SELECT email FROM app_user WHERE email = ANY($1)', [emails]);
    const there = PEOPLE.map(({ role }) => ({ role, email: emailOf(role), password }));
    return there.filter((account) => rows.some(({ email }) => email === account.email));
  } finally {
    await owner.end();
  }
}

/**
 * Closes the demonstration's accounts, whose passwords may have stood on a page, with all their sessions. Returns how many
 * were open; `ensureDemo` opens them again, an account that an administrator disabled by hand excepted.
 */
export async function closeDemo(ownerUrl: string): Promise<number> {
  const owner = new pg.Client({ connectionString: ownerUrl });
  await owner.connect();
  try {
    await owner.query("SELECT set_config('registry.closes_demonstration', 'yes', false)");
    const { rowCount } = await owner.query(
      `UPDATE app_user SET disabled_at = $2, session_version = session_version + 1 WHERE email = ANY($1) AND disabled_at IS NULL`,
      [PEOPLE.map(({ role }) => emailOf(role)), CLOSED_AT],
    );
    return rowCount ?? 0;
  } finally {
    await owner.end();
  }
}

function emailOf(role: string): string {
  return `${role}@demo.example`;
}

async function makeDemo(owner: pg.Client, password: string): Promise<void> {
  const made = { writer: '', administrator: '' };
  for (const { role, displayName } of PEOPLE) {
    const site = SITE_ROLES.some((one) => one === role) ? SITE : null;
    const { userId, siteId } = await createAccount(
      owner,
      { email: emailOf(role), displayName, role, password, site },
      { madeUp: true },
    );
    if (role === 'administrator') made.administrator = userId;
    if (role !== 'data-manager' || siteId === null) continue;
    made.writer = userId;
    await insertDemoPatients(owner, userId, siteId);
  }
  await makeFurtherSites(owner, made.writer);
  await joinDemoSites(owner, made.administrator);
}
