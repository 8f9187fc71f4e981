import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { addCase, addPerson, CASE_TABLES, inViewersTransaction, type Person } from './testing/cases';
import { createTestDatabase, type TestDatabase } from './testing/database';

/** What belongs to one writer alone, with a statement that adds a row of user $1 about patient $2 of site $3. */
const ENTRY_TABLES: Record<string, string> = {
  entry_submission:
    "INSERT INTO entry_submission (user_id, key, digest, patient_id) SELECT $1::uuid, gen_random_uuid(), 'digest', $2::uuid WHERE $3::uuid IS NOT NULL",
  entry_draft:
    "INSERT INTO entry_draft (user_id, form, patient_id, site_id, content) VALUES ($1, 'patient:' || gen_random_uuid(), $2, $3, '{}')",
};
const FORBIDDEN = { code: '42501' };

let database: TestDatabase;
let client: pg.Client;
let anna: Person;
let berta: Person;
let boris: Person;
let outsiders: Person[];
let annasCase: string;
let borisCase: string;
beforeAll(async () => {
  database = await createTestDatabase();
  client = new pg.Client({ connectionString: database.appUrl });
  await client.connect();
  anna = await addPerson(database, 'anna@example.org', 'data-manager', 'A');
  berta = await addPerson(database, 'berta@example.org', 'data-manager', 'A');
  boris = await addPerson(database, 'boris@example.org', 'data-manager', 'B');
  outsiders = [];
  for (const role of ['researcher', 'curator', 'administrator', 'data-manager'])
    outsiders.push(await addPerson(database, `${role}@example.org`, role, 'A'));
  await database.owner.query('UPDATE app_user SET disabled_at = now() WHERE id = $1', [outsiders[3]?.id]);
  [annasCase, borisCase] = [await addCase(client, anna), await addCase(client, boris)];
  for (const sql of Object.values(ENTRY_TABLES)) {
    await as(anna, sql, [anna.id, annasCase, anna.siteId]);
    await as(boris, sql, [boris.id, borisCase, boris.siteId]);
  }
});
afterAll(async () => {
  await client.end();
  await database.drop();
});

async function as(person: Readonly<{ id: string }>, sql: string, values: readonly unknown[] = []) {
  return inViewersTransaction(client, person.id, (run) => run<{ user_id: string }>(sql, values));
}
const writersSeen = async (person: Readonly<{ id: string }>, table: string): Promise<string[]> =>
  (await as(person, `SELECT DISTINCT user_id FROM ${table}`)).rows.map((row) => row.user_id);

test('every table that names a patient is held by row-level security, the owner included', async () => {
  const { rows } = await database.owner.query<{ table: string; held: boolean }>(
    `SELECT c.relname AS table, c.relrowsecurity AND c.relforcerowsecurity AS held
     FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
     WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND a.attname = 'patient_id' AND c.relname <> 'audit_entry'`,
  );
  expect(rows.filter(({ held }) => !held)).toEqual([]);
  // These are tried with the bin, the checks, the observations, the imports, the states and the network; a mark of a pair that is due lives no longer than its transaction.
  const known = [
    'patient_bin',
    'observation_due',
    'patient_check',
    'double_due',
    'list_due',
    'patient_double',
    'patient_doubled',
    'patient_observation',
    'patient_import_row',
    'patient_state',
    'network_contribution',
    ...Object.keys(CASE_TABLES).filter((table) => table !== 'patient'),
    ...Object.keys(ENTRY_TABLES),
  ];
  expect(rows.map(({ table }) => table).sort()).toEqual(known.sort());
});

describe.each(Object.entries(ENTRY_TABLES))('%s', (table, insert) => {
  test('is seen by its writer alone, also within one site', async () => {
    expect(await writersSeen(anna, table)).toEqual([anna.id]);
    expect(await writersSeen(berta, table)).toEqual([]);
    expect(await writersSeen(boris, table)).toEqual([boris.id]);
  });

  test('is neither changed nor taken away by another', async () => {
    const take = await as(berta, `DELETE FROM ${table} WHERE user_id = $1`, [anna.id]);
    expect(take.rowCount).toBe(0);
    expect(await writersSeen(anna, table)).toEqual([anna.id]);
  });

  test("is not written in another's name", async () => {
    await expect(as(berta, insert, [anna.id, annasCase, anna.siteId])).rejects.toMatchObject(FORBIDDEN);
  });

  test('is open to nobody who may not write patients, nor to an unknown person', async () => {
    for (const person of [...outsiders, { id: randomUUID() }]) {
      expect(await writersSeen(person, table)).toEqual([]);
      await expect(as(person, insert, [person.id, annasCase, anna.siteId])).rejects.toMatchObject(FORBIDDEN);
    }
  });

  test('ends with the membership of its writer', async () => {
    const leaving = await addPerson(database, `leaving-${table}@example.org`, 'data-manager', 'A');
    await as(leaving, insert, [leaving.id, annasCase, anna.siteId]);
    expect(await writersSeen(leaving, table)).toEqual([leaving.id]);
    await database.owner.query('DELETE FROM membership WHERE user_id = $1', [leaving.id]);
    expect(await writersSeen(leaving, table)).toEqual([]);
  });

  test('can be neither emptied nor opened by the program', async () => {
    for (const sql of [
      `TRUNCATE ${table}`,
      `ALTER TABLE ${table} DISABLE ROW LEVEL SECURITY`,
      `DROP POLICY own ON ${table}`,
      `DROP TABLE ${table}`,
    ])
      await expect(as(anna, sql), sql).rejects.toMatchObject(FORBIDDEN);
  });

  test('leaves nothing in the audit', async () => {
    const { rows } = await database.owner.query('SELECT FROM audit_entry WHERE table_name = $1', [table]);
    expect(rows).toEqual([]);
  });
});

test('a draft is about a patient of a site that its writer manages, and a stored submission is never rewritten', async () => {
  await expect(as(anna, ENTRY_TABLES['entry_draft'] ?? '', [anna.id, borisCase, boris.siteId])).rejects.toMatchObject(
    FORBIDDEN,
  );
  await expect(as(anna, ENTRY_TABLES['entry_draft'] ?? '', [anna.id, borisCase, anna.siteId])).rejects.toMatchObject({
    code: '23503',
  });
  await expect(as(anna, "UPDATE entry_submission SET digest = 'other'")).rejects.toMatchObject(FORBIDDEN);
});
