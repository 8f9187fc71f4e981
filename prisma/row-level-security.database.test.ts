import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { asViewer } from '@/lib/db.server';
import { addCase, addPerson, APPEND_ONLY, CASE_TABLES, inViewersTransaction, type Person } from './testing/cases';
import { createTestDatabase, type TestDatabase } from './testing/database';

let database: TestDatabase;
let client: pg.Client;
let anna: Person;
let boris: Person;
let researcher: Person;
let disabled: Person;
let administrator: Person;
let curator: Person;
let annasCase: string;
let borisCase: string;

const tables = Object.keys(CASE_TABLES);
const keyOf = (table: string): string => (table === 'patient' ? 'id' : 'patient_id');
/** How a refusal by row-level security or by missing rights is told. */
const FORBIDDEN = { code: '42501' };

beforeAll(async () => {
  database = await createTestDatabase();
  client = new pg.Client({ connectionString: database.appUrl });
  await client.connect();
  anna = await addPerson(database, 'anna@example.org', 'data-manager', 'A');
  boris = await addPerson(database, 'boris@example.org', 'data-manager', 'B');
  researcher = await addPerson(database, 'olga@example.org', 'researcher', 'A');
  disabled = await addPerson(database, 'gone@example.org', 'data-manager', 'A');
  administrator = await addPerson(database, 'admin@example.org', 'administrator', 'A');
  curator = await addPerson(database, 'curator@example.org', 'curator', 'A');
  annasCase = await addCase(client, anna);
  borisCase = await addCase(client, boris);
  await database.owner.query('UPDATE app_user SET disabled_at = now() WHERE id = $1', [disabled.id]);
});
afterAll(async () => {
  await client.end();
  await database.drop();
});

async function sitesSeen(viewer: string | null, table: string, purpose?: string): Promise<string[]> {
  const { rows } = await inViewersTransaction(
    client,
    viewer,
    (run) => run<{ site_id: string }>(`SELECT DISTINCT site_id FROM ${table} ORDER BY 1`),
    purpose,
  );
  return rows.map((row) => row.site_id);
}

