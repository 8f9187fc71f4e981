import type pg from 'pg';
import { insertDemoPatients } from './patient-rows';
import { makeDemoPatients, type DemoCohort } from './patients';

/** Made-up sites beside that of the demonstration's accounts, so that a network can be looked at. Nobody has a role there. */
const FURTHER_SITES: readonly Readonly<{ code: string; name: string; cohort: DemoCohort }>[] = [
  {
    code: 'MADE-UP-2',
    name: 'Made-up centre 2 (no real patients)',
    cohort: { prefix: 'DEMO2', patients: 30, seed: 20260654 },
  },
  {
    code: 'MADE-UP-3',
    name: 'Made-up centre 3 (no real patients)',
    cohort: { prefix: 'DEMO3', patients: 27, seed: 20260655 },
  },
];

const REASON = 'Demonstration of the network: all patients are made up';

/** The further sites with their infants, written by this person, who has the right to it for as long as that takes. */
export async function makeFurtherSites(owner: pg.Client, writer: string): Promise<void> {
  for (const { code, name, cohort } of FURTHER_SITES) {
    const { rows } = await owner.query<{ id: string }>(
      'INSERT INTO site (code, name, made_up) VALUES ($1, $2, true) RETURNING id',
      [code, name],
    );
    const site = rows[0]?.id ?? '';
    const role = [writer, site];
    await owner.query("INSERT INTO membership (user_id, role, site_id) VALUES ($1, 'data-manager', $2)", role);
    await insertDemoPatients(owner, writer, site, makeDemoPatients(cohort));
    await owner.query('DELETE FROM membership WHERE user_id = $1 AND site_id = $2', role);
  }
}

/** All sites of made-up patients join the network, by decision of this administrator. */
export async function joinDemoSites(owner: pg.Client, administrator: string): Promise<void> {
  await owner.query("SELECT set_config('registry.viewer', $1, true)", [administrator]);
  await owner.query(
    'INSERT INTO network_step (site_id, joins, reason) SELECT id, true, $1 FROM site WHERE made_up ORDER BY code',
    [REASON],
  );
  await owner.query("SELECT set_config('registry.viewer', '', true)");
}

/** Whether the made-up sites are a network of which nothing was ever released. */
export async function lacksRelease(owner: pg.Client): Promise<boolean> {
  const { rowCount } = await owner.query(
    `SELECT FROM network_step WHERE reason = $1 AND NOT EXISTS (SELECT FROM network_release WHERE made_up) LIMIT 1`,
    [REASON],
  );
  return rowCount !== 0;
}
