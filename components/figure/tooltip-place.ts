import type { Pointed } from './pointing';

/** Beside what is pointed at, on the side that has more room. */
export function tooltipPlace(
  { x, y }: Pick<Pointed, 'x' | 'y'>,
  width: number,
): { left?: number; right?: number; top: number } {
  return x > width / 2
    ? { right: width - x + 16, top: Math.max(0, y - 24) }
    : { left: x + 16, top: Math.max(0, y - 24) };
}
