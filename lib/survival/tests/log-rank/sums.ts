import type { EventTable } from '../../data/event-table';

/**
 * Weight of an event time in a log-rank test, with n at risk, d events and S the pooled Kaplan–Meier curve of the
 * stratum: `log-rank` 1; `gehan-breslow` n; `tarone-ware` √n; `peto-peto` the running product of 1 − d / (n + 1) up to
 * and including the time; `modified-peto-peto` that times n / (n + 1); `fleming-harrington`
 * S(t−)^rho (1 − S(t−))^gamma. What R's survdiff calls Peto & Peto (rho = 1) is Fleming–Harrington with rho 1, gamma 0.
 */
export type LogRankWeight =
  | Readonly<{ kind: 'log-rank' | 'gehan-breslow' | 'tarone-ware' | 'peto-peto' | 'modified-peto-peto' }>
  | Readonly<{ kind: 'fleming-harrington'; rho: number; gamma: number }>;

/** All kinds of weights. */
export const WEIGHTS = [
  'log-rank',
  'gehan-breslow',
  'tarone-ware',
  'peto-peto',
  'modified-peto-peto',
  'fleming-harrington',
] as const satisfies readonly LogRankWeight['kind'][];

/** Weighted observed and expected events per group and the row-major variance of their difference. */
export type LogRankSums = Readonly<{ observed: Float64Array; expected: Float64Array; variance: Float64Array }>;

type Cursor = { table: EventTable; row: number; entry: number; atRisk: number };

/**
 * Sums one stratum over its event times in one walk through the tables of its groups, adding to `sums`. The variance
 * is hypergeometric, with the correction (n − d) / (n − 1) for ties; a time with one subject at risk adds none.
 */
export function addStratum(groups: readonly EventTable[], weight: LogRankWeight, sums: LogRankSums): void {
  const cursors = groups.map(
    (table): Cursor => ({ table, row: 0, entry: 0, atRisk: table.entries === null ? table.size : 0 }),
  );
  const weightAt = weightFunction(weight);
  const atRisk = new Float64Array(groups.length);
  for (let time = nextTime(cursors); time < Infinity; time = nextTime(cursors)) {
    let n = 0;
    let d = 0;
    for (let g = 0; g < cursors.length; g += 1) {
      const cursor = cursors[g];
      if (cursor === undefined) continue;
      if (cursor.table.entries !== null) enterBefore(cursor, time);
      atRisk[g] = cursor.atRisk;
      n += cursor.atRisk;
      if (cursor.table.time[cursor.row] === time) d += cursor.table.events[cursor.row] ?? 0;
    }
    if (d > 0) addEventTime(cursors, { time, atRisk, n, d, w: weightAt(n, d) }, sums);
    leaveAt(cursors, time);
  }
}

type EventTime = Readonly<{ time: number; atRisk: Float64Array; n: number; d: number; w: number }>;

function addEventTime(cursors: readonly Cursor[], { time, atRisk, n, d, w }: EventTime, sums: LogRankSums): void {
  const size = atRisk.length;
  const common = n > 1 ? (w * w * d * (n - d)) / (n - 1) : 0;
  for (let g = 0; g < size; g += 1) {
    const cursor = cursors[g];
    if (cursor === undefined) continue;
    const share = (atRisk[g] ?? 0) / n;
    if (cursor.table.time[cursor.row] === time) {
      sums.observed[g] = (sums.observed[g] ?? 0) + w * (cursor.table.events[cursor.row] ?? 0);
    }
    sums.expected[g] = (sums.expected[g] ?? 0) + w * d * share;
    for (let k = 0; k < size; k += 1) {
      const other = (atRisk[k] ?? 0) / n;
      const at = g * size + k;
      sums.variance[at] = (sums.variance[at] ?? 0) + common * share * ((g === k ? 1 : 0) - other);
    }
  }
}

function nextTime(cursors: readonly Cursor[]): number {
  let earliest = Infinity;
  for (const { table, row } of cursors) {
    const time = table.time[row] ?? Infinity;
    if (time < earliest) earliest = time;
  }
  return earliest;
}

function enterBefore(cursor: Cursor, time: number): void {
  const { entries } = cursor.table;
  while (entries !== null && (entries.time[cursor.entry] ?? Infinity) < time) {
    cursor.atRisk += entries.count[cursor.entry] ?? 0;
    cursor.entry += 1;
  }
}

function leaveAt(cursors: readonly Cursor[], time: number): void {
  for (const cursor of cursors) {
    if (cursor.table.time[cursor.row] !== time) continue;
    cursor.atRisk -= (cursor.table.events[cursor.row] ?? 0) + (cursor.table.censored[cursor.row] ?? 0);
    cursor.row += 1;
  }
}

/** The weight as a function called once per event time, in order; some weights remember the curve so far. */
function weightFunction(weight: LogRankWeight): (n: number, d: number) => number {
  if (weight.kind === 'log-rank') return () => 1;
  if (weight.kind === 'gehan-breslow') return (n) => n;
  if (weight.kind === 'tarone-ware') return (n) => Math.sqrt(n);
  if (weight.kind === 'fleming-harrington') return flemingHarrington(weight.rho, weight.gamma);
  const modified = weight.kind === 'modified-peto-peto';
  let product = 1;
  return (n, d) => {
    product *= 1 - d / (n + 1);
    return modified ? (product * n) / (n + 1) : product;
  };
}

function flemingHarrington(rho: number, gamma: number): (n: number, d: number) => number {
  let survival = 1;
  return (n, d) => {
    const value = survival ** rho * (1 - survival) ** gamma;
    survival *= (n - d) / n;
    return value;
  };
}
