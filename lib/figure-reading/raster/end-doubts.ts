import type { Plane } from './image';
import type { PixelDoubt } from './path-doubts';

/** Pixels around the ticks that belong to the plot: half a thick line. */
export const MARGIN = 8;

/** Of the columns behind the end: more with the curve's own ink at its level or below say that it went on. */
const GOES_ON = 0.03;

export function endDoubts(
  level: Int32Array,
  line: Plane,
  other: Plane,
  end: number,
  last: number,
  thickness: number,
): PixelDoubt[] {
  if (end >= last) return [];
  const { width, height } = other;
  const row = level[end] ?? 0;
  const reach = Math.ceil(thickness);
  let [hidden, inked] = [0, 0];
  for (let y = Math.max(0, row - reach); y <= Math.min(height - 1, row + reach); y += 1)
    hidden = Math.max(hidden, other.values[y * width + Math.min(width - 1, end + reach)] ?? 0);
  for (let x = end + reach; x < last; x += 1) {
    let y = Math.max(0, row - reach);
    while (y < height && (line.values[y * width + x] ?? 0) < 0.5) y += 1;
    inked += y < height ? 1 : 0;
  }
  return hidden > 0.4 || inked > GOES_ON * (last - end) ? [{ from: end, to: last + MARGIN, doubt: 'end_unclear' }] : [];
}
