/**
 * 100,000 rows of a sheet, one a child, read, checked and imported as the program does it, against PostgreSQL's own `COPY` of
 * the same rows into the same tables, under the same triggers (dates, deaths, locks, audit with its chain, pairs of doubles); in a
 * PostgreSQL of its own in a temporary folder: `npm run bench -- import`. Then ten thousand of the rows come again with another
 * white cell count and another result of a sample, beside PostgreSQL's own way to change as many: a copy into a table of its own
 * and an `UPDATE` of each table from there. Meanwhile another reader asks for the first page of a list. Fails where the import
 * takes more than three times as long, or more memory than it may. `IMPORT_ROWS` and `CHANGED_ROWS` make it shorter.
 */
import { createReadStream, createWriteStream } from 'node:fs';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import pg from 'pg';
import { from as copyFrom, to as copyTo } from 'pg-copy-streams';
import { adapterFor } from '../lib/database-pool.server';
import { importWork } from '../lib/patients/testing/import-work.server';
import { makePerson } from '../lib/patients/testing/sites';
import { PrismaClient } from '../prisma/generated/client';
import { migrate } from '../prisma/migrate';
import { appUrlFor } from '../prisma/roles';
import { ensureOwnedDatabase, startEmbeddedServer } from '../prisma/server';
import { seeded } from './survival-measure';

const ROWS = Number(process.env['IMPORT_ROWS'] ?? 100_000);
const CHANGED = Math.min(ROWS, Number(process.env['CHANGED_ROWS'] ?? 10_000));
const MOST_TIMES = 3;
const LIMIT_MEGABYTES = 600;
const LIMIT_READER_MS = 1000;
const PASSWORD = 'only-for-this-run';
const TABLES = [
  ...['patient', 'diagnosis_features', 'response', 'mrd_measurement', 'treatment', 'transplant', 'follow_up'],
  // What the import keeps beside each patient: the check, the days for curves, and what it made.
  ...['clinical_event', 'patient_check', 'patient_observation', 'patient_import_row'],
];

/** A sheet of a centre: a row a child with two samples, a relapse or a death here and there, and the last contact. */
function madeUpSheet(rows: number, next: () => number): string {
  const day = (start: number, after: number): string => new Date(start + after * 86_400_000).toISOString().slice(0, 10);
  const lines = [
    'id,sex,age days,diagnosis date,wbc,kmt2a,cns,MRD1 date,MRD1 time point,MRD1 result,MRD2 date,MRD2 time point,MRD2 result,relapse date,death date,last contact date,last contact status',
  ];
  for (let row = 1; row <= rows; row += 1) {
    const start = Date.UTC(2012, 0, 1) + Math.floor(next() * 4000) * 86_400_000;
    const died = next() < 0.25 ? 300 + Math.floor(next() * 600) : null;
    const relapsed = next() < 0.3 ? 120 + Math.floor(next() * 150) : null;
    lines.push(
      [
        ...[`B-${row}`, next() < 0.5 ? 'f' : 'm', Math.floor(next() * 365), day(start, 0)],
        ...[(next() * 400).toFixed(1), next() < 0.7 ? 'rearranged' : 'germline', 'CNS1'],
        ...[day(start, 33), 'EOI', 'negative', day(start, 90), 'EOC', 'negative'],
        ...[relapsed === null ? '' : day(start, relapsed), died === null ? '' : day(start, died)],
        ...(died === null ? [day(start, 1000), 'alive-with-disease'] : ['', '']),
      ].join(','),
    );
  }
  return `${lines.join('\n')}\n`;
}

/** The rows of every table as `COPY` writes them, in files; row-level security does not hold for who runs the server. */
async function copiedOut(client: pg.Client): Promise<void> {
  for (const table of TABLES)
    await pipeline(client.query(copyTo(`COPY ${table} TO STDOUT`)), createWriteStream(copyOf(table)));
}

/** Writes them by `COPY` in one transaction, as the person who imported them. */
async function copiedIn(client: pg.Client, viewer: string): Promise<void> {
  await client.query('BEGIN');
  await client.query("SELECT set_config('registry.viewer', $1, true)", [viewer]);
  for (const table of TABLES)
    await pipeline(createReadStream(copyOf(table)), client.query(copyFrom(`COPY ${table} FROM STDIN`)));
  await client.query('COMMIT');
}

function copyOf(table: string): string {
  return path.join(folder, `${table}.copy`);
}

/** The first rows of the sheet once more: each child with ten white cells more, and the second sample quantified. */
function changedSheet(sheet: string): string {
  const [names = '', ...rows] = sheet.trimEnd().split('\n');
  const changed = rows.slice(0, CHANGED).map((row) => {
    const cells = row.split(',');
    cells[4] = (Number(cells[4]) + 10).toFixed(1);
    cells[12] = '0.05';
    return cells.join(',');
  });
  return `${[names.replace('MRD2 result', 'MRD2 value %'), ...changed].join('\n')}\n`;
}

