import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { ensureAppRole } from './roles';
import { NO_FILTERS, withSchemaEngine } from './schema-engine';

const here = path.dirname(fileURLToPath(import.meta.url));
/** Any number: whoever prepares this database takes the same one. */
const PREPARATION_LOCK = 7_230_155;

export type Migration = { name: string; sql: string };

/** The migrations of prisma/migrations in their order. */
export async function readMigrations(): Promise<Migration[]> {
  const folder = path.join(here, 'migrations');
  const entries = await readdir(folder, { withFileTypes: true });
  const names = entries
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();
  return Promise.all(
    names.map(async (name) => ({ name, sql: await readFile(path.join(folder, name, 'migration.sql'), 'utf8') })),
  );
}

/**
 * Applies what is pending and gives the program's role its rights, as the owner; records each migration in
 * `_prisma_migrations` as `prisma migrate deploy` would. Two processes at once: one waits for the other.
 * Returns the names of the migrations applied.
 */
export async function migrate(
  ownerUrl: string,
  appUrl: string,
  options: { setPassword?: boolean } = {},
): Promise<string[]> {
  const owner = new pg.Client({ connectionString: ownerUrl });
  await owner.connect();
  try {
    await owner.query('SELECT pg_advisory_lock($1)', [PREPARATION_LOCK]);
    const applied = await applyPending(ownerUrl);
    await ensureAppRole(owner, appUrl, options);
    return applied;
  } finally {
    await owner.end();
  }
}

async function applyPending(ownerUrl: string): Promise<string[]> {
  const migrations = await readMigrations();
  const schema = await readFile(path.join(here, 'schema.prisma'), 'utf8');
  const migrationDirectories = migrations.map(({ name, sql }) => ({
    path: name,
    migrationFile: { path: 'migration.sql', content: { tag: 'ok' as const, value: sql } },
  }));
  const lockfile = { path: 'migration_lock.toml', content: 'provider = "postgresql"\n' };
  const migrationsList = {
    baseDir: path.join(here, 'migrations'),
    lockfile,
    migrationDirectories,
    shadowDbInitScript: '',
  };
  const { appliedMigrationNames } = await withSchemaEngine(ownerUrl, schema, (engine) =>
    engine.applyMigrations({ migrationsList, filters: NO_FILTERS }),
  );
  return appliedMigrationNames;
}
