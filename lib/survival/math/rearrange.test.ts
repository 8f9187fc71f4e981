import { expect, test } from 'vitest';
import { rearrange, rearrangementTo } from './rearrange';

/** i → (i × factor) mod size is an order of all rows where factor and size have no common divisor. */
test.each([
  [1, 1],
  [7, 3],
  [2 ** 15, 4099],
  [2 ** 15 + 1, 4099],
  [65_536, 40_503],
  [100_003, 31_337],
])('%d rows come in the order that was given', (size, factor) => {
  const order = Uint32Array.from({ length: size }, (_, place) => (place * factor) % size);
  const values = Float64Array.from({ length: size }, (_, row) => row * 3);
  const into = new Float64Array(size);
  rearrange(values, rearrangementTo(order), 1, 2, into);
  expect(into).toEqual(Float64Array.from(order, (row) => (row * 3 - 1) * 2));
});
