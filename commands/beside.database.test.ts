import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { chmod, chown, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { freePort } from '@/prisma/server';
import { root } from './build';
import { openDatabase } from './setup/database';
import { readSettings } from './setup/environment';
import { prepareDataDir, readOrMakeSecrets } from './setup/secrets';

const PACKAGES = '/usr/lib/postgresql';
const installed = await readdir(PACKAGES).catch(() => []);
const binaries = installed
  .filter((version) => Number(version) >= 15)
  .map((version) => path.join(PACKAGES, version, 'bin'))
  .at(-1);
const PERSON = 'second@clinic.example';
const ACCOUNT = ['--email', 'first@clinic.example', '--name', 'First person', '--role', 'administrator'];
const HEAD = String.raw`\d+ [\da-f]{64}`;
/** Section 4.2 of the rules: under 183 days with rearranged KMT2A and a white cell count of 300 or more is HR. */
const TABLE = 'id,ageDays,wbc,kmt2a\nA-1,100,400,rearranged\n';

type Step = Readonly<{ script: string; args: (folder: string) => string[]; says: RegExp; code: number }>;

function step(script: string, args: Step['args'] | string[], says: RegExp, code = 0): Step {
  return { script, args: typeof args === 'function' ? args : () => args, says, code };
}

const inFolder = (name: string) => (folder: string) => [path.join(folder, name)];
const LINK = /\/link#[\w-]{43}\nIt works once, for \d+ hours\./;

/** What a server gets its first account by, and everything else that README.md offers, in the order of a first day. */
const STEPS: readonly Step[] = [
  step('migrate', [], /The database is up to date\.$/),
  step('evidence:load', [], /The evidence is loaded\.$/),
  step('user:create', ACCOUNT, /Account made: first@clinic\.example, administrator\.\nPassword: \S{12,}$/),
  step('user:create', ACCOUNT, /already an account/, 2),
  step('user:invite', ['--email', PERSON, '--name', 'Second person', '--role', 'curator'], LINK),
  step('user:role', ['--email', PERSON, '--role', 'administrator'], /is now administrator\.$/),
  step('user:end-role', ['--email', PERSON, '--role', 'curator'], /is no longer curator\.$/),
  step('user:disable', ['--email', PERSON, '--reason', 'has left'], /is disabled; all sessions have ended\.$/),
  step('user:enable', ['--email', PERSON], /is enabled\.$/),
  step('user:unlock', ['--email', PERSON], /are forgiven\.$/),
  step('user:reset', ['--email', PERSON], LINK),
  step(
    'user:list',
    [],
    /first@clinic\.example: administrator; never signed in\nsecond@clinic\.example: administrator;/,
  ),
  step('audit:verify', [], new RegExp(`The audit holds\\. Head: ${HEAD}$`)),
  step('backup', inFolder('a.backup'), new RegExp(`Head of the audit: ${HEAD}$`)),
  step('restore', inFolder('a.backup'), /not empty/, 2),
  step('export:all', inFolder('all'), /README\.md explains them\.$/),
  step('evidence:export', inFolder('evidence'), /Written: \d+ trials, the references and the disease, in /),
  step('risk', inFolder('table.csv'), /A-1/),
  step('read-figures', inFolder(''), /There is no figure in /, 2),
];

/** Scripts that touch neither the database nor the data folder, or that are the running program itself. */
const NOT_BESIDE = new Set([
  ...['start', 'dev', 'build', 'test', 'check', 'format', 'bench', 'sbom', 'postinstall'],
  ...['pack:survival', 'validate:r'],
]);

const SCRIPTS = (
  JSON.parse(await readFile(path.join(root, 'package.json'), 'utf8')) as { scripts: Record<string, string> }
).scripts;

test('every script of package.json is tried beside the running program, or is said not to be', () => {
  const tried = STEPS.map(({ script }) => script);
  expect([...new Set([...tried, ...NOT_BESIDE])].toSorted()).toEqual(Object.keys(SCRIPTS).toSorted());
});

test('every script that README.md offers is there, and README.md offers every script that is tried', async () => {
  const readme = await readFile(path.join(root, 'README.md'), 'utf8');
  const table = readme.slice(readme.indexOf('## Commands'), readme.indexOf('## Where things are'));
  const offered = [...table.matchAll(/`(?:npm run )?(?:--silent )?([a-z][a-z-]*(?::[a-z-]+)?)(?= --| >|`)/gu)].map(
    ([, script]) => script ?? '',
  );
  expect(offered.filter((script) => !Object.hasOwn(SCRIPTS, script))).toEqual([]);
  expect(STEPS.map(({ script }) => script).filter((script) => !readme.includes(script))).toEqual([]);
});

/** What `npm run SCRIPT` says and its exit code. Without a database of one's own it is the embedded one. */
async function run(script: string, args: string[], databaseUrl: string, dataDir: string): Promise<string> {
  const [, ...command] = SCRIPTS[script]?.split(' ') ?? [];
  const child = spawn(process.execPath, [...command, ...args], {
    cwd: root,
    env: { ...process.env, DATABASE_URL: databaseUrl, DATA_DIR: dataDir, PASSWORD: '', BACKUP_KEY: '' },
  });
  let output = '';
  child.stdout.on('data', (chunk) => (output += String(chunk)));
  child.stderr.on('data', (chunk) => (output += String(chunk)));
  const code = await new Promise<number | null>((resolve) => child.on('close', resolve));
  return `(exit code ${code})\n${output.trim()}`;
}

/** Takes every step while another process holds the data folder, as a running program does. */
async function takeSteps(databaseUrl: string, dataDir: string, ownerUrl = databaseUrl): Promise<void> {
  await mkdir(dataDir, { recursive: true });
  const holder = { pid: process.pid, address: 'http://localhost:3000' };
  await writeFile(path.join(dataDir, 'running.json'), JSON.stringify(holder));
  const work = path.join(dataDir, 'work');
  await mkdir(work);
  await writeFile(path.join(work, 'table.csv'), TABLE);
  for (const { script, args, says, code } of STEPS) {
    const said = await run(script, args(work), databaseUrl, dataDir);
    expect(said, script).toMatch(says);
    expect(said, script).toContain(`(exit code ${code})`);
  }
  const client = new pg.Client({ connectionString: ownerUrl });
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

/** Some twenty processes one after the other, on a machine with other work. */
const SLOW = 600_000;

describe('every command works beside the running program', { timeout: SLOW }, () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'registry-beside-'));
    await chmod(folder, 0o711);
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  test.concurrent('on a server of one\u2019s own', async () => {
    const name = `beside_${process.pid}`;
    await takeSteps(await makeDatabase(inject('postgres').administratorUrl, name), path.join(folder, 'data'));
  });

  test.concurrent('on the embedded server that the program has running', async () => {
    const dataDir = path.join(folder, 'embedded');
    await prepareDataDir(dataDir);
    const settings = readSettings({ NODE_ENV: 'test', DATA_DIR: dataDir });
    const database = await openDatabase(settings, await readOrMakeSecrets(dataDir), () => undefined);
    try {
      await takeSteps('', dataDir, database.ownerUrl);
    } finally {
      await database.stop();
    }
  });

  test.skipIf(binaries === undefined).concurrent('on the PostgreSQL of the system\u2019s packages', async () => {
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
      await takeSteps(
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
