import type pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readMigrations } from './migrate';
import { addPerson, CASE_TABLES, inViewersTransaction, type Person } from './testing/cases';
import { createTestDatabase, type TestDatabase } from './testing/database';
import { unledBySite } from './testing/keys';

/** What stands beside two patients of a site, in the words of the tables as they were before. */
const beside = (one: string, other: string, site: string): readonly string[] => [
  `patient_import (id, site_id, file_name, reason, added, changed) VALUES ('${one}', '${site}', 'a.csv', 'the list of a year', 1, 0)`,
  `patient_import_row (import_id, patient_id, site_id, version) VALUES ('${one}', '${one}', '${site}', 1)`,
  `patient_merge (site_id, kept_id, merged_id, moved, before, after, reason) VALUES ('${site}', '${one}', '${other}', '[]', '{}', '{}', 'the same child')`,
  `patient_check (patient_id, site_id, version, accepted, program, checked_on, open_errors, open_rules, accepted_rules)
   VALUES ('${one}', '${site}', 1, 0, 'p', '2022-01-01', 0, '{}', '{}')`,
  `patient_observation (patient_id, site_id, diagnosed_in, diagnosed_on, failure_undecided, contact_day, imputed, cr_imputed, pseudonym, age_days, version, list_key)
   VALUES ('${one}', '${site}', 2021, '2021-01-01', false, 100, 0, 0, 'p', 100, 1, 'p')`,
  `patient_bin (patient_id, site_id, reason) VALUES ('${other}', '${site}', 'entered by mistake')`,
  `import_column (site_id, header, choice) VALUES ('${site}', 'wbc', '{}')`,
  `import_word (site_id, kind, scope, meaning, word, plain) VALUES ('${site}', 'field', 'patient', 'wbc', 'Leukos', 'leukos')`,
  `saved_cohort (site_id, name, query, figures) VALUES ('${site}', 'girls', 'sex=female', '{}')`,
  `figure_release (site_id, query, digest) VALUES ('${site}', 'sex=female', repeat('a', 64))`,
  `network_step (site_id, joins, reason) VALUES ('${site}', true, 'as the board decided')`,
  `network_contribution (release_id, patient_id, site_id, under_six, os_month, os_event, efs_month, efs_event, dfs_event, rfs_event)
   VALUES (gen_random_uuid(), '${one}', '${site}', true, 1, false, 1, false, false, false)`,
  `site_settings (site_id) VALUES ('${site}')`,
];

let database: TestDatabase;
let owner: pg.Client;
let people: Person[];
let upgrade: string[];

/** Does `work` where the owner sees every row, and takes all of it back. */
async function seeingAll<Result>(work: () => Promise<Result>): Promise<Result> {
  await owner.query('BEGIN');
  await owner.query(`DO $$ DECLARE t text; BEGIN
    FOR t IN SELECT oid::regclass::text FROM pg_class WHERE relforcerowsecurity AND relnamespace = 'public'::regnamespace LOOP
      EXECUTE 'ALTER TABLE ' || t || ' NO FORCE ROW LEVEL SECURITY';
    END LOOP; END $$`);
  return work().finally(() => owner.query('ROLLBACK'));
}

/** Every table with its count and what its rows say. */
async function stored(): Promise<Record<string, string>> {
  return seeingAll(async () => {
    const said: Record<string, string> = {};
    const { rows } = await owner.query<{ name: string }>(
      "SELECT relname AS name FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace ORDER BY 1",
    );
    for (const { name } of rows) {
      const { rows: sums } = await owner.query<{ said: string }>(
        `SELECT count(*) || ' ' || coalesce(md5(string_agg(t::text, E'\\n' ORDER BY t::text)), '') AS said FROM ${name} t`,
      );
      said[name] = sums[0]?.said ?? '';
    }
    return said;
  });
}

/** Foreign keys of which a row leads nowhere: told by reading the rows, not by what the catalogue says of them. */
async function brokenReferences(): Promise<string[]> {
  return seeingAll(async () => {
    const { rows } = await owner.query<{ name: string; sql: string }>(
      `SELECT k.conname AS name, format('SELECT FROM %s c WHERE %s AND NOT EXISTS (SELECT FROM %s p WHERE %s)', k.conrelid::regclass,
         (SELECT string_agg(format('c.%I IS NOT NULL', a.attname), ' AND ') FROM unnest(k.conkey) n JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = n),
         k.confrelid::regclass,
         (SELECT string_agg(format('c.%I = p.%I', a.attname, b.attname), ' AND ') FROM unnest(k.conkey, k.confkey) AS n(own, other)
           JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = n.own JOIN pg_attribute b ON b.attrelid = k.confrelid AND b.attnum = n.other)) AS sql
       FROM pg_constraint k WHERE k.contype = 'f' AND k.connamespace = 'public'::regnamespace`,
    );
    expect(rows.length).toBeGreaterThan(40);
    const broken = [];
    for (const { name, sql } of rows) if ((await owner.query(sql)).rowCount !== 0) broken.push(name);
    return broken;
  });
}

