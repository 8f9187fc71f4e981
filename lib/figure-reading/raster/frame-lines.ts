import type { Plane } from './image';

/** Of the height or the width of the plot: a line through so much of it is the frame or an axis. */
const THROUGH = 0.8;

/** Pixels: the frame of a plot whose axes begin in its corner lies this near to S = 1 and S = 0. */
const NEAR_FRAME = 4;

/** The upright lines of the frame are no falls, and its level lines, at S of 1 and 0 and below the lowest number, no curves. */
export function withoutFrame({ width, height, values }: Plane, levels: readonly number[], lowest: number): void {
  for (let x = 0; x < width; x += 1) {
    let dark = 0;
    for (let y = 0; y < height; y += 1) dark += (values[y * width + x] ?? 0) > 0.4 ? 1 : 0;
    if (dark > THROUGH * height) for (let y = 0; y < height; y += 1) values[y * width + x] = 0;
  }
  const isOfFrame = (y: number): boolean =>
    y > lowest + NEAR_FRAME || levels.some((level) => y >= Math.floor(level - NEAR_FRAME) && y <= level + NEAR_FRAME);
  for (let y = 0; y < height; y += 1) {
    if (!isOfFrame(y)) continue;
    let dark = 0;
    for (let x = 0; x < width; x += 1) dark += (values[y * width + x] ?? 0) > 0.2 ? 1 : 0;
    if (dark > THROUGH * width) values.fill(0, y * width, (y + 1) * width);
  }
}
