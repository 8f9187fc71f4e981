import { checkGiven } from '../choices';
import { checkFields } from '../shapes';
import { SurvivalInputError } from '../errors';
import { checkedNumbers, checkedTimes, type Column } from './observations';
import { lastAtOrBefore, mergedTimes } from './tied-times';

/**
 * What the curves and tests are computed from: one row per distinct exit time, ascending, whether events or only
 * censorings happen there. `atRisk` counts entry < time <= exit: somebody censored at a time is still at risk at it,
 * somebody who enters at it is not yet. `byCause[k]` holds the events of cause k + 1 and `events` their sum.
 * `entries` is null when everybody is followed from time 0. `size` is the number of rows. With case weights everything but
 * `size` is a sum of weights.
 */
export type EventTable = Readonly<{
  time: Float64Array;
  atRisk: Float64Array;
  events: Float64Array;
  censored: Float64Array;
  byCause: readonly Float64Array[];
  entries: Readonly<{ time: Float64Array; count: Float64Array }> | null;
  size: number;
}>;

/** Refuses what is not an event table. */
export function checkTable(table: EventTable): void {
  checkFields('table', table, {
    size: 'number',
    time: 'column',
    atRisk: 'column',
    events: 'column',
    censored: 'column',
    byCause: 'columns',
  });
  if (table.entries !== null) checkFields('table.entries', table.entries, { time: 'column', count: 'column' });
}

/** The tables of a test, one list for each stratum. */
export function checkStrata(strata: readonly (readonly EventTable[])[]): void {
  if (!Array.isArray(strata)) throw new SurvivalInputError('strata', 'empty');
  for (const tables of strata as readonly (readonly EventTable[])[]) {
    if (!Array.isArray(tables)) throw new SurvivalInputError('strata', 'empty');
    tables.forEach(checkTable);
  }
}

/** A table that a database has already aggregated: times strictly ascending, counts whole and not negative. */
export type AggregatedCounts = Readonly<{ time: Column; censored: Column }> &
  (Readonly<{ events: Column }> | Readonly<{ eventsByCause: readonly Column[] }>);

/** Times with a column of counts per event code, before anyone at risk is counted. */
export type Counted = Readonly<{ time: Float64Array; byCode: readonly Float64Array[] }>;

/**
 * The table of counts that were aggregated elsewhere, in O(distinct times). Times equal up to rounding are merged,
 * rows without events and censorings dropped. Throws `SurvivalInputError` for times not strictly ascending and for
 * counts that are negative or not whole.
 */
export function eventTableFromCounts(counts: AggregatedCounts): EventTable {
  checkGiven('counts', counts);
  const size = (counts.time as Column | null | undefined)?.length ?? 0;
  if (size === 0) throw new SurvivalInputError('time', 'empty');
  const time = checkedTimes('time', counts.time, size);
  for (let i = 1; i < size; i += 1) {
    if ((time[i] ?? 0) <= (time[i - 1] ?? 0)) throw new SurvivalInputError('time', 'not_ascending', i);
  }
  const columns = 'events' in counts ? [counts.events] : counts.eventsByCause;
  const name = 'events' in counts ? 'events' : 'eventsByCause';
  if (!Array.isArray(columns) || columns.length === 0) throw new SurvivalInputError(name, 'empty');
  const byCode = [
    checkedCounts('censored', counts.censored, size),
    ...columns.map((column: Column) => checkedCounts(name, column, size)),
  ];
  const table = finishTable(dropEmptyRows(mergeRows({ time, byCode })), null, null);
  if (table.size === 0) throw new SurvivalInputError('events', 'empty');
  return table;
}

/** How many of a table are at risk at any time, not only at its own exit times: entry < time <= exit. */
export function atRiskAt(table: EventTable, time: number): number {
  checkTable(table);
  if (typeof time !== 'number' || Number.isNaN(time)) throw new SurvivalInputError('time', 'not_finite');
  const next = firstAtOrAfter(table.time, time);
  const exit = table.time[next];
  if (exit === undefined) return 0;
  return (table.atRisk[next] ?? 0) - enteringBetween(table, time, exit);
}

