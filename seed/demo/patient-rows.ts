import { randomUUID } from 'node:crypto';
import type pg from 'pg';
import { makeDemoPatients, type DemoPatient } from './patients';

type Row = Record<string, string | number | boolean | null | string[]>;

/**
 * Writes made-up patients as this person, under the same row-level security and audit as everything else. Call it inside a
 * transaction: the viewer is set for that transaction only.
 */
export async function insertDemoPatients(
  client: pg.Client,
  viewerId: string,
  siteId: string,
  patients: readonly DemoPatient[] = makeDemoPatients(),
): Promise<void> {
  await client.query("SELECT set_config('registry.viewer', $1, true)", [viewerId]);
  const rows = patients.map((patient) => ({ patient, of: { patient_id: randomUUID(), site_id: siteId } }));
  const insertParts = (table: string, partsOf: (patient: DemoPatient) => readonly Row[]): Promise<void> =>
    insert(
      client,
      table,
      rows.flatMap(({ patient, of }) => partsOf(patient).map((part) => ({ ...of, ...columns(part) }))),
    );
  await insert(
    client,
    'patient',
    rows.map(({ patient, of }) => ({ id: of.patient_id, site_id: siteId, ...columns(identityOf(patient)) })),
  );
  await insertParts('diagnosis_features', ({ features }) => [features]);
  await insertParts('response', ({ response }) => [response]);
  await insertParts('mrd_measurement', ({ mrd }) => mrd);
  await insertParts('treatment', ({ treatments }) => treatments);
  await insertParts('transplant', ({ transplants }) => transplants);
  await insertParts('clinical_event', ({ events }) => events);
  await insertParts('follow_up', ({ followUps }) => followUps);
  await insertParts('risk_override', ({ riskOverrides }) => riskOverrides);
  await client.query("SELECT set_config('registry.viewer', '', true)");
}

function identityOf(patient: DemoPatient): Row {
  const { pseudonym, sex, ageDays, diagnosisDate, protocolSlug, protocolArm, protocolArmDate } = patient;
  return { pseudonym, sex, ageDays, diagnosisDate, protocolSlug, protocolArm, protocolArmDate };
}

/** Tables and columns are named in this file and the generator only; values go as a parameter. */
async function insert(client: pg.Client, table: string, rows: readonly Row[]): Promise<void> {
  const names = Object.keys(rows[0] ?? {}).join(', ');
  if (names === '') return;
  await client.query(
    `INSERT INTO ${table} (${names}) SELECT ${names} FROM jsonb_populate_recordset(NULL::${table}, $1::jsonb)`,
    [JSON.stringify(rows)],
  );
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
