import { spawn } from 'node:child_process';
import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import net from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { freePort } from '@/prisma/server';
import { root } from './build';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'registry-start-'));
  await chmod(folder, 0o711);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function start(
  env: Record<string, string>,
  nodeFlags: string[] = [],
): Promise<{ code: number | null; output: string }> {
  const child = spawn(process.execPath, [...nodeFlags, path.join(root, 'commands/run.mjs'), 'start'], {
    cwd: root,
    env: {
      ...process.env,
      PORT: String(await freePort()),
      DATA_DIR: path.join(folder, 'data'),
      DATABASE_URL: '',
      ...env,
    },
  });
  let output = '';
  child.stdout.on('data', (chunk) => (output += String(chunk)));
  child.stderr.on('data', (chunk) => (output += String(chunk)));
  const code = await new Promise<number | null>((resolve) => child.on('close', resolve));
  return { code, output };
}

/** Each failure ends with exit code 1, says what happened and what to do, and prints no stack. */
describe('npm start says what is wrong', () => {
  test('when Node is too old', async () => {
    const older =
      "data:text/javascript,Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '18.20.0' } })";
    const { code, output } = await start({}, ['--import', older]);
    expect(code).toBe(1);
    expect(output).toMatch(/Node 18\.20\.0 is too old: version 20\.19 or newer is needed/);
  });

  test('when the environment is malformed', async () => {
    const { code, output } = await start({ PORT: 'abc', DATABASE_URL: 'oracle://x' });
    expect(code).toBe(1);
    expect(output).toMatch(/Malformed environment: PORT must be a number; DATABASE_URL must look like/);
    expect(output).not.toContain('    at ');
  });

  test('when the port is taken', async () => {
    const server = net.createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    const port = address !== null && typeof address === 'object' ? address.port : 0;
    const { code, output } = await start({ PORT: String(port) });
    await new Promise((resolve) => server.close(resolve));
    expect(code).toBe(1);
    expect(output).toContain(`Port ${port} on 127.0.0.1 is taken by another program.`);
    expect(output).toContain('PORT=3001 npm start');
  });

  test('when nothing listens at DATABASE_URL', async () => {
    const port = await freePort();
    const { code, output } = await start({ DATABASE_URL: `postgresql://owner:secret@127.0.0.1:${port}/registry` });
    expect(code).toBe(1);
    expect(output).toMatch(
      new RegExp(`DATABASE_URL: no connection to 127\\.0\\.0\\.1:${port}/registry as owner: .*ECONNREFUSED`),
    );
    expect(output).not.toContain('secret');
  });

  test('when the password in DATABASE_URL is wrong', async () => {
    const url = new URL(inject('postgres').ownerUrl);
    url.password = 'wrong';
    const { code, output } = await start({ DATABASE_URL: url.toString() });
    expect(code).toBe(1);
    expect(output).toMatch(/DATABASE_URL: no connection .*password authentication failed/);
  });

  test('when the data folder cannot be written', async () => {
    const file = path.join(folder, 'file');
    await writeFile(file, '');
    const { code, output } = await start({ DATA_DIR: path.join(file, 'data') });
    expect(code).toBe(1);
    expect(output).toMatch(/data folder .* is not writable/);
    expect(output).toContain('set DATA_DIR to another folder');
  });
});

test.runIf(process.getuid?.() === 0)('npm start as root names the folder that PostgreSQL cannot pass', async () => {
  const closed = path.join(folder, 'closed');
  await mkdir(closed, { mode: 0o700 });
  const { code, output } = await start({ DATA_DIR: path.join(closed, 'data') });
  expect(code).toBe(1);
  expect(output).toMatch(/may not pass through .*\/closed\.\n.*chmod o\+x .*\/closed\n/);
});
