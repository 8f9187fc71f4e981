import type { DigitisedCurve } from './digitised-curve';

/** Working state of the reconstruction, one entry per digitised point. */
export type GuyotState = {
  curve: DigitisedCurve;
  /** First and last point of each interval between numbers at risk. */
  first: number[];
  last: number[];
  atRiskGiven: number[];
  events: Float64Array;
  censored: Float64Array;
  atRisk: Float64Array;
  estimate: Float64Array;
  /** Last point with an event before each interval. */
  lastEvent: number[];
  /** Below 0 where even without censoring fewer are left than published. */
  censoredInInterval: number[];
  converged: boolean;
};

export const MAXIMAL_ROUNDS = 500;

/** R's `round`: halves go to the even neighbour. */
export function roundHalfEven(value: number): number {
  const floor = Math.floor(value);
  const rest = value - floor;
  if (rest !== 0.5) return Math.round(value);
  return floor % 2 === 0 ? floor : floor + 1;
}

/**
 * Spreads censorings evenly over an interval and counts them per step (t_k, t_k+1]; a value that rounding put just
 * above a step's end still belongs to it.
 */
export function spreadCensorings(state: GuyotState, interval: number, end: number): void {
  const { time } = state.curve;
  const from = state.first[interval] ?? 0;
  const count = state.censoredInInterval[interval] ?? 0;
  for (let k = from; k <= (state.last[interval] ?? 0); k += 1) state.censored[k] = 0;
  if (count <= 0 || end <= from) return;
  const [start, stop] = [time[from] ?? 0, time[end] ?? 0];
  const fuzz = 1e-7 * medianStep(time, from, end);
  let k = from;
  for (let j = 1; j <= count; j += 1) {
    const at = start + (j * (stop - start)) / (count + 1);
    while (k + 1 < end && at > (time[k + 1] ?? 0) + fuzz) k += 1;
    state.censored[k] = (state.censored[k] ?? 0) + 1;
  }
}

/** Walks the points of an interval: events from the fall of the curve since the last event, then who is left. */
export function walkInterval(state: GuyotState, interval: number, guardEnd: boolean): number {
  const { events, censored, atRisk, estimate, curve } = state;
  const from = state.first[interval] ?? 0;
  atRisk[from] = state.atRiskGiven[interval] ?? 0;
  let previous = state.lastEvent[interval] ?? 0;
  for (let k = from; k <= (state.last[interval] ?? 0); k += 1) {
    const n = atRisk[k] ?? 0;
    const level = estimate[previous] ?? 0;
    const fallen = k === 0 || level === 0 || n === 0 ? 0 : roundHalfEven(n * (1 - (curve.survival[k] ?? 0) / level));
    const d = Math.max(0, Math.min(n, fallen));
    events[k] = d;
    estimate[k] = k === 0 ? 1 : level * (n === 0 ? 1 : 1 - d / n);
    let left = n - d - (censored[k] ?? 0);
    if (guardEnd && left < 0) {
      censored[k] = n - d;
      left = 0;
    }
    atRisk[k + 1] = left;
    if (d !== 0) previous = k;
  }
  return previous;
}

function medianStep(time: Float64Array, from: number, end: number): number {
  const steps = Array.from({ length: end - from }, (_, i) => (time[from + i + 1] ?? 0) - (time[from + i] ?? 0)).sort(
    (a, b) => a - b,
  );
  const middle = steps.length >> 1;
  return steps.length % 2 === 1 ? (steps[middle] ?? 0) : ((steps[middle - 1] ?? 0) + (steps[middle] ?? 0)) / 2;
}
