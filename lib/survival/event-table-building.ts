import { finishTable, type Counted, type EventTable } from './event-table';
import { sortedByTime, type CheckedObservations } from './observations';

/** Counting by whole time is worth it while the bins are not many more than the rows. */
const BINS_PER_ROW = 8;
const FREE_BINS = 2 ** 20;

/**
 * One table per cell, cell = stratum × number of groups + group; cells without rows give empty tables.
 * Whole times are counted without sorting, others are sorted once; the cost is O(n) either way.
 */
export function eventTables(checked: CheckedObservations): EventTable[] {
  const cells = checked.stratumCount * checked.groupCount;
  const bins = cells * (checked.latest + 1) * (checked.causes + 2);
  if (checked.whole && bins <= BINS_PER_ROW * checked.size + FREE_BINS) return countedTables(checked, cells);
  return sortedTables(checked, cells);
}

function countedTables(checked: CheckedObservations, cells: number): EventTable[] {
  const { time, event, group, strata, groupCount, causes, latest, start } = checked;
  const width = latest + 1;
  const codes = causes + 1;
  const exits = new Float64Array(cells * codes * width);
  const entered = start === null ? null : new Float64Array(cells * width);
  for (let i = 0; i < time.length; i += 1) {
    const cell = (strata === null ? 0 : (strata[i] ?? 0) * groupCount) + (group === null ? 0 : (group[i] ?? 0));
    const at = (cell * codes + (event[i] ?? 0)) * width + (time[i] ?? 0);
    exits[at] = (exits[at] ?? 0) + 1;
    if (entered === null || start === null) continue;
    const from = cell * width + (start[i] ?? 0);
    entered[from] = (entered[from] ?? 0) + 1;
  }
  return Array.from({ length: cells }, (_, cell) => {
    const bins = Array.from({ length: codes }, (_code, code) => {
      const from = (cell * codes + code) * width;
      return exits.subarray(from, from + width);
    });
    const entries = entered === null ? null : compress([entered.subarray(cell * width, (cell + 1) * width)]);
    return finishTable(compress(bins), entries);
  });
}

/** Keeps the bins that hold anything; the bin number is the time. */
function compress(bins: readonly Float64Array[]): Counted {
  const width = bins[0]?.length ?? 0;
  const times = new Float64Array(width);
  let count = 0;
  for (let time = 0; time < width; time += 1) {
    let any = 0;
    for (let code = 0; code < bins.length; code += 1) any += bins[code]?.[time] ?? 0;
    if (any === 0) continue;
    times[count] = time;
    count += 1;
  }
  const time = times.slice(0, count);
  return { time, byCode: bins.map((bin) => Float64Array.from(time, (at) => bin[at] ?? 0)) };
}

function sortedTables(checked: CheckedObservations, cells: number): EventTable[] {
  const { order, values } = sortedByTime(checked);
  if (cells === 1) return [tableOfRows(checked, order, values)];
  return splitByCell(checked, order, cells).map((rows) => tableOfRows(checked, rows, gather(checked.time, rows)));
}

function splitByCell(checked: CheckedObservations, order: Uint32Array, cells: number): Uint32Array[] {
  const { group, strata, groupCount } = checked;
  const cellOf = (row: number): number => (strata?.[row] ?? 0) * groupCount + (group?.[row] ?? 0);
  const counts = new Uint32Array(cells);
  for (let i = 0; i < order.length; i += 1) counts[cellOf(i)] = (counts[cellOf(i)] ?? 0) + 1;
  const rows = Array.from(counts, (count) => new Uint32Array(count));
  counts.fill(0);
  for (let i = 0; i < order.length; i += 1) {
    const row = order[i] ?? 0;
    const cell = cellOf(row);
    const to = counts[cell] ?? 0;
    const list = rows[cell];
    if (list !== undefined) list[to] = row;
    counts[cell] = to + 1;
  }
  return rows;
}

function gather(values: Float64Array, rows: Uint32Array): Float64Array {
  const gathered = new Float64Array(rows.length);
  for (let i = 0; i < rows.length; i += 1) gathered[i] = values[rows[i] ?? 0] ?? 0;
  return gathered;
}

function tableOfRows(checked: CheckedObservations, rows: Uint32Array, times: Float64Array): EventTable {
  const time = new Float64Array(rows.length);
  const byCode = Array.from({ length: checked.causes + 1 }, () => new Float64Array(rows.length));
  const [censored = time, first = time] = byCode;
  let last = -1;
  let current = -1;
  for (let i = 0; i < rows.length; i += 1) {
    const at = times[i] ?? 0;
    if (at !== current) {
      last += 1;
      time[last] = at;
      current = at;
    }
    const code = checked.event[rows[i] ?? 0] ?? 0;
    let column = first;
    if (code === 0) column = censored;
    if (code > 1) column = byCode[code] ?? first;
    column[last] = (column[last] ?? 0) + 1;
  }
  const counted = { time: used(time, last + 1), byCode: byCode.map((column) => used(column, last + 1)) };
  return finishTable(counted, checked.start === null ? null : entriesOf(gather(checked.start, rows).sort()));
}

/** The filled part of a column; copied only where that frees at least half of it. */
function used(column: Float64Array, length: number): Float64Array {
  return 2 * length > column.length ? column.subarray(0, length) : column.slice(0, length);
}

function entriesOf(ascending: Float64Array): Counted {
  const time = new Float64Array(ascending.length);
  const count = new Float64Array(ascending.length);
  let last = -1;
  for (let i = 0; i < ascending.length; i += 1) {
    const at = ascending[i] ?? 0;
    if (last < 0 || time[last] !== at) {
      last += 1;
      time[last] = at;
    }
    count[last] = (count[last] ?? 0) + 1;
  }
  return { time: time.slice(0, last + 1), byCode: [count.slice(0, last + 1)] };
}
