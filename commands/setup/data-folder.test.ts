import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { isHeld, lockDataFolder, lockForCommand } from './data-folder';
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

const hold = (pid: number, address: string | null, more: Record<string, string> = {}): Promise<void> =>
  writeFile(path.join(folder, 'running.json'), JSON.stringify({ pid, address, ...more }));

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
    expect(JSON.parse(await readFile(path.join(folder, 'running.json'), 'utf8'))).toMatchObject({
      pid: process.pid,
      work: 'program',
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

  test('makes program and command wait for a command, and one that was killed is noticed', async () => {
    for (const take of [lockDataFolder, lockForCommand]) {
      const pid = livingProcess();
      await hold(pid, null, { work: 'command' });
      const said: string[] = [];
      const waiting = take(folder, (line) => said.push(line));
      await expect
        .poll(() => said)
        .toEqual([`Another command (process ${pid}) is at work on this data folder; waiting for it to end\u2026`]);
      other?.kill('SIGKILL');
      const lock = await waiting;
      expect(lock).not.toBeNull();
      await lock?.release();
    }
  });

  test('is left by a command to the program, starting or serving', async () => {
    for (const address of [null, 'http://localhost:3000']) {
      await hold(livingProcess(), address, { work: 'program' });
      expect(await lockForCommand(folder, () => undefined)).toBeNull();
      other?.kill('SIGKILL');
    }
  });

  test.runIf(existsSync('/proc/self/stat'))('is taken over where another process has the number since', async () => {
    const pid = livingProcess();
    await hold(pid, 'http://localhost:3000', { began: 'another-boot 4711' });
    expect(await isHeld(folder)).toBe(false);
    await (await lockDataFolder(folder, () => undefined)).release();
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
