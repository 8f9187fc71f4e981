import type pg from 'pg';
import type { Row } from '@/lib/registry/rows/columns';
import { EVIDENCE_TABLES, type EvidenceTable } from './rows';

/** Rows of one table that a load added, altered or removed. */
export type Changes = { inserted: number; updated: number; deleted: number };

/** What names a row of each table. */
export const KEYS: Record<EvidenceTable, readonly string[]> = {
  reference: ['id'],
  trial: ['slug'],
  arm: ['trial_slug', 'slug'],
  registration: ['trial_slug', 'position'],
  intervention: ['trial_slug', 'position'],
  stratum: ['trial_slug', 'position'],
  endpoint_definition: ['trial_slug', 'endpoint'],
  estimate: ['id'],
  report: ['id'],
  baseline_fact: ['trial_slug', 'position'],
  discrepancy: ['subject', 'position'],
  disease_fact: ['id'],
  disease_statement: ['id'],
  appraisal: ['trial_slug', 'tool'],
  review_protocol: ['id'],
  review_question: ['id'],
};
/** Tables that others refer to; their rows may go only after those that pointed at them. */
const REFERRED_TO: readonly EvidenceTable[] = ['reference', 'trial', 'arm'];

/** What a figure answers: one of those that answer the same is preferred. */
export const QUESTION = [
  'trial_slug',
  'endpoint',
  'endpoint_detail_en',
  'time_years',
  'stratum_kmt2a',
  'stratum_risk',
  'stratum_arm',
  'stratum_age',
  'stratum_other_en',
];

/**
 * Columns of a unique index beside the key, and what sets a row free of it. PostgreSQL checks such an index row by row,
 * so two rows that exchange a number, or the mark of the preferred figure, would collide half-way.
 */
const RELEASE: Partial<Record<EvidenceTable, { columns: readonly string[]; values: string }>> = {
  reference: { columns: ['number', 'doi'], values: 'number = NULL, doi = NULL' },
  estimate: {
    columns: [...QUESTION, 'preferred'],
    values: 'preferred = false, chartable = false',
  },
};

/**
 * Makes the evidence tables equal to `wanted`, inside the caller's transaction. Rows that are equal already are not
 * touched: their row versions stay as they were. Returns what changed, table by table.
 */
export async function syncTables(
  client: pg.ClientBase,
  wanted: Record<EvidenceTable, readonly Row[]>,
): Promise<Record<EvidenceTable, Changes>> {
  const none: Changes = { inserted: 0, updated: 0, deleted: 0 };
  const changes = Object.fromEntries(EVIDENCE_TABLES.map((table) => [table, none])) as Record<EvidenceTable, Changes>;
  for (const table of EVIDENCE_TABLES) changes[table] = await compare(client, table, wanted[table]);

  const changed = EVIDENCE_TABLES.filter(
    (table) => changes[table].inserted + changes[table].updated + changes[table].deleted > 0,
  );
  for (const table of changed.filter((table) => !REFERRED_TO.includes(table)))
    await deleteGone(client, table, wanted[table]);
  for (const table of changed) await release(client, table, wanted[table]);
  for (const table of changed) await upsert(client, table, wanted[table]);
  for (const table of changed.filter((table) => REFERRED_TO.includes(table)).reverse())
    await deleteGone(client, table, wanted[table]);
  return changes;
}

async function compare(client: pg.ClientBase, table: EvidenceTable, rows: readonly Row[]): Promise<Changes> {
  const columns = columnsOf(rows);
  const result = await client.query<Changes>(
    `WITH wanted AS (${incoming(table)})
     SELECT (SELECT count(*) FROM wanted WHERE NOT EXISTS (SELECT FROM ${table} AS kept WHERE ${sameKey(table)}))::int AS inserted,
            (SELECT count(*) FROM wanted JOIN ${table} AS kept ON ${sameKey(table)} ${columns.length === 0 ? '' : `WHERE ${differ('kept', 'wanted', columns)}`})::int AS updated,
            (SELECT count(*) FROM ${table} AS kept WHERE NOT EXISTS (SELECT FROM wanted WHERE ${sameKey(table)}))::int AS deleted`,
    [JSON.stringify(rows)],
  );
  const [changes] = result.rows;
  if (changes === undefined) throw new Error(`comparing ${table} gave no answer`);
  return changes;
}

