import { apply, type Place } from '../geometry';
import type { CurveReading, PanelReading } from '../reading';

type Measured = Pick<PanelReading, 'affine' | 'y'>;

/** Where a time and a survival stand on the figure. */
export function placeOf({ affine, y }: Measured, time: number, survival: number): Place {
  return apply(affine, time, y.shows === 'incidence' ? 1 - survival : survival);
}

/** The time and the survival at a place of the figure. */
export function valueAt(
  { affine: [a, b, c, d, e, f], y }: Measured,
  [px, py]: Place,
): { time: number; survival: number } {
  const determinant = a * d - b * c;
  const [dx, dy] = [px - e, py - f];
  const [time, value] = [(d * dx - c * dy) / determinant, (a * dy - b * dx) / determinant];
  return { time, survival: y.shows === 'incidence' ? 1 - value : value };
}

/** Corners of the step line between two times, as it lies on the figure. */
export function lineBetween(panel: Measured, curve: CurveReading, from: number, to: number): Place[] {
  const [start, end] = [Math.max(0, from), Math.min(to, curve.end)];
  if (end <= start) return [];
  let level = curve.points.findLast(([time]) => time <= start)?.[1] ?? 1;
  const places = [placeOf(panel, start, level)];
  for (const [time, value] of curve.points) {
    if (time <= start || time > end) continue;
    places.push(placeOf(panel, time, level), placeOf(panel, time, value));
    level = value;
  }
  return [...places, placeOf(panel, end, level)];
}

/** Survival that a curve has at a time. */
export function survivalOf(curve: CurveReading, time: number): number {
  return curve.points.findLast(([from]) => from <= time)?.[1] ?? 1;
}
