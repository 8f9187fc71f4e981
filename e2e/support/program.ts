import { spawn, type ChildProcess } from 'node:child_process';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { freePort } from '../../prisma/server';
import { expect } from './fixtures';

const root = path.join(import.meta.dirname, '..', '..');

export type Started = {
  child: ChildProcess;
  port: number;
  output: () => string;
  ended: Promise<number | null>;
};

/** A data folder of its own for a program that a test starts, and how to remove it. */
export async function ownDataFolder(): Promise<{ dataDir: string; remove: () => Promise<void> }> {
  const folder = await mkdtemp(path.join(tmpdir(), 'registry-start-'));
  await chmod(folder, 0o711); // started as root, PostgreSQL runs as another account and must be able to pass
  return {
    dataDir: path.join(folder, 'data'),
    remove: () => rm(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 500 }),
  };
}

/** Starts the program of the tests' build on a data folder of its own, on a free port unless the settings name one. */
export async function startProgram(dataDir: string, settings: Readonly<Record<string, string>> = {}): Promise<Started> {
  const port = Number(settings['PORT'] ?? (await freePort()));
  const child = spawn(process.execPath, ['commands/run.mjs', 'start'], {
    cwd: root,
    env: {
      ...process.env,
      DATA_DIR: dataDir,
      DATABASE_URL: '',
      DIST_DIR: process.env['E2E_DIST_DIR'] ?? '.next-test',
      // Of its pages such a program is asked for a few: the others need not be read, by as few processes as there can be.
      PRELOAD: '0',
      WEB_PROCESSES: '2',
      ...settings,
      PORT: String(port),
    },
  });
  let text = '';
  child.stdout.on('data', (chunk) => (text += String(chunk)));
  child.stderr.on('data', (chunk) => (text += String(chunk)));
  return { child, port, output: () => text, ended: new Promise((resolve) => child.once('close', resolve)) };
}

/** Waits until the program says where it answers. */
export async function answers(started: Started): Promise<void> {
  await expect.poll(started.output, { timeout: 120_000 }).toContain(`answers at http://localhost:${started.port}`);
}
