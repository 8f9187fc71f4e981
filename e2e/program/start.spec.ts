import type { ChildProcess } from 'node:child_process';
import { readFile, rename } from 'node:fs/promises';
import path from 'node:path';
import { EVIDENCE } from '../../seed/testing/counts';
import { expect, test } from '../support/fixtures';
import { answers, ownDataFolder, startProgram, type Started } from '../support/program';

let folder: Awaited<ReturnType<typeof ownDataFolder>>;
const running: ChildProcess[] = [];

test.beforeAll(async () => {
  folder = await ownDataFolder();
});
test.afterAll(async () => {
  for (const child of running) child.kill('SIGINT');
  await folder.remove();
});

async function start(): Promise<Started> {
  const started = await startProgram(folder.dataDir);
  running.push(started.child);
  return started;
}

test('npm start keeps its data through a crash, refuses a second owner and stops cleanly', async ({ request }) => {
  test.setTimeout(240_000);
  const first = await start();
  await answers(first);
  expect(first.output()).toContain('First start: making the database');
  const secrets = await readFile(path.join(folder.dataDir, 'secrets.json'), 'utf8');

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
  expect(await readFile(path.join(folder.dataDir, 'secrets.json'), 'utf8')).toBe(secrets);

  // What has begun when it is told to stop is finished.
  const picture = fetch(`http://localhost:${third.port}/api/figures/landscape.png?pixels=4`);
  await new Promise((resolve) => setTimeout(resolve, 500));
  third.child.kill('SIGINT');
  expect((await (await picture).arrayBuffer()).byteLength).toBeGreaterThan(100_000);
  expect(await third.ended).toBe(0);
  expect(third.output()).toContain('The database is stopped.');
});

test('PostgreSQL killed beside the program comes back with what was saved; where it cannot, the program ends with an error', async () => {
  test.setTimeout(240_000);
  const own = await ownDataFolder();
  const postgres = path.join(own.dataDir, 'postgres');
  const kill = async (): Promise<void> =>
    void process.kill(
      Number((await readFile(path.join(postgres, 'postmaster.pid'), 'utf8')).split('\n')[0]),
      'SIGKILL',
    );
  try {
    const started = await startProgram(own.dataDir);
    running.push(started.child);
    await answers(started);
    const health = async (): Promise<number> => (await fetch(`http://localhost:${started.port}/api/health`)).status;
    await kill();
    await expect.poll(started.output, { timeout: 60_000 }).toContain('PostgreSQL is running again.');
    await expect.poll(health, { timeout: 30_000 }).toBe(200);

    await rename(path.join(postgres, 'global/pg_control'), path.join(postgres, 'pg_control.away'));
    await kill();
    expect(await started.ended).toBe(1);
    expect(started.output()).toContain('PostgreSQL cannot be kept running:');
  } finally {
    await own.remove();
  }
});