/** Changes the same rows by statements over whole tables, as the person who imported them. */
async function changedByTable(client: pg.Client, viewer: string): Promise<void> {
  await client.query('BEGIN');
  await client.query("SELECT set_config('registry.viewer', $1, true)", [viewer]);
  await client.query(
    `CREATE TEMP TABLE new_features ON COMMIT DROP AS SELECT f.patient_id, f.wbc + 10 AS wbc FROM diagnosis_features f
      JOIN patient p ON p.id = f.patient_id WHERE substr(p.pseudonym, 3)::int <= ${CHANGED}`,
  );
  await client.query(
    `CREATE TEMP TABLE new_mrd ON COMMIT DROP AS SELECT m.id FROM mrd_measurement m
      JOIN new_features n ON n.patient_id = m.patient_id WHERE m.time_point = 'end-of-consolidation'`,
  );
  await client.query('UPDATE patient p SET version = version + 1 FROM new_features n WHERE n.patient_id = p.id');
  await client.query(
    'UPDATE diagnosis_features f SET wbc = n.wbc FROM new_features n WHERE n.patient_id = f.patient_id',
  );
  await client.query(
    `UPDATE mrd_measurement m SET value_percent = 0.05, result = 'quantified' FROM new_mrd n WHERE n.id = m.id`,
  );
  await client.query('ROLLBACK');
}

async function seconds(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return (performance.now() - start) / 1000;
}

const said = (value: number): string => value.toFixed(1);
let peak = 0;
const watch = setInterval(() => (peak = Math.max(peak, process.memoryUsage().rss / 2 ** 20)), 100);

const folder = await mkdtemp(path.join(tmpdir(), 'registry-bench-'));
await chmod(folder, 0o711);
const server = await startEmbeddedServer({ folder: path.join(folder, 'postgres'), password: PASSWORD });
let [times, slowest] = [0, 0];
let asking: NodeJS.Timeout | undefined;
try {
  const ownerUrl = await ensureOwnedDatabase(server, 'import_rows', PASSWORD);
  const appUrl = appUrlFor(ownerUrl, PASSWORD);
  await migrate(ownerUrl, appUrl);
  const owner = new pg.Client({ connectionString: ownerUrl });
  await owner.connect();
  // The server ends before whoever waits for it where something fails here; that is told below.
  owner.on('error', () => undefined);
  const database = new PrismaClient({ adapter: adapterFor(appUrl) });
  const manager = await makePerson({ owner }, 'manager', 'data-manager', 'S');
  const { check, commit, read, work } = importWork(manager, { database });
  const sheet = madeUpSheet(ROWS, seeded(7));
  asking = setInterval(() => {
    const start = performance.now();
    // One that fails because the server has ended says less than why it has.
    const answered = (): number => (slowest = Math.max(slowest, performance.now() - start));
    void owner.query('SELECT count(*) FROM trial').then(answered, () => undefined);
  }, 250);
  let choices = {};
  const reading = await seconds(async () => (choices = await read(sheet)));
  let id = '';
  const checking = await seconds(async () => ({ id } = await check(choices)));
  console.log(`${ROWS} rows: read ${said(reading)} s, checked ${said(checking)} s`);
  const key = crypto.randomUUID();
  const importing = await seconds(async () => {
    const done = await commit(id, 'made up to be measured', key);
    if ((done as { added?: number }).added !== ROWS) throw new Error(`not imported: ${JSON.stringify(done)}`);
  });
  console.log(`imported ${said(importing)} s, memory so far at most ${peak.toFixed(0)} MB`);
  const undo = async (of: string): Promise<void> => {
    const { state, result } = await work('undo', { import: of, reason: 'measured, and no longer needed' });
    if ((result as { why?: unknown } | null)?.why !== null)
      throw new Error(`not undone: ${state} ${JSON.stringify(result)}`);
  };
  const administrator = new pg.Client({ connectionString: server.administratorUrl('import_rows') });
  await administrator.connect();
  await copiedOut(administrator);
  // Before anything is changed: what has a higher version than the import left is not undone.
  console.log(`undone in ${said(await seconds(() => undo(key)))} s`);
  const copying = await seconds(() => copiedIn(administrator, manager.id));
  console.log(`COPY of the same rows: ${said(copying)} s; the import takes ${said(importing / copying)} times as long`);
  const changes = await check(await read(changedSheet(sheet)));
  const change = crypto.randomUUID();
  const changing = await seconds(async () => {
    const done = await commit(changes.id, 'made up to be measured', change);
    if ((done as { changed?: number }).changed !== CHANGED) throw new Error(`not changed: ${JSON.stringify(done)}`);
  });
  clearInterval(asking);
  console.log(`memory: at most ${peak.toFixed(0)} MB; another reader waited at most ${slowest.toFixed(0)} ms`);
  const byTable = await seconds(() => changedByTable(administrator, manager.id));
  console.log(
    `${CHANGED} rows changed in ${said(changing)} s, by UPDATE of the tables in ${said(byTable)} s: ${said(changing / byTable)} times as long`,
  );
  console.log(`changes undone in ${said(await seconds(() => undo(change)))} s`);
  await administrator.end();
  times = importing / copying;
  await database.$disconnect();
  await owner.end();
} finally {
  clearInterval(asking);
  clearInterval(watch);
  await server.stop();
  await rm(folder, { recursive: true, force: true });
}
const missed = [
  [times, MOST_TIMES, 'times as long as COPY'],
  [peak, LIMIT_MEGABYTES, 'MB'],
  [slowest, LIMIT_READER_MS, 'ms for another reader'],
].filter(([measured = 0, limit = 0]) => Number(measured) > Number(limit));
for (const [measured, limit, what] of missed) {
  console.error(`${Number(measured).toFixed(1)} ${what}; the limit is ${limit}.`);
  process.exitCode = 1;
}
