import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { recordEvent } from '@/lib/audit/record.server';
import { addCase, addPerson, CASE_TABLES, inViewersTransaction, type Person } from './testing/cases';
import { createTestDatabase, type TestDatabase } from './testing/database';

let database: TestDatabase;
let client: pg.Client;
let anna: Person;
let patient: string;

beforeAll(async () => {
  database = await createTestDatabase();
  client = new pg.Client({ connectionString: database.appUrl });
  await client.connect();
  anna = await addPerson(database, 'anna@example.org', 'data-manager', 'A');
});
afterAll(async () => {
  await client.end();
  await database.drop();
});
beforeEach(async () => {
  patient = await addCase(client, anna);
});

type Fault = { place: string | null; entry: string; fault: string };
const firstFault = async (): Promise<Fault | null> =>
  (await database.owner.query<Fault>('SELECT place, entry, fault FROM verify_audit()')).rows[0] ?? null;
/** Looks for a fault after what an owner did, and undoes it. */
const after = async (sql: string, values: unknown[] = []): Promise<Fault | null> => {
  await database.owner.query('BEGIN');
  await database.owner.query(sql, values);
  const fault = await firstFault();
  await database.owner.query('ROLLBACK');
  return fault;
};
const entryOf = async (table: string): Promise<string> =>
  (
    await database.owner.query<{ id: string }>(
      'SELECT id FROM audit_entry WHERE patient_id = $1 AND table_name = $2 ORDER BY id LIMIT 1',
      [patient, table],
    )
  ).rows[0]?.id ?? '';

describe('the chain of the audit', () => {
  test('holds, with every entry in it, written by ten at once', async () => {
    await Promise.all(
      Array.from({ length: 10 }, async () => {
        const own = new pg.Client({ connectionString: database.appUrl });
        await own.connect();
        await addCase(own, anna);
        await own.end();
      }),
    );
    expect(await firstFault()).toBeNull();
    const { rows } = await database.owner.query(
      'SELECT (SELECT count(*) FROM audit_entry) = count(*) AND max(position) = count(*) AS whole FROM audit_link',
    );
    expect(rows).toEqual([{ whole: true }]);
  });

  test.each([
    ['UPDATE audit_entry SET new_values = new_values || \'{"wbc": 1}\' WHERE id = $1', 'the values were changed'],
    ['UPDATE audit_entry SET new_values = NULL, nonce = NULL WHERE id = $1', 'the values were changed'],
    ["UPDATE audit_entry SET reason = 'made up' WHERE id = $1", 'the values were changed'],
    ['UPDATE audit_entry SET actor_id = NULL WHERE id = $1', /who, when or which row/],
    ["UPDATE audit_entry SET at = at - interval '1 day' WHERE id = $1", /who, when or which row/],
    ['DELETE FROM audit_entry WHERE id = $1', 'the entry is missing'],
  ])('names the entry that the owner touched: %s', async (sql, fault) => {
    const entry = await entryOf('diagnosis_features');
    expect(await after(sql, [entry])).toMatchObject({
      entry,
      fault: typeof fault === 'string' ? fault : expect.stringMatching(fault),
    });
    expect(await firstFault()).toBeNull();
  });

  test('names the first of several, a link that was taken out, and an entry beside the chain', async () => {
    const [first, second] = [await entryOf('patient'), await entryOf('follow_up')];
    expect(await after('UPDATE audit_entry SET actor_id = NULL WHERE id IN ($1, $2)', [second, first])).toMatchObject({
      entry: first,
    });
    expect(await after('DELETE FROM audit_link WHERE entry_id = $1', [first])).toMatchObject({
      fault: 'a link before this one is missing',
    });
    expect(
      await after(
        "ALTER TABLE audit_entry DISABLE TRIGGER mark; INSERT INTO audit_entry (table_name, row_id, action) VALUES ('patient', 'x', 'insert')",
      ),
    ).toMatchObject({ place: null, fault: 'the entry is not in the chain' });
  });
});

describe('an erasure', () => {
  test('takes what was said of the patient out, leaves a tombstone with the reason, and the chain holds', async () => {
    const other = await addCase(client, anna);
    await recordEvent(
      { ...anna, displayName: '', sites: [], globalRoles: [], lacksSecondFactor: false },
      { kind: 'read', patientId: patient, siteId: anna.siteId },
      { database: database.app },
    );
    await database.owner.query('BEGIN');
    await database.owner.query('ALTER TABLE risk_override NO FORCE ROW LEVEL SECURITY');
    await database.owner.query("SELECT set_config('registry.viewer', $1, true)", [anna.id]);
    // What is said about a record may go with an erasure alone.
    await database.owner.query("SELECT set_config('registry.purpose', 'hidden', true)");
    for (const table of Object.keys(CASE_TABLES).reverse())
      await database.owner.query(`DELETE FROM ${table} WHERE ${table === 'patient' ? 'id' : 'patient_id'} = $1`, [
        patient,
      ]);
    const { rows } = await database.owner.query<{ emptied: string }>(
      "SELECT erase_patient_from_audit($1, 'asked for by the parents, letter of 1 November') AS emptied",
      [patient],
    );
    await database.owner.query('COMMIT');
    expect(Number(rows[0]?.emptied)).toBeGreaterThan(2 * (Object.keys(CASE_TABLES).length - 1));
    expect(await firstFault()).toBeNull();
    const { rows: left } = await database.owner.query<{ action: string; said: boolean; reason: string | null }>(
      `SELECT action, old_values IS NOT NULL OR new_values IS NOT NULL OR nonce IS NOT NULL AS said, reason
       FROM audit_entry WHERE patient_id = $1 ORDER BY id`,
      [patient],
    );
    const tombstone = left.pop();
    expect(tombstone).toMatchObject({ action: 'erase', reason: 'asked for by the parents, letter of 1 November' });
    expect(left.some(({ said, reason }) => said || reason !== null)).toBe(false);
    expect(new Set(left.map(({ action }) => action))).toEqual(new Set(['insert', 'delete', 'read']));
    const { rows: others } = await database.owner.query(
      'SELECT bool_and(new_values IS NOT NULL) AS kept FROM audit_entry WHERE patient_id = $1',
      [other],
    );
    expect(others).toEqual([{ kept: true }]);
    expect(await after('DELETE FROM audit_entry WHERE action = $1', ['erase'])).not.toBeNull();
  });

  test('needs a reason', async () => {
    await expect(
      database.owner.query("SELECT erase_patient_from_audit($1, 'because')", [randomUUID()]),
    ).rejects.toMatchObject({ code: '23514' });
  });
});

test('the program writes events as the viewer only, of the viewer’s sites only, and no changes', async () => {
  const boris = await addPerson(database, 'boris@example.org', 'data-manager', 'B');
  const event = (kind: string, site: string) => `SELECT record_event('${kind}', 'patient', NULL, '${site}', NULL)`;
  for (const [viewer, sql] of [
    [null, event('read', anna.siteId)],
    [anna.id, event('read', boris.siteId)],
    [anna.id, event('sign-in', anna.siteId)],
    [anna.id, event('update', anna.siteId)],
  ] as const)
    await expect(
      inViewersTransaction(client, viewer, (run) => run(sql)),
      sql,
    ).rejects.toMatchObject({ code: '42501' });
});
