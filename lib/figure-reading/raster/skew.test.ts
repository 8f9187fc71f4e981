import { expect, test } from 'vitest';
import { plane, type Plane } from './image';
import { skewOf } from './skew';

const [WIDTH, HEIGHT, DEGREE] = [500, 360, Math.PI / 180] as const;

/** Level and upright lines one pixel thick with soft edges, the picture turned by an angle about its corner. */
function page(angle: number, levels: readonly number[], uprights: readonly number[]): Plane {
  const drawn = plane(WIDTH, HEIGHT);
  const ink = (places: readonly number[], at: number): number =>
    Math.max(0, ...places.map((place) => 1 - Math.abs(at - place)));
  for (let y = 0; y < HEIGHT; y += 1)
    for (let x = 0; x < WIDTH; x += 1) {
      const across = Math.cos(angle) * y - Math.sin(angle) * x;
      const along = Math.cos(angle) * x + Math.sin(angle) * y;
      drawn.values[y * WIDTH + x] = Math.max(ink(levels, across), ink(uprights, along));
    }
  return drawn;
}

test.each([-0.9, -0.3, 0.3, 0.9])('a page that is turned by %f° is found so within 0.05°', (degrees) => {
  expect(skewOf(page(degrees * DEGREE, [40, 120, 300], [60, 400])) / DEGREE).toBeCloseTo(degrees, 1);
});

test('a page that lies straight is not turned, whatever slopes on it', () => {
  expect(skewOf(page(0, [40, 120, 300], [60, 400]))).toBe(0);
  // A curve of many small steps, which is level on a page that were turned by 1.5 degrees, and nothing else that is level.
  const curve = page(1.5 * DEGREE, [100, 101, 140], []);
  const axis = page(0, [], [60, 400]);
  curve.values.forEach((value, i) => (curve.values[i] = Math.max(value, axis.values[i] ?? 0)));
  expect(skewOf(curve)).toBe(0);
});
