import { expect, test } from 'vitest';
import { faultsOfCall } from './testing/answers';
import { publicCalls } from './testing/public-calls';
import { smallSet } from './testing/random-sets';

/** The whole run is 20,000 sets (`SURVIVAL_SETS=20000 npx vitest run lib/survival/every-answer`). */
const SETS = Number(process.env['SURVIVAL_SETS'] ?? 800);
const FIRST = Number(process.env['SURVIVAL_FIRST_SET'] ?? 1);

test('every answer on small random data is a number or a reason, every refusal is typed', {
  timeout: 3_600_000,
}, () => {
  const found = new Map<string, { count: number; set: number; where: string }>();
  const answered = new Map<string, number>();
  for (let seed = FIRST; seed < FIRST + SETS; seed += 1) {
    for (const [name, call] of Object.entries(publicCalls(smallSet(seed)))) {
      const { faults, refused } = faultsOfCall(name, call);
      answered.set(name, (answered.get(name) ?? 0) + (refused ? 0 : 1));
      for (const fault of faults) {
        const kind = fault.replaceAll(/\[\d+\]/g, '[]');
        const before = found.get(kind);
        found.set(kind, { count: (before?.count ?? 0) + 1, set: before?.set ?? seed, where: before?.where ?? fault });
      }
    }
  }
  const faults = [...found].map(([kind, { count, set }]) => `${kind} (${count} times, first in set ${set})`);
  expect(faults.join('\n')).toBe('');
  // A function that refuses nearly everything would pass unseen.
  const silent = [...answered].filter(([, count]) => count < SETS / 20).map(([name]) => name);
  expect(silent).toEqual([]);
});
