import type { Box } from '../geometry';
import type { Plane } from './image';
import type { TracedLine } from './left-over';
import type { PixelDoubt } from './path-doubts';

/** How dark the frame of a box is; the grid of a plot is fainter. */
const DARK = 0.35;
/** Pixels by which the two level lines of a box differ, and around an upright one. */
const NEAR = 3;
/** Pixels: a lower box holds no words. */
const LOWEST = 10;
/** Of the width or height of the plot: a line so short is a letter, and a box so large is the plot's own frame. */
const [SHORTEST, LARGEST] = [0.05, 0.8];
/** Of an upright side: so much of it must be dark. */
const WHOLE = 0.95;

type Run = { from: number; to: number; top: number; bottom: number };

/** Boxes drawn in a plot, as around a legend: two level lines of one length, joined at both ends by upright ones. */
export function boxesIn(dark: Plane): Box[] {
  const runs = levelRuns(dark);
  return runs.flatMap((upper, i) =>
    runs.slice(i + 1).flatMap((lower): Box[] => {
      const height = lower.top - upper.bottom;
      const alike = Math.abs(upper.from - lower.from) <= NEAR && Math.abs(upper.to - lower.to) <= NEAR;
      if (!alike || height < LOWEST || height > LARGEST * dark.height) return [];
      const sides = [upper.from, upper.to - 1].every((x) => isUpright(dark, x, upper.bottom, lower.top));
      return sides ? [{ x0: upper.from, x1: upper.to, y0: upper.top, y1: lower.bottom }] : [];
    }),
  );
}

function levelRuns({ width, height, values }: Plane): Run[] {
  const runs: Run[] = [];
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      let to = x;
      while (to < width && (values[y * width + to] ?? 0) > DARK) to += 1;
      if (to - x >= SHORTEST * width && to - x <= LARGEST * width) {
        const above = runs.find(
          (run) => run.bottom === y && Math.abs(run.from - x) <= NEAR && Math.abs(run.to - to) <= NEAR,
        );
        if (above === undefined) runs.push({ from: x, to, top: y, bottom: y + 1 });
        else above.bottom = y + 1;
      }
      x = Math.max(x, to);
    }
  }
  return runs;
}

/** What is cut off at the edge of the plot may go on behind it. */
function isUpright({ width, values }: Plane, x: number, from: number, to: number): boolean {
  if (x <= 0 || x >= width - 1) return true;
  let dark = 0;
  for (let y = from; y < to; y += 1) {
    let most = 0;
    for (let k = Math.max(0, x - NEAR); k <= Math.min(width - 1, x + NEAR); k += 1)
      most = Math.max(most, values[y * width + k] ?? 0);
    dark += most > DARK ? 1 : 0;
  }
  return dark >= WHOLE * (to - from);
}

/** A curve that runs into a box is hidden by it: the box's frame may be taken for the curve. */
export function boxDoubts(boxes: readonly Box[], { level, end, thickness }: TracedLine): PixelDoubt[] {
  const reach = Math.ceil(thickness) + 1;
  return boxes.flatMap(({ x0, x1, y0, y1 }): PixelDoubt[] => {
    const [from, to] = [Math.max(0, x0 - reach), Math.min(level.length - 1, x1 + reach)];
    const isOutside = from >= end || (level[from] ?? 0) > y1 + reach || (level[to] ?? 0) < y0 - reach;
    return isOutside ? [] : [{ from, to: to + 1, doubt: 'hidden' }];
  });
}
