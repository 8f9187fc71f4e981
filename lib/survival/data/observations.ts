import { checkGiven } from '../choices';
import { SurvivalInputError } from '../errors';
import type { SortedColumn } from '../math/sort-bits';
import { sortColumn } from '../math/sort-order';
import { joinIntervals } from './subjects';
import { mergeAscending, mergedTimes, mergeSorted, refuseEmptyIntervals, snapSorted } from './tied-times';

/** A column of numbers: a plain or a typed array. */
export type Column = ArrayLike<number>;

/**
 * One row per subject, or per interval of a subject; rows in any order.
 * `time` is the follow-up time, or with `start` the end of the interval (start, time]: a row is at risk after `start`
 * up to and including `time`. `event` is 0 for censored, 1 for the event, 1..K for competing causes. `group` and
 * `strata` are codes 0, 1, 2, …; the first group is the reference. Times are non-negative, in any unit (the program
 * uses whole days). `weights` are case weights, not negative; only the Kaplan-Meier curves are defined with them here, all
 * other methods on observations refuse them (Cox models take their own). `subject` are codes of the persons behind the rows:
 * with them, intervals of one person that overlap or follow an event are refused, and those that follow each other in one group
 * count as one; without them every row is a person of its own.
 */
export type Observations = Readonly<{
  time: Column;
  start?: Column;
  event: Column;
  group?: Column;
  strata?: Column;
  weights?: Column;
  subject?: Column;
}>;

/** What the methods work on: checked copies with tied times made equal. */
export type CheckedObservations = Readonly<{
  size: number;
  time: Float64Array;
  start: Float64Array | null;
  event: Uint8Array;
  causes: number;
  group: Int32Array | null;
  groupCount: number;
  strata: Int32Array | null;
  stratumCount: number;
  weights: Float64Array | null;
  latest: number;
  /** True when every time is a whole number, so that counting can replace sorting. */
  whole: boolean;
  /** Rows by ascending time, when they had to be sorted to find tied times; `sortedByTime` gives it in any case. */
  sorted: SortedColumn | null;
}>;

/** Above this, two whole numbers could count as tied relative to their mean. */
const LARGEST_SAFE_WHOLE = 2 ** 25;
/** Sums of squares of anything beyond it would leave the range of numbers. */
const LARGEST_NUMBER = 1e100;
/** A weight above 0 but below it would vanish in its square. */
const LEAST_WEIGHT = 1e-100;
/** A weight smaller than the largest by more than this would vanish beside it. */
const LARGEST_SPREAD = 1e15;
const LARGEST_CODE = 2 ** 24;
const LARGEST_CAUSE = 255;
/** Codes count from 0, so a large one (an identifier by mistake) would ask for as many empty groups. */
const LARGEST_CELLS = 2 ** 18;

/**
 * Checks the columns and copies them: equal lengths, not empty, times finite and not negative, start < time, event
 * codes 0..`causes`, group and stratum codes whole and not negative. Times equal up to rounding are made equal, as
 * R's `timefix` does. Throws `SurvivalInputError` with the argument and the first offending row, and for weights where the
 * method is not `weighted`.
 */
export function checkObservations(
  observations: Observations,
  causes = 1,
  method: 'weighted' | 'unweighted' = 'unweighted',
): CheckedObservations {
  const { size, time, start, event, group, strata, weights } = ofSubjects(
    checkedColumns(observations, causes, method),
    observations.subject,
  );
  const groupCount = group === null ? 1 : largest(group) + 1;
  const stratumCount = strata === null ? 1 : largest(strata) + 1;
  if (groupCount * stratumCount * (causes + 1) > LARGEST_CELLS)
    throw new SurvivalInputError(groupCount > stratumCount ? 'group' : 'strata', 'out_of_range');
  const whole = isWhole(time) && (start === null || isWhole(start));
  const sorted = whole ? null : mergeTiedTimes(time, start);
  const checked: CheckedObservations = {
    size,
    time,
    start,
    event,
    causes,
    group,
    groupCount,
    strata,
    stratumCount,
    weights,
    latest: largest(time),
    whole,
    sorted,
  };
  checkedHere.add(checked);
  return checked;
}

