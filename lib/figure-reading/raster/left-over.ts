import type { Plane } from './image';
import type { PixelDoubt } from './path-doubts';
import { SUPPORTED } from './sub-pixel-steps';

/** A curve as it was traced: its level in each column, where it ends, and how thick its line is, in pixels. */
export type TracedLine = Readonly<{ level: Int32Array; end: number; thickness: number }>;

/** With how much of its ink lies under the path in each column, 0 to 1. */
type InkedLine = TracedLine & Readonly<{ support: Float32Array }>;

/** Of a curve's columns: in so many of them its own colour lies elsewhere too, which no legend explains. */
const LEFT_OVER_SHARE = 0.3;
/** Pixels of one row of ink: letters are shorter. */
const SHORTEST_RUN = 8;

/**
 * Columns in which more of a curve's ink lies apart from its path: limits of confidence drawn in its colour, or the curve
 * itself where the path followed something else. A legend and a name are of few columns and raise no doubt.
 */
export function leftOverDoubts(line: Plane, own: TracedLine, alike: readonly TracedLine[]): PixelDoubt[] {
  const { width } = line;
  const inked = new Uint8Array(width);
  for (let y = 0; y < line.height; y += 1) {
    let from = -1;
    for (let x = 0; x <= own.end; x += 1) {
      const isInk = x < own.end && (line.values[y * width + x] ?? 0) > 0.5 && !isOn(x, y, [own, ...alike]);
      if (isInk && from < 0) from = x;
      if (isInk || from < 0) continue;
      if (x - from >= SHORTEST_RUN) inked.fill(1, from, x);
      from = -1;
    }
  }
  const share = inked.reduce((sum, value) => sum + value, 0) / Math.max(1, own.end);
  return share < LEFT_OVER_SHARE ? [] : [{ from: 0, to: own.end, doubt: 'other_path' }];
}

/** Of the columns of a curve: so long a stretch on another's line is no crossing. */
const ON_ANOTHER = 0.05;

/**
 * Where two paths lie in one line and both find their own ink there, though their colours differ: a line has one colour, so
 * one of the two was taken for the other. Of two curves that coincide only the upper one shows.
 */
export function sharedDoubts(own: InkedLine, others: readonly InkedLine[]): PixelDoubt[] {
  return others.flatMap((other) => {
    const until = Math.min(own.end, other.end);
    const near = Math.max(own.thickness, other.thickness) / 2 + 1;
    const isShared = (x: number): boolean =>
      Math.abs((own.level[x] ?? 0) - (other.level[x] ?? 0)) <= near &&
      Math.min(own.support[x] ?? 0, other.support[x] ?? 0) >= SUPPORTED;
    const doubts: PixelDoubt[] = [];
    for (let x = 0; x < until; x += 1) {
      const from = x;
      while (x < until && isShared(x)) x += 1;
      if (x - from >= Math.max(SHORTEST_RUN, ON_ANOTHER * own.end)) doubts.push({ from, to: x, doubt: 'curves_alike' });
    }
    return doubts;
  });
}

/** Whether a pixel belongs to one of these lines: at its level, or in its fall. */
function isOn(x: number, y: number, lines: readonly TracedLine[]): boolean {
  return lines.some(({ level, thickness }) => {
    const reach = Math.ceil(thickness / 2) + 2;
    return y >= (level[Math.max(0, x - reach)] ?? 0) - reach && y <= (level[x + reach] ?? level[x] ?? 0) + reach;
  });
}

/** How much darker than the paper above and below a line is, of black on white. */
const RIDGE = 0.15;
/** Ink of a thin line of a JPEG. */
const FAINT = 0.15;
/** Of the columns behind an end: a line through so many of them is a curve that went on. */
const GOES_ON = 0.3;

/**
 * Whether a line is drawn behind the end of a curve that is no other curve of the figure: at its level or below in whatever
 * colour, as a band over it mixes its own with another's; above it in its own, where the path fell too far.
 */
export function goesOnBehind(
  dark: Plane,
  own: TracedLine & Readonly<{ line: Plane }>,
  others: readonly TracedLine[],
  last: number,
  frame: number,
): boolean {
  const { width, height, values } = dark;
  const [from, columns] = [own.end + Math.ceil(own.thickness), last - own.end];
  const step = Math.ceil(own.thickness) + 1;
  const bottom = Math.min(height - step, Math.floor(frame) - step);
  const level = (own.level[own.end - 1] ?? 0) - step;
  const isDrawn = (x: number, y: number): boolean => {
    const i = y * width + x;
    if (y < level) return (own.line.values[i] ?? 0) > FAINT;
    return (values[i] ?? 0) - Math.max(values[i - step * width] ?? 0, values[i + step * width] ?? 0) > RIDGE;
  };
  let before = 0;
  for (let y = step; y < bottom; y += 1) {
    let count = 0;
    for (let x = from; x < last; x += 1) if (isDrawn(x, y) && !isOn(x, y, others)) count += 1;
    // A line that lies between two rows is counted in both.
    if (count + before > GOES_ON * columns) return true;
    before = count;
  }
  return false;
}

/** Of a curve's columns: a line that stays this long at the level from which the path fell is no arm of a mark. */
const STAYS = 0.02;
/** Columns without ink within a line. */
const BREAK = 2;

/**
 * Falls by more than `off` pixels behind which a line that is no other curve's stays at the level before: the curve may have
 * stayed there, where a legend covers it or the path went on along something else.
 */
export function stayingDoubts(dark: Plane, own: TracedLine, others: readonly TracedLine[], off: number): PixelDoubt[] {
  const { width, height, values } = dark;
  const step = Math.ceil(own.thickness) + 1;
  const isDrawn = (x: number, row: number): boolean => {
    for (let y = Math.max(step, row - 1); y <= Math.min(height - step - 1, row + 1); y += 1) {
      const i = y * width + x;
      const ridge = (values[i] ?? 0) - Math.max(values[i - step * width] ?? 0, values[i + step * width] ?? 0);
      if (ridge > RIDGE && !isOn(x, y, others)) return true;
    }
    return false;
  };
  const doubts: PixelDoubt[] = [];
  for (let x = 1; x < own.end; x += 1) {
    const row = own.level[x - 1] ?? 0;
    const from = x + step;
    if ((own.level[x] ?? 0) === row || (own.level[Math.min(own.end - 1, from)] ?? 0) - row <= Math.max(off, step))
      continue;
    let last = from;
    for (let at = from; at < own.end && at <= last + BREAK; at += 1) if (isDrawn(at, row)) last = at;
    if (last - from >= Math.max(SHORTEST_RUN, STAYS * own.end))
      doubts.push({ from: x - 1, to: last, doubt: 'other_path' });
  }
  return doubts;
}
