import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { addPerson, APPEND_ONLY, CASE_TABLES, inViewersTransaction, type Person } from './testing/cases';
import { createTestDatabase, type TestDatabase } from './testing/database';

type Entry = {
  actor_id: string | null;
  site_id: string | null;
  table_name: string;
  row_id: string;
  action: string;
  old_values: object | null;
  new_values: object | null;
};

let database: TestDatabase;
let client: pg.Client;
let anna: Person;
let boris: Person;
let administrator: Person;

beforeAll(async () => {
  database = await createTestDatabase();
  client = new pg.Client({ connectionString: database.appUrl });
  await client.connect();
  anna = await addPerson(database, 'anna@example.org', 'data-manager', 'A');
  boris = await addPerson(database, 'boris@example.org', 'data-manager', 'B');
  administrator = await addPerson(database, 'admin@example.org', 'administrator', 'A');
});
afterAll(async () => {
  await client.end();
  await database.drop();
});

/** What the audit gained while `work` ran, oldest first. */
async function entriesOf(work: () => Promise<unknown>): Promise<Entry[]> {
  const { rows: before } = await database.owner.query<{ last: string }>(
    'SELECT coalesce(max(id), 0) AS last FROM audit_entry',
  );
  await work();
  const { rows } = await database.owner.query<Entry>(
    'SELECT actor_id, site_id, table_name, row_id, action, old_values, new_values FROM audit_entry WHERE id > $1 ORDER BY id',
    [before[0]?.last],
  );
  return rows;
}

async function newPatient(): Promise<string> {
  const id = randomUUID();
  await inViewersTransaction(client, anna.id, (run) => run(CASE_TABLES['patient'] ?? '', [id, anna.siteId]));
  return id;
}

/** A change of each table, and what of it the audit must say. */
const CHANGES: Record<string, { set: string; before: object; after: object }> = {
  patient: {
    set: "sex = 'male', version = version + 1, updated_at = now()",
    before: { sex: null },
    after: { sex: 'male' },
  },
  diagnosis_features: { set: 'wbc = 12.5', before: { wbc: null }, after: { wbc: 12.5 } },
  response: { set: 'remission_eoi = true', before: { remission_eoi: null }, after: { remission_eoi: true } },
  mrd_measurement: {
    set: "result = 'quantified', value_percent = 0.05",
    before: { result: 'negative', value_percent: null },
    after: { result: 'quantified', value_percent: 0.05 },
  },
  treatment: { set: "end_date = '2021-03-01'", before: { end_date: null }, after: { end_date: '2021-03-01' } },
  transplant: { set: "donor = 'haploidentical'", before: { donor: null }, after: { donor: 'haploidentical' } },
  clinical_event: { set: "relapse_sites = '{cns}'", before: { relapse_sites: [] }, after: { relapse_sites: ['cns'] } },
  follow_up: { set: "date = '2021-09-01'", before: { date: '2021-08-01' }, after: { date: '2021-09-01' } },
};

describe.each(Object.keys(CASE_TABLES))('%s', (table) => {
  test('each insert, update and delete gives exactly one entry with the changed columns only', async () => {
    const patient = table === 'patient' ? randomUUID() : await newPatient();
    const asAnna = (sql: string, values: readonly unknown[] = []): Promise<unknown> =>
      inViewersTransaction(client, anna.id, (run) => run(sql, values));
    const key = table === 'patient' ? 'id' : 'patient_id';
    const common = {
      actor_id: anna.id,
      site_id: anna.siteId,
      table_name: table,
      row_id: expect.stringMatching(/^[0-9a-f-]{36}$/),
    };

    const inserted = await entriesOf(() => asAnna(CASE_TABLES[table] ?? '', [patient, anna.siteId]));
    expect(inserted).toEqual([
      {
        ...common,
        action: 'insert',
        old_values: null,
        new_values: expect.objectContaining({ [key]: patient, site_id: anna.siteId }),
      },
    ]);
    expect(inserted[0]?.new_values).not.toHaveProperty('updated_at');
    const rowId = inserted[0]?.row_id;
    if (APPEND_ONLY.includes(table)) return;

    const { set, before, after } = CHANGES[table] ?? { set: '', before: {}, after: {} };
    const updated = await entriesOf(() => asAnna(`UPDATE ${table} SET ${set} WHERE ${key} = $1`, [patient]));
    expect(updated).toEqual([{ ...common, row_id: rowId, action: 'update', old_values: before, new_values: after }]);

    expect(await entriesOf(() => asAnna(`UPDATE ${table} SET site_id = site_id WHERE ${key} = $1`, [patient]))).toEqual(
      [],
    );

    if (['patient', 'diagnosis_features', 'response'].includes(table)) return;
    const removed = await entriesOf(() => asAnna(`DELETE FROM ${table} WHERE ${key} = $1`, [patient]));
    expect(removed).toEqual([
      {
        ...common,
        row_id: rowId,
        action: 'delete',
        old_values: expect.objectContaining({ patient_id: patient, ...after }),
        new_values: null,
      },
    ]);
  });

  test('what is rolled back leaves no entry', async () => {
    const entries = await entriesOf(async () => {
      const undone = inViewersTransaction(client, anna.id, async (run) => {
        await run(CASE_TABLES['patient'] ?? '', ['11111111-1111-4111-8111-111111111111', anna.siteId]);
        if (table !== 'patient')
          await run(CASE_TABLES[table] ?? '', ['11111111-1111-4111-8111-111111111111', anna.siteId]);
        throw new Error('on purpose');
      });
      await expect(undone).rejects.toThrow('on purpose');
    });
    expect(entries).toEqual([]);
  });
});

