import { checkedLimits, limitColumns, type ConfidenceType } from './confidence-limits';
import { SurvivalInputError } from '../errors';
import { checkTable, type EventTable } from '../data/event-table';
import { eventTables } from '../data/event-table-building';
import { criticalValue } from '../math/normal-distribution';
import { checkFields } from '../shapes';
import { checkObservations, type Observations } from '../data/observations';
import type { NotEstimable } from '../not-estimable';

export type CurveOptions = Readonly<{ confidenceType?: ConfidenceType; level?: number }>;

/**
 * A survival curve: one row per distinct exit time, also where only censorings happen. S is 1 before the first row
 * and unknown after `lastTime`. Where S is 0 there is no standard error and there are no limits: `greenwood`,
 * `standardError`, `lower` and `upper` end at the last row with S above 0, so `curve.lower[row] ?? null` reads them.
 */
export type SurvivalCurve = Readonly<{
  method: 'kaplan-meier';
  confidenceType: ConfidenceType;
  level: number;
  /** Rows, whatever their weights. */
  n: number;
  totalEvents: number;
  /** Time of the last exit, event or censoring; null without rows. */
  lastTime: number | null;
  time: Float64Array;
  atRisk: Float64Array;
  events: Float64Array;
  censored: Float64Array;
  survival: Float64Array;
  /** Sum of d / (n (n − d)): the variance of log S. */
  greenwood: Float64Array;
  /** Greenwood's standard error of S itself. */
  standardError: Float64Array;
  lower: Float64Array;
  upper: Float64Array;
  /** Nelson–Aalen estimate, sum of d / n, and its standard error, from the sum of d / n². */
  cumulativeHazard: Float64Array;
  cumulativeHazardError: Float64Array;
  /** `risk_set_empty` for a group without rows. */
  notEstimable: NotEstimable | null;
}>;

/** Refuses what is not a curve. */
export function checkCurve(curve: SurvivalCurve): void {
  checkFields('curve', curve, {
    level: 'number',
    lastTime: 'number or null',
    time: 'column',
    atRisk: 'column',
    events: 'column',
    censored: 'column',
    survival: 'column',
    cumulativeHazard: 'shorter',
    standardError: 'shorter',
    lower: 'shorter',
    upper: 'shorter',
    notEstimable: 'text or null',
  });
}

/**
 * Kaplan–Meier estimate of one group. Rows in any order; with `start`, subjects enter late (left truncation). Somebody
 * censored at a time is still at risk at it; somebody who enters at it is not yet. Limits stay the same between
 * events. Agrees with R's `survfit(Surv(time, event) ~ 1, conf.type = …)`. Throws `SurvivalInputError`, also when the
 * rows belong to more than one group.
 */
export function kaplanMeier(observations: Observations, options: CurveOptions = {}): SurvivalCurve {
  const curves = kaplanMeierByGroup(observations, options).filter((curve) => curve.n > 0);
  const [curve] = curves;
  if (curves.length !== 1 || curve === undefined) throw new SurvivalInputError('group', 'more_than_one_group');
  return curve;
}

/**
 * One Kaplan–Meier curve per group code, in the order of the codes; a code without rows has an empty curve. Tied times
 * are recognised over all groups. With case weights the numbers at risk and of events are sums of weights, also in
 * Greenwood's error. Agrees with R's `survfit(Surv(time, event) ~ group, weights, robust = FALSE)`.
 */
export function kaplanMeierByGroup(observations: Observations, options: CurveOptions = {}): SurvivalCurve[] {
  const checked = checkObservations({ ...observations, strata: undefined }, 1, 'weighted');
  return eventTables(checked).map((table) => kaplanMeierOfTable(table, options));
}

/** The curve of an event table, in O(distinct times); see `kaplanMeier`. */
export function kaplanMeierOfTable(table: EventTable, options: CurveOptions = {}): SurvivalCurve {
  checkTable(table);
  const { confidenceType, level } = checkedLimits(options);
  const steps = curveSteps(table);
  const above = steps.rowsAboveZero;
  const greenwood = steps.greenwood.subarray(0, above);
  const standardError = standardErrors(steps.survival, greenwood);
  return {
    method: 'kaplan-meier',
    confidenceType,
    level,
    n: table.size,
    totalEvents: steps.totalEvents,
    lastTime: table.time.at(-1) ?? null,
    time: table.time,
    atRisk: table.atRisk,
    events: table.events,
    censored: table.censored,
    survival: steps.survival,
    greenwood,
    standardError,
    ...limitColumns(confidenceType, steps.survival.subarray(0, above), standardError, criticalValue(level)),
    cumulativeHazard: steps.hazard,
    cumulativeHazardError: steps.hazardError,
    notEstimable: table.size === 0 ? 'risk_set_empty' : null,
  };
}

type Steps = Readonly<{
  survival: Float64Array;
  greenwood: Float64Array;
  hazard: Float64Array;
  hazardError: Float64Array;
  rowsAboveZero: number;
  totalEvents: number;
}>;

function curveSteps({ time, atRisk, events }: EventTable): Steps {
  const rows = time.length;
  const [survival, greenwood] = [new Float64Array(rows), new Float64Array(rows)];
  const [hazard, hazardError] = [new Float64Array(rows), new Float64Array(rows)];
  let s = 1;
  let variance = 0;
  let h = 0;
  let hazardVariance = 0;
  let error = 0;
  let rowsAboveZero = 0;
  let totalEvents = 0;
  for (let i = 0; i < rows; i += 1) {
    const n = atRisk[i] ?? 0;
    const d = events[i] ?? 0;
    if (d > 0) {
      s *= (n - d) / n;
      variance += d / (n * (n - d));
      h += d / n;
      hazardVariance += d / (n * n);
      error = Math.sqrt(hazardVariance);
      totalEvents += d;
    }
    survival[i] = s;
    greenwood[i] = variance;
    hazard[i] = h;
    hazardError[i] = error;
    if (s > 0) rowsAboveZero = i + 1;
  }
  return { survival, greenwood, hazard, hazardError, rowsAboveZero, totalEvents };
}

function standardErrors(survival: Float64Array, greenwood: Float64Array): Float64Array {
  const errors = new Float64Array(greenwood.length);
  for (let i = 0; i < errors.length; i += 1) errors[i] = (survival[i] ?? 0) * Math.sqrt(greenwood[i] ?? 0);
  return errors;
}
