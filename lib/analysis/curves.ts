import type { IncidenceCurves } from '@/lib/survival/competing/cumulative-incidence';
import type { EventTable } from '@/lib/survival/data/event-table';
import type { SurvivalCurve } from '@/lib/survival/curves/kaplan-meier';
import { toldLimits } from '@/lib/survival/curves/confidence-limits';
import { riskTable, type RiskTableColumn } from '@/lib/survival/curves/risk-table';
import { survivalAtTimes, type SurvivalAtTime } from '@/lib/survival/curves/survival-at-times';
import { medianSurvival, type SurvivalQuantile } from '@/lib/survival/curves/survival-quantiles';
import { lastAtOrBefore } from '@/lib/survival/data/tied-times';
import type { NotEstimable } from '@/lib/survival/not-estimable';

/** A corner of a step line, in percent; limits null where there are none. */
export type OwnStep = Readonly<{
  time: number;
  percent: number;
  low: number | null;
  high: number | null;
  /** under observation just before the step; not told of the corners that are no step */
  atRisk?: number;
}>;
export type OwnMark = Readonly<{ time: number; percent: number }>;

/** One group's curve as drawn, tabulated and exported. */
export type OwnCurve = Readonly<{
  name: string;
  n: number;
  events: number;
  censored: number;
  lastTime: number;
  steps: readonly OwnStep[];
  marks: readonly OwnMark[];
  risk: readonly RiskTableColumn[];
  median: SurvivalQuantile;
  atTimes: readonly SurvivalAtTime[];
}>;

/** An incidence curve of one cause in one group, read at the same times. */
export type OwnIncidence = Readonly<{
  name: string;
  n: number;
  events: number;
  steps: readonly OwnStep[];
  atTimes: readonly Readonly<{
    time: number;
    incidence: number | null;
    lower: number | null;
    upper: number | null;
    notEstimable: NotEstimable | null;
  }>[];
}>;

export function ownCurve(
  name: string,
  table: EventTable,
  curve: SurvivalCurve,
  ticks: readonly number[],
  times: readonly number[],
): OwnCurve {
  return {
    name,
    n: table.size,
    events: curve.totalEvents,
    censored: table.size - curve.totalEvents,
    lastTime: curve.lastTime ?? 0,
    steps: survivalSteps(curve),
    marks: Array.from(curve.time, (time, row) => ({
      time,
      percent: 100 * (curve.survival[row] ?? 0),
      count: curve.censored[row] ?? 0,
    }))
      .filter(({ count }) => count > 0)
      .map(({ time, percent }) => ({ time, percent })),
    risk: riskTable(table, ticks),
    median: medianSurvival(curve),
    atTimes: survivalAtTimes(curve, times).map((at) => ({ ...at, ...toldLimits(at.survival, at.lower, at.upper) })),
  };
}

/** Corners from (0, 100 %) to the last observation, nothing beyond. */
function survivalSteps(curve: SurvivalCurve): OwnStep[] {
  const steps: OwnStep[] = [{ time: 0, percent: 100, low: 100, high: 100 }];
  curve.time.forEach((time, row) => {
    if ((curve.events[row] ?? 0) === 0) return;
    steps.push({
      time,
      percent: 100 * (curve.survival[row] ?? 0),
      low: percentOf(curve.lower[row]),
      high: percentOf(curve.upper[row]),
      atRisk: curve.atRisk[row] ?? 0,
    });
  });
  return toTheEnd(steps, curve.lastTime);
}

export function ownIncidence(
  name: string,
  curves: IncidenceCurves,
  cause: number,
  times: readonly number[],
): OwnIncidence {
  const own = curves.causes[cause - 1];
  const steps: OwnStep[] = [{ time: 0, percent: 0, low: 0, high: 0 }];
  curves.time.forEach((time, row) => {
    if ((own?.events[row] ?? 0) === 0) return;
    steps.push({
      time,
      percent: 100 * (own?.incidence[row] ?? 0),
      low: percentOf(own?.lower[row]),
      high: percentOf(own?.upper[row]),
      atRisk: curves.atRisk[row] ?? 0,
    });
  });
  return {
    name,
    n: curves.n,
    events: own?.totalEvents ?? 0,
    steps: toTheEnd(steps, curves.lastTime),
    atTimes: times.map((time) => incidenceAt(curves, cause, time)),
  };
}

/** The incidence at one time; unknown after the last observation, unless nobody is left without an event. */
function incidenceAt(curves: IncidenceCurves, cause: number, time: number): OwnIncidence['atTimes'][number] {
  const row = lastAtOrBefore(curves.time, time);
  const own = curves.causes[cause - 1];
  if (curves.lastTime === null)
    return { time, incidence: null, lower: null, upper: null, notEstimable: 'risk_set_empty' };
  if (time > curves.lastTime && (curves.eventFree.at(-1) ?? 0) > 1e-12)
    return { time, incidence: null, lower: null, upper: null, notEstimable: 'beyond_follow_up' };
  if (row < 0) return { time, incidence: 0, lower: null, upper: null, notEstimable: null };
  const incidence = own?.incidence[row] ?? null;
  const limits = toldLimits(incidence, own?.lower[row] ?? null, own?.upper[row] ?? null);
  return { time, incidence, ...limits, notEstimable: null };
}

function toTheEnd(steps: OwnStep[], lastTime: number | null): OwnStep[] {
  const last = steps.at(-1);
  return last !== undefined && lastTime !== null && lastTime > last.time
    ? [...steps, { time: lastTime, percent: last.percent, low: last.low, high: last.high }]
    : steps;
}

/** The corners that have limits; where they end (the curve has reached its last value), the last limits reach up to there. */
export function bandSteps<Step extends { low: number | null; high: number | null }>(steps: readonly Step[]): Step[] {
  const end = steps.findIndex(({ low, high }) => low === null || high === null);
  const [last, first] = [steps[end - 1], steps[end]];
  if (last === undefined || first === undefined) return [...steps];
  return [...steps.slice(0, end), { ...first, low: last.low, high: last.high }];
}

/**
 * What a drawing needs of a long curve: of the corners that fall into one of `cells` columns of the axis the last, which is
 * where the line leaves the column. Short curves come back as they are.
 */
export function forDrawing<Point extends { time: number }>(
  points: readonly Point[],
  end: number,
  cells = 1200,
): Point[] {
  if (points.length <= cells) return [...points];
  const kept = new Map<number, Point>();
  for (const point of points) kept.set(Math.ceil((point.time / end) * cells), point);
  return [...kept.values()];
}

function percentOf(share: number | undefined): number | null {
  return share === undefined ? null : 100 * share;
}