describe('people and sites', () => {
  test('are audited too, by the command line without an actor, and the password is hidden', async () => {
    const entries = await entriesOf(async () => {
      await database.owner.query(
        "INSERT INTO app_user (id, email, display_name, password_hash) VALUES ('22222222-2222-4222-8222-222222222222', 'new@example.org', 'New', 'very-secret-hash')",
      );
      await database.owner.query(
        "UPDATE app_user SET password_hash = 'another-secret-hash' WHERE email = 'new@example.org'",
      );
      await database.owner.query(
        `INSERT INTO membership (user_id, role, site_id) VALUES ('22222222-2222-4222-8222-222222222222', 'researcher', '${anna.siteId}')`,
      );
      await database.owner.query("UPDATE site SET name = 'Site A' WHERE code = 'A'");
      await database.owner.query("DELETE FROM app_user WHERE email = 'new@example.org'");
    });
    expect(entries.map(({ table_name, action, actor_id }) => [table_name, action, actor_id])).toEqual([
      ['app_user', 'insert', null],
      ['app_user', 'update', null],
      ['membership', 'insert', null],
      ['site', 'update', null],
      ['app_user', 'delete', null],
      ['membership', 'delete', null],
    ]);
    expect(JSON.stringify(entries)).not.toContain('secret-hash');
    expect(entries[1]).toMatchObject({
      old_values: { password_hash: '(hidden)' },
      new_values: { password_hash: '(hidden)' },
    });
    expect(entries[3]).toMatchObject({
      site_id: anna.siteId,
      old_values: { name: 'A' },
      new_values: { name: 'Site A' },
    });
  });
});

describe('the entries', () => {
  test.each([
    "INSERT INTO audit_entry (table_name, row_id, action) VALUES ('patient', 'x', 'insert')",
    'UPDATE audit_entry SET actor_id = NULL',
    'DELETE FROM audit_entry',
    'TRUNCATE audit_entry',
    'DROP TABLE audit_entry',
    'ALTER TABLE audit_entry DISABLE ROW LEVEL SECURITY',
    "SELECT setval('audit_entry_id_seq', 1)",
  ])('cannot be touched by the program: %s', async (sql) => {
    await expect(inViewersTransaction(client, anna.id, (run) => run(sql))).rejects.toMatchObject({ code: '42501' });
  });

  test("show a data manager the own site's and nobody another site's", async () => {
    await newPatient();
    await inViewersTransaction(client, boris.id, (run) =>
      run(CASE_TABLES['patient'] ?? '', [randomUUID(), boris.siteId]),
    );
    const sites = async (viewer: string | null): Promise<(string | null)[]> =>
      (
        await inViewersTransaction(client, viewer, (run) =>
          run<{ site_id: string | null }>(
            "SELECT DISTINCT site_id FROM audit_entry WHERE table_name NOT IN ('site', 'membership') OR patient_id IS NOT NULL",
          ),
        )
      ).rows.map((row) => row.site_id);
    expect(await sites(anna.id)).toEqual([anna.siteId]);
    expect(await sites(boris.id)).toEqual([boris.siteId]);
    expect(await sites(administrator.id)).toEqual([null]);
    expect(await sites(null)).toEqual([]);
  });

  test('name the moment of the change, not of the transaction, so that their order is true', async () => {
    const { rows } = await database.owner.query<{ ordered: boolean }>(
      'SELECT bool_and(at >= before) AS ordered FROM (SELECT at, lag(at) OVER (ORDER BY id) AS before FROM audit_entry) AS entries',
    );
    expect(rows).toEqual([{ ordered: true }]);
  });
});
