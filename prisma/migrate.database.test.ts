import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { migrate, readMigrations } from './migrate';
import { addCase, addPerson } from './testing/cases';
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
      const patient = await addCase(running.owner, await addPerson(running, 'anna@example.org', 'data-manager', 'A'));
      for (const { sql } of migrations.slice(entry)) await running.owner.query(sql);
      await running.owner.query('ALTER TABLE patient NO FORCE ROW LEVEL SECURITY');
      const { rows } = await running.owner.query(
        'SELECT id, age_days, diagnosis_date::text AS diagnosis, diagnosis_date_precision AS precision FROM patient',
      );
      expect(rows).toEqual([{ id: patient, age_days: 100, diagnosis: '2021-01-01', precision: null }]);
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

function withoutSchema(column: { column_default: string | null }): object {
  return { ...column, column_default: column.column_default?.replace('as_declared.', '') ?? null };
}
