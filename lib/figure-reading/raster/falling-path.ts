import { plane, type Plane } from './image';

/** The row of the path in each column, top row of the column's drop and the row it leaves at: `level`. */
export type FallingPath = Readonly<{ level: Int32Array /** The last column. */; last: number; cost: number }>;

/** Prices of lying in a pixel (going right through it), of falling through it, and of having ended there. */
export type PathCosts = Readonly<{ along: Plane; down: Plane; ended: Plane }>;

export type Field = Readonly<{
  path: FallingPath /** Least cost of any path that leaves column x at row y. */;
  through: Plane;
}>;

const FAR = 1e9;

/**
 * The cheapest path from the left edge to the right that never rises: a curve goes right or falls. Starts in `startRow`.
 * Forward and backward sums say for each pixel what a path through it would cost, so a second way that is nearly as good
 * can be seen. Behind its end the path is level.
 */
export function fallingPath({ along, down, ended }: PathCosts, startRow: number): Field {
  const { width, height } = along;
  const forward = plane(width, height);
  const fell = new Uint8Array(width * height);
  for (let x = 0; x < width; x += 1) {
    let best = FAR;
    for (let y = 0; y < height; y += 1) {
      const i = y * width + x;
      const right = x === 0 ? (y === startRow ? 0 : FAR) : (forward.values[i - 1] ?? FAR);
      const drop = best + (down.values[i] ?? 0);
      fell[i] = drop < right ? 1 : 0;
      best = Math.min(right, drop);
      forward.values[i] = Math.min(FAR, best) + (along.values[i] ?? 0);
      best = Math.min(best, FAR);
    }
  }
  const backward = backwardSums({ along, down, ended });
  const through = plane(width, height);
  for (let i = 0; i < through.values.length; i += 1)
    through.values[i] = (forward.values[i] ?? FAR) + (backward.values[i] ?? FAR);
  return { path: traced(forward, fell, ended), through };
}

/** What the rest costs for a path that has gone through (x, y) to the right. */
function backwardSums({ along, down, ended }: PathCosts): Plane {
  const { width, height } = along;
  const after = plane(width, height);
  for (let x = width - 2; x >= 0; x -= 1) {
    let best = FAR;
    for (let y = height - 1; y >= 0; y -= 1) {
      const next = y * width + x + 1;
      // Going on at this row, or falling in the next column from here to a row below.
      const stay = (along.values[next] ?? 0) + (after.values[next] ?? 0);
      const below = best + (y + 1 < height ? (down.values[next + width] ?? 0) : 0);
      best = Math.min(stay, below);
      after.values[y * width + x] = Math.min(best, ended.values[y * width + x] ?? 0);
    }
  }
  return after;
}

function traced(forward: Plane, fell: Uint8Array, ended: Plane): FallingPath {
  const { width, height, values } = forward;
  const level = new Int32Array(width);
  let [row, last, cost] = [0, width - 1, FAR];
  for (let x = width - 1; x >= 0; x -= 1) {
    for (let y = 0; y < height; y += 1) {
      const whole = (values[y * width + x] ?? FAR) + (ended.values[y * width + x] ?? 0);
      if (whole < cost) [row, last, cost] = [y, x, whole];
    }
  }
  level.fill(row, last);
  for (let x = last; x >= 0; x -= 1) {
    level[x] = row;
    while (row > 0 && fell[row * width + x] === 1) row -= 1;
  }
  return { level, last, cost };
}
