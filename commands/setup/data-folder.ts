import { existsSync, readFileSync } from 'node:fs';
import { link, open, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { StartError } from './start-error';

/** Until the program serves: a machine that is busy takes minutes for it. */
const WAIT_SECONDS = 180;
const STEP_MS = 250;
/** Whoever waits for a command says so again, since it may go on for as long as a backup takes. */
const REMINDER_MS = 60_000;

/** `work` is what the process is: the program, which others join, or one command, which others wait for. */
type Holder = { pid: number; began: string | null; work: 'program' | 'command'; address: string | null };
type Say = (line: string) => void;

/** One process at a time owns a data folder; this says who, and where it serves once it does. */
export type DataFolderLock = { announce: (address: string) => Promise<void>; release: () => Promise<void> };

/**
 * Takes the lock of the data folder for the program. While another one is still starting, or a command is at work, it waits;
 * one that already serves is named in a StartError. The lock of a process that has died (a crash, a power cut) is taken over.
 */
export async function lockDataFolder(dataDir: string, say: Say): Promise<DataFolderLock> {
  const lock = lockOf(dataDir, 'program');
  const tell = teller(say);
  for (let waited = 0; ; await wait(STEP_MS)) {
    const holder = await lock.claim();
    if (holder === null) return lock;
    if (holder.work === 'program') refuseServing(dataDir, holder, (waited += STEP_MS));
    tell(holder);
  }
}

/**
 * Takes the lock of the data folder for one command, so that it alone starts the database there and stops it. Another command
 * that is at work is waited for; null where the program runs or is starting, whose database is to be used.
 */
export async function lockForCommand(dataDir: string, say: Say): Promise<DataFolderLock | null> {
  const lock = lockOf(dataDir, 'command');
  const tell = teller(say);
  for (; ; await wait(STEP_MS)) {
    const holder = await lock.claim();
    if (holder === null) return lock;
    if (holder.work === 'program') return null;
    tell(holder);
  }
}

function refuseServing(dataDir: string, { pid, address }: Holder, waitedMs: number): void {
  if (address !== null) {
    throw new StartError(
      `The program already runs on this data folder, at ${address} (process ${pid}).`,
      'Use that one, stop it first, or set DATA_DIR to another folder.',
    );
  }
  if (waitedMs > WAIT_SECONDS * 1000)
    throw new StartError(
      `Process ${pid} has been starting on ${dataDir} for ${WAIT_SECONDS} seconds.`,
      `Look at that process; if it hangs, end it and start again.`,
    );
}

/** Says for whom is waited: once, and of a command again every minute. */
function teller(say: Say): (holder: Holder) => void {
  let said = { pid: 0, at: 0 };
  return ({ pid, work }) => {
    const isReminder = work === 'command' && Date.now() - said.at > REMINDER_MS;
    if (said.pid === pid && !isReminder) return;
    said = { pid, at: Date.now() };
    say(
      work === 'program'
        ? `Another process (${pid}) is starting on this data folder; waiting for it…`
        : `Another command (process ${pid}) is at work on this data folder; waiting for it to end…`,
    );
  };
}

/** The lock, not taken yet; `claim` takes it, or gives the living process that has it. */
function lockOf(dataDir: string, work: Holder['work']): DataFolderLock & { claim: () => Promise<Holder | null> } {
  const file = path.join(dataDir, 'running.json');
  const me: Holder = { pid: process.pid, began: beginningOf(process.pid), work, address: null };
  return {
    claim: async () => {
      while (!(await claim(file, me))) {
        const holder = await readHolder(file);
        if (holder !== null && isAlive(holder)) return holder;
        await putAside(file);
      }
      return null;
    },
    announce: (address) => writeFile(file, JSON.stringify({ ...me, address } satisfies Holder)),
    release: () => rm(file, { force: true }),
  };
}

/** Whether a living process owns the data folder. */
export async function isHeld(dataDir: string): Promise<boolean> {
  const holder = await readHolder(path.join(dataDir, 'running.json'));
  return holder !== null && isAlive(holder);
}

async function claim(file: string, me: Holder): Promise<boolean> {
  try {
    const handle = await open(file, 'wx', 0o600);
    await handle.writeFile(JSON.stringify(me));
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
  if (holder !== null && isAlive(holder)) await link(aside, file).catch(() => undefined);
  await rm(aside, { force: true });
}

/** The lock's content; a file that is empty for a moment is being written, one that stays so is left over. */
async function readHolder(file: string): Promise<Holder | null> {
  for (let attempt = 0; attempt < 10 && existsSync(file); attempt += 1) {
    try {
      const holder = holderOf(JSON.parse(await readFile(file, 'utf8')));
      if (holder !== null) return holder;
    } catch {
      // half written: look again
    }
    await wait(100);
  }
  return null;
}

/** A lock of an earlier version says process and address alone. */
function holderOf(value: unknown): Holder | null {
  if (typeof value !== 'object' || value === null || !('pid' in value) || typeof value.pid !== 'number') return null;
  if (!('address' in value)) return null;
  return {
    pid: value.pid,
    began: 'began' in value && typeof value.began === 'string' ? value.began : null,
    work: 'work' in value && value.work === 'command' ? 'command' : 'program',
    address: typeof value.address === 'string' ? value.address : null,
  };
}

/** Whether the process lives that wrote the lock, and not another that has its number since, as after a power cut. */
function isAlive({ pid, began }: Holder): boolean {
  if (pid === process.pid) return false;
  const now = beginningOf(pid);
  if (now === ENDED) return false;
  if (began !== null && now !== null) return began === now;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

const ENDED = 'ended';

/**
 * When a process began, in words of the system, or `ENDED` for one that only its parent still knows; null where /proc says
 * nothing of it.
 */
function beginningOf(pid: number): string | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // After the name in brackets come the state (the third field) and numbers, of which the 22nd field is the beginning.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    if (fields[0] === 'Z') return ENDED;
    return `${readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()} ${fields[19]}`;
  } catch {
    return null;
  }
}
