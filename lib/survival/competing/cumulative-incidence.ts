import { total } from '../math/column-arithmetic';
import { checkChoice, checkGiven } from '../choices';
import { checkedLimits, limitColumns, type ConfidenceType } from '../curves/confidence-limits';
import { SurvivalInputError } from '../errors';
import { checkTable, type EventTable } from '../data/event-table';
import { eventTables } from '../data/event-table-building';
import {
  greenwoodVariance,
  incidenceSteps,
  jackknifeVariance,
  VARIANCES,
  type IncidenceSteps,
  type IncidenceVariance,
} from './incidence-variance';
import { lateJackknifeVariance, lateRows, type LateRows } from './late-entry-jackknife';
import { criticalValue } from '../math/normal-distribution';
import { checkFields } from '../shapes';
import { checkObservations, rowCount, type Observations } from '../data/observations';
import type { NotEstimable } from '../not-estimable';

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
 * at the last row with an incidence below 1, so `lower[row] ?? null` reads them. They are computed when first read: they take
 * as long as everything else together, and a test needs none.
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
  n: number;
  lastTime: number | null;
  time: Float64Array;
  atRisk: Float64Array;
  censored: Float64Array;
  eventFree: Float64Array;
  causes: readonly IncidenceOfCause[];
  /** `risk_set_empty` for a group without rows. */
  notEstimable: NotEstimable | null;
}>;

/**
 * Aalen-Johansen estimate of the cumulative incidence of each competing cause, one set of curves per group code. Event
 * codes: 0 censored, 1..K the causes; censored at the time of an event counts as still at risk. Late entries (`start`)
 * are possible; with the jackknife each row then counts as a subject of its own. Agrees with
 * `survfit(Surv(time, factor(event)) ~ group)` of R's survival, in Greenwood's variance and limits on `cloglog` with `etm`,
 * and in estimate and Gray's variance with `cmprsk::cuminc`; unlike the latter, times equal up to rounding are one time.
 */
export function cumulativeIncidence(observations: Observations, options: IncidenceOptions = {}): IncidenceCurves[] {
  checkGiven('options', options);
  const causes = options.causes ?? largestCode(observations.event);
  const checked = checkObservations({ ...observations, strata: undefined }, causes);
  const late = checked.start !== null && options.variance === 'infinitesimal-jackknife';
  return eventTables(checked).map((table, group) =>
    curvesOf(table, options, late && table.size > 0 ? lateRows(checked, group) : null),
  );
}

/**
 * The curves of one event table, in O(distinct times); see `cumulativeIncidence`. With late entries a table does not tell who
 * entered when, which the jackknife needs: it is refused.
 */
export function incidenceOfTable(table: EventTable, options: IncidenceOptions = {}): IncidenceCurves {
  return curvesOf(table, options, null);
}

function curvesOf(table: EventTable, options: IncidenceOptions, rows: LateRows | null): IncidenceCurves {
  checkTable(table);
  checkGiven('options', options);
  const { variance = 'gray' } = options;
  const { confidenceType, level } = checkedLimits(options);
  checkChoice('variance', variance, VARIANCES);
  if (variance === 'infinitesimal-jackknife' && table.entries !== null && rows === null)
    throw new SurvivalInputError('variance', 'unsupported');
  const steps = incidenceSteps(table);
  const { eventFree } = steps;
  const z = criticalValue(level);
  return {
    method: 'aalen-johansen',
    variance,
    confidenceType,
    level,
    n: table.size,
    lastTime: table.time.at(-1) ?? null,
    time: table.time,
    atRisk: table.atRisk,
    censored: table.censored,
    eventFree,
    causes: table.byCause.map((events, cause) => {
      const incidence = steps.incidence[cause] ?? eventFree;
      const standardError = errorsOf(table, cause, variance, steps, rows);
      const limits = once(() =>
        limitColumns(confidenceType, incidence.subarray(0, rowsBelowOne(incidence)), standardError, z),
      );
      return {
        cause: cause + 1,
        totalEvents: total(events),
        events,
        incidence,
        standardError,
        get lower() {
          return limits().lower;
        },
        get upper() {
          return limits().upper;
        },
      };
    }),
    notEstimable: table.size === 0 ? 'risk_set_empty' : null,
  };
}

function once<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => (made ??= make());
}

function errorsOf(
  table: EventTable,
  cause: number,
  variance: IncidenceVariance,
  { grayError, eventFree }: IncidenceSteps,
  rows: LateRows | null,
): Float64Array {
  if (variance === 'gray') return grayError[cause] ?? eventFree;
  if (variance === 'greenwood') return roots(greenwoodVariance(table, cause, eventFree));
  return roots(
    rows === null ? jackknifeVariance(table, cause, eventFree) : lateJackknifeVariance(table, cause, eventFree, rows),
  );
}

/** Refuses what is not the incidences of a group. */
export function checkIncidences(curves: IncidenceCurves): void {
  checkFields('curves', curves, {
    n: 'number',
    lastTime: 'number or null',
    time: 'column',
    eventFree: 'column',
    causes: 'list',
  });
  for (const cause of curves.causes)
    checkFields('curves.causes', cause, { cause: 'number', incidence: 'column', standardError: 'column' });
}

/** The largest event code of a column (at least 1); what is no code is refused later, by name. */
export function largestCode(event: ArrayLike<number>): number {
  rowCount('event', event);
  let largest = 1;
  for (let i = 0; i < event.length; i += 1) {
    const code: unknown = event[i];
    if (typeof code === 'number' && code > largest) largest = code;
  }
  return Number.isInteger(largest) ? largest : Math.ceil(largest);
}

/** Square roots, in place. */
function roots(values: Float64Array): Float64Array {
  for (let i = 0; i < values.length; i += 1) values[i] = Math.sqrt(values[i] ?? 0);
  return values;
}

/** Rows before the incidence is whole; rounding may leave a whole incidence a little off 1. */
function rowsBelowOne(incidence: Float64Array): number {
  let rows = incidence.length;
  while (rows > 0 && (incidence[rows - 1] ?? 0) >= 1 - 4 * Number.EPSILON) rows -= 1;
  return rows;
}
