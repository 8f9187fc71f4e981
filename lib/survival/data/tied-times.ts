import { SurvivalInputError } from '../errors';
import type { SortedColumn } from '../math/sort-bits';

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
  if (!tied(smallestGap, mean)) return null;
  const kept = new Float64Array(ascending.length);
  let count = 0;
  let before = -Infinity;
  for (let i = 0; i < ascending.length; i += 1) {
    const value = ascending[i] ?? 0;
    if (!tied(value - before, mean)) {
      kept[count] = value;
      count += 1;
    }
    before = value;
  }
  return kept.slice(0, count);
}

/** The same in place, in the sorted column and in the column it was sorted from. */
export function mergeSorted({ order, values }: SortedColumn, column: Float64Array): void {
  const { mean, smallestGap } = distinctSpacing(values);
  if (!tied(smallestGap, mean)) return;
  const clear = 2 * TIE_TOLERANCE * Math.max(1, mean);
  let kept = -Infinity;
  let before = -Infinity;
  for (let i = 0; i < values.length; i += 1) {
    const value = values[i] ?? 0;
    const gap = value - before;
    // Nearly all gaps are clearly wide; only the others are divided.
    if (gap > clear || !tied(gap, mean)) kept = value;
    before = value;
    if (value === kept) continue;
    values[i] = kept;
    column[order[i] ?? 0] = kept;
  }
}

function tied(gap: number, mean: number): boolean {
  return gap <= TIE_TOLERANCE || gap / mean <= TIE_TOLERANCE;
}

/** Replaces every time by the largest kept value at or before it, in place, in both columns; see `mergeSorted`. */
export function snapSorted({ order, values }: SortedColumn, column: Float64Array, kept: Float64Array): void {
  let at = 0;
  for (let i = 0; i < values.length; i += 1) {
    const value = values[i] ?? 0;
    while (at + 1 < kept.length && (kept[at + 1] ?? 0) <= value) at += 1;
    values[i] = kept[at] ?? 0;
    column[order[i] ?? 0] = kept[at] ?? 0;
  }
}

/** Two ascending columns as one. */
export function mergeAscending(a: Float64Array, b: Float64Array): Float64Array {
  const all = new Float64Array(a.length + b.length);
  let i = 0;
  let j = 0;
  for (let to = 0; to < all.length; to += 1) {
    const fromA = j >= b.length || (i < a.length && (a[i] ?? 0) <= (b[j] ?? 0));
    all[to] = (fromA ? a[i] : b[j]) ?? 0;
    if (fromA) i += 1;
    else j += 1;
  }
  return all;
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
  let before = -Infinity;
  let smallestGap = Infinity;
  let sum = 0;
  let count = 0;
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
