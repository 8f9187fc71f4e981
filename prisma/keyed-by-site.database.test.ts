import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { addCase, addPerson, CASE_TABLES, inViewersTransaction, type Person } from './testing/cases';
import { createTestDatabase, type TestDatabase } from './testing/database';
import { unfoundReferences, unledBySite } from './testing/keys';

let database: TestDatabase;
let client: pg.Client;
let anna: Person;
let boris: Person;
let annasCase: string;
beforeAll(async () => {
  database = await createTestDatabase();
  client = new pg.Client({ connectionString: database.appUrl });
  await client.connect();
  anna = await addPerson(database, 'anna@example.org', 'data-manager', 'A');
  boris = await addPerson(database, 'boris@example.org', 'data-manager', 'B');
  annasCase = await addCase(client, anna);
});
afterAll(async () => {
  await client.end();
  await database.drop();
});

describe('the site leads the keys of what belongs to a site', () => {
  test('each primary key, unique index and foreign key', async () => {
    expect(await unledBySite(database.owner)).toEqual([]);
  });

  test('and what refers to a patient is found by patient and site at once', async () => {
    expect(await unfoundReferences(database.owner)).toEqual([]);
    await database.owner.query('BEGIN');
    await database.owner.query('DROP INDEX treatment_patient_id_site_id_idx; CREATE INDEX ON treatment (patient_id)');
    expect(await unfoundReferences(database.owner)).toEqual(['treatment_site_id_patient_id_fkey']);
    await database.owner.query('ROLLBACK');
  });

  test.each([
    ['a key of one column', 'CREATE TABLE forgotten (id uuid PRIMARY KEY, site_id uuid NOT NULL)', ['forgotten_pkey']],
    ['no key', 'CREATE TABLE forgotten (site_id uuid NOT NULL)', ['forgotten: no primary key']],
    ['no site', 'CREATE TABLE forgotten (patient_id uuid PRIMARY KEY)', ['forgotten: no site', 'forgotten_pkey']],
    [
      'a site that may be empty',
      'CREATE TABLE forgotten (id uuid PRIMARY KEY, site_id uuid)',
      ['forgotten: no site', 'forgotten_pkey'],
    ],
    [
      'a name once in all sites',
      'CREATE TABLE forgotten (site_id uuid, name text UNIQUE, PRIMARY KEY (site_id, name))',
      ['forgotten_name_key'],
    ],
    [
      'a unique index that names the site last',
      `CREATE TABLE forgotten (site_id uuid, name text, PRIMARY KEY (site_id, name));
       CREATE UNIQUE INDEX forgotten_once ON forgotten (name, site_id) WHERE name > 'a'`,
      ['forgotten_once'],
    ],
    [
      'a reference without the site',
      `CREATE TABLE forgotten (site_id uuid, id uuid, patient_id uuid, PRIMARY KEY (site_id, id),
         FOREIGN KEY (patient_id, site_id) REFERENCES patient (id, site_id))`,
      ['forgotten_patient_id_site_id_fkey'],
    ],
  ])('a new table with %s is found', async (_what, sql, found) => {
    await database.owner.query('BEGIN');
    await database.owner.query(sql);
    expect(await unledBySite(database.owner)).toEqual(found);
    await database.owner.query('ROLLBACK');
  });
});

