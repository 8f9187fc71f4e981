import { trySets } from '../lib/survival/testing/try-sets';

/** Every public function of the engine on 20,000 small random data sets: each answer a number or a reason. */
const SETS = Number(process.env['SURVIVAL_SETS'] ?? 20_000);
const FIRST = Number(process.env['SURVIVAL_FIRST_SET'] ?? 1);

const began = performance.now();
const { faults, silent } = trySets(FIRST, SETS);
console.log(
  `${SETS} sets from ${FIRST} in ${((performance.now() - began) / 1000).toFixed(0)} s: ${faults.length} kinds of faults`,
);
for (const fault of faults) console.log(fault);
if (silent.length > 0) console.log(`Nearly always refused: ${silent.join(', ')}`);
process.exitCode = faults.length + silent.length > 0 ? 1 : 0;
