import { chmod, mkdtemp, readFile, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { logFile } from './log-file';
import { startEmbeddedServer, type EmbeddedServer } from './server';

let folder = '';
let server: EmbeddedServer;
const said: string[] = [];
const broken: string[] = [];

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'registry-server-'));
  await chmod(folder, 0o711);
  server = await startEmbeddedServer({
    folder: path.join(folder, 'postgres'),
    password: 'only-for-this-test-run',
    log: path.join(folder, 'logs/postgres.log'),
  });
  server.watch({ say: (line) => said.push(line), onBroken: (last) => broken.push(last) });
});
afterAll(async () => {
  await server.stop();
  await rm(folder, { recursive: true, force: true });
});

async function ask<Row extends pg.QueryResultRow>(sql: string): Promise<Row[]> {
  const client = new pg.Client({ connectionString: server.administratorUrl('postgres') });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return (await client.query<Row>(sql)).rows;
  } finally {
    await client.end().catch(() => undefined);
  }
}

async function killServer(): Promise<void> {
  const [pid] = (await readFile(path.join(folder, 'postgres/postmaster.pid'), 'utf8')).split('\n');
  process.kill(Number(pid), 'SIGKILL');
}

async function until(true_: () => boolean | Promise<boolean>, seconds: number): Promise<void> {
  for (const end = Date.now() + seconds * 1000; !(await true_()); await wait(200))
    if (Date.now() > end) throw new Error(`not within ${seconds} s`);
}

test('killed, it is started again with everything that was acknowledged', async () => {
  await ask('CREATE TABLE saved (number integer)');
  for (const number of [1, 2, 3]) await ask(`INSERT INTO saved VALUES (${number})`);
  await killServer();
  await until(() => said.includes('PostgreSQL is running again.'), 60);
  expect(await ask('SELECT number FROM saved ORDER BY number')).toEqual([1, 2, 3].map((number) => ({ number })));
  expect(said[0]).toBe('PostgreSQL ended by itself (SIGKILL); it is started again.');
});

test('killed beside a long statement, it is started again once that has ended, however often that is tried', async () => {
  const before = said.length;
  // Longer than all the tries of a server that is broken take.
  const busy = ask("DO $$ BEGIN WHILE clock_timestamp() < now() + interval '8 s' LOOP END LOOP; END $$").catch(
    () => [],
  );
  await wait(500);
  await killServer();
  await until(() => said.slice(before).includes('PostgreSQL is running again.'), 60);
  await busy;
  expect(broken).toEqual([]);
  expect(await ask('SELECT count(*)::int AS rows FROM saved')).toEqual([{ rows: 3 }]);
});

test('its log tells its life, and no error that quotes data', async () => {
  await expect(ask("SELECT 'infant-4711'::integer")).rejects.toThrow(/infant-4711/u);
  const log = await readFile(path.join(folder, 'logs/postgres.log'), 'utf8');
  expect(log).toMatch(/database system was not properly shut down/u);
  expect(log).not.toContain('infant-4711');
});

test('where starting again does not help, it is given up after a few times, and what it said is told', async () => {
  await rename(path.join(folder, 'postgres/global/pg_control'), path.join(folder, 'pg_control'));
  await killServer();
  await until(() => broken.length > 0, 90);
  expect(broken).toEqual([expect.stringMatching(/pg_control|database system/u)]);
  await expect(ask('SELECT 1')).rejects.toThrow(/ECONNREFUSED/u);
});

test('a log is followed by another one, and no more is kept', async () => {
  const file = path.join(folder, 'short/a.log');
  const write = logFile(file, 10);
  for (const line of ['first line\n', 'second line\n', 'third\n']) write(line);
  expect(await readFile(file, 'utf8')).toBe('third\n');
  expect(await readFile(`${file}.1`, 'utf8')).toBe('second line\n');
});
