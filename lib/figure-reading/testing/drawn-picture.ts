import type { RasterImage } from '../raster/image';

type Rgb = readonly [number, number, number];

/** A white picture on which rectangles are drawn with exact shares at their edges. */
export type Picture = RasterImage &
  Readonly<{ rectangle: (x0: number, y0: number, x1: number, y1: number, colour: Rgb) => void }>;

export function picture(width: number, height: number): Picture {
  const data = new Uint8ClampedArray(width * height * 4).fill(255);
  const share = (from: number, to: number, pixel: number): number =>
    Math.max(0, Math.min(to, pixel + 1) - Math.max(from, pixel));
  return {
    width,
    height,
    data,
    rectangle: (x0, y0, x1, y1, colour) => {
      for (let y = Math.max(0, Math.floor(y0)); y < Math.min(height, Math.ceil(y1)); y += 1) {
        for (let x = Math.max(0, Math.floor(x0)); x < Math.min(width, Math.ceil(x1)); x += 1) {
          const cover = share(x0, x1, x) * share(y0, y1, y);
          colour.forEach(
            (part, c) =>
              (data[4 * (y * width + x) + c] = (data[4 * (y * width + x) + c] ?? 255) * (1 - cover) + part * cover),
          );
        }
      }
    },
  };
}

/** Time 0 … 40 from x = 60.3 by 8.1 pixels, S from y = 340.4 (0) by 300.7 pixels upwards. */
export const FRAME = { x: 60.3, perTime: 8.1, y: 340.4, perValue: 300.7 } as const;
const BLACK: Rgb = [0, 0, 0];

/** Axes with ticks every ten units of time and every fifth of S, without any letters. */
export function withAxes(drawn: Picture): void {
  const { x, perTime, y, perValue } = FRAME;
  drawn.rectangle(x - 12, y - perValue - 8, x - 10.7, y + 10, BLACK);
  drawn.rectangle(x - 12, y + 8.7, x + 40 * perTime + 8, y + 10, BLACK);
  for (const time of [0, 10, 20, 30, 40])
    drawn.rectangle(x + time * perTime - 0.6, y + 10, x + time * perTime + 0.6, y + 16, BLACK);
  for (const value of [0, 0.2, 0.4, 0.6, 0.8, 1])
    drawn.rectangle(x - 18, y - value * perValue - 0.6, x - 12, y - value * perValue + 0.6, BLACK);
}

/** A step curve as a line of 2 pixels, falling to each value at its time. */
export function withCurve(
  drawn: Picture,
  steps: readonly (readonly [number, number])[],
  end: number,
  colour: Rgb,
): void {
  const { x, perTime, y, perValue } = FRAME;
  let [time, value] = [0, 1];
  const level = (until: number): void =>
    drawn.rectangle(
      x + time * perTime - 1,
      y - value * perValue - 1,
      x + until * perTime + 1,
      y - value * perValue + 1,
      colour,
    );
  for (const [at, after] of steps) {
    level(at);
    drawn.rectangle(
      x + at * perTime - 1,
      y - value * perValue - 1,
      x + at * perTime + 1,
      y - after * perValue + 1,
      colour,
    );
    [time, value] = [at, after];
  }
  level(end);
}
