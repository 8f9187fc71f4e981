/** Places that are filled together: 16 kB of a column, so that they stay in the processor's nearest cache. */
const BLOCK_BITS = 11;
const BLOCK = 1 << BLOCK_BITS;
const IN_BLOCK = BLOCK - 1;
/** A column of so few rows stays in the cache as it is. */
const SMALL = 2 ** 15;

/**
 * A way of putting columns into an order (row number by place) that reads and writes along memory instead of all over it: first
 * every row goes to the block of its place, then each block is put in order. `via` is where a row stands in between, `within` where
 * it then goes inside its block. Both are null for few rows, which are fetched directly.
 */
export type Rearrangement = Readonly<{ order: Uint32Array; via: Uint32Array | null; within: Uint16Array | null }>;

export function rearrangementTo(order: Uint32Array): Rearrangement {
  const size = order.length;
  if (size <= SMALL) return { order, via: null, within: null };
  const via = new Uint32Array(size);
  for (let place = 0; place < size; place += 1) via[order[place] ?? 0] = place;
  const within = new Uint16Array(size);
  const next = Uint32Array.from({ length: (size >>> BLOCK_BITS) + 1 }, (_, block) => block * BLOCK);
  for (let row = 0; row < size; row += 1) {
    const place = via[row] ?? 0;
    const block = place >>> BLOCK_BITS;
    const to = next[block] ?? 0;
    next[block] = to + 1;
    via[row] = to;
    within[to] = place & IN_BLOCK;
  }
  return { order, via, within };
}

/** (value − shift) × factor of a column given in row numbers, in the order of the places. */
export function rearrange(
  values: Float64Array,
  { order, via, within }: Rearrangement,
  shift: number,
  factor: number,
  into: Float64Array,
): void {
  const size = order.length;
  if (via === null || within === null) {
    for (let place = 0; place < size; place += 1) into[place] = ((values[order[place] ?? 0] ?? 0) - shift) * factor;
    return;
  }
  for (let row = 0; row < size; row += 1) into[via[row] ?? 0] = ((values[row] ?? 0) - shift) * factor;
  const block = new Float64Array(BLOCK);
  for (let from = 0; from < size; from += BLOCK) {
    const count = Math.min(BLOCK, size - from);
    block.set(into.subarray(from, from + count));
    for (let i = 0; i < count; i += 1) into[from + (within[from + i] ?? 0)] = block[i] ?? 0;
  }
}
