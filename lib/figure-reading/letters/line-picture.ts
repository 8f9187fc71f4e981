import { plane, type Plane } from '../raster/image';
import type { InkWord } from './letter-boxes';

/** One line of letters as a reader of letters takes it: its brightness, a byte a pixel, dark on white. */
export type LinePicture = Readonly<{ width: number; height: number; bytes: Uint8Array }>;

/** Of the height of the digits: white around them. */
const MARGIN = 0.5;

/** A word enlarged until its digits are `digits` pixels high, upright; its darkest pixel is black. */
export function linePicture(dark: Plane, { box, height }: InkWord, turned: boolean, digits: number): LinePicture {
  const scale = digits / height;
  const own = turned ? turnedPart(dark, box) : part(dark, box);
  const margin = Math.round(MARGIN * digits);
  const [width, rows] = [Math.round(own.width * scale) + 2 * margin, Math.round(own.height * scale) + 2 * margin];
  const bytes = new Uint8Array(width * rows).fill(255);
  const darkest = Math.max(
    0.1,
    own.values.reduce((a, b) => Math.max(a, b), 0),
  );
  for (let y = 0; y < rows; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const value = sampled(own, (x - margin + 0.5) / scale - 0.5, (y - margin + 0.5) / scale - 0.5) / darkest;
      bytes[y * width + x] = Math.round(255 * (1 - Math.min(1, value)));
    }
  }
  return { width, height: rows, bytes };
}

/** Pixels around a box: the blurred edge of its letters. */
const EDGE = 1;

function part({ width, height, values }: Plane, { x0, x1, y0, y1 }: InkWord['box']): Plane {
  const found = plane(x1 - x0 + 2 * EDGE, y1 - y0 + 2 * EDGE);
  for (let y = 0; y < found.height; y += 1) {
    for (let x = 0; x < found.width; x += 1) {
      const [u, v] = [x + x0 - EDGE, y + y0 - EDGE];
      if (u >= 0 && v >= 0 && u < width && v < height) found.values[y * found.width + x] = values[v * width + u] ?? 0;
    }
  }
  return found;
}

/** Text that reads upwards, turned clockwise by a quarter. */
function turnedPart(dark: Plane, box: InkWord['box']): Plane {
  const own = part(dark, box);
  const found = plane(own.height, own.width);
  for (let y = 0; y < own.height; y += 1)
    for (let x = 0; x < own.width; x += 1)
      found.values[x * found.width + (own.height - 1 - y)] = own.values[y * own.width + x] ?? 0;
  return found;
}

/** Between pixels by a cubic through four of them each way; outside is white. */
function sampled({ width, height, values }: Plane, x: number, y: number): number {
  const [x0, y0] = [Math.floor(x), Math.floor(y)];
  const at = (u: number, v: number): number =>
    u < 0 || v < 0 || u >= width || v >= height ? 0 : (values[v * width + u] ?? 0);
  let sum = 0;
  for (let k = -1; k <= 2; k += 1) {
    const weight = cubic(y - y0 - k);
    if (weight === 0) continue;
    for (let i = -1; i <= 2; i += 1) sum += weight * cubic(x - x0 - i) * at(x0 + i, y0 + k);
  }
  return Math.max(0, sum);
}

/** Catmull and Rom's. */
function cubic(distance: number): number {
  const t = Math.abs(distance);
  if (t < 1) return 1 - 2.5 * t * t + 1.5 * t * t * t;
  return t < 2 ? 2 - 4 * t + 2.5 * t * t - 0.5 * t * t * t : 0;
}
