import type { EventTable } from './event-table';

/**
 * Which standard error a cumulative incidence carries. `gray`: Gray's delta method with a correction for ties, as
 * cmprsk. `infinitesimal-jackknife`: the root of the summed squared influences of the subjects, as R's survfit. They
 * differ by a few percent in small groups, so a result always names its own.
 */
export type IncidenceVariance = 'gray' | 'infinitesimal-jackknife';

/**
 * Gray's variance of the cumulative incidence of one cause (0-based) after each row of the table; it changes only at
 * events of that cause. `incidence` is that cause's. Agrees with the `var` of `cmprsk::cuminc`.
 */
export function grayVariance(table: EventTable, cause: number, eventFree: Float64Array, incidence: Float64Array): Float64Array {
  const { atRisk, events } = table;
  const own = table.byCause[cause] ?? events;
  const variance = new Float64Array(events.length);
  const sums = { square: 0, cross: 0, plain: 0 };
  let latest = 0;
  for (let i = 0; i < events.length; i += 1) {
    const d = events[i] ?? 0;
    if (d > 0) {
      const n = atRisk[i] ?? 0;
      const before = i === 0 ? 1 : (eventFree[i - 1] ?? 0);
      const after = eventFree[i] ?? 0;
      const c = incidence[i] ?? 0;
      const d1 = own[i] ?? 0;
      const inverse = after > 0 ? 1 / after : 0;
      if (d > d1 && after > 0) addTerm(sums, c * inverse, inverse, jumpVariance(before, d - d1, n));
      if (d1 > 0) {
        addTerm(sums, 1 + c * inverse, inverse, jumpVariance(before, d1, n));
        // Rounding may leave a variance that is zero a little below it.
        latest = Math.max(0, sums.square + c * c * sums.plain - 2 * c * sums.cross);
      }
    }
    variance[i] = latest;
  }
  return variance;
}

function addTerm(sums: { square: number; cross: number; plain: number }, weight: number, inverse: number, jump: number): void {
  sums.square += weight * weight * jump;
  sums.cross += weight * inverse * jump;
  sums.plain += inverse * inverse * jump;
}

/** Variance of a jump of d of n, less for ties, when a share `before` is still event-free. */
function jumpVariance(before: number, d: number, n: number): number {
  const ties = d > 1 ? 1 - (d - 1) / (n - 1) : 1;
  return (before * before * ties * d) / (n * n);
}

/**
 * Infinitesimal-jackknife variance of one cause's incidence after each row: the sum over the subjects of the squared
 * derivative with respect to their weight. All still under observation share one derivative; of those who have left,
 * three running sums are enough, because each moves on linearly with the incidence. Not defined here for late entries.
 * Agrees with the `std.err` of R's `survfit(Surv(time, factor(event)) ~ 1)`.
 */
export function jackknifeVariance(table: EventTable, cause: number, eventFree: Float64Array): Float64Array {
  const { atRisk, events, censored } = table;
  const own = table.byCause[cause] ?? events;
  const variance = new Float64Array(events.length);
  const left = { uu: 0, ua: 0, aa: 0 };
  let common = 0;
  let logCommon = 0;
  for (let i = 0; i < events.length; i += 1) {
    const n = atRisk[i] ?? 0;
    const d = events[i] ?? 0;
    const d1 = own[i] ?? 0;
    const before = i === 0 ? 1 : (eventFree[i - 1] ?? 0);
    const jump = (before * d1) / n;
    left.uu += jump * (2 * left.ua + jump * left.aa);
    left.ua += jump * left.aa;
    common += before * ((logCommon * d1) / n - d1 / (n * n));
    const atEvent = logCommon - 1 / n;
    leave(left, d1, common + before / n, atEvent);
    leave(left, d - d1, common, atEvent);
    if (d < n) logCommon += d / (n * (n - d));
    leave(left, censored[i] ?? 0, common, logCommon);
    variance[i] = left.uu + (n - d - (censored[i] ?? 0)) * common * common;
  }
  return variance;
}

/** `count` subjects leave with derivative u of the incidence and a of the log event-free share. */
function leave(left: { uu: number; ua: number; aa: number }, count: number, u: number, a: number): void {
  left.uu += count * u * u;
  left.ua += count * u * a;
  left.aa += count * a * a;
}