describe.each(tables)('%s', (table) => {
  const insert = CASE_TABLES[table] ?? '';
  const changing = (
    viewer: string,
    sql: string,
    values: readonly unknown[] = [],
    purpose?: string,
  ): Promise<number | null> =>
    inViewersTransaction(client, viewer, async (run) => (await run(sql, values)).rowCount, purpose);

  test('shows nothing and takes nothing without a viewer, not even for the owner', async () => {
    for (const connection of [client, database.owner]) {
      const { rows } = await connection.query(`SELECT 1 FROM ${table}`);
      expect(rows).toEqual([]);
      await expect(
        inViewersTransaction(connection, null, (run) =>
          run(insert, [table === 'patient' ? randomUUID() : annasCase, anna.siteId]),
        ),
      ).rejects.toMatchObject(FORBIDDEN);
    }
  });

  test("shows a data manager their own site's rows only", async () => {
    expect(await sitesSeen(anna.id, table)).toEqual([anna.siteId]);
    expect(await sitesSeen(boris.id, table)).toEqual([boris.siteId]);
  });

  test('lets a data manager change and remove no row of another site', async () => {
    const others = changing(
      anna.id,
      `UPDATE ${table} SET ${keyOf(table)} = ${keyOf(table)} WHERE ${keyOf(table)} = $1`,
      [borisCase],
    );
    if (APPEND_ONLY.includes(table)) await expect(others).rejects.toMatchObject(FORBIDDEN);
    else {
      expect(await others).toBe(0);
      expect(await changing(anna.id, `UPDATE ${table} SET site_id = site_id`)).toBe(
        await changing(anna.id, `SELECT 1 FROM ${table}`),
      );
    }
    const removing = changing(anna.id, `DELETE FROM ${table} WHERE ${keyOf(table)} = $1`, [borisCase]);
    if (['patient', 'diagnosis_features', 'response', ...APPEND_ONLY].includes(table))
      await expect(removing).rejects.toMatchObject(FORBIDDEN);
    else expect(await removing).toBe(0);
    expect(await sitesSeen(boris.id, table)).toEqual([boris.siteId]);
  });

  test('lets a data manager add nothing at another site and move nothing there', async () => {
    const id = table === 'patient' ? randomUUID() : borisCase;
    await expect(inViewersTransaction(client, anna.id, (run) => run(insert, [id, boris.siteId]))).rejects.toMatchObject(
      FORBIDDEN,
    );
    await expect(
      inViewersTransaction(client, anna.id, (run) => run(`UPDATE ${table} SET site_id = $1`, [boris.siteId])),
    ).rejects.toMatchObject(FORBIDDEN);
  });

  test('shows a researcher rows only to compute a curve, and takes nothing', async () => {
    expect(await sitesSeen(researcher.id, table)).toEqual([]);
    expect(await sitesSeen(researcher.id, table, 'aggregate')).toEqual([anna.siteId]);
    for (const purpose of ['records', 'aggregate']) {
      await expect(
        inViewersTransaction(
          client,
          researcher.id,
          (run) => run(insert, [table === 'patient' ? randomUUID() : annasCase, anna.siteId]),
          purpose,
        ),
      ).rejects.toMatchObject(FORBIDDEN);
      const changed = changing(researcher.id, `UPDATE ${table} SET site_id = site_id`, [], purpose);
      if (APPEND_ONLY.includes(table)) await expect(changed).rejects.toMatchObject(FORBIDDEN);
      else expect(await changed).toBe(0);
    }
  });

  test('shows nothing to a disabled data manager, a curator, an administrator and an unknown person', async () => {
    for (const viewer of [disabled.id, curator.id, administrator.id, randomUUID()]) {
      expect(await sitesSeen(viewer, table)).toEqual([]);
      expect(await sitesSeen(viewer, table, 'aggregate')).toEqual([]);
      await expect(
        inViewersTransaction(client, viewer, (run) =>
          run(insert, [table === 'patient' ? randomUUID() : annasCase, anna.siteId]),
        ),
      ).rejects.toMatchObject(FORBIDDEN);
    }
  });

  test('can be neither emptied nor opened by the program', async () => {
    for (const sql of [
      `TRUNCATE ${table} CASCADE`,
      `ALTER TABLE ${table} DISABLE ROW LEVEL SECURITY`,
      `ALTER TABLE ${table} DISABLE TRIGGER audit`,
      `DROP POLICY read ON ${table}`,
      `DROP TABLE ${table}`,
    ]) {
      await expect(inViewersTransaction(client, anna.id, (run) => run(sql))).rejects.toMatchObject(FORBIDDEN);
    }
  });
});

test("a record names its patient's own site: none can be hung on another site's patient", async () => {
  for (const [table, insert] of Object.entries(CASE_TABLES)) {
    if (table === 'patient') continue;
    await expect(
      inViewersTransaction(client, anna.id, (run) => run(insert, [borisCase, anna.siteId])),
    ).rejects.toMatchObject({ code: expect.stringMatching(/^(23503|23505)$/) });
  }
});

test('a membership that ends takes the rows away at once', async () => {
  const person = await addPerson(database, 'leaving@example.org', 'data-manager', 'A');
  expect(await sitesSeen(person.id, 'patient')).toEqual([anna.siteId]);
  await database.owner.query('DELETE FROM membership WHERE user_id = $1', [person.id]);
  expect(await sitesSeen(person.id, 'patient')).toEqual([]);
});

test('the program cannot give a person a role, a site or another password', async () => {
  for (const sql of [
    `INSERT INTO membership (user_id, role, site_id) VALUES ('${anna.id}', 'data-manager', '${boris.siteId}')`,
    `UPDATE membership SET site_id = '${boris.siteId}'`,
    `UPDATE membership SET role = 'administrator'`,
    `UPDATE app_user SET password_hash = 'mine'`,
    `UPDATE site SET made_up = true`,
    `SELECT password_hash FROM app_user`,
    `SELECT totp_secret FROM app_user`,
    `SELECT * FROM user_session`,
    `INSERT INTO user_session (id_hash, user_id) VALUES (repeat('0', 64), '${boris.id}')`,
    `SELECT * FROM memberships_of('${boris.id}')`,
    `SELECT * FROM recovery_code`,
    `SELECT * FROM one_time_link`,
    `SELECT * FROM attempt_count`,
    `SELECT secret FROM access_secret`,
    `SELECT make_link('${boris.id}', 'reset', repeat('x', 43), 1)`,
    `SELECT unlock_person('${boris.id}')`,
    `SELECT finish_sign_in('${boris.id}', NULL, NULL, 'password')`,
    `SELECT erase_patient_from_audit('${annasCase}', 'a reason that is long enough')`,
    `SET ROLE postgres`,
    `SET SESSION AUTHORIZATION postgres`,
    `CREATE FUNCTION viewer_id() RETURNS uuid LANGUAGE sql AS 'SELECT NULL::uuid'`,
    `CREATE TEMP TABLE membership (user_id uuid)`,
  ]) {
    await expect(
      inViewersTransaction(client, anna.id, (run) => run(sql)),
      sql,
    ).rejects.toMatchObject({ code: expect.stringMatching(/^(42501|22023)$/) });
  }
});

