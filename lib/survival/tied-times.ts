import { SurvivalInputError } from './errors';

/** R's `sqrt(.Machine$double.eps)`, the tolerance of `aeqSurv`. */
export const TIE_TOLERANCE = 2 ** -26;

/**
 * Times that differ only by rounding are one time: the smallest kept values, or null when nothing merges.
 * Neighbouring distinct values are tied when they differ by at most 1.49e-8, absolutely or relative to the mean of
 * the distinct values; chains merge. `ascending` holds all times, starts and stops, of all groups.
 * Agrees with `survival:::aeqSurv` (the `timefix` of survfit, survdiff and coxph).
 */
export function mergedTimes(ascending: Float64Array): Float64Array | null {
  const { mean, smallestGap } = distinctSpacing(ascending);
  const tied = (gap: number): boolean => gap <= TIE_TOLERANCE || gap / mean <= TIE_TOLERANCE;
  if (!tied(smallestGap)) return null;
  const kept = new Float64Array(ascending.length);
  let [count, before] = [0, -Infinity];
  for (let i = 0; i < ascending.length; i += 1) {
    const value = ascending[i] ?? 0;
    if (!tied(value - before)) {
      kept[count] = value;
      count += 1;
    }
    before = value;
  }
  return kept.slice(0, count);
}

/** Replaces ascending times by the largest kept value at or before each, in place and in one walk. */
export function snapAscending(ascending: Float64Array, kept: Float64Array): void {
  let at = 0;
  for (let i = 0; i < ascending.length; i += 1) {
    const value = ascending[i] ?? 0;
    while (at + 1 < kept.length && (kept[at + 1] ?? 0) <= value) at += 1;
    ascending[i] = kept[at] ?? 0;
  }
}

/** Replaces every time by the largest kept value at or before it, in place. */
export function snapTimes(times: Float64Array, kept: Float64Array): void {
  for (let i = 0; i < times.length; i += 1) times[i] = kept[lastAtOrBefore(kept, times[i] ?? 0)] ?? 0;
}

/** Position of the last value at or before `time` in an ascending column; -1 when all are later. */
export function lastAtOrBefore(ascending: ArrayLike<number>, time: number): number {
  let low = 0;
  let high = ascending.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((ascending[middle] ?? 0) <= time) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/** Refuses an interval that only rounding kept open; R stops with "an interval has effective length 0". */
export function refuseEmptyIntervals(start: Float64Array, stop: Float64Array): void {
  for (let i = 0; i < stop.length; i += 1) {
    if ((start[i] ?? 0) >= (stop[i] ?? 0)) throw new SurvivalInputError('start', 'empty_after_rounding', i);
  }
}

/** Mean of the distinct values and the smallest gap between two of them. */
function distinctSpacing(ascending: Float64Array): { mean: number; smallestGap: number } {
  let [before, smallestGap, sum, count] = [-Infinity, Infinity, 0, 0];
  for (let i = 0; i < ascending.length; i += 1) {
    const value = ascending[i] ?? 0;
    const gap = value - before;
    if (gap === 0) continue;
    if (gap < smallestGap) smallestGap = gap;
    sum += value;
    count += 1;
    before = value;
  }
  return { mean: sum / count, smallestGap };
}