describe('the id of a patient of another site', () => {
  /** Everything stored about the patient, as its own site reads it. */
  const storedOf = async (person: Person): Promise<unknown[]> =>
    inViewersTransaction(client, person.id, async (run) => {
      const found = [];
      for (const table of [
        ...Object.keys(CASE_TABLES),
        'patient_state',
        'observation_due',
        'patient_observation',
        'patient_check',
      ])
        found.push(
          (
            await run(
              `SELECT to_jsonb(t) AS row FROM ${table} t WHERE ${table === 'patient' ? 'id' : 'patient_id'} = $1 ORDER BY 1`,
              [annasCase],
            )
          ).rows,
        );
      return found;
    });

  test('names at one’s own site a patient of one’s own, and nothing of the other is seen, changed or taken away', async () => {
    await inViewersTransaction(client, anna.id, async (run) => {
      await run(
        `INSERT INTO patient_observation (patient_id, site_id, diagnosed_in, diagnosed_on, failure_undecided, contact_day, imputed, cr_imputed, pseudonym, age_days, version, list_key)
         VALUES ($1, $2, 2021, '2021-01-01', false, 100, 0, 0, 'p', 100, 1, 'p')`,
        [annasCase, anna.siteId],
      );
      await run(
        `INSERT INTO patient_check (patient_id, site_id, version, accepted, program, checked_on, open_errors) VALUES ($1, $2, 1, 0, 'p', '2022-01-01', 0)`,
        [annasCase, anna.siteId],
      );
    });
    const before = await storedOf(anna);
    expect(before.flat()).toHaveLength(before.length);
    await inViewersTransaction(client, boris.id, async (run) => {
      for (const sql of Object.values(CASE_TABLES)) await run(sql, [annasCase, boris.siteId]);
      await run("UPDATE patient SET sex = 'male', version = version + 1 WHERE id = $1", [annasCase]);
      await run('DELETE FROM follow_up WHERE patient_id = $1', [annasCase]);
      await run("UPDATE clinical_event SET kind = 'death' WHERE patient_id = $1", [annasCase]);
      await run("INSERT INTO state_change (patient_id, site_id, state) VALUES ($1, $2, 'locked')", [
        annasCase,
        boris.siteId,
      ]);
    });
    expect(await storedOf(anna)).toEqual(before);
    // What is locked at one site is not at the other.
    await inViewersTransaction(client, anna.id, (run) =>
      run("UPDATE patient SET sex = 'female' WHERE id = $1", [annasCase]),
    );
    await expect(
      inViewersTransaction(client, boris.id, (run) =>
        run("UPDATE patient SET sex = 'female' WHERE id = $1", [annasCase]),
      ),
    ).rejects.toMatchObject({ constraint: 'record_locked' });
  });

  test('undoes no import and erases nobody of the other', async () => {
    const id = randomUUID();
    const insert = `INSERT INTO patient_import (id, site_id, file_name, reason, added, changed) VALUES ($1, $2, 'a.csv', 'the list of a year', 0, 0)`;
    const undo = (person: Person, site: string): Promise<unknown> =>
      inViewersTransaction(
        client,
        person.id,
        async (run) => (await run('SELECT undo_import($1, $2, $3) AS why', [site, id, 'it was the wrong list'])).rows,
      );
    await inViewersTransaction(client, anna.id, (run) => run(insert, [id, anna.siteId]));
    expect(await undo(boris, anna.siteId)).toEqual([{ why: 'not-found' }]);
    expect(await undo(boris, boris.siteId)).toEqual([{ why: 'not-found' }]);
    await inViewersTransaction(client, boris.id, (run) => run(insert, [id, boris.siteId]));
    expect(await undo(boris, boris.siteId)).toEqual([{ why: null }]);
    expect(await undo(anna, boris.siteId)).toEqual([{ why: 'not-found' }]);
    expect(await undo(anna, anna.siteId)).toEqual([{ why: null }]);
    await inViewersTransaction(client, anna.id, (run) =>
      run(
        "INSERT INTO patient_bin (patient_id, site_id, reason) SELECT id, site_id, 'entered by mistake' FROM patient WHERE id = $1",
        [annasCase],
      ),
    );
    expect(
      (await inViewersTransaction(client, boris.id, (run) => run('SELECT erase_patient($1) AS done', [annasCase])))
        .rows,
    ).toEqual([{ done: false }]);
  });

  test('a patient is moved to no other site, not even by who enters at both', async () => {
    const both = await addPerson(database, 'both@example.org', 'data-manager', 'C');
    await database.owner.query("INSERT INTO membership (user_id, role, site_id) VALUES ($1, 'data-manager', $2)", [
      both.id,
      boris.siteId,
    ]);
    const id = await addCase(client, both);
    for (const table of ['patient', 'follow_up'])
      await expect(
        inViewersTransaction(client, both.id, (run) =>
          run(`UPDATE ${table} SET site_id = $1 WHERE ${table === 'patient' ? 'id' : 'patient_id'} = $2`, [
            boris.siteId,
            id,
          ]),
        ),
      ).rejects.toMatchObject({ code: table === 'patient' ? '42501' : '23503' });
  });
});