/**
 * The rows that the table holds just as they are wanted, by their keys, whatever their place in a list: of a data set that this
 * registry wrote itself all of them.
 */
export async function rowsHeld(
  client: pg.ClientBase,
  table: EvidenceTable,
  rows: readonly Row[],
): Promise<Set<string>> {
  if (rows.length === 0) return new Set();
  const columns = columnsOf(rows).filter((column) => column !== 'position' && !KEYS[table].includes(column));
  const { rows: held } = await client.query<Row>(
    `SELECT ${KEYS[table].map((column) => `kept."${column}"`).join(', ')} FROM (${incoming(table)}) AS wanted
     JOIN ${table} AS kept ON ${sameKey(table)} ${columns.length === 0 ? '' : `WHERE NOT (${differ('kept', 'wanted', columns)})`}`,
    [JSON.stringify(rows)],
  );
  return new Set(held.map((row) => keyOf(table, row)));
}

/** What names a row, as one text. */
export function keyOf(table: EvidenceTable, row: Row): string {
  return JSON.stringify(KEYS[table].map((column) => row[column]));
}

async function deleteGone(client: pg.ClientBase, table: EvidenceTable, rows: readonly Row[]): Promise<void> {
  await client.query(
    `DELETE FROM ${table} AS kept WHERE NOT EXISTS (SELECT FROM (${incoming(table)}) AS wanted WHERE ${sameKey(table)})`,
    [JSON.stringify(rows)],
  );
}

async function release(client: pg.ClientBase, table: EvidenceTable, rows: readonly Row[]): Promise<void> {
  const contended = RELEASE[table];
  if (contended === undefined) return;
  await client.query(
    `UPDATE ${table} AS kept SET ${contended.values}
     WHERE NOT EXISTS (SELECT FROM (${incoming(table)}) AS wanted WHERE ${sameKey(table)} AND NOT (${differ('kept', 'wanted', contended.columns)}))`,
    [JSON.stringify(rows)],
  );
}

async function upsert(client: pg.ClientBase, table: EvidenceTable, rows: readonly Row[]): Promise<void> {
  if (rows.length === 0) return;
  const columns = columnsOf(rows);
  await client.query(
    `INSERT INTO ${table} AS kept (${list(columns)}) SELECT ${list(columns)} FROM (${incoming(table)}) AS wanted
     ON CONFLICT (${list(KEYS[table])}) DO UPDATE SET ${columns.map((column) => `"${column}" = excluded."${column}"`).join(', ')}
     WHERE ${differ('kept', 'excluded', columns)}`,
    [JSON.stringify(rows)],
  );
}

/** The wanted rows, typed as the table is. */
function incoming(table: EvidenceTable): string {
  return `SELECT * FROM jsonb_populate_recordset(NULL::${table}, $1::jsonb)`;
}

function columnsOf(rows: readonly Row[]): string[] {
  return Object.keys(rows[0] ?? {});
}

function sameKey(table: EvidenceTable): string {
  return KEYS[table].map((column) => `kept."${column}" = wanted."${column}"`).join(' AND ');
}

function differ(left: string, right: string, columns: readonly string[]): string {
  const side = (name: string): string => columns.map((column) => `${name}."${column}"`).join(', ');
  return `(${side(left)}) IS DISTINCT FROM (${side(right)})`;
}

function list(columns: readonly string[]): string {
  return columns.map((column) => `"${column}"`).join(', ');
}
