import { readdirSync, readFileSync } from 'node:fs';

/**
 * Milliseconds of processor that a PostgreSQL of this machine has used so far, with all processes that it started, those that
 * have ended among them; in steps of ten. Null where the system does not tell (it does on Linux).
 */
export function postgresProcessor(folder: string): number | null {
  try {
    const parent = Number(readFileSync(`${folder}/postmaster.pid`, 'utf8').split('\n')[0]);
    const [, , own] = timesOf(parent);
    const running = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
    return 10 * running.reduce((sum, pid) => sum + usedBy(Number(pid), parent), own);
  } catch {
    return null;
  }
}

/** Of a process whose parent this is; one that has ended meanwhile is counted by its parent. */
function usedBy(pid: number, parent: number): number {
  try {
    const [of, used] = timesOf(pid);
    return of === parent ? used : 0;
  } catch {
    return 0;
  }
}

/** Parent, own time and that of children that have ended, in hundredths of a second. */
function timesOf(pid: number): [parent: number, used: number, ended: number] {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
    .split(/\) (?=[A-Z] )/u)[1]
    ?.split(' ');
  const at = (place: number): number => Number(fields?.[place] ?? 0);
  return [at(1), at(11) + at(12), at(13) + at(14)];
}
