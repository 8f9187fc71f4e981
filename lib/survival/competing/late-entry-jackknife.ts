import type { CheckedObservations } from '../data/observations';
import type { EventTable } from '../data/event-table';
import { sortColumn } from '../math/sort-order';
import { withoutRounding } from './incidence-variance';

/** The rows of one group, by ascending entry and by ascending exit; a table does not tell who of those who left had entered when. */
export type LateRows = Readonly<{
  start: Float64Array;
  time: Float64Array;
  event: Uint8Array;
  byStart: Uint32Array;
  byTime: Uint32Array;
}>;

/** The rows of a group, sorted twice. */
export function lateRows(checked: CheckedObservations, group: number): LateRows {
  const rows: number[] = [];
  for (let i = 0; i < checked.size; i += 1) if ((checked.group?.[i] ?? 0) === group) rows.push(i);
  const start = Float64Array.from(rows, (row) => checked.start?.[row] ?? 0);
  const time = Float64Array.from(rows, (row) => checked.time[row] ?? 0);
  const event = Uint8Array.from(rows, (row) => checked.event[row] ?? 0);
  return { start, time, event, byStart: sortColumn(start).order, byTime: sortColumn(time).order };
}

/** Sums over those at risk of what their derivatives are made of: c and k as of their entry. */
type Sums = { n: number; c: number; k: number; cc: number; ck: number; kk: number };
/** Sums over those who left, of the derivatives u of the incidence and a of the log event-free share. */
type Left = { uu: number; ua: number; aa: number };

/**
 * Infinitesimal-jackknife variance of one cause's incidence after each row of the table, with late entries. Somebody at risk
 * since a time e has the derivative (V − c F) − (V_e − c F_e), where c is what the log event-free share's common derivative was at
 * e, F the incidence and V the derivative of who is at risk from the beginning; so sums over those at risk are enough. Agrees
 * with the `std.err` of R's `survfit(Surv(start, time, factor(event)) ~ 1, id = row)`.
 */
export function lateJackknifeVariance(
  table: EventTable,
  cause: number,
  free: Float64Array,
  rows: LateRows,
): Float64Array {
  const own = table.byCause[cause] ?? table.events;
  const variance = new Float64Array(table.time.length);
  const [since, kept] = [new Float64Array(rows.time.length), new Float64Array(rows.time.length)];
  const sums: Sums = { n: 0, c: 0, k: 0, cc: 0, ck: 0, kk: 0 };
  const left: Left = { uu: 0, ua: 0, aa: 0 };
  const now = { common: 0, log: 0, incidence: 0 };
  let [entered, gone] = [0, 0];
  table.time.forEach((time, i) => {
    for (; entered < rows.byStart.length; entered += 1) {
      const row = rows.byStart[entered] ?? 0;
      if ((rows.start[row] ?? 0) >= time) break;
      since[row] = now.log;
      kept[row] = now.common - now.log * now.incidence;
      add(sums, 1, now.log, kept[row] ?? 0);
    }
    const [n, d, d1] = [table.atRisk[i] ?? 0, table.events[i] ?? 0, own[i] ?? 0];
    const before = i === 0 ? 1 : (free[i - 1] ?? 0);
    const jump = (before * d1) / n;
    left.uu += jump * (2 * left.ua + jump * left.aa);
    left.ua += jump * left.aa;
    now.common += before * ((now.log * d1) / n - d1 / (n * n));
    now.incidence += jump;
    const logBefore = now.log;
    if (d < n) now.log += d / (n * (n - d));
    for (; gone < rows.byTime.length; gone += 1) {
      const row = rows.byTime[gone] ?? 0;
      if ((rows.time[row] ?? 0) > time) break;
      const [c, k, code] = [since[row] ?? 0, kept[row] ?? 0, rows.event[row] ?? 0];
      const u = now.common - c * now.incidence - k + (code === cause + 1 ? before / n : 0);
      leave(left, u, (code === 0 ? now.log : logBefore - 1 / n) - c);
      add(sums, -1, c, k);
    }
    variance[i] = total(sums, left, now.common, now.incidence);
  });
  return variance;
}

function add(sums: Sums, sign: 1 | -1, c: number, k: number): void {
  sums.n += sign;
  // Where nobody is left, no rounding of earlier sums may be left either.
  if (sums.n === 0) Object.assign(sums, { c: 0, k: 0, cc: 0, ck: 0, kk: 0 });
  else {
    sums.c += sign * c;
    sums.k += sign * k;
    sums.cc += sign * c * c;
    sums.ck += sign * c * k;
    sums.kk += sign * k * k;
  }
}

function leave(left: Left, u: number, a: number): void {
  left.uu += u * u;
  left.ua += u * a;
  left.aa += a * a;
}

/** The squares of those who left and of those at risk; what is only rounding of the sums is 0. */
function total({ n, c, k, cc, ck, kk }: Sums, { uu }: Left, v: number, f: number): number {
  const more = n * v * v + f * f * cc + kk + 2 * f * ck;
  const less = 2 * v * (f * c + k);
  return withoutRounding(uu + more - less, Math.abs(uu) + more + Math.abs(less));
}
