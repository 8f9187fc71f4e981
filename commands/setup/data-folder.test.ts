import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { isHeld, lockDataFolder } from './data-folder';
import { prepareDataDir, readOrMakeSecrets } from './secrets';
import { StartError } from './start-error';

let folder: string;
let other: ChildProcess | undefined;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'registry-folder-'));
});
afterEach(async () => {
  other?.kill('SIGKILL');
  await rm(folder, { recursive: true, force: true });
});

function livingProcess(): number {
  other = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)']);
  return other.pid ?? 0;
}

const hold = (pid: number, address: string | null): Promise<void> =>
  writeFile(path.join(folder, 'running.json'), JSON.stringify({ pid, address }));

describe('the lock of a data folder', () => {
  test('is taken over from a process that has died', async () => {
    const pid = livingProcess();
    await hold(pid, null);
    expect(await isHeld(folder)).toBe(true);
    const gone = new Promise((resolve) => other?.once('exit', resolve));
    other?.kill('SIGKILL');
    await gone;
    expect(await isHeld(folder)).toBe(false);
    const lock = await lockDataFolder(folder, () => undefined);
    expect(JSON.parse(await readFile(path.join(folder, 'running.json'), 'utf8'))).toEqual({
      pid: process.pid,
      address: null,
    });
    await lock.release();
  });

  test('makes a second process wait while the first is starting', async () => {
    await hold(livingProcess(), null);
    const said: string[] = [];
    const waiting = lockDataFolder(folder, (line) => said.push(line));
    await expect.poll(() => said).toEqual([expect.stringContaining('waiting for it')]);
    other?.kill('SIGKILL');
    await (await waiting).release();
  });

  test('names the address of a program that already serves', async () => {
    await hold(livingProcess(), 'http://localhost:3000');
    await expect(lockDataFolder(folder, () => undefined)).rejects.toThrow(
      /already runs on this data folder, at http:\/\/localhost:3000/,
    );
  });

  test('is taken over when its file was left half written', async () => {
    await writeFile(path.join(folder, 'running.json'), '{"pid":');
    await (await lockDataFolder(folder, () => undefined)).release();
  });
});

describe('the secrets', () => {
  test('are made once, at random, readable by their owner only', async () => {
    const secrets = await readOrMakeSecrets(folder);
    expect(await readOrMakeSecrets(folder)).toEqual(secrets);
    expect((await stat(path.join(folder, 'secrets.json'))).mode & 0o777).toBe(0o600);
    await rm(path.join(folder, 'secrets.json'));
    const again = await readOrMakeSecrets(folder);
    expect(Object.values(again).filter((value) => Object.values(secrets).includes(value))).toEqual([]);
  });

  test('that are damaged are never replaced', async () => {
    await writeFile(path.join(folder, 'secrets.json'), '{}');
    await expect(readOrMakeSecrets(folder)).rejects.toThrow(/damaged/);
    expect(await readFile(path.join(folder, 'secrets.json'), 'utf8')).toBe('{}');
  });
});

test('a data folder that cannot be written is named', async () => {
  const file = path.join(folder, 'a-file');
  await writeFile(file, '');
  await expect(prepareDataDir(path.join(file, 'data'))).rejects.toThrow(StartError);
  await expect(prepareDataDir(path.join(file, 'data'))).rejects.toThrow(/data folder .* is not writable/);
});
