import { randomUUID } from 'node:crypto';
import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { adapterFor } from '@/lib/database-pool.server';
import { PrismaClient } from '@/prisma/generated/client';
import { migrate } from '@/prisma/migrate';
import { appUrlFor } from '@/prisma/roles';
import { ensureOwnedDatabase, startEmbeddedServer, type EmbeddedServer } from '@/prisma/server';
import { importWork } from '../testing/import-work.server';
import { makePerson, type TestPerson } from '../testing/sites';
import { findJob, startJob, type Worker } from './job/jobs.server';
import { runJob } from './job/run-job.server';

const PASSWORD = 'only-for-this-test-run';
const PATIENTS = 150;
const reason = 'the centre sent its sheet';
const why = 'the wrong sheet was sent';
let folder = '';
let server: EmbeddedServer;
let ownerUrl = '';
let app: PrismaClient;
let anna: TestPerson;
const said: string[] = [];
const options = () => ({ database: app, today: '2026-11-01' });

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'registry-undo-'));
  await chmod(folder, 0o711);
  server = await startEmbeddedServer({ folder: path.join(folder, 'postgres'), password: PASSWORD });
  server.watch({ say: (line) => said.push(line), onBroken: (last) => said.push(last) });
  ownerUrl = await ensureOwnedDatabase(server, 'killed', PASSWORD);
  await migrate(ownerUrl, appUrlFor(ownerUrl, PASSWORD));
  app = new PrismaClient({ adapter: adapterFor(appUrlFor(ownerUrl, PASSWORD)) });
  anna = await asOwner((owner) => makePerson({ owner }, 'anna', 'data-manager', 'A'));
}, 180_000);
afterAll(async () => {
  await app.$disconnect();
  await server.stop();
  await rm(folder, { recursive: true, force: true });
});

/** A connection of its own, which sees everything as a backup does; it may be one that the server takes with it. */
async function asOwner<Result>(work: (owner: pg.Client) => Promise<Result>): Promise<Result> {
  const owner = new pg.Client({ connectionString: ownerUrl });
  owner.on('error', () => undefined);
  await owner.connect();
  await owner.query("SELECT set_config('registry.purpose', 'backup', false)");
  return work(owner).finally(() => owner.end().catch(() => undefined));
}

/** Every table with its number of rows and what they say together, but for what tells of the work itself. */
async function everything(): Promise<Record<string, unknown>> {
  return asOwner(async (owner) => {
    const { rows } = await owner.query<{ name: string }>(
      `SELECT format('%I', relname) AS name FROM pg_class WHERE relkind = 'r' AND relpersistence = 'p'
        AND relnamespace = 'public'::regnamespace AND relname NOT IN ('import_job', 'user_session') ORDER BY 1`,
    );
    const found: Record<string, unknown> = {};
    for (const { name } of rows) {
      const { rows: tables } = await owner.query(
        `SELECT count(*)::int AS rows, md5(string_agg(t::text, '' ORDER BY t::text)) AS said FROM ${name} t`,
      );
      found[name] = tables[0];
    }
    return found;
  });
}

const chain = async (): Promise<Readonly<{ faults: unknown[]; unlinked: unknown[] }>> =>
  asOwner(async (owner) => ({
    faults: (await owner.query('SELECT place, entry, fault FROM verify_audit()')).rows,
    unlinked: (
      await owner.query(
        'SELECT id FROM audit_entry e WHERE NOT EXISTS (SELECT FROM audit_link l WHERE l.entry_id = e.id)',
      )
    ).rows,
  }));

/** Patients of these places with records of several kinds. */
function sheet(from: number, to: number, wbc: number): string {
  const lines = Array.from(
    { length: to - from },
    (_, at) =>
      `K-${from + at},${50 + ((from + at) % 200)},2021-01-${10 + (at % 19)},${wbc},2021-02-20,EOI,0.5,2021-06-01,2022-01-01,alive-with-disease`,
  );
  return [
    'id,age days,diagnosis date,wbc,MRD1 date,MRD1 time point,MRD1 value %,relapse date,last contact date,last contact status',
    ...lines,
  ].join('\n');
}

async function importText(text: string): Promise<string> {
  const id = randomUUID();
  const { check, commit, read } = importWork(anna, options());
  expect(await commit((await check(await read(text))).id, reason, id)).toMatchObject({ done: 'imported' });
  return id;
}

/** Kills the server, and what works for this database in it, as a machine does that goes out. */
async function killServer(): Promise<void> {
  const { rows } = await asOwner((owner) =>
    owner.query<{ pid: number }>(
      'SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()',
    ),
  );
  const [postmaster] = (await readFile(path.join(folder, 'postgres/postmaster.pid'), 'utf8')).split('\n');
  for (const pid of [Number(postmaster), ...rows.map(({ pid }) => pid)]) process.kill(pid, 'SIGKILL');
}

/** Begins to undo an import, and kills the server where the undoing has come to this table. */
async function undoneUntil(table: string, wanted: string): Promise<string> {
  const workers: Worker[] = [];
  const id = randomUUID();
  const asked = { id, siteId: anna.siteId, kind: 'undo', input: { import: wanted, reason: why } } as const;
  await startJob(anna, asked, (_id, worker) => workers.push(worker), options());
  const restarts = said.length;
  await asOwner(async (holder) => {
    await holder.query(`BEGIN; LOCK TABLE ${table} IN SHARE MODE`);
    const undoing = runJob({ ...anna, ...workers[0] }, id, options()).catch(() => 'gone');
    const waiting = `SELECT FROM pg_locks WHERE relation = '${table}'::regclass AND NOT granted`;
    await expect
      .poll(async () => (await asOwner((other) => other.query(waiting))).rowCount, { timeout: 60_000 })
      .toBe(1);
    await killServer();
    expect(await undoing).toBe('gone');
  });
  const again = () => said.slice(restarts).includes('PostgreSQL is running again.');
  await expect.poll(again, { timeout: 60_000 }).toBe(true);
  return id;
}

test.each([
  ['the records of changed patients go back', 'clinical_event', 0],
  ['all has gone back and the audit makes its links', 'audit_link', 2000],
])(
  'a server that is killed while %s has undone nothing; once more all of it is undone',
  async (_, table, first) => {
    await importText(sheet(first, first + PATIENTS, 12));
    const before = await everything();
    const wanted = await importText(sheet(first + PATIENTS / 2, first + PATIENTS * 2, 30));
    const imported = await everything();
    expect(imported['patient']).not.toEqual(before['patient']);

    const lost = await undoneUntil(table, wanted);
    expect(await everything()).toEqual(imported);
    expect(await chain()).toEqual({ faults: [], unlinked: [] });

    const { result } = await importWork(anna, options()).work('undo', { import: wanted, reason: why });
    expect(result).toEqual({ why: null });
    const undone = await everything();
    for (const records of ['mrd_measurement', 'clinical_event', 'follow_up', 'diagnosis_features', 'response'])
      expect(undone[records], records).toEqual(before[records]);
    expect(undone['patient']).toMatchObject({ rows: (before['patient'] as { rows: number }).rows });
    expect(await chain()).toEqual({ faults: [], unlinked: [] });
    await expect.poll(async () => (await findJob(anna, lost, options())).state, { timeout: 20_000 }).toBe('lost');
  },
  300_000,
);
