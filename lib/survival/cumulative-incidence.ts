import { checkLevel, confidenceLimits, DEFAULT_CONFIDENCE_TYPE, DEFAULT_LEVEL, type ConfidenceType } from './confidence-limits';
import { SurvivalInputError } from './errors';
import type { EventTable } from './event-table';
import { eventTables } from './event-table-building';
import { grayVariance, jackknifeVariance, type IncidenceVariance } from './incidence-variance';
import { criticalValue } from './normal-distribution';
import { checkObservations, type Observations } from './observations';

export type IncidenceOptions = Readonly<{
  /** Number of competing causes; default the largest event code. */
  causes?: number;
  /** Default `gray`. */
  variance?: IncidenceVariance;
  /** Scale of the limits, applied to the incidence itself; default log-log, est^exp(-/+ z se / (est log est)). */
  confidenceType?: ConfidenceType;
  level?: number;
}>;

/**
 * Cumulative incidence of one cause by row of the curve. `lower` and `upper` equal the incidence while it is 0, and end
 * at the last row with an incidence below 1, so `lower[row] ?? null` reads them.
 */
export type IncidenceOfCause = Readonly<{
  cause: number;
  totalEvents: number;
  events: Float64Array;
  incidence: Float64Array;
  standardError: Float64Array;
  lower: Float64Array;
  upper: Float64Array;
}>;

/**
 * Cumulative incidences of all causes, one row per distinct exit time. At every row the incidences and the event-free
 * share add up to 1. Unknown after `lastTime`.
 */
export type IncidenceCurves = Readonly<{
  method: 'aalen-johansen';
  variance: IncidenceVariance;
  confidenceType: ConfidenceType;
  level: number;
  size: number;
  lastTime: number | null;
  time: Float64Array;
  atRisk: Float64Array;
  censored: Float64Array;
  eventFree: Float64Array;
  causes: readonly IncidenceOfCause[];
}>;

/**
 * Aalen-Johansen estimate of the cumulative incidence of each competing cause, one set of curves per group code. Event
 * codes: 0 censored, 1..K the causes; censored at the time of an event counts as still at risk. Late entries (`start`)
 * are possible with Gray's variance. Agrees with `survfit(Surv(time, factor(event)) ~ group)` of R's survival and,
 * in estimate and Gray's variance, with `cmprsk::cuminc`; unlike the latter, times equal up to rounding are one time.
 */
export function cumulativeIncidence(observations: Observations, options: IncidenceOptions = {}): IncidenceCurves[] {
  const causes = options.causes ?? largestCode(observations.event);
  const checked = checkObservations({ ...observations, strata: undefined }, causes);
  return eventTables(checked).map((table) => incidenceOfTable(table, options));
}

/** The curves of one event table, in O(distinct times); see `cumulativeIncidence`. */
export function incidenceOfTable(table: EventTable, options: IncidenceOptions = {}): IncidenceCurves {
  const { variance = 'gray', confidenceType = DEFAULT_CONFIDENCE_TYPE, level = DEFAULT_LEVEL } = options;
  checkLevel(level);
  if (variance === 'infinitesimal-jackknife' && table.entries !== null) throw new SurvivalInputError('variance', 'unsupported');
  const eventFree = eventFreeShare(table);
  const z = criticalValue(level);
  return {
    method: 'aalen-johansen',
    variance,
    confidenceType,
    level,
    size: table.size,
    lastTime: table.time.at(-1) ?? null,
    time: table.time,
    atRisk: table.atRisk,
    censored: table.censored,
    eventFree,
    causes: table.byCause.map((events, cause) => {
      const incidence = incidenceOfCause(table, events, eventFree);
      const squares = variance === 'gray' ? grayVariance(table, cause, eventFree, incidence) : jackknifeVariance(table, cause, eventFree);
      const standardError = squares.map(Math.sqrt);
      const totalEvents = events.reduce((sum, count) => sum + count, 0);
      return { cause: cause + 1, totalEvents, events, incidence, standardError, ...limitsByRow(incidence, standardError, confidenceType, z) };
    }),
  };
}

/** The largest event code of a column (at least 1); what is no code is refused later, by name. */
export function largestCode(event: ArrayLike<number>): number {
  let largest = 1;
  for (let i = 0; i < event.length; i += 1) if ((event[i] ?? 0) > largest) largest = event[i] ?? 1;
  return Number.isInteger(largest) ? largest : Math.ceil(largest);
}

function eventFreeShare({ atRisk, events }: EventTable): Float64Array {
  const share = new Float64Array(events.length);
  let s = 1;
  for (let i = 0; i < events.length; i += 1) {
    const d = events[i] ?? 0;
    const n = atRisk[i] ?? 0;
    if (d > 0) s *= (n - d) / n;
    share[i] = s;
  }
  return share;
}

function incidenceOfCause(table: EventTable, events: Float64Array, eventFree: Float64Array): Float64Array {
  const incidence = new Float64Array(events.length);
  let sum = 0;
  for (let i = 0; i < events.length; i += 1) {
    const before = i === 0 ? 1 : (eventFree[i - 1] ?? 0);
    const d = events[i] ?? 0;
    if (d > 0) sum += (before * d) / (table.atRisk[i] ?? 0);
    incidence[i] = sum;
  }
  return incidence;
}

function limitsByRow(
  incidence: Float64Array, standardError: Float64Array, type: ConfidenceType, z: number,
): { lower: Float64Array; upper: Float64Array } {
  // Rounding may leave a whole incidence a little off 1.
  const whole = incidence.findIndex((value) => value >= 1 - 4 * Number.EPSILON);
  const rows = whole < 0 ? incidence.length : whole;
  const lower = new Float64Array(rows);
  const upper = new Float64Array(rows);
  for (let i = 0; i < rows; i += 1) {
    const value = incidence[i] ?? 0;
    const error = standardError[i] ?? 0;
    if (i > 0 && value === incidence[i - 1] && error === standardError[i - 1]) {
      lower[i] = lower[i - 1] ?? 0;
      upper[i] = upper[i - 1] ?? 0;
      continue;
    }
    const limits = value === 0 ? { lower: 0, upper: 0 } : confidenceLimits(type, value, error / value, z);
    lower[i] = limits.lower;
    upper[i] = limits.upper;
  }
  return { lower, upper };
}
