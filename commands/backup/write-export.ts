import { createWriteStream } from 'node:fs';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import type pg from 'pg';
import { StartError } from '../setup/start-error';
import { root } from '../build';
import { copyOut, PASSING_TABLES, rowsCopied } from './tables';
import { connectOwner } from '@/prisma/owner-client';

/** What opens accounts, and belongs to nobody who takes data away. */
const SECRET_TABLES: readonly string[] = [...PASSING_TABLES, 'access_secret', 'recovery_code', 'known_device'];
const SECRET_COLUMNS: readonly string[] = ['password_hash', 'totp_secret', 'totp_proposed', 'totp_step'];
/** How the program keeps its own tables; nothing of what was recorded. */
const OWN_TABLES: readonly string[] = ['_prisma_migrations', 'access_version', 'audit_due', 'double_due'];
export const LEFT_OUT: readonly string[] = [...SECRET_TABLES, ...OWN_TABLES];

type Column = Readonly<{ name: string; type: string; nullable: boolean }>;
export type ExportedTable = Readonly<{ name: string; columns: readonly Column[]; rows: number }>;

/**
 * Writes every table into `folder` as CSV and as JSON lines, with a README of their columns: all of them, or for one site
 * (its code) what belongs to it, with the published evidence. Secrets of accounts stay. One snapshot; the folder must be
 * empty or new.
 */
export async function writeExport(ownerUrl: string, folder: string, site: string | null): Promise<ExportedTable[]> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  if ((await readdir(folder)).length > 0)
    throw new StartError(`${folder} is not empty.`, 'Name a folder that is empty or does not exist yet.');
  const owner = await connectOwner(ownerUrl);
  try {
    await owner.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
    await owner.query("SELECT set_config('registry.purpose', 'backup', true), set_config('TimeZone', 'UTC', true)");
    const siteId = site === null ? null : await findSite(owner, site);
    const tables: ExportedTable[] = [];
    for (const { name, columns } of await readExported(owner)) {
      const list = columns.map((column) => `t.${owner.escapeIdentifier(column.name)}`).join(', ');
      const from = `FROM ${owner.escapeIdentifier(name)} t ${siteId === null ? '' : whereOf(name, columns, owner.escapeLiteral(siteId))}`;
      const key = columns[0] === undefined ? '' : 'ORDER BY 1';
      const csv = copyOut(owner, `COPY (SELECT ${list} ${from} ${key}) TO STDOUT (FORMAT csv, HEADER, NULL '')`);
      await pipeline(csv, createWriteStream(path.join(folder, `${name}.csv`), { flags: 'wx', mode: 0o600 }));
      // No character of JSON is one of these: each row is written as it is.
      const json = copyOut(
        owner,
        `COPY (SELECT row_to_json(r) FROM (SELECT ${list} ${from} ${key}) r) TO STDOUT (FORMAT csv, DELIMITER E'\\x02', QUOTE E'\\x01')`,
      );
      await pipeline(json, createWriteStream(path.join(folder, `${name}.jsonl`), { flags: 'wx', mode: 0o600 }));
      const rows = await rowsCopied(owner, json);
      if (csv.rowCount !== rows) throw new Error(`${name}: ${csv.rowCount} rows as CSV, ${rows} as JSON`);
      tables.push({ name, columns, rows });
    }
    await writeFile(path.join(folder, 'README.md'), await readmeOf(tables, site), { mode: 0o600 });
    return tables;
  } finally {
    // Not asked to roll back: it may still be at a COPY that nobody reads any more.
    await owner.end();
  }
}

async function findSite(owner: pg.Client, code: string): Promise<string> {
  const { rows } = await owner.query<{ id: string; code: string }>('SELECT id, code FROM site ORDER BY code');
  const found = rows.find((row) => row.code === code);
  if (found === undefined)
    throw new StartError(
      `There is no site with the code ${code}.`,
      rows.length === 0 ? 'There are no sites.' : `Sites: ${rows.map((row) => row.code).join(', ')}.`,
    );
  return found.id;
}