/** Position of the first value at or after `time`; the length when all are earlier. */
export function firstAtOrAfter(ascending: ArrayLike<number>, time: number): number {
  const last = lastAtOrBefore(ascending, time);
  return last >= 0 && ascending[last] === time ? last : last + 1;
}

/** Entries at or after `from` and before `to`: at risk at `to`, not yet at `from`. */
function enteringBetween(table: EventTable, from: number, to: number): number {
  if (table.entries === null) return 0;
  const { time, count } = table.entries;
  let entering = 0;
  for (let i = firstAtOrAfter(time, from); i < time.length && (time[i] ?? 0) < to; i += 1) entering += count[i] ?? 0;
  return entering;
}

function checkedCounts(argument: string, column: Column, size: number): Float64Array {
  const values = checkedNumbers(argument, column, size);
  let sum = 0;
  values.forEach((value, row) => {
    if (value < 0) throw new SurvivalInputError(argument, 'negative', row);
    if (!Number.isInteger(value)) throw new SurvivalInputError(argument, 'not_an_integer', row);
    sum += value;
    // Beyond it whole numbers cannot be told apart.
    if (sum > Number.MAX_SAFE_INTEGER) throw new SurvivalInputError(argument, 'out_of_range', row);
  });
  return values;
}

function mergeRows(counted: Counted): Counted {
  const kept = mergedTimes(counted.time);
  if (kept === null) return counted;
  const byCode = counted.byCode.map(() => new Float64Array(kept.length));
  counted.time.forEach((time, row) => {
    const to = lastAtOrBefore(kept, time);
    byCode.forEach((column, code) => {
      column[to] = (column[to] ?? 0) + (counted.byCode[code]?.[row] ?? 0);
    });
  });
  return { time: kept, byCode };
}

function dropEmptyRows(counted: Counted): Counted {
  const used = (_: number, row: number): boolean => counted.byCode.some((column) => (column[row] ?? 0) > 0);
  return { time: counted.time.filter(used), byCode: counted.byCode.map((column) => column.filter(used)) };
}

function addTo(sum: Float64Array, column: Float64Array): void {
  for (let row = 0; row < sum.length; row += 1) sum[row] = (sum[row] ?? 0) + (column[row] ?? 0);
}

/**
 * Adds up the causes and counts who is at risk, backwards from the last exit. Sums of weights come with the table of the
 * `rows` that they belong to: where nobody is left but those who leave, no rounding of earlier sums may be left either.
 */
export function finishTable(counted: Counted, entered: Counted | null, rows: EventTable | null): EventTable {
  const { time } = counted;
  const [censored = new Float64Array(0), ...byCause] = counted.byCode;
  const single = byCause.length === 1 ? byCause[0] : undefined;
  const events = single ?? new Float64Array(time.length);
  if (single === undefined) {
    for (const column of byCause) addTo(events, column);
  }
  const entries = entered === null ? null : { time: entered.time, count: entered.byCode[0] ?? new Float64Array(0) };
  const atRisk = new Float64Array(time.length);
  let left = 0;
  let later = (entries?.time.length ?? 0) - 1;
  let size = 0;
  for (let i = time.length - 1; i >= 0; i -= 1) {
    const leaving = (events[i] ?? 0) + (censored[i] ?? 0);
    size += leaving;
    left += leaving;
    while (entries !== null && later >= 0 && (entries.time[later] ?? 0) >= (time[i] ?? 0)) {
      left -= entries.count[later] ?? 0;
      later -= 1;
    }
    if (rows !== null && rows.atRisk[i] === (rows.events[i] ?? 0) + (rows.censored[i] ?? 0)) left = leaving;
    atRisk[i] = left;
  }
  return { time, atRisk, events, censored, byCause, entries, size: rows === null ? size : rows.size };
}