const faults = async (): Promise<unknown[]> => (await owner.query('SELECT * FROM verify_audit()')).rows;

beforeAll(async () => {
  database = await createTestDatabase();
  owner = database.owner;
  const migrations = await readMigrations();
  const keys = migrations.findIndex(({ name }) => name.endsWith('_keyed_by_site'));
  upgrade = migrations.slice(keys).map(({ sql }) => sql);
  await owner.query('DROP SCHEMA public CASCADE; CREATE SCHEMA public');
  for (const { sql } of migrations.slice(0, keys)) await owner.query(sql);
  people = [
    await addPerson(database, 'anna@example.org', 'data-manager', 'A'),
    await addPerson(database, 'boris@example.org', 'data-manager', 'B'),
  ];
  for (const person of people) {
    const ids: string[] = [];
    for (let at = 0; at < 3; at += 1)
      await inViewersTransaction(owner, person.id, async (run) => {
        const { rows } = await run<{ id: string }>('SELECT gen_random_uuid() AS id');
        const id = rows[0]?.id ?? '';
        for (const sql of Object.values(CASE_TABLES)) await run(sql, [id, person.siteId]);
        ids.push(id);
      });
    const [one = '', other = ''] = ids;
    // Some of it only the database itself writes: row-level security lets nobody else.
    for (const row of beside(one, other, person.siteId)) {
      const table = row.split(' ', 1)[0];
      const said = `ALTER TABLE ${table} NO FORCE ROW LEVEL SECURITY; INSERT INTO ${row}; ALTER TABLE ${table} FORCE ROW LEVEL SECURITY`;
      await inViewersTransaction(owner, person.id, (run) => run(said));
    }
  }
});
afterAll(() => database.drop());

test('a database whose import says a patient of another site is refused, with everything as it was', async () => {
  const before = await stored();
  await owner.query('BEGIN');
  await owner.query(
    'ALTER TABLE patient_import_row NO FORCE ROW LEVEL SECURITY; ALTER TABLE patient_import NO FORCE ROW LEVEL SECURITY',
  );
  await owner.query(
    `UPDATE patient_import_row r SET import_id = i.id FROM patient_import i WHERE r.site_id = $1 AND i.site_id <> $1`,
    [people[0]?.siteId],
  );
  await expect(owner.query(upgrade[0] ?? '')).rejects.toMatchObject({
    constraint: 'patient_import_row_site_id_import_id_fkey',
  });
  await owner.query('ROLLBACK');
  expect(await stored()).toEqual(before);
});

test('a database of before is upgraded in place: every row, the chain of the audit and row-level security as before', async () => {
  const before = await stored();
  const empty = Object.entries(before)
    .filter(([, said]) => said.startsWith('0 '))
    .map(([name]) => name);
  // What has a site or a patient has rows here, but what lives for a moment or a day and has no key that changes.
  const { rows: named } = await owner.query<{ name: string }>(
    "SELECT DISTINCT attrelid::regclass::text AS name FROM pg_attribute WHERE attname = 'site_id' AND attrelid::regclass::text = ANY ($1) ORDER BY 1",
    [empty],
  );
  expect(named.map(({ name }) => name)).toEqual(['double_due', 'entry_draft', 'import_job']);
  expect(await faults()).toEqual([]);
  expect(await unledBySite(owner)).not.toEqual([]);
  const policies =
    'SELECT polrelid::regclass::text, polname, polcmd, pg_get_expr(polqual, polrelid), pg_get_expr(polwithcheck, polrelid) FROM pg_policy ORDER BY 1, 2';
  const held = 'SELECT relname, relrowsecurity, relforcerowsecurity FROM pg_class WHERE relrowsecurity ORDER BY 1';
  const guarded = [(await owner.query(policies)).rows, (await owner.query(held)).rows];

  for (const sql of upgrade) await owner.query(sql);

  expect(await stored()).toEqual(before);
  expect(await faults()).toEqual([]);
  expect(await unledBySite(owner)).toEqual([]);
  expect(await brokenReferences()).toEqual([]);
  expect([(await owner.query(policies)).rows, (await owner.query(held)).rows]).toEqual(guarded);
  const { rows } = await owner.query('SELECT conname FROM pg_constraint WHERE NOT convalidated');
  expect(rows).toEqual([]);
});
