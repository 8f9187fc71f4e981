import type { EventTable } from '../../data/event-table';
import { total } from '../../math/column-arithmetic';

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

/** Where each group stands: its next row and the time of it, who is at risk, and the events of the present time. */
type Walk = Readonly<{
  tables: readonly EventTable[];
  row: Uint32Array;
  entry: Uint32Array;
  next: Float64Array;
  atRisk: Float64Array;
  deaths: Float64Array;
}>;

/**
 * Sums one stratum over its event times in one walk through the tables of its groups, adding to `sums`. The variance
 * is hypergeometric, with the correction (n − d) / (n − 1) for ties; a time with one subject at risk adds none.
 */
export function addStratum(tables: readonly EventTable[], weight: LogRankWeight, sums: LogRankSums): void {
  const { length } = tables;
  const walk: Walk = {
    tables,
    row: new Uint32Array(length),
    entry: new Uint32Array(length),
    next: Float64Array.from(tables, (table) => table.time[0] ?? Infinity),
    atRisk: Float64Array.from(tables, (table) => (table.entries === null ? table.size : 0)),
    deaths: new Float64Array(length),
  };
  const late = tables.some((table) => table.entries !== null);
  const weightAt = weightFunction(weight);
  let n = total(walk.atRisk);
  for (let time = earliest(walk.next); time < Infinity; time = earliest(walk.next)) {
    if (late) n += enterBefore(walk, time);
    const d = deathsAt(walk, time);
    if (d > 0) addEventTime(walk, n, d, weightAt(n, d), sums);
    n -= leaveAt(walk, time);
  }
  for (let g = 0; g < length; g += 1)
    for (let k = 0; k < g; k += 1) sums.variance[k * length + g] = sums.variance[g * length + k] ?? 0;
}

/** Takes in a time with d events of n at risk; of the symmetric variance only one half. */
function addEventTime({ atRisk, deaths }: Walk, n: number, d: number, w: number, sums: LogRankSums): void {
  const { observed, expected, variance } = sums;
  const size = atRisk.length;
  const common = n > 1 ? (w * w * d * (n - d)) / (n - 1) : 0;
  for (let g = 0; g < size; g += 1) {
    const share = (atRisk[g] ?? 0) / n;
    observed[g] = (observed[g] ?? 0) + w * (deaths[g] ?? 0);
    expected[g] = (expected[g] ?? 0) + w * d * share;
    const factor = common * share;
    const at = g * size;
    for (let k = 0; k < g; k += 1) variance[at + k] = (variance[at + k] ?? 0) - factor * ((atRisk[k] ?? 0) / n);
    variance[at + g] = (variance[at + g] ?? 0) + factor * (1 - share);
  }
}

function earliest(times: Float64Array): number {
  let found = Infinity;
  for (let g = 0; g < times.length; g += 1) {
    const time = times[g] ?? 0;
    if (time < found) found = time;
  }
  return found;
}

/** Who enters before the time; their number. */
function enterBefore({ tables, entry, atRisk }: Walk, time: number): number {
  let entered = 0;
  for (let g = 0; g < tables.length; g += 1) {
    const entries = tables[g]?.entries ?? null;
    for (let at = entry[g] ?? 0; entries !== null && (entries.time[at] ?? Infinity) < time; at += 1) {
      const count = entries.count[at] ?? 0;
      atRisk[g] = (atRisk[g] ?? 0) + count;
      entered += count;
      entry[g] = at + 1;
    }
  }
  return entered;
}

/** The events of each group at the time, and their sum. */
function deathsAt({ tables, row, next, deaths }: Walk, time: number): number {
  let d = 0;
  for (let g = 0; g < next.length; g += 1) {
    const own = next[g] === time ? (tables[g]?.events[row[g] ?? 0] ?? 0) : 0;
    deaths[g] = own;
    d += own;
  }
  return d;
}

/** Who leaves at the time, with or without the event; their number. */
function leaveAt({ tables, row, next, atRisk }: Walk, time: number): number {
  let left = 0;
  for (let g = 0; g < next.length; g += 1) {
    const table = tables[g];
    if (table === undefined || next[g] !== time) continue;
    const at = row[g] ?? 0;
    const leaving = (table.events[at] ?? 0) + (table.censored[at] ?? 0);
    atRisk[g] = (atRisk[g] ?? 0) - leaving;
    left += leaving;
    row[g] = at + 1;
    next[g] = table.time[at + 1] ?? Infinity;
  }
  return left;
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
