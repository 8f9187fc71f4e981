import { existsSync } from 'node:fs';
import { link, open, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { StartError } from './start-error';

const WAIT_SECONDS = 180;

type Holder = { pid: number; address: string | null };

/** One process at a time owns a data folder; this says who, and where it serves once it does. */
export type DataFolderLock = { announce: (address: string) => Promise<void>; release: () => Promise<void> };

/**
 * Takes the lock of the data folder. While another process is still starting it waits; one that already serves is
 * named in a StartError. The lock of a process that has died (a crash, a power cut) is taken over.
 */
export async function lockDataFolder(dataDir: string, say: (line: string) => void): Promise<DataFolderLock> {
  const file = path.join(dataDir, 'running.json');
  for (let second = 0; ; second += 1) {
    if (await claim(file)) break;
    const holder = await readHolder(file);
    if (holder === null || !isAlive(holder.pid)) {
      await putAside(file);
      continue;
    }
    if (holder.address !== null) {
      throw new StartError(
        `The program already runs on this data folder, at ${holder.address} (process ${holder.pid}).`,
        'Use that one, stop it first, or set DATA_DIR to another folder.',
      );
    }
    if (second === 0) say(`Another process (${holder.pid}) is starting on this data folder; waiting for it…`);
    if (second >= WAIT_SECONDS)
      throw new StartError(
        `Process ${holder.pid} has been starting on ${dataDir} for ${WAIT_SECONDS} seconds.`,
        `Look at that process; if it hangs, end it and start again.`,
      );
    await wait(1000);
  }
  return {
    announce: (address) => writeFile(file, JSON.stringify({ pid: process.pid, address } satisfies Holder)),
    release: () => rm(file, { force: true }),
  };
}

/** Whether a living process owns the data folder. */
export async function isHeld(dataDir: string): Promise<boolean> {
  const holder = await readHolder(path.join(dataDir, 'running.json'));
  return holder !== null && isAlive(holder.pid);
}

async function claim(file: string): Promise<boolean> {
  try {
    const handle = await open(file, 'wx', 0o600);
    await handle.writeFile(JSON.stringify({ pid: process.pid, address: null } satisfies Holder));
    await handle.close();
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

/**
 * Removes a dead process's lock. Two that find it at once must not remove each other's new one, so it is moved first,
 * which only one can do, and put back where it turns out to be alive.
 */
async function putAside(file: string): Promise<void> {
  const aside = `${file}.${process.pid}`;
  const moved = await rename(file, aside).then(
    () => true,
    () => false,
  );
  if (!moved) return;
  const holder = await readHolder(aside);
  if (holder !== null && isAlive(holder.pid)) await link(aside, file).catch(() => undefined);
  await rm(aside, { force: true });
}

/** The lock's content; a file that is empty for a moment is being written, one that stays so is left over. */
async function readHolder(file: string): Promise<Holder | null> {
  for (let attempt = 0; attempt < 10 && existsSync(file); attempt += 1) {
    try {
      const holder: unknown = JSON.parse(await readFile(file, 'utf8'));
      if (isHolder(holder)) return holder;
    } catch {
      // half written: look again
    }
    await wait(100);
  }
  return null;
}

function isHolder(value: unknown): value is Holder {
  return (
    typeof value === 'object' && value !== null && 'pid' in value && typeof value.pid === 'number' && 'address' in value
  );
}

function isAlive(pid: number): boolean {
  if (pid === process.pid) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
