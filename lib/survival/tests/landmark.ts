import { checkGiven } from '../choices';
import { SurvivalInputError } from '../errors';
import {
  checkedCodes,
  checkedTimes,
  checkObservations,
  rowCount,
  type Column,
  type Observations,
} from '../data/observations';

/** Who is left at a landmark: columns with time counted from it, and why the others are not. */
export type LandmarkSample = Readonly<{
  landmark: number;
  observations: Observations;
  /** 0-based rows of the input that were kept. */
  rows: Int32Array;
  excluded: Readonly<{ events: number; censored: number }>;
}>;

/**
 * Keeps the subjects followed beyond the landmark (time > landmark, strictly) and restarts the clock there; everybody
 * else is counted by the reason for leaving. Groups must be known at the landmark. With delayed entry somebody who
 * enters later keeps the later entry.
 */
export function landmarkSample(observations: Observations, landmark: number, causes = 1): LandmarkSample {
  if (!isTime(landmark)) throw new SurvivalInputError('landmark', 'out_of_range');
  checkObservations(observations, causes);
  const { time, start, event, group, strata } = observations;
  const excluded = { events: 0, censored: 0 };
  const rows = Int32Array.from(
    Array.from({ length: time.length }, (_, row) => row).filter((row) => {
      if ((time[row] ?? 0) > landmark) return true;
      excluded[(event[row] ?? 0) > 0 ? 'events' : 'censored'] += 1;
      return false;
    }),
  );
  const keep = (column: Column, shift = 0): Float64Array =>
    Float64Array.from(rows, (row) => Math.max(0, (column[row] ?? 0) - shift));
  const kept: Observations = {
    time: keep(time, landmark),
    event: keep(event),
    ...(start === undefined ? {} : { start: keep(start, landmark) }),
    ...(group === undefined ? {} : { group: keep(group) }),
    ...(strata === undefined ? {} : { strata: keep(strata) }),
  };
  return { landmark, observations: kept, rows, excluded };
}

/**
 * Landmark sample grouped by an intermediate event such as a transplant: group 1 had it at or before the landmark,
 * group 0 not yet (what happens later is ignored). `intermediate` holds its time, or null where it did not happen.
 */
export function landmarkByIntermediateEvent(
  observations: Omit<Observations, 'group'>,
  intermediate: ArrayLike<number | null>,
  landmark: number,
  causes = 1,
): LandmarkSample {
  checkGiven('observations', observations);
  if (!isTime(landmark)) throw new SurvivalInputError('landmark', 'out_of_range');
  if (rowCount('intermediate', intermediate) !== rowCount('time', observations.time))
    throw new SurvivalInputError('intermediate', 'length_mismatch');
  const group = Int32Array.from({ length: intermediate.length }, (_, row) => {
    const time = intermediate[row] ?? null;
    if (time !== null && !isTime(time)) throw new SurvivalInputError('intermediate', 'out_of_range', row);
    return time !== null && time <= landmark ? 1 : 0;
  });
  return landmarkSample({ ...observations, group }, landmark, causes);
}

function isTime(value: number): boolean {
  return typeof value === 'number' && value >= 0 && value < Infinity;
}

/** Intervals before and after an intermediate event: the input of the Mantel–Byar test and of Simon–Makuch curves. */
export type SplitIntervals = Readonly<{
  observations: Required<Pick<Observations, 'start' | 'time' | 'event' | 'group'>>;
  /** Subject (row of the input) of each interval. */
  subject: Int32Array;
  /** Subjects whose intermediate event was not before their exit: counted as never having had it. */
  ignoredAtExit: readonly number[];
}>;

/**
 * Splits each subject's follow-up at the intermediate event into (0, s] in group 0 and (s, time] in group 1. An
 * intermediate event at time 0 leaves only the second interval. One at or after the exit leaves no time behind it; it is
 * listed, never silently dropped. Subjects with time 0 are refused, an interval needs length.
 */
export function splitAtIntermediateEvent(
  time: Column,
  event: Column,
  intermediate: ArrayLike<number | null>,
): SplitIntervals {
  const times = checkedTimes('time', time, rowCount('time', time));
  const codes = checkedCodes('event', event, times.length);
  if (rowCount('intermediate', intermediate) !== times.length)
    throw new SurvivalInputError('intermediate', 'length_mismatch');
  const columns = { start: [] as number[], time: [] as number[], event: [] as number[], group: [] as number[] };
  const subject: number[] = [];
  const ignoredAtExit: number[] = [];
  const add = (row: number, from: number, to: number, code: number, group: number): void => {
    columns.start.push(from);
    columns.time.push(to);
    columns.event.push(code);
    columns.group.push(group);
    subject.push(row);
  };
  times.forEach((end, row) => {
    const at = intermediate[row] ?? null;
    const code = codes[row] ?? 0;
    if (at !== null && !isTime(at)) throw new SurvivalInputError('intermediate', 'out_of_range', row);
    if (end === 0) throw new SurvivalInputError('time', 'stop_not_after_start', row);
    if (at !== null && at >= end) ignoredAtExit.push(row);
    if (at === null || at >= end) return add(row, 0, end, code, 0);
    if (at > 0) add(row, 0, at, 0, 0);
    add(row, at, end, code, 1);
  });
  return { observations: columns, subject: Int32Array.from(subject), ignoredAtExit };
}
