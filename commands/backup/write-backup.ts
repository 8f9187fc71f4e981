import { rename, rm, stat } from 'node:fs/promises';
import type pg from 'pg';
import { readApplied } from '@/prisma/migrate';
import { messageOf, StartError } from '../setup/start-error';
import { readContainer, writeContainer, type BackupRecord, type Trailer } from './container';
import { damaged } from './sealer';
import { copyOut, PASSING_TABLES, readTables, rowsCopied, type StoredTable } from './tables';
import { connectOwner, isLostConnection } from '@/prisma/owner-client';

/** What a backup holds, as its writer says. */
export type BackupSummary = Trailer & Readonly<{ bytes: number }>;

/**
 * Writes everything that the database holds, the audit included, into one file, as it was at one moment; whoever works
 * meanwhile goes on. The file appears under its name when it is whole and has been read back.
 */
export async function writeBackup(ownerUrl: string, file: string, key: string | null): Promise<BackupSummary> {
  if ((await stat(file).catch(() => null)) !== null)
    throw new StartError(`${file} is there already.`, 'Name a file that does not exist yet; no backup is overwritten.');
  const partial = `${file}.partial`;
  await rm(partial, { force: true });
  const owner = await connectOwner(ownerUrl);
  try {
    // What is locked or opened for this below ends with the transaction, which changes nothing.
    await owner.query('BEGIN ISOLATION LEVEL REPEATABLE READ');
    await owner.query("SELECT set_config('registry.purpose', 'backup', true)");
    const tables = (await readTables(owner)).filter(({ name }) => !PASSING_TABLES.includes(name));
    // A database from before backups has no policy for them; there alone others wait until the backup is written.
    for (const { name } of tables.filter(({ forced, opened }) => forced && !opened))
      await owner.query(`ALTER TABLE ${owner.escapeIdentifier(name)} NO FORCE ROW LEVEL SECURITY`);
    await writeContainer(partial, { schema: await readApplied(owner), key }, records(owner, tables));
    const trailer = await checkBackup(partial, key);
    const { size } = await stat(partial);
    await rename(partial, file);
    return { ...trailer, bytes: size };
  } catch (error) {
    await rm(partial, { force: true });
    const { code } = error as { code?: string };
    if (['ENOENT', 'EACCES', 'ENOSPC', 'EROFS', 'ENOTDIR'].includes(code ?? ''))
      throw new StartError(
        `The backup could not be written: ${messageOf(error)}.`,
        'Name a file in a folder that exists, may be written to and has space.',
      );
    if (isLostConnection(error))
      throw new StartError(
        'The connection to the database was lost; no backup was written.',
        'Give the same command again once the database answers.',
      );
    throw error;
  } finally {
    // Not asked to roll back: it may still be at a COPY that nobody reads any more.
    await owner.end().catch(() => undefined);
  }
}

async function* records(owner: pg.Client, tables: readonly StoredTable[]): AsyncGenerator<BackupRecord> {
  const counted: Trailer['tables'] = [];
  for (const { name, columns } of tables) {
    yield { kind: 'table', table: name, columns };
    const list = columns.map((column) => owner.escapeIdentifier(column)).join(', ');
    // What is spread over partitions is copied as a question alone.
    const source = copyOut(owner, `COPY (SELECT ${list} FROM ${owner.escapeIdentifier(name)}) TO STDOUT`);
    for await (const data of source) yield { kind: 'rows', data: data as Buffer };
    const rows = await rowsCopied(owner, source);
    yield { kind: 'end', rows };
    counted.push({ name, rows });
  }
  const { rows: sequences } = await owner.query<{ name: string }>(
    "SELECT relname AS name FROM pg_class WHERE relkind = 'S' AND relnamespace = 'public'::regnamespace ORDER BY 1",
  );
  const states: Trailer['sequences'] = [];
  for (const { name } of sequences) {
    const { rows } = await owner.query<{ last: string; called: boolean }>(
      `SELECT last_value::text AS last, is_called AS called FROM ${owner.escapeIdentifier(name)}`,
    );
    states.push(...rows.map((row) => ({ name, ...row })));
  }
  yield { kind: 'trailer', trailer: { tables: counted, sequences: states, auditHead: await auditHead(owner) } };
}

/** The last link of the audit's chain; null: there is none. */
export async function auditHead(owner: pg.Client): Promise<Trailer['auditHead']> {
  const { rows: there } = await owner.query<{ there: boolean }>(
    "SELECT to_regclass('audit_link') IS NOT NULL AS there",
  );
  if (there[0]?.there !== true) return null;
  const { rows } = await owner.query<{ position: string; hash: string }>(
    'SELECT position::text, hash FROM audit_link ORDER BY audit_link.position DESC LIMIT 1',
  );
  return rows[0] ?? null;
}

/** Reads a backup from its first to its last byte and compares every count with what it says of itself. */
export async function checkBackup(file: string, key: string | null): Promise<Trailer> {
  return readContainer(file, key, async (_header, records) => {
    const counted: Trailer['tables'] = [];
    let [table, rows, broken] = ['', 0, false];
    let trailer: Trailer | null = null;
    for await (const record of records) {
      broken ||= trailer !== null;
      if (record.kind === 'table') [table, rows] = [record.table, 0];
      else if (record.kind === 'rows') rows += linesOf(record.data);
      else if (record.kind === 'trailer') trailer = record.trailer;
      else if (record.rows === rows) counted.push({ name: table, rows });
      else broken = true;
    }
    if (broken || trailer === null || JSON.stringify(trailer.tables) !== JSON.stringify(counted))
      throw damaged('it does not hold what it says of itself');
    return trailer;
  });
}

/** A row of COPY ends with the only line feeds there are: those in a text are written as `\\n`. */
function linesOf(data: Buffer): number {
  let lines = 0;
  for (const byte of data) if (byte === 0x0a) lines += 1;
  return lines;
}
