import pg from 'pg';
import { createAccount, inTransaction, type NewAccount } from '@/lib/access/accounts.server';
import { insertDemoPatients } from './demo-patient-rows';

export type DemoAccount = { role: NewAccount['role']; email: string; password: string };

const SITE = { code: 'DEMO', name: 'Demonstration site (made-up patients)' };

const PEOPLE: readonly { role: NewAccount['role']; displayName: string }[] = [
  { role: 'data-manager', displayName: 'Demo data manager' },
  { role: 'researcher', displayName: 'Demo researcher' },
  { role: 'curator', displayName: 'Demo curator' },
  { role: 'administrator', displayName: 'Demo administrator' },
];

/**
 * Makes the demonstration site with one account of each role and its made-up patients, once: where the site exists,
 * nothing is touched. Returns the accounts; `password` must be the one of the first start.
 */
export async function ensureDemo(ownerUrl: string, password: string): Promise<DemoAccount[]> {
  const owner = new pg.Client({ connectionString: ownerUrl });
  await owner.connect();
  try {
    const { rowCount } = await owner.query('SELECT FROM site WHERE code = $1', [SITE.code]);
    if (rowCount === 0) await inTransaction(owner, () => makeDemo(owner, password));
  } finally {
    await owner.end();
  }
  return PEOPLE.map(({ role }) => ({ role, email: emailOf(role), password }));
}

function emailOf(role: string): string {
  return `${role}@demo.example`;
}

async function makeDemo(owner: pg.Client, password: string): Promise<void> {
  for (const { role, displayName } of PEOPLE) {
    const site = role === 'data-manager' || role === 'researcher' ? SITE : null;
    const { userId, siteId } = await createAccount(
      owner,
      { email: emailOf(role), displayName, role, password, site },
      { madeUp: true },
    );
    if (role === 'data-manager' && siteId !== null) await insertDemoPatients(owner, userId, siteId);
  }
}
