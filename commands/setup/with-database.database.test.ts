import { spawn, type ChildProcess } from 'node:child_process';
import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { root } from '../build';
import { openDatabase } from './database';
import { readSettings } from './environment';
import { prepareDataDir, readOrMakeSecrets } from './secrets';
import { withDatabase } from './with-database';

let folder: string;
let dataDir: string;
const started: ChildProcess[] = [];
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'registry-commands-'));
  await chmod(folder, 0o711);
  dataDir = path.join(folder, 'data');
});
afterAll(async () => {
  for (const child of started) child.kill('SIGKILL');
  await rm(folder, { recursive: true, force: true });
});

type Command = Readonly<{ child: ChildProcess; said: () => string; ended: Promise<number | null> }>;

/** A command on the embedded database of the data folder, without a program that runs. */
function run(...command: string[]): Command {
  const child = spawn(process.execPath, ['commands/run.mjs', ...command], {
    cwd: root,
    env: { ...process.env, DATABASE_URL: '', DATA_DIR: dataDir, BACKUP_KEY: '' },
  });
  started.push(child);
  let said = '';
  child.stdout.on('data', (chunk) => (said += String(chunk)));
  child.stderr.on('data', (chunk) => (said += String(chunk)));
  return { child, said: () => said, ended: new Promise((resolve) => child.on('close', resolve)) };
}

const WAITS = /Another command \(process \d+\) is at work on this data folder; waiting for it to end\u2026/u;

describe('commands on one embedded database, without a running program', { timeout: 300_000 }, () => {
  test('given at once, each does its work: they wait for each other and say so', async () => {
    const commands = [run('evidence-load'), run('user', 'list'), run('backup/backup', path.join(folder, 'a.backup'))];
    const codes = await Promise.all(commands.map(({ ended }) => ended));
    const said = commands.map((command) => command.said());
    expect(codes, said.join('\n')).toEqual([0, 0, 0]);
    expect(said.join('\n')).toMatch(WAITS);
    expect(said[0]).toMatch(/The evidence is loaded\.\n$/u);
    expect(said[2]).toMatch(/Written: .*a\.backup/u);
  });

  test('one that is killed, whose database goes on without it, leaves it to the one that waits', async () => {
    const first = run('backup/backup', path.join(folder, 'b.backup'));
    const ready = async (): Promise<string> => readFile(path.join(dataDir, 'postgres/postmaster.pid'), 'utf8');
    await expect.poll(() => ready().catch(() => ''), { timeout: 60_000, interval: 5 }).toMatch(/\n/u);
    first.child.kill('SIGSTOP');
    const second = run('user', 'list');
    await expect.poll(second.said, { timeout: 60_000 }).toMatch(WAITS);
    first.child.kill('SIGKILL');
    expect(await second.ended, second.said()).toBe(0);
  });

  test('one that uses the database of the program says so where that is stopped', async () => {
    await prepareDataDir(dataDir);
    const settings = readSettings({ NODE_ENV: 'test', DATA_DIR: dataDir });
    const database = await openDatabase(settings, await readOrMakeSecrets(dataDir), () => undefined);
    await writeFile(path.join(dataDir, 'running.json'), JSON.stringify({ pid: process.ppid, address: null }));
    const work = async (url: string): Promise<void> => {
      await database.stop();
      await new pg.Client({ connectionString: url }).connect();
    };
    await expect(withDatabase(settings, ({ ownerUrl }) => work(ownerUrl), { asItIs: true })).rejects.toMatchObject({
      name: 'StartError',
      message: expect.stringMatching(/^The program whose database this used was stopped meanwhile/u),
    });
  });
});
