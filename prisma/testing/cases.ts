import { randomUUID } from 'node:crypto';
import type pg from 'pg';
import type { TestDatabase } from './database';
import { openSession, tokenOf } from './sessions';

/** What holds patients and their course, with a statement that adds one row for patient $1 of site $2. */
export const COURSE_TABLES: Record<string, string> = {
  patient:
    "INSERT INTO patient (id, site_id, pseudonym, age_days, diagnosis_date) VALUES ($1::uuid, $2, substr($1::uuid::text, 1, 18), 100, '2021-01-01')",
  diagnosis_features: "INSERT INTO diagnosis_features (patient_id, site_id, kmt2a) VALUES ($1, $2, 'rearranged')",
  response: "INSERT INTO response (patient_id, site_id, remission_date) VALUES ($1, $2, '2021-02-10')",
  mrd_measurement:
    "INSERT INTO mrd_measurement (patient_id, site_id, date, time_point, result) VALUES ($1, $2, '2021-02-10', 'end-of-induction', 'negative')",
  treatment:
    "INSERT INTO treatment (patient_id, site_id, class, start_date) VALUES ($1, $2, 'chemotherapy', '2021-01-02')",
  transplant: "INSERT INTO transplant (patient_id, site_id, date) VALUES ($1, $2, '2021-06-01')",
  clinical_event:
    "INSERT INTO clinical_event (patient_id, site_id, date, kind, relapse_sites) VALUES ($1, $2, '2021-07-01', 'relapse', '{}')",
  follow_up:
    "INSERT INTO follow_up (patient_id, site_id, date, status) VALUES ($1, $2, '2021-08-01', 'alive-with-disease')",
  risk_override:
    "INSERT INTO risk_override (patient_id, site_id, protocol_slug, decision_point, computed_group, rule_set_version, assigned_group, assigned_on, reason) VALUES ($1, $2, 'mll-baby', 'diagnosis', 'IR', '1', 'HR', '2021-01-05', 'decided by the tumour board')",
};

/** Everything that holds patients, likewise. */
export const CASE_TABLES: Record<string, string> = {
  ...COURSE_TABLES,
  state_change: "INSERT INTO state_change (patient_id, site_id, state) VALUES ($1, $2, 'complete')",
  field_query_entry:
    "INSERT INTO field_query_entry (query_id, patient_id, site_id, part, field, action, text) VALUES (gen_random_uuid(), $1, $2, 'patient', 'sex', 'open', 'please check')",
  finding_exception:
    "INSERT INTO finding_exception (patient_id, site_id, rule, part, field, seen, accepted, reason) VALUES ($1, $2, 'not-eligible', 'patient', 'ageDays', repeat('a', 64), true, 'allowed by the study chair')",
  source_verification:
    "INSERT INTO source_verification (patient_id, site_id, part, verified) VALUES ($1, $2, 'patient', true)",
  patient_signature: "INSERT INTO patient_signature (patient_id, site_id, meaning) VALUES ($1, $2, 'approved')",
};

/** What the program adds to and reads, and never changes or takes away. */
export const APPEND_ONLY: readonly string[] = [
  'risk_override',
  'state_change',
  'field_query_entry',
  'finding_exception',
  'source_verification',
  'patient_signature',
];

export type Run = <Row extends pg.QueryResultRow>(
  sql: string,
  values?: readonly unknown[],
) => Promise<pg.QueryResult<Row>>;

/** Runs `work` in one transaction on this connection, as the person of this id (null: nobody); rolls back when it throws. */
export async function inViewersTransaction<Result>(
  client: pg.ClientBase,
  viewer: string | null,
  work: (run: Run) => Promise<Result>,
  purpose = 'records',
): Promise<Result> {
  await client.query('BEGIN');
  try {
    if (viewer !== null)
      await client.query(
        `SELECT set_config('registry.viewer', CASE WHEN is_owner() THEN $1 ELSE $2 END, true),
                set_config('registry.purpose', $3, true)`,
        [viewer, tokenOf(viewer)(), purpose],
      );
    const result = await work((sql, values = []) => client.query(sql, [...values]));
    await client.query('COMMIT');
    return result;
  } catch (error) {
    await client.query('ROLLBACK');
    throw error;
  }
}

export type Person = { id: string; siteId: string; token: () => string };

/** A site of its own name, if it is not there, and a person with this role there. */
export async function addPerson({ owner }: TestDatabase, email: string, role: string, site: string): Promise<Person> {
  await owner.query('INSERT INTO site (code, name) VALUES ($1, $1) ON CONFLICT (code) DO NOTHING', [site]);
  const { rows } = await owner.query<{ id: string; site_id: string }>(
    `WITH person AS (INSERT INTO app_user (email, display_name, password_hash) VALUES ($1, $1, 'secret-hash') RETURNING id),
          place AS (SELECT id FROM site WHERE code = $3)
     INSERT INTO membership (user_id, role, site_id) SELECT person.id, $2, CASE WHEN $2 IN ('researcher', 'data-manager', 'monitor') THEN place.id END FROM person, place
     RETURNING user_id AS id, (SELECT id FROM place) AS site_id`,
    [email, role, site],
  );
  const id = rows[0]?.id ?? '';
  await openSession(owner, id);
  return { id, siteId: rows[0]?.site_id ?? '', token: tokenOf(id) };
}

/** One patient of this person's site with a row in every table; returns the patient's id. */
export async function addCase(client: pg.ClientBase, person: Person, tables = CASE_TABLES): Promise<string> {
  const id = randomUUID();
  await inViewersTransaction(client, person.id, async (run) => {
    for (const sql of Object.values(tables)) await run(sql, [id, person.siteId]);
  });
  return id;
}
