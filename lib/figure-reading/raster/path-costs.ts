import { plane, transposed, type Plane } from './image';
import type { PathCosts } from './falling-path';

/** Worth of a pixel under another curve's line (of one with ink), for a whole line and for dashes; and the price of falling. */
const [UNDER_OTHER, DASH_UNDER_OTHER, FALL] = [0.5, 0.15, 0.04];
/** Price of each pixel behind the end of a curve: less than to hide under another, more than the gaps of dashes. */
const [ENDED, DASH_ENDED] = [0.45, 0.8];
/** Share of the neighbours' ink in the price: the way lies in the middle of the line. */
const CENTRE = 0.15;
/** Ink in the gap of a dash: a whole line beside it is likelier. */
const CARRIED = 0.85;
/** Pixels. */
const THIN = 2.5;

/**
 * Prices for a path: low in the middle of the curve's ink, half where another curve could hide it, high on white paper.
 * `thickness` is that of the line in pixels; `bridge` the gap of its dashes, over which its ink is carried along a row.
 */
export function pathCosts(ink: Plane, other: Plane, thickness: number, bridge: number): PathCosts {
  const { width, height } = ink;
  const carried = bridge > 0 ? carriedAlong(ink, bridge) : ink;
  const dropped = bridge > 0 ? transposed(carriedAlong(transposed(ink), bridge)) : ink;
  const half = Math.max(0, Math.floor(thickness / 2));
  const underOther = bridge > 0 ? DASH_UNDER_OTHER : UNDER_OTHER;
  const isThin = thickness < THIN;
  const [along, down] = [plane(width, height), plane(width, height)];
  const [level, upright] = [windowMeans(carried, half, 'column'), windowMeans(dropped, half, 'row')];
  for (let i = 0; i < along.values.length; i += 1) {
    const hidden = underOther * Math.min(1, other.values[i] ?? 0);
    const [here, fall] = [carried.values[i] ?? 0, dropped.values[i] ?? 0];
    // A thin line that lies between two rows is half as dark in both: what counts is the ink of both together.
    const row = isThin
      ? Math.min(1, here + Math.max(carried.values[i - width] ?? 0, carried.values[i + width] ?? 0))
      : here;
    const column = isThin ? Math.min(1, fall + Math.max(dropped.values[i - 1] ?? 0, dropped.values[i + 1] ?? 0)) : fall;
    along.values[i] = 1 - Math.max((1 - CENTRE) * (0.5 * here + 0.5 * row) + CENTRE * (level.values[i] ?? 0), hidden);
    down.values[i] =
      1 - Math.max((1 - CENTRE) * (0.5 * fall + 0.5 * column) + CENTRE * (upright.values[i] ?? 0), hidden) + FALL;
  }
  return { along, down, ended: endedCosts(ink, bridge > 0 ? DASH_ENDED : ENDED) };
}

/** Price of a column behind the end in which the curve's ink still lies: it has hardly ended. */
const INK_BEHIND = 0.95;
/** Pixels: ink this much above the end is of something else, or of the line itself. */
const ABOVE = 2;

/** What it costs to have ended in a pixel: the columns behind it, dearer where the curve's ink lies at its level or below. */
function endedCosts({ width, height, values }: Plane, price: number): Plane {
  const costs = plane(width, height);
  const lowest = new Int32Array(width).fill(-1);
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1) if ((values[y * width + x] ?? 0) > 0.5) lowest[x] = y;
  for (let y = 0; y < height; y += 1) {
    let sum = 0;
    for (let x = width - 1; x >= 0; x -= 1) {
      costs.values[y * width + x] = sum;
      sum += (lowest[x] ?? -1) >= y - ABOVE ? Math.max(price, INK_BEHIND) : price;
    }
  }
  return costs;
}

/** Means over a window of 2 half + 1 pixels in a column or a row. */
function windowMeans(source: Plane, half: number, direction: 'column' | 'row'): Plane {
  const { width, height, values } = source;
  if (half === 0) return source;
  const found = plane(width, height);
  const [lines, length, lineStep, step] =
    direction === 'column' ? [width, height, 1, width] : [height, width, width, 1];
  for (let line = 0; line < lines; line += 1) {
    let sum = 0;
    for (let k = -half; k < length; k += 1) {
      const [enters, leaves] = [k + half, k - half - 1];
      if (enters < length) sum += values[line * lineStep + enters * step] ?? 0;
      if (leaves >= 0) sum -= values[line * lineStep + leaves * step] ?? 0;
      if (k >= 0) found.values[line * lineStep + k * step] = sum / (2 * half + 1);
    }
  }
  return found;
}

/** Ink at both ends of a gap no longer than `bridge` in one row fills it: the gap of a dash. */
function carriedAlong({ width, height, values }: Plane, bridge: number): Plane {
  const found = plane(width, height);
  found.values.set(values);
  for (let y = 0; y < height; y += 1) {
    let last = -1;
    for (let x = 0; x < width; x += 1) {
      if ((values[y * width + x] ?? 0) < 0.5) continue;
      if (last >= 0 && x - last > 1 && x - last <= bridge)
        for (let k = last + 1; k < x; k += 1)
          found.values[y * width + k] = Math.max(found.values[y * width + k] ?? 0, CARRIED);
      last = x;
    }
  }
  return found;
}
