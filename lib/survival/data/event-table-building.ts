import { finishTable, type Counted, type EventTable } from './event-table';
import { refuseUnchecked, sortedByTime, type CheckedObservations } from './observations';
import type { SortedColumn } from '../math/sort-bits';
import { sortColumn } from '../math/sort-order';

/** Counting by whole time is worth it while the bins are not many more than the rows. */
const BINS_PER_ROW = 8;
const FREE_BINS = 2 ** 20;

/**
 * One table per cell, cell = stratum × number of groups + group; cells without rows give empty tables.
 * Whole times are counted without sorting, others are sorted once; the cost is O(n) either way.
 */
export function eventTables(checked: CheckedObservations): EventTable[] {
  refuseUnchecked(checked);
  const cells = checked.stratumCount * checked.groupCount;
  const bins = cells * (checked.latest + 1) * (checked.causes + 2);
  if (checked.weights === null && checked.whole && bins <= BINS_PER_ROW * checked.size + FREE_BINS)
    return countedTables(checked, cells);
  return sortedTables(checked, cells);
}

function countedTables(checked: CheckedObservations, cells: number): EventTable[] {
  const width = checked.latest + 1;
  const codes = checked.causes + 1;
  const exits = new Float64Array(cells * codes * width);
  countTimes(checked, checked.time, codes, width, exits);
  const entered = checked.start === null ? null : new Float64Array(cells * width);
  if (checked.start !== null && entered !== null) countTimes(checked, checked.start, 1, width, entered);
  return Array.from({ length: cells }, (_, cell) => {
    const bins = Array.from({ length: codes }, (_code, code) => {
      const from = (cell * codes + code) * width;
      return exits.subarray(from, from + width);
    });
    const entries = entered === null ? null : compress([entered.subarray(cell * width, (cell + 1) * width)]);
    return finishTable(compress(bins), entries, null);
  });
}

/** Counts the rows of each time by cell and by `codes` event codes (1: whatever their code), `width` times each. */
function countTimes(
  { event, group, strata, groupCount }: CheckedObservations,
  time: Float64Array,
  codes: number,
  width: number,
  bins: Float64Array,
): void {
  for (let i = 0; i < time.length; i += 1) {
    const cell = (strata === null ? 0 : (strata[i] ?? 0) * groupCount) + (group === null ? 0 : (group[i] ?? 0));
    const at = (cell * codes + (codes === 1 ? 0 : (event[i] ?? 0))) * width + (time[i] ?? 0);
    bins[at] = (bins[at] ?? 0) + 1;
  }
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
  const labelCodes = checked.causes + 1;
  const labels = cellLabels(checked, cells);
  const begin = cellBegins(labels, cells, labelCodes);
  const exits = sortedByTime(checked);
  const entries = checked.start === null ? null : sortColumn(checked.start);
  const tablesWith = (weights: Float64Array | null, rows: readonly EventTable[]): EventTable[] => {
    const entered =
      entries === null ? [] : tally(entries, { labels, ...meaningOf(labelCodes, cells, 1), codes: 1 }, weights, begin);
    const left = tally(
      exits,
      { labels, ...meaningOf(labelCodes, cells, labelCodes), codes: labelCodes },
      weights,
      begin,
    );
    return left.map((counted, cell) => finishTable(counted, entered[cell] ?? null, rows[cell] ?? null));
  };
  const rows = tablesWith(null, []);
  return checked.weights === null ? rows : tablesWith(checked.weights, rows);
}

/** Whole numbers not below 0, one per row. */
type Labels = Uint8Array | Uint16Array | Uint32Array;

/**
 * Cell × number of codes + event code of every row, in as few bytes as they fit into: they are looked up in the order of the
 * times, all over memory, and a small column stays in the processor's cache.
 */
function cellLabels({ size, group, strata, groupCount, event, causes }: CheckedObservations, cells: number): Labels {
  if (group === null && strata === null) return event;
  const codes = causes + 1;
  const labels = labelColumn(size, cells * codes);
  for (let i = 0; i < size; i += 1) {
    const cell = (strata === null ? 0 : (strata[i] ?? 0) * groupCount) + (group === null ? 0 : (group[i] ?? 0));
    labels[i] = cell * codes + (event[i] ?? 0);
  }
  return labels;
}

function labelColumn(size: number, labels: number): Labels {
  if (labels <= 2 ** 8) return new Uint8Array(size);
  return labels <= 2 ** 16 ? new Uint16Array(size) : new Uint32Array(size);
}

