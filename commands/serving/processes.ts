import { spawn, type ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { getPriority, setPriority, tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { root } from '../build';
import { toMeasure, type Measure, type ProcessMeasure } from './telling/measure';

/** Ends with the process that started it, also when that one was killed and could not say so. */
export const END_WITH_PARENT = "data:text/javascript,process.on('disconnect', () => process.exit(0))";
const READY_MS = 60_000;
/** A process that ends this often within the time given is broken, and another start would not mend it. */
const MOST_RESTARTS = 5;
const RESTARTS_WITHIN_MS = 60_000;

/** A process that answers requests at a socket; `busy` counts those that it holds now. */
export type Answering = { readonly socket: string; busy: number; restart: () => void };

type Kind = Readonly<{
  /** how far they stand back, in steps of niceness, for the one that listens and for the database */
  behind: number;
  /** what they do, for whoever measures */
  name: string;
  /** host name and port under which readers reach the server */
  place: readonly string[];
  onBroken: () => void;
}>;
type Slot = Answering & { child: ChildProcess; ready: Promise<void>; up: boolean; measure: Measure | null };
/** Gives the process with the least to do. */
type Processes = (() => Promise<Answering>) & Readonly<{ measures: () => ProcessMeasure[] }>;

/**
 * Processes of one kind, each with the whole program, that answer at sockets which only this account can reach. One that
 * ends is started again; where that does not help, `onBroken` is called. The function gives the one with the least to do.
 */
export async function startProcesses(count: number, { name, behind, place, onBroken }: Kind): Promise<Processes> {
  const folder = mkdtempSync(path.join(tmpdir(), 'registry-web-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  const mayStartAgain = boundRestarts();
  const again = (slot: Slot): void => (mayStartAgain() ? start(slot) : onBroken());
  const start = (slot: Slot): void => {
    const child = spawnOne([slot.socket, ...place]);
    slot.child = child;
    standBack(child, behind);
    slot.ready = new Promise((resolve, reject) => {
      child.on('message', (message) => {
        slot.measure = toMeasure(message);
        slot.up = true;
        resolve();
      });
      child.once('exit', () => reject(new Error('The process ended before it could answer.')));
    });
    slot.ready.catch(() => undefined);
    child.once('exit', (code, signal) => {
      slot.up = false;
      console.error(`A process of the web server ended by itself (${signal ?? `code ${code}`}); it is started again.`);
      again(slot);
    });
  };
  const slots = Array.from({ length: count }, (_, i) => {
    const slot = { socket: socketAt(folder, i), busy: 0, up: false, measure: null } as Slot;
    slot.restart = () => slot.child.kill('SIGKILL');
    start(slot);
    return slot;
  });
  const first = Promise.all(slots.map(({ ready }) => ready));
  // Why it ended, it has said itself.
  await Promise.race([first, wait(READY_MS, undefined, { ref: false })]).catch(onBroken);
  const next = async (): Promise<Answering> => {
    const able = slots.filter(({ up }) => up);
    if (able.length === 0) await Promise.race(slots.map(({ ready }) => ready));
    const [one, ...others] = able.length === 0 ? slots : able;
    if (one === undefined) throw new Error('No process was asked for.');
    return others.reduce<Answering>((least, other) => (other.busy < least.busy ? other : least), one);
  };
  const measures = (): ProcessMeasure[] =>
    slots.flatMap(({ up, busy, measure }, i) =>
      up && measure !== null ? [{ process: `${name}-${i + 1}`, busy, ...measure }] : [],
    );
  return Object.assign(next, { measures });
}

/** Says, each time that a process has ended, whether another start may mend it. */
export function boundRestarts(): () => boolean {
  const endings: number[] = [];
  return () => {
    const now = Date.now();
    endings.push(now);
    return endings.filter((at) => now - at < RESTARTS_WITHIN_MS).length <= MOST_RESTARTS;
  };
}

const LOWEST = 19;

/** Who computes gives way to who answers: on a machine with few cores nobody else would be heard meanwhile. */
function standBack({ pid }: ChildProcess, behind: number): void {
  if (pid === undefined) return;
  try {
    setPriority(pid, Math.min(LOWEST, getPriority() + behind));
  } catch {
    // It has ended already, or the system does not allow it.
  }
}

/** With the flags of this process too: it ends with the one that started it, and so does the new one. */
function spawnOne(place: readonly string[]): ChildProcess {
  return spawn(
    process.execPath,
    [...process.execArgv, path.join(root, 'commands/run.mjs'), 'serve-requests', ...place],
    { cwd: root, stdio: ['ignore', 'ignore', 'inherit', 'ipc'] },
  );
}

function socketAt(folder: string, number: number): string {
  return process.platform === 'win32' ? `\\\\.\\pipe\\registry-${randomUUID()}` : path.join(folder, `${number}.sock`);
}
