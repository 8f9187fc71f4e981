import type { Plane } from './image';

const MOST_DEGREES = 3;
/** Below it the ends of a line of the plot differ by less than half a pixel. */
const STRAIGHT = 0.0006;

/**
 * The angle of a scan in radians (clockwise positive), from the rows: lines of the axes and the grid are sharpest in the
 * sums of rows when the page stands straight. 0 where it already does.
 */
export function skewOf(dark: Plane): number {
  const points = darkPoints(dark);
  let [best, step] = [0, MOST_DEGREES * (Math.PI / 180) * 0.1];
  for (let round = 0; round < 4; round += 1) {
    const angles = Array.from({ length: 21 }, (_, k) => best + (k - 10) * step);
    const scores = angles.map((angle) => sharpness(points, angle, dark.height));
    best = angles[scores.indexOf(Math.max(...scores))] ?? best;
    step /= 6;
  }
  return Math.abs(best) < STRAIGHT || sharpness(points, best, dark.height) < 1.02 * sharpness(points, 0, dark.height)
    ? 0
    : best;
}

type Points = Readonly<{ x: Float32Array; y: Float32Array; weight: Float32Array }>;
const MOST_POINTS = 150_000;

/** Pixels of level lines: darker than what lies two above and below. */
function darkPoints({ width, height, values }: Plane): Points {
  const found: [number, number, number][] = [];
  for (let y = 3; y < height - 3; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const here = values[y * width + x] ?? 0;
      const contrast = here - Math.max(values[(y - 3) * width + x] ?? 0, values[(y + 3) * width + x] ?? 0);
      if (contrast > 0.08) found.push([x, y, contrast]);
    }
  }
  const every = Math.max(1, Math.ceil(found.length / MOST_POINTS));
  const kept = found.filter((_, i) => i % every === 0);
  return {
    x: Float32Array.from(kept, ([x]) => x),
    y: Float32Array.from(kept, ([, y]) => y),
    weight: Float32Array.from(kept, ([, , weight]) => weight),
  };
}

function sharpness({ x, y, weight }: Points, angle: number, height: number): number {
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  const sums = new Float32Array(2 * (height + 200));
  for (let i = 0; i < x.length; i += 1) {
    const row = Math.round(2 * (cos * (y[i] ?? 0) - sin * (x[i] ?? 0))) + 200;
    if (row >= 0 && row < sums.length) sums[row] = (sums[row] ?? 0) + (weight[i] ?? 0);
  }
  return sums.reduce((sum, value) => sum + value * value, 0);
}
