import { rowCount } from '../data/observations';
import { SurvivalInputError } from '../errors';
import { firstAtOrAfter } from '../data/event-table';
import { checkCurve, type SurvivalCurve } from './kaplan-meier';
import type { NotEstimable } from '../not-estimable';
import { lastAtOrBefore } from '../data/tied-times';

/** A curve read at one time; null = not estimable. */
export type SurvivalAtTime = Readonly<{
  time: number;
  /** At risk at the first exit at or after the time (0 after the last one), as R's `summary` has it. */
  atRisk: number;
  /** Events and censorings after the previous time asked for, up to and including this one. */
  events: number;
  censored: number;
  survival: number | null;
  standardError: number | null;
  lower: number | null;
  upper: number | null;
  cumulativeHazard: number | null;
  confidenceType: SurvivalCurve['confidenceType'];
  level: number;
  notEstimable: NotEstimable | null;
  /** Why error and limits are null: as the survival, or because the curve has reached 0, where Greenwood's formula ends. */
  limitsNotEstimable: NotEstimable | null;
}>;

/**
 * The curve at given ascending times. S is 1 before the first exit. Nothing is carried beyond the last observation: later
 * the state is `beyond_follow_up`, unless the curve has reached 0. Up to there it agrees with R's
 * `summary(survfit(…), times, extend = TRUE)`.
 */
export function survivalAtTimes(curve: SurvivalCurve, times: ArrayLike<number>): SurvivalAtTime[] {
  checkCurve(curve);
  rowCount('times', times);
  let before = -1;
  return Array.from(times, (time, i) => {
    if (!(typeof time === 'number' && time >= 0 && time < Infinity))
      throw new SurvivalInputError('times', 'out_of_range', i);
    const row = lastAtOrBefore(curve.time, time);
    if (row < before) throw new SurvivalInputError('times', 'not_ascending', i);
    const counts = { events: sumRows(curve.events, before, row), censored: sumRows(curve.censored, before, row) };
    before = row;
    return readCurve(curve, time, row, counts);
  });
}

/** The curve at one time; see `survivalAtTimes`. */
export function survivalAt(curve: SurvivalCurve, time: number): SurvivalAtTime {
  const [read] = survivalAtTimes(curve, [time]);
  if (read === undefined) throw new SurvivalInputError('time', 'empty');
  return read;
}

const KNOWN = { notEstimable: null, limitsNotEstimable: null } as const;

function readCurve(
  curve: SurvivalCurve,
  time: number,
  row: number,
  counts: { events: number; censored: number },
): SurvivalAtTime {
  const next = firstAtOrAfter(curve.time, time);
  // After the last exit nobody is left.
  const atRisk = next < curve.atRisk.length ? (curve.atRisk[next] ?? 0) : 0;
  const named = { time, atRisk, ...counts, confidenceType: curve.confidenceType, level: curve.level };
  const survival = row < 0 ? 1 : (curve.survival[row] ?? 0);
  const state = stateAt(curve, time, survival);
  if (state !== null) {
    return {
      ...named,
      survival: null,
      standardError: null,
      lower: null,
      upper: null,
      cumulativeHazard: null,
      notEstimable: state,
      limitsNotEstimable: state,
    };
  }
  if (row < 0) {
    return { ...named, survival, standardError: 0, lower: 1, upper: 1, cumulativeHazard: 0, ...KNOWN };
  }
  return {
    ...named,
    survival,
    standardError: curve.standardError[row] ?? null,
    lower: curve.lower[row] ?? null,
    upper: curve.upper[row] ?? null,
    cumulativeHazard: curve.cumulativeHazard[row] ?? null,
    notEstimable: null,
    limitsNotEstimable: row < curve.standardError.length ? null : 'estimate_at_boundary',
  };
}

function stateAt(curve: SurvivalCurve, time: number, survival: number): NotEstimable | null {
  if (curve.lastTime === null) return 'risk_set_empty';
  return time > curve.lastTime && survival > 0 ? 'beyond_follow_up' : null;
}

function sumRows(counts: Float64Array, after: number, upTo: number): number {
  let sum = 0;
  for (let i = after + 1; i <= upTo; i += 1) sum += counts[i] ?? 0;
  return sum;
}
