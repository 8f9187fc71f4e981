import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { migrate, readMigrations } from './migrate';
import { COURSE_TABLES } from './testing/cases';
import { schemaSql } from './testing/schema-sql';
import { createTestDatabase, type TestDatabase } from './testing/database';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

describe('migrations', () => {
  test('bring an empty database to the Prisma schema, column for column', async () => {
    const columns = `SELECT table_name, column_name, data_type, is_nullable, column_default FROM information_schema.columns
      WHERE table_schema = current_schema() AND table_name <> '_prisma_migrations' ORDER BY 1, 2`;
    const { rows: migrated } = await database.owner.query(columns);
    await database.owner.query('CREATE SCHEMA as_declared; SET search_path TO as_declared');
    await database.owner.query(
      (await schemaSql(database.ownerUrl)).replace('CREATE SCHEMA IF NOT EXISTS "public";', ''),
    );
    const { rows: declared } = await database.owner.query(columns);
    await database.owner.query('SET search_path TO public; DROP SCHEMA as_declared CASCADE');
    expect(migrated.length).toBeGreaterThan(200);
    expect(migrated.map(withoutSchema)).toEqual(declared.map(withoutSchema));
  });

  test('are all recorded, and a second run applies nothing', async () => {
    const { rows } = await database.owner.query<{ migration_name: string }>(
      'SELECT migration_name FROM _prisma_migrations WHERE finished_at IS NOT NULL ORDER BY 1',
    );
    expect(rows.map((row) => row.migration_name)).toEqual((await readMigrations()).map((migration) => migration.name));
    expect(await migrate(database.ownerUrl, database.appUrl)).toEqual([]);
  });

  test('leave the patients of a running registry as they were, every date a whole day', async () => {
    const running = await createTestDatabase();
    try {
      const migrations = await readMigrations();
      const entry = migrations.findIndex(({ name }) => name.endsWith('_entry'));
      await running.owner.query('DROP SCHEMA public CASCADE; CREATE SCHEMA public');
      for (const { sql } of migrations.slice(0, entry)) await running.owner.query(sql);
      const patient = await addCaseOfThatTime(running);
      for (const { sql } of migrations.slice(entry)) await running.owner.query(sql);
      await running.owner.query('ALTER TABLE patient NO FORCE ROW LEVEL SECURITY');
      const { rows } = await running.owner.query(
        'SELECT id, age_days, diagnosis_date::text AS diagnosis, diagnosis_date_precision AS precision FROM patient',
      );
      expect(rows).toEqual([{ id: patient, age_days: 100, diagnosis: '2021-01-01', precision: null }]);
      const { rows: audited } = await running.owner.query(
        `SELECT bool_and(patient_id IS NOT DISTINCT FROM CASE WHEN table_name IN ('site', 'app_user', 'membership') THEN NULL ELSE $1::uuid END) AS named,
                (SELECT count(*)::int FROM verify_audit()) AS faults FROM audit_entry`,
        [patient],
      );
      expect(audited).toEqual([{ named: true, faults: 0 }]);
      // SHA-256 of the old output, by sha256sum.
      const { rows: kept } = await running.owner.query(
        "SELECT split_part(password_hash, '$', 6) AS hash FROM app_user",
      );
      expect(kept).toEqual([{ hash: '0c49be2e95df3a0b6c92bc417be22d811aae8b27b17b6099e66955c0f1671dad' }]);
    } finally {
      await running.drop();
    }
  });

  test('two processes that start at once both succeed', async () => {
    await expect(
      Promise.all([migrate(database.ownerUrl, database.appUrl), migrate(database.ownerUrl, database.appUrl)]),
    ).resolves.toEqual([[], []]);
  });
});

/** A patient with a row in every table, written by a data manager before there were sessions. */
async function addCaseOfThatTime({ owner }: TestDatabase): Promise<string> {
  const { rows } = await owner.query<{ person: string; place: string; patient: string }>(
    `WITH place AS (INSERT INTO site (code, name) VALUES ('A', 'A') RETURNING id),
          person AS (INSERT INTO app_user (email, display_name, password_hash)
            VALUES ('anna@example.org', 'Anna', '$argon2id$v=19$m=19456,t=2,p=1$c2FsdHNhbHRzYWx0$b3V0cHV0') RETURNING id),
          role AS (INSERT INTO membership (user_id, role, site_id) SELECT person.id, 'data-manager', place.id FROM person, place)
     SELECT person.id AS person, place.id AS place, gen_random_uuid() AS patient FROM person, place`,
  );
  const [{ person, place, patient } = { person: '', place: '', patient: '' }] = rows;
  await owner.query('BEGIN');
  await owner.query("SELECT set_config('registry.viewer', $1, true)", [person]);
  for (const sql of Object.values(COURSE_TABLES)) await owner.query(sql, [patient, place]);
  await owner.query('COMMIT');
  return patient;
}

function withoutSchema(column: { column_default: string | null }): object {
  return { ...column, column_default: column.column_default?.replace('as_declared.', '') ?? null };
}
