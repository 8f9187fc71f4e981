import { sortByBits, type SortedColumn } from './sort-bits';

const DIGIT_BITS = 13;
const DIGITS = 1 << DIGIT_BITS;
const DIGIT_MASK = DIGITS - 1;
const LARGEST_KEY = 2 ** (2 * DIGIT_BITS) - 1;
const SMALL = 512;
/** Moves per row that putting neighbours right may cost before sorting all bits is cheaper. */
const MOVES_PER_ROW = 4;

/**
 * Stable ascending order of a column of finite non-negative numbers, in time linear in its length. Agrees with R's
 * `order(values)`. What is sorted is where a value lies between the smallest and the largest, in 26 bits, 13 at a time;
 * the few neighbours that share a position are then put right one by one. Values too unevenly spread for that are sorted
 * by all their bits. Reads past the end cannot happen in these loops; `?? 0` only tells the compiler so.
 */
export function sortColumn(values: Float64Array): SortedColumn {
  if (values.length <= SMALL) return sortSmall(values);
  const sorted = sortByPosition(positions(values), values);
  return putNeighboursRight(sorted) ? sorted : sortByBits(values);
}

function sortSmall(values: Float64Array): SortedColumn {
  const order = Uint32Array.from(values, (_, i) => i).sort((a, b) => (values[a] ?? 0) - (values[b] ?? 0));
  return { order, values: Float64Array.from(order, (row) => values[row] ?? 0) };
}

/** 0 for the smallest value, `LARGEST_KEY` for the largest, never falling where the values rise. */
function positions(values: Float64Array): Uint32Array<ArrayBuffer> {
  let smallest = Infinity;
  let largest = -Infinity;
  for (let i = 0; i < values.length; i += 1) {
    const value = values[i] ?? 0;
    if (value < smallest) smallest = value;
    if (value > largest) largest = value;
  }
  const factor = Math.min(LARGEST_KEY / (largest - smallest), Number.MAX_VALUE);
  const keys = new Uint32Array(values.length);
  for (let i = 0; i < keys.length; i += 1) {
    const position = ((values[i] ?? 0) - smallest) * factor;
    keys[i] = position < LARGEST_KEY ? position : LARGEST_KEY;
  }
  return keys;
}

/** The values go along with their rows: fetching them afterwards, all over memory, takes longer. */
function sortByPosition(keys: Uint32Array<ArrayBuffer>, values: Float64Array): SortedColumn {
  const size = keys.length;
  const [low, high] = digitStarts(keys);
  const digits = new Uint16Array(size);
  const byLow = new Uint32Array(size);
  const valuesByLow = new Float64Array(size);
  for (let i = 0; i < size; i += 1) {
    const key = keys[i] ?? 0;
    const to = low[key & DIGIT_MASK] ?? 0;
    low[key & DIGIT_MASK] = to + 1;
    digits[to] = key >>> DIGIT_BITS;
    byLow[to] = i;
    valuesByLow[to] = values[i] ?? 0;
  }
  const order = keys; // not needed any more
  const sorted = new Float64Array(size);
  for (let i = 0; i < size; i += 1) {
    const digit = digits[i] ?? 0;
    const to = high[digit] ?? 0;
    high[digit] = to + 1;
    order[to] = byLow[i] ?? 0;
    sorted[to] = valuesByLow[i] ?? 0;
  }
  return { order, values: sorted };
}

/** For both digits, the first place of the rows that have it. */
function digitStarts(keys: Uint32Array): readonly [Uint32Array, Uint32Array] {
  const low = new Uint32Array(DIGITS);
  const high = new Uint32Array(DIGITS);
  for (let i = 0; i < keys.length; i += 1) {
    const key = keys[i] ?? 0;
    low[key & DIGIT_MASK] = (low[key & DIGIT_MASK] ?? 0) + 1;
    high[key >>> DIGIT_BITS] = (high[key >>> DIGIT_BITS] ?? 0) + 1;
  }
  for (const counts of [low, high]) {
    let start = 0;
    for (let digit = 0; digit < DIGITS; digit += 1) {
      const count = counts[digit] ?? 0;
      counts[digit] = start;
      start += count;
    }
  }
  return [low, high];
}

/** Insertion sort of what is almost sorted, in place; false when it would take too many moves. */
function putNeighboursRight({ order, values }: SortedColumn): boolean {
  let left = MOVES_PER_ROW * values.length;
  for (let i = 1; i < values.length; i += 1) {
    const value = values[i] ?? 0;
    if (value >= (values[i - 1] ?? 0)) continue;
    const row = order[i] ?? 0;
    let to = i;
    for (; to > 0 && (values[to - 1] ?? 0) > value; to -= 1) {
      values[to] = values[to - 1] ?? 0;
      order[to] = order[to - 1] ?? 0;
      left -= 1;
    }
    if (left < 0) return false;
    values[to] = value;
    order[to] = row;
  }
  return true;
}
