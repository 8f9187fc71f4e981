const DIGIT_BITS = 11;
const DIGITS = 1 << DIGIT_BITS;
const DIGIT_MASK = DIGITS - 1;
const PASSES = 6;

/** Row numbers by ascending value, and the values in that order. */
export type SortedColumn = Readonly<{ order: Uint32Array; values: Float64Array }>;

/**
 * Stable ascending order of finite non-negative numbers, however they are spread. A non-negative double sorts like its
 * 64 bits read as an integer, so the bits are sorted 11 at a time, least significant first; digits that are equal in
 * all rows are skipped.
 */
export function sortByBits(values: Float64Array): SortedColumn {
  const size = values.length;
  let keys = new Uint32Array(values.slice().buffer);
  let spareKeys = new Uint32Array(2 * size);
  let order = new Uint32Array(size);
  let spareOrder = new Uint32Array(size);
  for (let i = 0; i < size; i += 1) order[i] = i;
  const positions = countDigits(keys, size);
  for (let pass = 0; pass < PASSES; pass += 1) {
    const position = positions.subarray(pass * DIGITS, (pass + 1) * DIGITS);
    if (!toStartPositions(position, size)) continue;
    distribute(pass, keys, order, spareKeys, spareOrder, position);
    [keys, spareKeys] = [spareKeys, keys];
    [order, spareOrder] = [spareOrder, order];
  }
  return { order, values: new Float64Array(keys.buffer) };
}

function countDigits(keys: Uint32Array, size: number): Uint32Array {
  const counts = new Uint32Array(PASSES * DIGITS);
  for (let pass = 0; pass < PASSES; pass += 1) {
    const offset = pass * DIGITS;
    for (let i = 0; i < size; i += 1) {
      const at = offset + digit(keys[2 * i] ?? 0, keys[2 * i + 1] ?? 0, pass);
      counts[at] = (counts[at] ?? 0) + 1;
    }
  }
  return counts;
}

/** The 11 bits of one pass out of the low and high half of a double. */
function digit(low: number, high: number, pass: number): number {
  if (pass === 0) return low & DIGIT_MASK;
  if (pass === 1) return (low >>> 11) & DIGIT_MASK;
  if (pass === 2) return ((low >>> 22) | (high << 10)) & DIGIT_MASK;
  if (pass === 3) return (high >>> 1) & DIGIT_MASK;
  if (pass === 4) return (high >>> 12) & DIGIT_MASK;
  return high >>> 23;
}

/** Turns counts into first positions; false when one digit holds every row and the pass would move nothing. */
function toStartPositions(counts: Uint32Array, size: number): boolean {
  let position = 0;
  for (let d = 0; d < counts.length; d += 1) {
    const count = counts[d] ?? 0;
    if (count === size) return false;
    counts[d] = position;
    position += count;
  }
  return true;
}

function distribute(
  pass: number,
  keys: Uint32Array,
  order: Uint32Array,
  toKeys: Uint32Array,
  toOrder: Uint32Array,
  position: Uint32Array,
): void {
  for (let i = 0; i < order.length; i += 1) {
    const low = keys[2 * i] ?? 0;
    const high = keys[2 * i + 1] ?? 0;
    const d = digit(low, high, pass);
    const to = position[d] ?? 0;
    position[d] = to + 1;
    toKeys[2 * to] = low;
    toKeys[2 * to + 1] = high;
    toOrder[to] = order[i] ?? 0;
  }
}