/** Where the rows of each cell would begin if they stood cell after cell; one more for the end. */
function cellBegins(labels: Labels, cells: number, codes: number): Uint32Array {
  const rows = new Uint32Array(cells * codes);
  for (let i = 0; i < labels.length; i += 1) rows[labels[i] ?? 0] = (rows[labels[i] ?? 0] ?? 0) + 1;
  const begin = new Uint32Array(cells + 1);
  for (let label = 0; label < rows.length; label += 1) {
    const after = Math.floor(label / codes) + 1;
    begin[after] = (begin[after] ?? 0) + (rows[label] ?? 0);
  }
  for (let cell = 1; cell <= cells; cell += 1) begin[cell] = (begin[cell] ?? 0) + (begin[cell - 1] ?? 0);
  return begin;
}

/** Column of counts and cell that each label stands for; `codes` of them in use. */
function meaningOf(labelCodes: number, cells: number, codes: number): { cellOf: Uint32Array; columnOf: Uint16Array } {
  const cellOf = Uint32Array.from({ length: cells * labelCodes }, (_, label) => Math.floor(label / labelCodes));
  const columnOf = Uint16Array.from({ length: cells * labelCodes }, (_, label) =>
    codes === 1 ? 0 : label % labelCodes,
  );
  return { cellOf, columnOf };
}

type Labelled = Readonly<{ labels: Labels; cellOf: Uint32Array; columnOf: Uint16Array; codes: number }>;

/**
 * Distinct times of each cell with a column of counts (or sums of weights) per event code, in a few walks through the sorted rows.
 * The walks are functions of their own: what a function within a function sees, the runtime keeps in memory and not in registers.
 */
function tally(
  { order, values }: SortedColumn,
  { labels, cellOf, columnOf, codes }: Labelled,
  weights: Float64Array | null,
  begin: Uint32Array,
): Counted[] {
  const size = order.length;
  const times = new Float64Array(size);
  const next = begin.slice();
  const sorted = inOrder(labels, order);
  const placed = placeTimes(values, sorted, cellOf, next, times);
  const firstOf = Uint32Array.from(columnOf, (column) => column * size);
  const counts = new Float64Array(size * codes);
  if (weights === null) addRows(sorted, firstOf, placed, counts);
  else addWeights(sorted, firstOf, placed, weights, order, counts);
  return Array.from(begin.subarray(1), (end, cell) => {
    const [from, rows] = [begin[cell] ?? 0, (next[cell] ?? 0) - (begin[cell] ?? 0)];
    const column = (all: Float64Array): Float64Array => used(all, rows, end - from);
    return {
      time: column(times.subarray(from)),
      byCode: Array.from({ length: codes }, (_, code) => column(counts.subarray(code * size + from))),
    };
  });
}

function inOrder(labels: Labels, order: Uint32Array): Labels {
  const sorted = labels.slice();
  for (let i = 0; i < sorted.length; i += 1) sorted[i] = labels[order[i] ?? 0] ?? 0;
  return sorted;
}

/** Puts every time of a cell once into the cell's part of `times`; returned is where each sorted row found its own. */
function placeTimes(
  values: Float64Array,
  labels: Labels,
  cellOf: Uint32Array,
  next: Uint32Array,
  times: Float64Array,
): Uint32Array {
  const placed = new Uint32Array(values.length);
  const last = new Float64Array(next.length).fill(-1);
  for (let i = 0; i < values.length; i += 1) {
    const cell = cellOf[labels[i] ?? 0] ?? 0;
    const time = values[i] ?? 0;
    let to = next[cell] ?? 0;
    if (last[cell] === time) to -= 1;
    else {
      last[cell] = time;
      times[to] = time;
      next[cell] = to + 1;
    }
    placed[i] = to;
  }
  return placed;
}

function addRows(labels: Labels, firstOf: Uint32Array, placed: Uint32Array, counts: Float64Array): void {
  for (let i = 0; i < placed.length; i += 1) {
    const at = (firstOf[labels[i] ?? 0] ?? 0) + (placed[i] ?? 0);
    counts[at] = (counts[at] ?? 0) + 1;
  }
}

function addWeights(
  labels: Labels,
  firstOf: Uint32Array,
  placed: Uint32Array,
  weights: Float64Array,
  order: Uint32Array,
  counts: Float64Array,
): void {
  for (let i = 0; i < placed.length; i += 1) {
    const at = (firstOf[labels[i] ?? 0] ?? 0) + (placed[i] ?? 0);
    counts[at] = (counts[at] ?? 0) + (weights[order[i] ?? 0] ?? 0);
  }
}

/** The filled part of a column; copied only where that frees at least half of it. */
function used(column: Float64Array, rows: number, room: number): Float64Array {
  return 2 * rows > room ? column.subarray(0, rows) : column.slice(0, rows);
}
