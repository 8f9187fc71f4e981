import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { chmod, chown, mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { freePort } from '@/prisma/server';
import { root } from './build';

const PACKAGES = '/usr/lib/postgresql';
const installed = await readdir(PACKAGES).catch(() => []);
const binaries = installed
  .filter((version) => Number(version) >= 15)
  .map((version) => path.join(PACKAGES, version, 'bin'))
  .at(-1);
const ACCOUNT = ['--email', 'first@clinic.example', '--name', 'First person', '--role', 'administrator'];

/** What a command says with a server of one's own, while another process holds the data folder as a running program does. */
async function run(name: string, args: string[], databaseUrl: string, dataDir: string): Promise<string> {
  const child = spawn(process.execPath, [path.join(root, 'commands/run.mjs'), name, ...args], {
    cwd: root,
    env: { ...process.env, DATABASE_URL: databaseUrl, DATA_DIR: dataDir, PASSWORD: '' },
  });
  let output = '';
  child.stdout.on('data', (chunk) => (output += String(chunk)));
  child.stderr.on('data', (chunk) => (output += String(chunk)));
  const code = await new Promise<number | null>((resolve) => child.on('close', resolve));
  return `${output.trim()}\n(exit code ${code})`;
}

/** The steps by which a server gets its first account, each beside the running program. */
async function firstAccount(databaseUrl: string, dataDir: string): Promise<void> {
  await mkdir(dataDir, { recursive: true });
  const holder = { pid: process.ppid, address: 'http://localhost:3000' };
  await writeFile(path.join(dataDir, 'running.json'), JSON.stringify(holder));
  expect(await run('migrate', [], databaseUrl, dataDir)).toMatch(/up to date\.\n\(exit code 0\)/);
  expect(await run('evidence-load', [], databaseUrl, dataDir)).toMatch(/The evidence is loaded\.\n\(exit code 0\)/);
  expect(await run('user-create', ACCOUNT, databaseUrl, dataDir)).toMatch(
    /Account made: first@clinic\.example, administrator\.\nPassword: \S{12,}\n\(exit code 0\)/,
  );
  expect(await run('user-create', ACCOUNT, databaseUrl, dataDir)).toMatch(/already an account.*\n\(exit code 2\)/);
  expect(await run('user', ['list'], databaseUrl, dataDir)).toMatch(
    /first@clinic\.example: administrator.*\n\(exit code 0\)/,
  );
  expect(await run('audit-verify', [], databaseUrl, dataDir)).toMatch(
    /The audit holds\. Head: \d+ \w{64}\n\(exit code 0\)/,
  );
  const backup = path.join(dataDir, 'a.backup');
  expect(await run('backup/backup', [backup], databaseUrl, dataDir)).toMatch(/Head of the audit: .*\n\(exit code 0\)/);
  expect(await run('backup/export-all', [path.join(dataDir, 'all')], databaseUrl, dataDir)).toMatch(
    /README\.md explains them\.\n\(exit code 0\)/,
  );
  expect(await run('backup/restore', [backup], databaseUrl, dataDir)).toMatch(/not empty[^]*\(exit code 2\)/);
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  const { rows } = await client.query(
    "SELECT (SELECT count(*)::int FROM app_user WHERE email = 'first@clinic.example') AS people, (SELECT count(*) > 0 FROM trial) AS evidence",
  );
  await client.end();
  expect(rows).toEqual([{ people: 1, evidence: true }]);
}

async function makeDatabase(administratorUrl: string, name: string): Promise<string> {
  const administrator = new pg.Client({ connectionString: administratorUrl });
  await administrator.connect();
  await administrator.query(`CREATE ROLE ${name} LOGIN CREATEROLE PASSWORD 'owner'`);
  await administrator.query(`CREATE DATABASE ${name} OWNER ${name}`);
  await administrator.end();
  const url = new URL(administratorUrl);
  [url.username, url.password, url.pathname] = [name, 'owner', `/${name}`];
  return url.toString();
}

describe('every command works beside the running program', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'registry-beside-'));
    await chmod(folder, 0o711);
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  test('on a server of one\u2019s own', async () => {
    const name = `beside_${process.pid}`;
    await firstAccount(await makeDatabase(inject('postgres').administratorUrl, name), path.join(folder, 'data'));
  });

  test.runIf(binaries !== undefined)('on the PostgreSQL of the system\u2019s packages', async () => {
    const own: { uid?: number; gid?: number } = process.getuid?.() === 0 ? account('postgres') : {};
    const data = path.join(folder, 'cluster');
    await mkdir(data);
    if (own.uid !== undefined && own.gid !== undefined) await chown(data, own.uid, own.gid);
    const port = await freePort();
    const tool = (command: string, args: string[]): void => {
      const { status, stderr } = spawnSync(path.join(binaries ?? '', command), args, {
        ...own,
        stdio: ['ignore', 'ignore', 'pipe'],
        encoding: 'utf8',
      });
      if (status !== 0) throw new Error(`${command}: ${stderr}`);
    };
    tool('initdb', ['-D', data, '-U', 'postgres', '--auth=trust', '--encoding=UTF8', '--locale=C']);
    tool('pg_ctl', [
      '-D',
      data,
      '-w',
      '-l',
      path.join(data, 'log'),
      '-o',
      `-p ${port} -c listen_addresses=127.0.0.1 -c unix_socket_directories=`,
      'start',
    ]);
    try {
      await firstAccount(
        await makeDatabase(`postgresql://postgres@127.0.0.1:${port}/postgres`, 'registry'),
        path.join(folder, 'other'),
      );
    } finally {
      tool('pg_ctl', ['-D', data, '-m', 'immediate', 'stop']);
    }
  });
});

/** The number of an account of this machine, for a program that refuses to run as root. */
function account(name: string): { uid: number; gid: number } {
  const id = (flag: string): number => Number(execFileSync('id', [flag, name], { encoding: 'utf8' }));
  return { uid: id('-u'), gid: id('-g') };
}
