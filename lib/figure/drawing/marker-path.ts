import type { MarkerShape } from '@/lib/comparison/selection/series/style';

/** Path of a marker around (0, 0); `radius` is that of the circle, the others have about its area. */
export function markerPath(shape: MarkerShape, radius: number): string {
  const r = radius;
  switch (shape) {
    case 'circle':
      return `M${-r},0a${r},${r} 0 1,0 ${2 * r},0a${r},${r} 0 1,0 ${-2 * r},0Z`;
    case 'square':
      return polygon(
        [
          [-0.88, -0.88],
          [0.88, -0.88],
          [0.88, 0.88],
          [-0.88, 0.88],
        ],
        r,
      );
    case 'diamond':
      return polygon(
        [
          [0, -1.25],
          [1.25, 0],
          [0, 1.25],
          [-1.25, 0],
        ],
        r,
      );
    case 'triangle':
      return polygon(
        [
          [0, -1.2],
          [1.2, 0.9],
          [-1.2, 0.9],
        ],
        r,
      );
    case 'triangle-down':
      return polygon(
        [
          [0, 1.2],
          [1.2, -0.9],
          [-1.2, -0.9],
        ],
        r,
      );
  }
}

function polygon(corners: readonly (readonly [x: number, y: number])[], radius: number): string {
  return `M${corners.map(([x, y]) => `${round(x * radius)},${round(y * radius)}`).join('L')}Z`;
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
