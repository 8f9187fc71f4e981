import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type pg from 'pg';
import { ensureAppRole } from './roles';
import { connectOwner } from './owner-client';

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

/** The database has migrations that this program does not know. */
export class NewerDatabaseError extends Error {
  constructor(readonly unknown: readonly string[]) {
    super(`the database is of a newer program: it has ${unknown.join(', ')}`);
    this.name = 'NewerDatabaseError';
  }
}

/** The migrations that the database has, in the order in which they were made; none: it has never been prepared. */
export async function readApplied(owner: pg.Client): Promise<string[]> {
  const { rows: there } = await owner.query<{ there: boolean }>(
    "SELECT to_regclass('public._prisma_migrations') IS NOT NULL AS there",
  );
  if (there[0]?.there !== true) return [];
  const { rows } = await owner.query<{ name: string }>(
    'SELECT migration_name AS name FROM public._prisma_migrations WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL ORDER BY 1',
  );
  return rows.map(({ name }) => name);
}

/**
 * Applies what is pending and gives the program's role its rights, as the owner; records each migration in
 * `_prisma_migrations` as `prisma migrate deploy` would. Two processes at once: one waits for the other. `before` is called
 * where a database that was prepared before is about to be changed. Returns the names of the migrations applied. Throws
 * NewerDatabaseError, with nothing changed, where a newer program has prepared the database.
 */
export async function migrate(
  ownerUrl: string,
  appUrl: string,
  { before, ...options }: { setPassword?: boolean; before?: (pending: readonly string[]) => Promise<void> } = {},
): Promise<string[]> {
  const owner = await connectOwner(ownerUrl);
  try {
    await owner.query('SELECT pg_advisory_lock($1)', [PREPARATION_LOCK]);
    const there = await readApplied(owner);
    const known = (await readMigrations()).map(({ name }) => name);
    const unknown = there.filter((name) => !known.includes(name));
    if (unknown.length > 0) throw new NewerDatabaseError(unknown);
    const pending = known.filter((name) => !there.includes(name));
    if (there.length > 0 && pending.length > 0) await before?.(pending);
    // Where nothing is pending the engine would only be read and started to say so.
    const applied = pending.length === 0 ? [] : await applyPending(ownerUrl);
    await ensureAppRole(owner, appUrl, options);
    return applied;
  } finally {
    await owner.end();
  }
}

async function applyPending(ownerUrl: string): Promise<string[]> {
  // Read where it is needed: most starts and commands find nothing pending.
  const { NO_FILTERS, withSchemaEngine } = await import('./schema-engine');
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
