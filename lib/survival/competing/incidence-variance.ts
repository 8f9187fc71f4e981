import type { EventTable } from '../data/event-table';

/**
 * Which standard error a cumulative incidence carries. `gray`: Gray's delta method with a correction for ties, as
 * cmprsk. `infinitesimal-jackknife`: the root of the summed squared influences of the subjects, as R's survfit.
 * `greenwood`: the Greenwood-type covariance of the Aalen-Johansen estimate, as etm. They differ by a few percent in small
 * groups, so a result always names its own.
 */
export const VARIANCES = ['gray', 'infinitesimal-jackknife', 'greenwood'] as const;
export type IncidenceVariance = (typeof VARIANCES)[number];

/** The event-free share after each row of a table, and of each cause the incidence and Gray's standard error of it. */
export type IncidenceSteps = Readonly<{
  eventFree: Float64Array;
  incidence: readonly Float64Array[];
  grayError: readonly Float64Array[];
}>;

/** Gray's error changes only at events of the cause; its square agrees with the `var` of `cmprsk::cuminc`. */
export function incidenceSteps(table: EventTable): IncidenceSteps {
  const eventFree = eventFreeShares(table);
  const incidence = table.byCause.map(() => new Float64Array(eventFree.length));
  const grayError = table.byCause.map(() => new Float64Array(eventFree.length));
  table.byCause.forEach((own, cause) =>
    fillCause(table, own, eventFree, incidence[cause] ?? eventFree, grayError[cause] ?? eventFree),
  );
  return { eventFree, incidence, grayError };
}

function eventFreeShares({ atRisk, events }: EventTable): Float64Array {
  const eventFree = new Float64Array(events.length);
  let free = 1;
  for (let i = 0; i < events.length; i += 1) {
    const d = events[i] ?? 0;
    const n = atRisk[i] ?? 0;
    if (d > 0) free *= (n - d) / n;
    eventFree[i] = free;
  }
  return eventFree;
}

/** One walk for one cause; what it remembers are the incidence, its error, and the three sums that the error is made of. */
function fillCause(
  { atRisk, events }: EventTable,
  ownEvents: Float64Array,
  eventFree: Float64Array,
  incidence: Float64Array,
  grayError: Float64Array,
): void {
  let c = 0;
  let error = 0;
  let square = 0;
  let cross = 0;
  let plain = 0;
  let free = 1;
  for (let i = 0; i < events.length; i += 1) {
    const d = events[i] ?? 0;
    const after = eventFree[i] ?? 0;
    if (d > 0) {
      const n = atRisk[i] ?? 0;
      const own = ownEvents[i] ?? 0;
      if (own > 0) c += (free * own) / n;
      const inverse = after > 0 ? 1 / after : 0;
      if (d > own && after > 0) {
        const others = inverse * inverse * jumpVariance(free, d - own, n);
        square += c * c * others;
        cross += c * others;
        plain += others;
      }
      if (own > 0) {
        const jump = jumpVariance(free, own, n);
        const weight = 1 + c * inverse;
        square += weight * weight * jump;
        cross += weight * inverse * jump;
        plain += inverse * inverse * jump;
        const more = square + c * c * plain;
        error = Math.sqrt(withoutRounding(more - 2 * c * cross, more));
      }
      free = after;
    }
    incidence[i] = c;
    grayError[i] = error;
  }
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
  let moved = 0;
  let common = 0;
  let logCommon = 0;
  for (let i = 0; i < events.length; i += 1) {
    const n = atRisk[i] ?? 0;
    const d = events[i] ?? 0;
    const d1 = own[i] ?? 0;
    const before = i === 0 ? 1 : (eventFree[i - 1] ?? 0);
    const jump = (before * d1) / n;
    moved += jump * (2 * Math.abs(left.ua) + jump * left.aa);
    left.uu += jump * (2 * left.ua + jump * left.aa);
    left.ua += jump * left.aa;
    common += before * ((logCommon * d1) / n - d1 / (n * n));
    const atEvent = logCommon - 1 / n;
    leave(left, d1, common + before / n, atEvent);
    leave(left, d - d1, common, atEvent);
    if (d < n) logCommon += d / (n * (n - d));
    leave(left, censored[i] ?? 0, common, logCommon);
    variance[i] = withoutRounding(left.uu + (n - d - (censored[i] ?? 0)) * common * common, moved);
  }
  return variance;
}

/**
 * Greenwood-type variance of one cause's incidence after each row, from its covariance with the event-free share, step by step:
 * the counts of a time are multinomial. Late entries are counted in who is at risk. Agrees with R's `etm::etm` (Andersen, Borgan,
 * Gill and Keiding 1993, 4.4.17 to 4.4.20).
 */
export function greenwoodVariance(table: EventTable, cause: number, eventFree: Float64Array): Float64Array {
  const own = table.byCause[cause] ?? table.events;
  const variance = new Float64Array(own.length);
  const state = { free: 0, both: 0, own: 0 };
  for (let i = 0; i < own.length; i += 1) {
    const [n, d, k] = [table.atRisk[i] ?? 0, table.events[i] ?? 0, own[i] ?? 0];
    if (d > 0) {
      const before = i === 0 ? 1 : (eventFree[i - 1] ?? 0);
      const [stay, jump, scale] = [(n - d) / n, k / n, (before * before) / (n * n * n)];
      const added = jump * (2 * state.both + jump * state.free);
      state.own = withoutRounding(state.own + added + scale * k * (n - k), state.own + Math.abs(added));
      state.both = stay * (state.both + jump * state.free) - scale * k * (n - d);
      state.free = stay * stay * state.free + scale * d * (n - d);
    }
    variance[i] = state.own;
  }
  return variance;
}

/** What is left of sums that cancel, when it is no more than their rounding, is 0: their root would be an error of 1e-9. */
export function withoutRounding(variance: number, summed: number): number {
  return variance > ROUNDING * summed ? variance : 0;
}

const ROUNDING = 2 ** -44;

/** `count` subjects leave with derivative u of the incidence and a of the log event-free share. */
function leave(left: { uu: number; ua: number; aa: number }, count: number, u: number, a: number): void {
  left.uu += count * u * u;
  left.ua += count * u * a;
  left.aa += count * a * a;
}
