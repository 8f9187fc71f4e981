import type pg from 'pg';
import { asViewer } from '@/lib/db.server';
import { inViewersTransaction, type Person } from '@/prisma/testing/cases';
import type { TestDatabase } from '@/prisma/testing/database';

/** A child as its observation is kept: days from diagnosis. Whoever has a remission reached it on day 35. */
export type Kept = Readonly<{
  id: string;
  site: string;
  kmt2a?: 'rearranged' | 'germline' | null;
  ageDays?: number;
  relapse?: number | null;
  death?: number | null;
  contact: number;
  remission?: boolean;
}>;

const REMISSION = 35;

/** Keeps the observation of a child, or what it has become. */
export async function keep(owner: pg.ClientBase, child: Kept): Promise<void> {
  const { kmt2a = 'rearranged', ageDays = 100, relapse = null, death = null, contact, remission = true } = child;
  const since = (day: number | null): number | null =>
    day === null || !remission ? null : Math.max(0, day - REMISSION);
  await owner.query(
    `INSERT INTO patient_observation (patient_id, site_id, diagnosed_in, diagnosed_on, kmt2a, failure_undecided, relapse_day, death_day,
       contact_day, imputed, cr_relapse_day, cr_death_day, cr_contact_day, cr_imputed, pseudonym, age_days, version, list_key)
     VALUES ($1, $2, 2015, '2015-01-01', $3, false, $4, $5, $6, 0, $7, $8, $9, 0, 'x', $10, 1, 'x')
     ON CONFLICT (site_id, patient_id) DO UPDATE SET kmt2a = excluded.kmt2a, relapse_day = excluded.relapse_day, death_day = excluded.death_day,
       contact_day = excluded.contact_day, cr_relapse_day = excluded.cr_relapse_day, cr_death_day = excluded.cr_death_day,
       cr_contact_day = excluded.cr_contact_day, age_days = excluded.age_days`,
    [child.id, child.site, kmt2a, relapse, death, contact, since(relapse), since(death), since(contact), ageDays],
  );
}

/** A site joins the network or leaves it, as this person decides. */
export async function decide(client: pg.ClientBase, by: Person, site: string, joins: boolean): Promise<void> {
  await inViewersTransaction(client, by.id, (run) =>
    run('INSERT INTO network_step (site_id, joins, reason) VALUES ($1, $2, $3)', [
      site,
      joins,
      'as the board has decided',
    ]),
  );
}

/** Makes a release and says its number; null: refused. What is released here is mostly before its day, and says why. */
export async function release(
  { app }: TestDatabase,
  by: Person,
  { madeUp = false, reason = 'the tests do not wait half a year' as string | null } = {},
): Promise<number | null> {
  const rows = await asViewer(
    by,
    (tx) => tx.$queryRaw<{ number: number | null }[]>`SELECT make_network_release(${madeUp}, ${reason}) AS number`,
    { database: app },
  );
  return rows[0]?.number ?? null;
}

/** Takes down all releases, and says how many. */
export async function withdraw({ app }: TestDatabase, by: Person): Promise<number | undefined> {
  const rows = await asViewer(
    by,
    (tx) => tx.$queryRaw<{ taken: number }[]>`
      SELECT withdraw_network_releases(false, 'a centre has taken back its consent') AS taken`,
    { database: app },
  );
  return rows[0]?.taken;
}
