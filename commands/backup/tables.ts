import type pg from 'pg';
import { to as copyTo, type CopyToStreamQuery } from 'pg-copy-streams';

/**
 * What no backup holds: what lives for hours, and must not come to life again in a restored database after it was ended.
 */
export const PASSING_TABLES: readonly string[] = [
  'user_session',
  'one_time_link',
  'attempt_count',
  'import_file',
  'import_piece',
  'write_probe',
  'import_job',
  'import_finding',
];

export type StoredTable = Readonly<{ name: string; columns: readonly string[]; forced: boolean; opened: boolean }>;

/**
 * The tables of the database, those that others refer to before these, with the columns that are stored. `forced`: row-level
 * security holds for the owner, too; `opened`: it lets the owner read all rows for a backup.
 */
export async function readTables(owner: pg.Client): Promise<StoredTable[]> {
  const { rows } = await owner.query<StoredTable & { refers: string[] }>(
    `SELECT c.relname AS name, c.relforcerowsecurity AS forced,
       EXISTS (SELECT FROM pg_policy p WHERE p.polrelid = c.oid AND p.polname = 'backup') AS opened,
       ARRAY(SELECT a.attname::text FROM pg_attribute a
         WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = '' ORDER BY a.attnum) AS columns,
       ARRAY(SELECT DISTINCT f.relname::text FROM pg_constraint k JOIN pg_class f ON f.oid = k.confrelid
         WHERE k.conrelid = c.oid AND k.contype = 'f' AND k.confrelid <> c.oid) AS refers
     FROM pg_class c WHERE c.relkind IN ('r', 'p') AND c.relnamespace = 'public'::regnamespace ORDER BY c.relname`,
  );
  const sorted: StoredTable[] = [];
  let waiting = rows;
  while (waiting.length > 0) {
    const names = new Set(waiting.map(({ name }) => name));
    const ready = waiting.filter(({ refers }) => !refers.some((name) => names.has(name)));
    if (ready.length === 0) throw new Error(`tables refer to each other in a circle: ${[...names].join(', ')}`);
    sorted.push(...ready.map(({ refers: _refers, ...table }) => table));
    waiting = waiting.filter((table) => !ready.includes(table));
  }
  return sorted;
}

/** A COPY to read from. Whoever stops reading it early ends the connection, which is told to nobody any more. */
export function copyOut(owner: pg.Client, statement: string): CopyToStreamQuery {
  return owner.query(copyTo(statement)).on('error', () => undefined);
}

/** The rows that a COPY which was read to its end has given: PostgreSQL says so after the last of them, in a message of its own. */
export async function rowsCopied(owner: pg.Client, source: CopyToStreamQuery): Promise<number> {
  await owner.query('SELECT');
  return source.rowCount;
}
