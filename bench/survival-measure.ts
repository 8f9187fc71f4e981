import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** One line of a benchmark table. `r` is an R expression on the columns of the data; null = nothing comparable. */
export type BenchmarkCase = Readonly<{ name: string; limitSeconds: number; run: () => unknown; r: string | null }>;

/** `processorSeconds` is the smallest of the runs: on a busy machine it says more than the clock. */
export type BenchmarkRow = Readonly<
  Record<'seconds' | 'processorSeconds' | 'limitSeconds' | 'rowsPerSecond' | 'megabytes', number>
> &
  Readonly<{ name: string }>;

const REPEATS = 5;

/** Median of five runs after one that warms up, and the largest growth of memory during them. */
export function measure({ name, limitSeconds, run }: BenchmarkCase, rows: number): BenchmarkRow {
  const before = process.memoryUsage().rss;
  run();
  let [largest, processorSeconds] = [before, Infinity];
  const seconds = Array.from({ length: REPEATS }, () => {
    const start = performance.now();
    const processor = process.cpuUsage();
    run();
    const { user, system } = process.cpuUsage(processor);
    const elapsed = (performance.now() - start) / 1000;
    processorSeconds = Math.min(processorSeconds, (user + system) / 1e6);
    largest = Math.max(largest, process.memoryUsage().rss);
    return elapsed;
  }).sort((a, b) => a - b);
  const median = seconds[REPEATS >> 1] ?? 0;
  return {
    name,
    seconds: median,
    processorSeconds,
    limitSeconds,
    rowsPerSecond: rows / median,
    megabytes: (largest - before) / 2 ** 20,
  };
}

/** Medians of R on the same columns (given to R as binary files), or nulls where R is not installed. */
export function measureR(
  columns: Readonly<Record<string, Float64Array>>,
  expressions: readonly (string | null)[],
): (number | null)[] {
  const folder = mkdtempSync(join(tmpdir(), 'bench-'));
  const names = Object.keys(columns);
  for (const [name, values] of Object.entries(columns))
    writeFileSync(join(folder, name), new Uint8Array(values.buffer));
  const size = Object.values(columns)[0]?.length ?? 0;
  const script = [
    'suppressMessages({library(survival); library(cmprsk)})',
    `d <- as.data.frame(lapply(c(${names.map((name) => `${name} = "${join(folder, name)}"`).join(', ')}), readBin, what = "double", n = ${size}))`,
    ...expressions.map((expression) =>
      expression === null
        ? 'cat("NA\\n")'
        : `cat(median(replicate(${REPEATS}, system.time(${expression})[["elapsed"]])), "\\n")`,
    ),
  ].join('\n');
  const { status, stdout } = spawnSync('Rscript', ['-e', script], { encoding: 'utf8' });
  rmSync(folder, { recursive: true });
  if (status !== 0) return expressions.map(() => null);
  const lines = stdout.trim().split('\n').map(Number);
  return expressions.map((_, i) => (Number.isFinite(lines[i]) ? (lines[i] ?? null) : null));
}

/** Runs the cases, then R, and prints the table; true when every case kept its limit. */
export function runBenchmark(
  cases: readonly BenchmarkCase[],
  rows: number,
  columns: Readonly<Record<string, Float64Array>>,
): boolean {
  const measured = cases.map((one) => measure(one, rows));
  const r = measureR(
    columns,
    cases.map((one) => one.r),
  );
  console.table(
    measured.map((row, i) => ({
      case: row.name,
      seconds: row.seconds.toFixed(3),
      'processor s': row.processorSeconds.toFixed(3),
      'at most': row.limitSeconds,
      'rows/s': Math.round(row.rowsPerSecond).toLocaleString('en'),
      'MB more': Math.round(row.megabytes),
      'R seconds': r[i]?.toFixed(2) ?? '-',
      'R / ours': r[i] === null || r[i] === undefined ? '-' : (r[i] / row.seconds).toFixed(1),
    })),
  );
  return measured.every((row) => row.seconds <= row.limitSeconds);
}

/** Reproducible numbers in [0, 1): a linear congruential generator with 53 random bits. */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  const next = (): number => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state;
  };
  return () => ((next() >>> 5) * 2 ** 26 + (next() >>> 6)) / 2 ** 53;
}