const checkedHere = new WeakSet();

/** Refuses columns that `checkObservations` has not seen: nothing behind it looks at them again. */
export function refuseUnchecked(checked: CheckedObservations): void {
  checkGiven('checked', checked);
  if (!checkedHere.has(checked)) throw new SurvivalInputError('checked', 'unsupported');
}

type Columns = Pick<CheckedObservations, 'size' | 'time' | 'start' | 'event' | 'group' | 'strata' | 'weights'>;

function checkedColumns(observations: Observations, causes: number, method: 'weighted' | 'unweighted'): Columns {
  const size = rowsOf(observations);
  const time = checkedTimes('time', observations.time, size);
  const start = observations.start === undefined ? null : checkedTimes('start', observations.start, size);
  if (start !== null) refuseEmpty(start, time);
  const event = checkedEvents(observations.event, size, causes);
  const group = observations.group === undefined ? null : checkedCodes('group', observations.group, size);
  const strata = observations.strata === undefined ? null : checkedCodes('strata', observations.strata, size);
  if (observations.weights !== undefined && method === 'unweighted')
    throw new SurvivalInputError('weights', 'unsupported');
  const weights = observations.weights === undefined ? null : checkedTimes('weights', observations.weights, size);
  if (weights !== null) checkSpread(weights);
  return { size, time, start, event, group, strata, weights };
}

/** The rows of persons, where the caller says whose they are: unbroken intervals joined. */
function ofSubjects(columns: Columns, subjects: Column | undefined): Columns {
  if (subjects === undefined) return columns;
  const { size, time, event, group, strata, weights } = columns;
  const subject = checkedCodes('subject', subjects, size);
  const same = (a: number, b: number): boolean =>
    group?.[a] === group?.[b] && strata?.[a] === strata?.[b] && weights?.[a] === weights?.[b];
  const { rows, start } = joinIntervals({ subject, start: columns.start, time, event }, same);
  const kept = (column: Float64Array): Float64Array => Float64Array.from(rows, (row) => column[row] ?? 0);
  const codes = (column: Int32Array): Int32Array => Int32Array.from(rows, (row) => column[row] ?? 0);
  return {
    size: rows.length,
    time: kept(time),
    start: start === null ? null : kept(start),
    event: Uint8Array.from(rows, (row) => event[row] ?? 0),
    group: group === null ? null : codes(group),
    strata: strata === null ? null : codes(strata),
    weights: weights === null ? null : kept(weights),
  };
}

/** Refuses weights above 0 that vanish in their sums or squares. */
export function checkSpread(weights: Float64Array): void {
  const least = Math.max(LEAST_WEIGHT, largest(weights) / LARGEST_SPREAD);
  const vanishing = weights.findIndex((weight) => weight > 0 && weight < least);
  if (vanishing >= 0) throw new SurvivalInputError('weights', 'out_of_range', vanishing);
}

function rowsOf(observations: Observations): number {
  const size = rowCount('time', (observations as Observations | null | undefined)?.time);
  if (size === 0) throw new SurvivalInputError('time', 'empty');
  return size;
}

/** Rows by ascending time (stable), sorted only once. */
export function sortedByTime(checked: CheckedObservations): SortedColumn {
  return checked.sorted ?? sortColumn(checked.time);
}

/**
 * A column of finite numbers as a `Float64Array` copy. A plain array may hold anything at run time, and a null would
 * silently become the time 0; so every cell's type is looked at before it is copied.
 */
export function checkedNumbers(argument: string, column: Column, size: number): Float64Array {
  checkLength(argument, column, size);
  const values = new Float64Array(size);
  for (let i = 0; i < size; i += 1) {
    const value: unknown = column[i];
    if (typeof value !== 'number' || !(value >= -LARGEST_NUMBER && value <= LARGEST_NUMBER))
      throw tooFar(argument, value, i);
    values[i] = value;
  }
  return values;
}

function tooFar(argument: string, value: unknown, row: number): SurvivalInputError {
  const finite = typeof value === 'number' && Number.isFinite(value);
  return new SurvivalInputError(argument, finite ? 'out_of_range' : 'not_finite', row);
}

