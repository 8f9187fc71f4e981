import { faultsOfCall } from './answers';
import { furtherCalls } from './further-calls';
import { publicCalls } from './public-calls';
import { smallSet, type SmallSet } from './random-sets';

/** Kinds of faults with how often and where first, and the calls that refused nearly everything. */
export type Tried = Readonly<{ faults: readonly string[]; silent: readonly string[] }>;

/** Every public function on one small set; what stands behind a comma tells calls of one function apart. */
export function callsOf(set: SmallSet): Readonly<Record<string, () => unknown>> {
  return { ...publicCalls(set), ...furtherCalls(set) };
}

/** Tries every public function on the sets `first`, `first` + 1, … */
export function trySets(first: number, count: number): Tried {
  const found = new Map<string, { count: number; set: number }>();
  const answered = new Map<string, number>();
  for (let seed = first; seed < first + count; seed += 1) {
    for (const [name, call] of Object.entries(callsOf(smallSet(seed)))) {
      const { faults, refused } = faultsOfCall(name, call);
      answered.set(name, (answered.get(name) ?? 0) + (refused ? 0 : 1));
      for (const fault of faults) {
        const kind = fault.replaceAll(/\[\d+\]/g, '[]');
        const before = found.get(kind);
        found.set(kind, { count: (before?.count ?? 0) + 1, set: before?.set ?? seed });
      }
    }
  }
  return {
    faults: [...found].map(([kind, { count: times, set }]) => `${kind} (${times} times, first in set ${set})`),
    silent: [...answered].filter(([, times]) => times < count / 20).map(([name]) => name),
  };
}
