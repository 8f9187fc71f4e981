import type { Plane } from './image';

const MOST_DEGREES = 3;
/** Below it the ends of a line of the plot differ by less than half a pixel. */
const STRAIGHT = 0.0006;

/**
 * Lines this much sharper than those of the page as it lies say that it is turned: of straight pages they are up to 1.12. Where
 * either level or upright ones are blunter than this, what is sharp is the slope of a curve.
 */
const [SHARPER, BLUNTER] = [1.15, 0.97] as const;

/**
 * The angle of a scan in radians (clockwise positive), from the rows and columns: lines of the axes and the grid are sharpest
 * in their sums when the page stands straight. 0 where it already does.
 */
export function skewOf(dark: Plane): number {
  const [level, upright] = [darkPoints(dark, 'level'), darkPoints(dark, 'upright')];
  const asItLies = [sharpness(level, 0), sharpness(upright, 0)] as const;
  const sharper = (angle: number): number => {
    const both = [sharpness(level, angle) / asItLies[0], sharpness(upright, -angle) / asItLies[1]] as const;
    return Math.min(...both) < BLUNTER ? 0 : (both[0] + both[1]) / 2;
  };
  let [best, step] = [0, MOST_DEGREES * (Math.PI / 180) * 0.1];
  for (let round = 0; round < 4; round += 1) {
    const angles = Array.from({ length: 21 }, (_, k) => best + (k - 10) * step);
    const scores = angles.map(sharper);
    best = angles[scores.indexOf(Math.max(...scores))] ?? best;
    step /= 6;
  }
  return Math.abs(best) < STRAIGHT || sharper(best) < SHARPER ? 0 : best;
}

/** Places along a line and across it, in pixels. */
type Points = Readonly<{ along: Float32Array; across: Float32Array; weight: Float32Array; length: number }>;
const MOST_POINTS = 150_000;
/** Its multiples without their whole parts fall evenly. */
const GOLDEN = (Math.sqrt(5) - 1) / 2;

/** Pixels of level or upright lines: darker than what lies three on both sides. */
function darkPoints({ width, height, values }: Plane, lines: 'level' | 'upright'): Points {
  const [length, side] = lines === 'level' ? [height, 3 * width] : [width, 3];
  const found: (readonly [along: number, across: number, weight: number])[] = [];
  for (let y = 3; y < height - 3; y += 1) {
    for (let x = 3; x < width - 3; x += 1) {
      const i = y * width + x;
      const contrast = (values[i] ?? 0) - Math.max(values[i - side] ?? 0, values[i + side] ?? 0);
      if (contrast > 0.08) found.push(lines === 'level' ? [x, y, contrast] : [y, x, contrast]);
    }
  }
  const every = Math.max(1, Math.ceil(found.length / MOST_POINTS));
  const kept = found.filter((_, i) => i % every === 0);
  return {
    along: Float32Array.from(kept, ([along]) => along),
    // A pixel is as wide as a row: were all of it in its middle, rows would be sharpest on a page that is turned by nothing.
    across: Float32Array.from(kept, ([, across], i) => across + ((i * GOLDEN) % 1) - 0.5),
    weight: Float32Array.from(kept, ([, , weight]) => weight),
    length,
  };
}

/** The sum of squares over the rows of a page turned back by an angle; 1 where there are no lines. */
function sharpness({ along, across, weight, length }: Points, angle: number): number {
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  const sums = new Float32Array(2 * (length + 200));
  for (let i = 0; i < along.length; i += 1) {
    const row = Math.round(2 * (cos * (across[i] ?? 0) - sin * (along[i] ?? 0))) + 200;
    if (row >= 0 && row < sums.length) sums[row] = (sums[row] ?? 0) + (weight[i] ?? 0);
  }
  return Math.max(
    1,
    sums.reduce((sum, value) => sum + value * value, 0),
  );
}