async function readExported(owner: pg.Client): Promise<Omit<ExportedTable, 'rows'>[]> {
  const { rows } = await owner.query<{ table: string; name: string; type: string; nullable: boolean }>(
    `SELECT c.relname AS table, a.attname AS name, format_type(a.atttypid, a.atttypmod) AS type, NOT a.attnotnull AS nullable
     FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
     WHERE c.relkind IN ('r', 'p') AND c.relnamespace = 'public'::regnamespace AND NOT c.relname = ANY ($1) AND NOT a.attname = ANY ($2)
     ORDER BY c.relname, a.attnum`,
    [LEFT_OUT, SECRET_COLUMNS],
  );
  const tables = new Map<string, Column[]>();
  for (const { table, ...column } of rows) tables.set(table, [...(tables.get(table) ?? []), column]);
  return [...tables].map(([name, columns]) => ({ name, columns }));
}

/** What of a table belongs to a site: its rows, the people who stand in them, and all of what is published. */
function whereOf(table: string, columns: readonly Column[], siteId: string): string {
  if (table === 'site') return `WHERE t.id = ${siteId}`;
  if (table === 'app_user')
    return `WHERE EXISTS (SELECT FROM membership m WHERE m.user_id = t.id AND m.site_id = ${siteId})
      OR EXISTS (SELECT FROM audit_entry a WHERE a.actor_id = t.id AND a.site_id = ${siteId})`;
  if (table === 'audit_link')
    return `WHERE EXISTS (SELECT FROM audit_entry a WHERE a.id = t.entry_id AND a.site_id = ${siteId})`;
  if (columns.some(({ name }) => name === 'site_id')) return `WHERE t.site_id = ${siteId}`;
  const ofPatient = columns.some(({ name }) => name === 'patient_id');
  return ofPatient ? `WHERE EXISTS (SELECT FROM patient p WHERE p.id = t.patient_id AND p.site_id = ${siteId})` : '';
}

async function readmeOf(tables: readonly ExportedTable[], site: string | null): Promise<string> {
  const said = await readComments();
  const lines = tables.flatMap(({ name, columns, rows }) => [
    `## ${name} (${rows} rows)`,
    '',
    '| column | type | empty allowed | meaning |',
    '| --- | --- | --- | --- |',
    ...columns.map(
      (column) =>
        `| ${column.name} | ${column.type} | ${column.nullable ? 'yes' : 'no'} | ${said.get(`${name}.${column.name}`) ?? ''} |`,
    ),
    '',
  ]);
  return [
    '# Export of the infant ALL registry',
    '',
    `Written ${new Date().toISOString()}, ${site === null ? 'all sites' : `site ${site} and the published evidence`}, as of one moment.`,
    '',
    'Each table is there twice, with the same rows: `.csv` (UTF-8, comma, first row the names of columns, an empty cell is an',
    'empty value, an empty text is `""`) and `.jsonl` (one JSON object a line, `null` is an empty value). Days are `YYYY-MM-DD`,',
    'moments ISO 8601 in UTC (in CSV with a space for the T), decimals have a point. Texts stand as they were typed: open a CSV',
    'in a spreadsheet by its import, with columns as text, so that no text is taken for a formula. `id` is the key of a row; a column `<table>_id` holds the `id` of a row of',
    'that table. Not there: passwords, second factors, sessions, one-time links and known browsers.',
    '',
    ...lines,
  ].join('\n');
}

/** What the schema says of columns, by `table.column`. */
async function readComments(): Promise<Map<string, string>> {
  const schema = await readFile(path.join(root, 'prisma', 'schema.prisma'), 'utf8');
  const said = new Map<string, string>();
  for (const [, body = ''] of schema.matchAll(/^model \w+ \{\n([\s\S]*?)^\}/gmu)) {
    const table = /@@map\("(\w+)"\)/u.exec(body)?.[1];
    for (const line of body.split('\n')) {
      const comment = /^\s+(\w+)\s.*?\/\/\/\s*(.+)$/u.exec(line);
      const column = /@map\("(\w+)"\)/u.exec(line)?.[1] ?? comment?.[1];
      if (comment?.[2] !== undefined && table !== undefined)
        said.set(`${table}.${column}`, comment[2].replaceAll('|', '\\|'));
    }
  }
  return said;
}
