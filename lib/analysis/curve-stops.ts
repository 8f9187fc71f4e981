import type { OwnStep } from './curves';

/** Where somebody who reads the curves by the keyboard stands: a curve and one of its corners. */
export type Stop = Readonly<{ curve: number; corner: number }>;

/**
 * Where a key leads: left and right to the corner before and after, Home and End to the first and the last, up and down to
 * the curve before and after at the last corner not later than where one stands. Null: the key is not one of these.
 */
export function nextStop(key: string, { curve, corner }: Stop, curves: readonly (readonly OwnStep[])[]): Stop | null {
  const steps = curves[curve] ?? [];
  const at = (asked: number): Stop => ({ curve, corner: Math.min(Math.max(asked, 0), Math.max(steps.length - 1, 0)) });
  switch (key) {
    case 'ArrowRight':
      return at(corner + 1);
    case 'ArrowLeft':
      return at(corner - 1);
    case 'Home':
      return at(0);
    case 'End':
      return at(steps.length - 1);
    case 'ArrowUp':
    case 'ArrowDown': {
      const other = Math.min(Math.max(curve + (key === 'ArrowDown' ? 1 : -1), 0), curves.length - 1);
      const time = steps[corner]?.time ?? 0;
      const reached = (curves[other] ?? []).findLastIndex((step) => step.time <= time);
      return other === curve ? { curve, corner } : { curve: other, corner: Math.max(reached, 0) };
    }
    default:
      return null;
  }
}
