/**
 * Cox model and competing risks on 1,000,000 rows: median of five runs after one that warms up, in one process on seeded data, whole days and
 * distinct times, with rows per second and memory; where Rscript with survival and cmprsk exists, R on the same rows. Behind the
 * ratio stands that of the processor's seconds: on a busy machine it says more than the clock.
 *   node --expose-gc --import tsx bench/survival-regression.ts
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fitCox, type CoxFit } from '../lib/survival/cox/fit';
import { incidenceOfTable } from '../lib/survival/competing/cumulative-incidence';
import { eventTables } from '../lib/survival/data/event-table-building';
import { grayTestOfTables } from '../lib/survival/competing/gray-test';
import { checkObservations } from '../lib/survival/data/observations';

const ROWS = 1_000_000;
const RUNS = 5;

/** Mulberry32: small, seeded, good enough to make data. */
function generator(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return (((t ^ (t >>> 14)) >>> 0) + 0.5) / 4294967296;
  };
}

type Data = { time: Float64Array; event: Uint8Array; cause: Uint8Array; group: Uint8Array; x: Float64Array[] };

function makeData(whole: boolean): Data {
  const random = generator(20240229);
  const time = new Float64Array(ROWS);
  const event = new Uint8Array(ROWS);
  const cause = new Uint8Array(ROWS);
  const group = new Uint8Array(ROWS);
  const x = [0, 1, 2, 3].map(() => new Float64Array(ROWS));
  for (let i = 0; i < ROWS; i += 1) {
    const z = [
      random() < 0.5 ? 1 : 0,
      random() * 365,
      Math.sqrt(-2 * Math.log(random())) * Math.cos(2 * Math.PI * random()),
      random() < 0.2 ? 1 : 0,
    ];
    z.forEach((value, j) => ((x[j] ?? time)[i] = value));
    const rate = Math.exp(0.5 * (z[0] ?? 0) - 0.003 * (z[1] ?? 0) + 0.3 * (z[2] ?? 0) + 0.4 * (z[3] ?? 0)) / 3000;
    const death = -Math.log(random()) / rate;
    const end = random() * 3650;
    const exit = Math.min(death, end);
    time[i] = whole ? Math.ceil(exit) : exit;
    event[i] = death <= end ? 1 : 0;
    cause[i] = death <= end ? (random() < 0.7 ? 1 : 2) : 0;
    group[i] = Math.floor(random() * 4);
  }
  return { time, event, cause, group, x };
}

type Measured = Readonly<{ name: string; seconds: number; processor: number; megabytes: number }>;

const middle = (values: number[]): number => values.sort((a, b) => a - b)[Math.floor(RUNS / 2)] ?? 0;

/** Memory above the input right after a run, before anything is collected: an upper bound of the need. */
function measure(name: string, work: () => void): Measured {
  const [times, processor]: [number[], number[]] = [[], []];
  let most = 0;
  work();
  for (let run = 0; run < RUNS; run += 1) {
    globalThis.gc?.();
    const before = process.memoryUsage();
    const used = process.cpuUsage();
    const start = performance.now();
    work();
    times.push((performance.now() - start) / 1000);
    const { user, system } = process.cpuUsage(used);
    processor.push((user + system) / 1e6);
    const after = process.memoryUsage();
    most = Math.max(most, after.arrayBuffers + after.heapUsed - before.arrayBuffers - before.heapUsed);
  }
  return { name, seconds: middle(times), processor: middle(processor), megabytes: most / 2 ** 20 };
}

const R_SCRIPT = `
suppressPackageStartupMessages({ library(survival); library(cmprsk) })
a <- commandArgs(TRUE); n <- as.integer(a[2])
f <- file(a[1], "rb"); m <- matrix(readBin(f, "double", 8 * n), n); close(f)
d <- data.frame(time = m[, 1], event = m[, 2], x1 = m[, 5], x2 = m[, 6], x3 = m[, 7], x4 = m[, 8])
times <- function(t) c(t[["elapsed"]], t[["user.self"]] + t[["sys.self"]])
t1 <- times(system.time(fit <- coxph(Surv(time, event) ~ x1 + x2 + x3 + x4, d)))
t2 <- times(system.time(z <- cuminc(m[, 1], m[, 3], m[, 4])))
# cuminc takes times apart that differ by rounding alone; for the figures, not for the time, they are made one as elsewhere.
z <- cuminc(aeqSurv(Surv(m[, 1], m[, 2]))[, 1], m[, 3], m[, 4])
cat(t1, t2, sprintf("%.15g", c(coef(fit), fit$concordance[["concordance"]], z$Tests[, "stat"])))
`;

/** Seconds by the clock and of the processor. */
type Pair = readonly [clock: number, processor: number];

function timeR(data: Data): { cox: Pair; gray: Pair; figures: number[] } | null {
  const folder = mkdtempSync(join(tmpdir(), 'survival-bench-'));
  try {
    const columns = [data.time, data.event, data.cause, data.group, ...data.x].map((column) =>
      Float64Array.from(column),
    );
    writeFileSync(join(folder, 'data.bin'), Buffer.concat(columns.map((column) => Buffer.from(column.buffer))));
    writeFileSync(join(folder, 'time.R'), R_SCRIPT);
    const run = spawnSync('Rscript', [join(folder, 'time.R'), join(folder, 'data.bin'), String(ROWS)], {
      encoding: 'utf8',
      timeout: 120_000,
    });
    if (run.status !== 0) return null;
    const [a = NaN, b = NaN, c = NaN, d = NaN, ...figures] = run.stdout.trim().split(/\s+/).map(Number);
    return { cox: [a, b], gray: [c, d], figures };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

for (const whole of [true, false]) {
  const data = makeData(whole);
  const kind = whole ? 'whole days' : 'distinct times';
  let fit: CoxFit | null = null;
  let statistics: (number | null)[] = [];
  const covariates = data.x.map((values, j) => ({ name: `x${j + 1}`, values }));
  const cox = measure(`Cox, 4 covariates, Efron, tests, concordance (${kind})`, () => {
    fit = fitCox({ time: data.time, event: data.event, covariates });
  });
  const gray = measure(`incidence of 2 causes, 4 groups, Gray's test (${kind})`, () => {
    const tables = eventTables(checkObservations({ time: data.time, event: data.cause, group: data.group }, 2));
    tables.forEach((table) => incidenceOfTable(table));
    statistics = grayTestOfTables([tables]).map((test) => test.chiSquared);
  });
  const r = timeR(data);
  [cox, gray].forEach((line, i) => {
    const seconds = r === null ? null : i === 0 ? r.cox : r.gray;
    const against =
      seconds === null
        ? 'R not installed'
        : `R ${seconds[0].toFixed(2)} s, ratio ${(seconds[0] / line.seconds).toFixed(1)} (processor ${(seconds[1] / line.processor).toFixed(1)})`;
    console.log(
      `${line.name}: ${line.seconds.toFixed(3)} s, ${(ROWS / line.seconds / 1e6).toFixed(1)} M rows/s, ${line.megabytes.toFixed(0)} MB; ${against}`,
    );
  });
  const final = fit as CoxFit | null;
  const own = [
    ...(final?.terms ?? []).map((term) => term.coefficient),
    final?.concordance?.concordance ?? null,
    ...statistics,
  ];
  const off = r?.figures.map((value, i) => Math.abs((own[i] ?? NaN) / value - 1)) ?? [];
  if (off.length > 0) console.log(`  largest relative deviation from R: ${Math.max(...off).toExponential(1)}`);
}
