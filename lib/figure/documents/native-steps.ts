import type { NativePoint } from '../model/document';

/** A step line as the points that straight lines pass: across, then up or down. */
export function stepPoints(steps: readonly Readonly<{ at: number; percent: number }>[]): NativePoint[] {
  return steps.flatMap(({ at, percent }, i) => {
    const before = steps[i - 1];
    const corner = { x: at, y: percent, low: null, high: null };
    return before === undefined || before.percent === percent ? [corner] : [{ ...corner, y: before.percent }, corner];
  });
}

/** So many upright lines fill the whole width of a chart. */
export const BAND_LINES = 320;

/** The limits around a curve as upright lines side by side on an axis that ends at `end`, to the last time that has any. */
export function bandPoints(
  steps: readonly Readonly<{ at: number; low: number | null; high: number | null }>[],
  end: number,
): NativePoint[] {
  const apart = end / BAND_LINES;
  return steps.flatMap(({ at, low, high }, i) => {
    const until = Math.min(end, steps[i + 1]?.at ?? at);
    if (low === null || high === null || until <= at) return [];
    const count = Math.max(1, Math.round((until - at) / apart));
    return Array.from({ length: count }, (_, line) => ({
      x: Math.round((at + ((line + 0.5) * (until - at)) / count) * 1e5) / 1e5,
      y: low,
      low,
      high,
    }));
  });
}