describe('the viewer of a pooled connection', () => {
  test('does not outlive the transaction, committed or rolled back', async () => {
    const pool = new pg.Pool({ connectionString: database.appUrl, max: 1 });
    const pids = new Set<number>();
    const check = async (): Promise<void> => {
      const { rows } = await pool.query<{ pid: number; viewer: string | null; seen: string }>(
        'SELECT pg_backend_pid() AS pid, viewer_id()::text AS viewer, (SELECT count(*) FROM patient) AS seen',
      );
      expect(rows).toEqual([{ pid: expect.any(Number), viewer: null, seen: '0' }]);
      pids.add(rows[0]?.pid ?? 0);
    };
    await check();
    for (const end of ['commit', 'rollback', 'failure']) {
      const connection = await pool.connect();
      const work = inViewersTransaction(connection, anna.id, async (run) => {
        expect((await run('SELECT 1 FROM patient')).rowCount).toBe(1);
        if (end === 'rollback') throw new Error('on purpose');
        if (end === 'failure') await run('SELECT 1 / 0');
      });
      if (end === 'commit') await work;
      else await expect(work).rejects.toThrow();
      connection.release();
      await check();
    }
    expect(pids.size).toBe(1);
    await pool.end();
  });

  test('does not outlive asViewer, nor does a purpose', async () => {
    expect(
      await asViewer(researcher, (tx) => tx.patient.count(), { database: database.app, purpose: 'aggregate' }),
    ).toBe(1);
    expect(await asViewer(researcher, (tx) => tx.patient.count(), { database: database.app })).toBe(0);
    expect(await asViewer(anna, (tx) => tx.patient.count(), { database: database.app })).toBe(1);
    for (let round = 0; round < 20; round += 1) expect(await database.app.patient.count()).toBe(0);
  });

  test('is its own in transactions that interleave', async () => {
    const other = new pg.Client({ connectionString: database.appUrl });
    await other.connect();
    await inViewersTransaction(client, anna.id, (runAnna) =>
      inViewersTransaction(other, boris.id, async (runBoris) => {
        for (let round = 0; round < 5; round += 1) {
          expect((await runAnna('SELECT id FROM patient')).rows).toEqual([{ id: annasCase }]);
          expect((await runBoris('SELECT id FROM patient')).rows).toEqual([{ id: borisCase }]);
        }
      }),
    );
    await other.end();
  });

  test('is its own in 60 transactions at once over one pool', async () => {
    const seen = await Promise.all(
      Array.from({ length: 60 }, (_, index) =>
        asViewer(
          index % 2 === 0 ? anna : boris,
          async (tx) => (await tx.patient.findMany({ select: { id: true } })).map(({ id }) => id),
          { database: database.app },
        ),
      ),
    );
    seen.forEach((ids, index) => expect(ids).toEqual([index % 2 === 0 ? annasCase : borisCase]));
    const afterwards = await Promise.all(Array.from({ length: 60 }, () => database.app.patient.count()));
    expect(new Set(afterwards)).toEqual(new Set([0]));
  });

  test('is named by a session alone: the id of a person, of a session in the database or any text names nobody', async () => {
    const { rows } = await database.owner.query<{ id_hash: string }>(
      'SELECT id_hash FROM user_session WHERE user_id = $1',
      [anna.id],
    );
    for (const named of [anna.id, rows[0]?.id_hash ?? '', "' OR true --", '', randomUUID()]) {
      await client.query('BEGIN');
      await client.query("SELECT set_config('registry.viewer', $1, true)", [named]);
      const { rows: seen } = await client.query(
        'SELECT viewer_id() AS viewer, (SELECT count(*)::int FROM patient) AS patients',
      );
      await client.query('ROLLBACK');
      expect(seen, named).toEqual([{ viewer: null, patients: 0 }]);
    }
  });
});
