import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { migrate, readMigrations } from '@/prisma/migrate';
import { verify } from '../audit-verify';
import { StartError } from '../setup/start-error';
import { readContainer, readHeaderOf, type BackupRecord, type Trailer } from './container';
import { damaged } from './sealer';
import { readTables } from './tables';
import { auditHead, checkBackup } from './write-backup';
import { connectOwner } from '@/prisma/owner-client';

/** As Prisma makes it, which fills it from the backup's own rows. */
const MIGRATIONS_TABLE = `CREATE TABLE _prisma_migrations (
  id VARCHAR(36) PRIMARY KEY, checksum VARCHAR(64) NOT NULL, finished_at TIMESTAMPTZ, migration_name VARCHAR(255) NOT NULL,
  logs TEXT, rolled_back_at TIMESTAMPTZ, started_at TIMESTAMPTZ NOT NULL DEFAULT now(), applied_steps_count INTEGER NOT NULL DEFAULT 0)`;

/**
 * Makes an empty database what a backup holds. The whole file is read before anything is written; then the tables of that
 * time, the rows and the proof (every count, the chain of the audit and its head) are one transaction. Migrations that
 * came after the backup follow. Throws StartError, with the database as it was.
 */
export async function restoreBackup(
  { ownerUrl, appUrl }: Readonly<{ ownerUrl: string; appUrl: string }>,
  file: string,
  key: string | null,
): Promise<Trailer> {
  const { schema } = await readHeaderOf(file);
  const known = await readMigrations();
  const unknown = schema.filter((name) => !known.some((one) => one.name === name));
  if (unknown.length > 0)
    throw new StartError(
      `The backup is of a newer program: its database has ${unknown.join(', ')}, which this one does not know.`,
      'Restore it with the version of the program that wrote it, or a newer one.',
    );
  const trailer = await checkBackup(file, key);
  const owner = await connectOwner(ownerUrl);
  try {
    await refuseFull(owner);
    await owner.query('BEGIN');
    for (const { name, sql } of known) if (schema.includes(name)) await owner.query(sql);
    await owner.query(MIGRATIONS_TABLE);
    await unguarded(owner, async () => {
      await readContainer(file, key, (_header, records) => fill(owner, records));
      await prove(owner, trailer);
    });
    await owner.query('COMMIT');
  } catch (error) {
    await owner.query('ROLLBACK').catch(() => undefined);
    throw error;
  } finally {
    await owner.end();
  }
  await migrate(ownerUrl, appUrl);
  return trailer;
}

async function refuseFull(owner: pg.Client): Promise<void> {
  const { rows } = await owner.query<{ tables: number }>(
    "SELECT count(*)::int AS tables FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p', 'v', 'm', 'f')",
  );
  if (rows[0]?.tables !== 0)
    throw new StartError(
      'The database is not empty; a backup is restored into an empty one only.',
      'Nothing was written. Set DATA_DIR to a new folder, or DATABASE_URL to a new database, and start the program there afterwards.',
    );
}

/** Puts the rows into the tables that the migrations made, with nothing of what the migrations put there. */
async function fill(owner: pg.Client, records: AsyncGenerator<BackupRecord>): Promise<void> {
  const tables = await readTables(owner);
  await owner.query(`TRUNCATE ${tables.map(({ name }) => owner.escapeIdentifier(name)).join(', ')}`);
  for (;;) {
    const { done, value: record } = await records.next();
    if (done === true) return;
    if (record.kind === 'table') {
      const { table, columns } = record;
      if (!tables.some(({ name }) => name === table)) throw damaged(`it has a table that nobody knows, ${table}`);
      const list = columns.map((column) => owner.escapeIdentifier(column)).join(', ');
      const target = owner.query(copyFrom(`COPY ${owner.escapeIdentifier(table)} (${list}) FROM STDIN`));
      await pipeline(Readable.from(rowsUntilEnd(records)), target);
    } else if (record.kind === 'trailer') {
      for (const { name, last, called } of record.trailer.sequences)
        await owner.query('SELECT setval($1::regclass, $2::bigint, $3)', [owner.escapeIdentifier(name), last, called]);
    }
  }
}

async function* rowsUntilEnd(records: AsyncGenerator<BackupRecord>): AsyncGenerator<Buffer> {
  for (;;) {
    const { done, value: record } = await records.next();
    if (done === true || record.kind === 'table' || record.kind === 'trailer') throw damaged('a table has no end');
    if (record.kind === 'end') return;
    yield record.data;
  }
}

/** Does `work` while rows may be put back as they were: nobody is asked and nothing is written down about it. */
async function unguarded(owner: pg.Client, work: () => Promise<void>): Promise<void> {
  const tables = await readTables(owner);
  const guard = async (word: 'ENABLE' | 'DISABLE', force: 'FORCE' | 'NO FORCE'): Promise<void> => {
    for (const { name, forced } of tables) {
      const table = owner.escapeIdentifier(name);
      await owner.query(`ALTER TABLE ${table} ${word} TRIGGER USER`);
      if (forced) await owner.query(`ALTER TABLE ${table} ${force} ROW LEVEL SECURITY`);
    }
  };
  await guard('DISABLE', 'NO FORCE');
  await work();
  await guard('ENABLE', 'FORCE');
}

/** Compares what is in the tables now with what the backup says. */
async function prove(owner: pg.Client, trailer: Trailer): Promise<void> {
  const tables = (await readTables(owner)).map(({ name }) => name);
  const missing = trailer.tables.filter(({ name }) => !tables.includes(name));
  const wrong = missing.map(({ name }) => `${name}: there is no such table`);
  for (const name of tables) {
    const said = trailer.tables.find((table) => table.name === name)?.rows ?? 0;
    const { rows } = await owner.query<{ rows: number }>(
      `SELECT count(*)::int AS rows FROM ${owner.escapeIdentifier(name)}`,
    );
    if (rows[0]?.rows !== said) wrong.push(`${name}: ${rows[0]?.rows} of ${said} rows`);
  }
  if (trailer.auditHead !== null) {
    const { holds, said } = await verify(owner);
    if (!holds) wrong.push(said);
  }
  if (JSON.stringify(await auditHead(owner)) !== JSON.stringify(trailer.auditHead))
    wrong.push('the audit ends with another entry');
  if (wrong.length > 0)
    throw new StartError(
      `The restored database is not what the backup holds: ${wrong.join('; ')}.`,
      'Nothing was kept of it. Take another copy of this file, or an older backup.',
    );
}
