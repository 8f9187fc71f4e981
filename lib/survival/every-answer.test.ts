import { expect, test } from 'vitest';
import * as engine from './index';
import { smallSet } from './testing/random-sets';
import { callsOf, trySets } from './testing/try-sets';

/** The first of the 20,000 sets that `npm run bench -- survival-answers` tries. */
const SETS = 250;

test('every answer on small random data is a number or a reason, every refusal is typed', () => {
  const { faults, silent } = trySets(1, SETS);
  expect(faults.join('\n')).toBe('');
  // A function that refuses nearly everything would pass unseen.
  expect(silent).toEqual([]);
}, 120_000);

test('no public function is left out', () => {
  const tried = new Set(Object.keys(callsOf(smallSet(1))).map((name) => name.split(',')[0]));
  const functions = Object.entries(engine).flatMap(([name, value]) => (typeof value === 'function' ? [name] : []));
  expect(functions.filter((name) => name !== 'SurvivalInputError' && !tried.has(name))).toEqual([]);
});
