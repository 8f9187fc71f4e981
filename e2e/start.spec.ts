import { spawn, type ChildProcess } from 'node:child_process';
import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { freePort } from '../prisma/server';
import { EVIDENCE } from '../seed/testing/counts';
import { expect, test } from './fixtures';

const root = path.join(import.meta.dirname, '..');
let dataDir: string;
const running: ChildProcess[] = [];

test.beforeAll(async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'registry-start-'));
  await chmod(folder, 0o711); // started as root, PostgreSQL runs as another account and must be able to pass
  dataDir = path.join(folder, 'data');
});
test.afterAll(async () => {
  for (const child of running) child.kill('SIGINT');
  await rm(path.dirname(dataDir), { recursive: true, force: true, maxRetries: 20, retryDelay: 500 });
});

type Started = { child: ChildProcess; port: number; output: () => string; ended: Promise<number | null> };

async function start(): Promise<Started> {
  const port = await freePort();
  const child = spawn(process.execPath, ['commands/run.mjs', 'start'], {
    cwd: root,
    env: {
      ...process.env,
      PORT: String(port),
      DATA_DIR: dataDir,
      DATABASE_URL: '',
      DIST_DIR: process.env['E2E_DIST_DIR'] ?? '.next-test',
    },
  });
  running.push(child);
  let text = '';
  child.stdout.on('data', (chunk) => (text += String(chunk)));
  child.stderr.on('data', (chunk) => (text += String(chunk)));
  return { child, port, output: () => text, ended: new Promise((resolve) => child.once('close', resolve)) };
}

const answers = (started: Started): Promise<void> =>
  expect.poll(started.output, { timeout: 120_000 }).toContain(`answers at http://localhost:${started.port}`);

test('npm start keeps its data through a crash, refuses a second owner and stops cleanly', async ({ request }) => {
  test.setTimeout(240_000);
  const first = await start();
  await answers(first);
  expect(first.output()).toContain('First start: making the database');
  const secrets = await readFile(path.join(dataDir, 'secrets.json'), 'utf8');

  const second = await start();
  expect(await second.ended).toBe(1);
  expect(second.output()).toContain(`The program already runs on this data folder, at http://localhost:${first.port}`);

  first.child.kill('SIGKILL');
  await first.ended;
  await expect
    .poll(
      () =>
        request.get(`http://localhost:${first.port}/api/health`).then(
          () => 'answers',
          () => 'gone',
        ),
      { timeout: 20_000 },
    )
    .toBe('gone');

  const third = await start();
  await answers(third);
  expect(third.output()).not.toContain('First start');
  expect(await (await request.get(`http://localhost:${third.port}/api/health`)).json()).toMatchObject({
    status: 'ok',
    evidence: { trials: EVIDENCE.trials },
  });
  expect(await readFile(path.join(dataDir, 'secrets.json'), 'utf8')).toBe(secrets);

  third.child.kill('SIGINT');
  expect(await third.ended).toBe(0);
  expect(third.output()).toContain('The database is stopped.');
});
