import { SurvivalInputError } from '../errors';
import { TIE_TOLERANCE } from './tied-times';

/** Rows that are intervals (start, time] of subjects; `start` null where every row begins at 0. */
export type Intervals = Readonly<{
  subject: Int32Array;
  start: Float64Array | null;
  time: Float64Array;
  event: Uint8Array;
}>;

/**
 * The rows by subject and by the beginning of their interval. Refused, by the row that is wrong: two intervals of a subject
 * that overlap, and an interval after the one that ended with an event. Times that differ by rounding alone meet.
 */
export function subjectOrder({ subject, start, time, event }: Intervals): Uint32Array {
  const startOf = (row: number): number => start?.[row] ?? 0;
  const order = Uint32Array.from(time, (_, row) => row).sort(
    (a, b) =>
      (subject[a] ?? 0) - (subject[b] ?? 0) || startOf(a) - startOf(b) || (time[a] ?? 0) - (time[b] ?? 0) || a - b,
  );
  for (let i = 1; i < order.length; i += 1) {
    const [before, row] = [order[i - 1] ?? 0, order[i] ?? 0];
    if (subject[before] !== subject[row]) continue;
    if (startOf(row) < (time[before] ?? 0) && !meet(time[before] ?? 0, startOf(row)))
      throw new SurvivalInputError('subject', 'overlapping_intervals', row);
    if (event[before] !== 0) throw new SurvivalInputError('subject', 'after_event', row);
  }
  return order;
}

/** Which rows stand for the whole of a subject's unbroken time under observation, and where that began. */
export type Joined = Readonly<{ rows: Uint32Array; start: Float64Array | null }>;

/**
 * Joins the intervals of a subject that follow each other without a gap, in one group and stratum and with one weight: the last
 * of them stands for all, from the beginning of the first. So a subject counts once, and nobody counts as censored where the
 * next interval begins.
 */
export function joinIntervals(intervals: Intervals, same: (a: number, b: number) => boolean): Joined {
  const { subject, time } = intervals;
  const order = subjectOrder(intervals);
  if (intervals.start === null) return { rows: Uint32Array.from(order).sort(), start: null };
  const start = intervals.start.slice();
  const joined = new Uint8Array(order.length);
  for (let i = 1; i < order.length; i += 1) {
    const [before, row] = [order[i - 1] ?? 0, order[i] ?? 0];
    if (subject[before] !== subject[row] || !same(before, row)) continue;
    if (!meet(time[before] ?? 0, start[row] ?? 0)) continue;
    start[row] = start[before] ?? 0;
    joined[before] = 1;
  }
  return { rows: order.filter((row) => joined[row] === 0).sort(), start };
}

function meet(end: number, start: number): boolean {
  return Math.abs(end - start) <= TIE_TOLERANCE * Math.max(1, Math.abs(end));
}
