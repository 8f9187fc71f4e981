import type pg from 'pg';
import { makeDemoPatients, type DemoPatient } from './demo-patients';

type Row = Record<string, string | number | boolean | null | string[]>;

/**
 * Writes the made-up patients as the demonstration's data manager, under the same row-level security and audit as
 * everything else. Call it inside a transaction: the viewer is set for that transaction only.
 */
export async function insertDemoPatients(client: pg.Client, viewerId: string, siteId: string): Promise<void> {
  await client.query("SELECT set_config('registry.viewer', $1, true)", [viewerId]);
  for (const patient of makeDemoPatients()) await insertPatient(client, siteId, patient);
  await client.query("SELECT set_config('registry.viewer', '', true)");
}

async function insertPatient(client: pg.Client, siteId: string, patient: DemoPatient): Promise<void> {
  const { pseudonym, sex, ageDays, diagnosisDate, protocolSlug, features, response } = patient;
  const id = await insert(
    client,
    'patient',
    { site_id: siteId, pseudonym, sex, age_days: ageDays, diagnosis_date: diagnosisDate, protocol_slug: protocolSlug },
    'id',
  );
  const add = (table: string, row: Row): Promise<string> =>
    insert(client, table, { patient_id: id, site_id: siteId, ...row }, 'patient_id');
  await add('diagnosis_features', columns(features));
  await add('response', columns(response));
  for (const row of patient.mrd) await add('mrd_measurement', columns(row));
  for (const row of patient.treatments) await add('treatment', columns(row));
  for (const row of patient.transplants) await add('transplant', columns(row));
  for (const row of patient.events) await add('clinical_event', columns(row));
  for (const row of patient.followUps) await add('follow_up', columns(row));
  for (const row of patient.riskOverrides) await add('risk_override', columns(row));
}

/** Tables and columns are named in this file and the generator only; values go as parameters. */
async function insert(client: pg.Client, table: string, row: Row, returning: string): Promise<string> {
  const names = Object.keys(row);
  const { rows } = await client.query<{ key: string }>(
    `INSERT INTO ${table} (${names.join(', ')}) VALUES (${names.map((_, index) => `$${index + 1}`).join(', ')}) RETURNING ${returning} AS key`,
    Object.values(row),
  );
  return rows[0]?.key ?? '';
}

function columns(values: Row): Row {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [
      name
        .replace(/([a-z])8([A-Z])/g, '$18_$2')
        .replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
        .replaceAll('__', '_'),
      value,
    ]),
  );
}