/** Like `checkedNumbers`, and none negative. */
export function checkedTimes(argument: string, column: Column, size: number): Float64Array {
  checkLength(argument, column, size);
  const values = new Float64Array(size);
  for (let i = 0; i < size; i += 1) {
    const value: unknown = column[i];
    if (typeof value !== 'number' || !(value >= 0 && value <= LARGEST_NUMBER)) throw refusal(argument, value, i);
    values[i] = value + 0; // turns a negative zero, which would sort after every other time, into 0
  }
  return values;
}

/** Like `checkedTimes`, and all whole: codes of groups, strata, clusters. */
export function checkedCodes(argument: string, column: Column, size: number): Int32Array {
  checkLength(argument, column, size);
  const codes = new Int32Array(size);
  for (let i = 0; i < size; i += 1) {
    const value: unknown = column[i];
    if (typeof value !== 'number' || !(value >= 0 && value <= LARGEST_CODE)) throw refusal(argument, value, i);
    codes[i] = value;
    if (codes[i] !== value) throw refusal(argument, value, i);
  }
  return codes;
}

/** The length of a column. Untyped callers may pass null for one that they do not have: that is a refusal, no fault. */
export function rowCount(argument: string, column: ArrayLike<unknown> | null | undefined): number {
  if (column === null || column === undefined) throw new SurvivalInputError(argument, 'empty');
  const { length } = column;
  if (!Number.isInteger(length)) throw new SurvivalInputError(argument, 'empty');
  return length;
}

function checkLength(argument: string, column: Column | null | undefined, size: number): void {
  if (rowCount(argument, column) !== size) throw new SurvivalInputError(argument, 'length_mismatch');
}

/** What is wrong with a cell that must be a whole number, or a time, not below 0 and not too large. */
function refusal(argument: string, value: unknown, row: number): SurvivalInputError {
  if (typeof value !== 'number' || !Number.isFinite(value)) return new SurvivalInputError(argument, 'not_finite', row);
  if (value < 0) return new SurvivalInputError(argument, 'negative', row);
  if (value > LARGEST_NUMBER) return new SurvivalInputError(argument, 'out_of_range', row);
  if (!Number.isInteger(value)) return new SurvivalInputError(argument, 'not_an_integer', row);
  return new SurvivalInputError(argument, 'out_of_range', row);
}

function checkedEvents(column: Column, size: number, causes: number): Uint8Array {
  if (!Number.isInteger(causes) || causes < 1 || causes > LARGEST_CAUSE) {
    throw new SurvivalInputError('causes', 'out_of_range');
  }
  checkLength('event', column, size);
  const events = new Uint8Array(size);
  for (let i = 0; i < size; i += 1) {
    const value: unknown = column[i];
    if (typeof value !== 'number' || !(value >= 0 && value <= causes)) throw refusal('event', value, i);
    events[i] = value;
    if (events[i] !== value) throw refusal('event', value, i);
  }
  return events;
}

function refuseEmpty(start: Float64Array, stop: Float64Array): void {
  for (let i = 0; i < stop.length; i += 1) {
    if ((stop[i] ?? 0) <= (start[i] ?? 0)) throw new SurvivalInputError('start', 'stop_not_after_start', i);
  }
}

function isWhole(times: Float64Array): boolean {
  for (let i = 0; i < times.length; i += 1) {
    const value = times[i] ?? 0;
    if (value > LARGEST_SAFE_WHOLE || value !== Math.floor(value)) return false;
  }
  return true;
}

function largest(values: Int32Array | Float64Array): number {
  let found = 0;
  for (let i = 0; i < values.length; i += 1) {
    const value = values[i] ?? 0;
    if (value > found) found = value;
  }
  return found;
}

function mergeTiedTimes(time: Float64Array, start: Float64Array | null): SortedColumn {
  const sorted = sortColumn(time);
  if (start === null) {
    mergeSorted(sorted, time);
    return sorted;
  }
  const sortedStart = sortColumn(start);
  const kept = mergedTimes(mergeAscending(sortedStart.values, sorted.values));
  if (kept === null) return sorted;
  snapSorted(sorted, time, kept);
  snapSorted(sortedStart, start, kept);
  refuseEmptyIntervals(start, time);
  return sorted;
}
