import { performance } from 'node:perf_hooks';
import { classify } from '../lib/risk/classify';
import type { Facts } from '../lib/risk/facts';
import vignettes from '../lib/risk/golden/vignettes.json';
import { ALL_RULE_SETS } from '../lib/risk/rule-sets/all-rule-sets';
import { parseFacts } from '../lib/risk/validate';

const PATIENTS = 100_000;
const LIMIT_ONE_PATIENT_MILLISECONDS = 1;
const LIMIT_ALL_PATIENTS_SECONDS = 20;

/** A repeatable sequence of numbers in [0, 1), so that two runs classify the same patients. */
function* sequence(seed: number): Generator<number, never> {
  for (let state = seed; ; ) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    yield state / 2 ** 32;
  }
}

function madeUpPatients(count: number): Facts[] {
  const numbers = sequence(20_260_101);
  const next = (): number => numbers.next().value;
  const maybe = <T>(value: T): T | null => (next() < 0.3 ? null : value);
  return Array.from({ length: count }, () => ({
    ageDays: maybe(Math.floor(next() * 400)),
    kmt2a: maybe(next() < 0.75 ? 'rearranged' : 'germline'),
    wbc: maybe(next() * 800),
    cns: maybe(next() < 0.8 ? 'CNS1' : 'CNS3'),
    cnsDay8: maybe(next() < 0.9 ? 'CNS1' : 'CNS3'),
    day8Blasts: maybe(next() * 3000),
    remissionEoi: maybe(next() < 0.93),
    mrdEoi: maybe(next() * 2),
    mrdBlina1: maybe(next() * 0.05),
    mrdHr1: maybe(next() < 0.3 ? 'positive' : 'negative'),
  }));
}

function quantile(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

const cases = vignettes
  .map((vignette) => parseFacts(vignette.facts))
  .flatMap((parsed) => (parsed.ok ? [parsed.facts] : []));
for (let round = 0; round < 50; round++) cases.forEach((facts) => classify(facts));
const single = Array.from({ length: 100 }, () => cases)
  .flat()
  .map((facts) => {
    const start = performance.now();
    classify(facts);
    return performance.now() - start;
  })
  .sort((a, b) => a - b);

const patients = madeUpPatients(PATIENTS);
const start = performance.now();
let results = 0;
for (const facts of patients) results += classify(facts).results.length;
const seconds = (performance.now() - start) / 1000;

console.table([
  {
    measure: `one patient, ${ALL_RULE_SETS.length} rule sets, median (ms)`,
    value: quantile(single, 0.5).toFixed(4),
    limit: LIMIT_ONE_PATIENT_MILLISECONDS,
  },
  {
    measure: `one patient, ${ALL_RULE_SETS.length} rule sets, 99th percentile (ms)`,
    value: quantile(single, 0.99).toFixed(4),
    limit: LIMIT_ONE_PATIENT_MILLISECONDS,
  },
  {
    measure: `${PATIENTS} patients, ${results} results (s)`,
    value: seconds.toFixed(2),
    limit: LIMIT_ALL_PATIENTS_SECONDS,
  },
]);
if (quantile(single, 0.99) >= LIMIT_ONE_PATIENT_MILLISECONDS || seconds >= LIMIT_ALL_PATIENTS_SECONDS)
  process.exitCode = 1;
