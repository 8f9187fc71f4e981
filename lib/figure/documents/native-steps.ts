import type { NativePoint } from '../model/native-chart';

/** A step line as the points that straight lines pass: across, then up or down. */
export function stepPoints(steps: readonly Readonly<{ at: number; percent: number }>[]): NativePoint[] {
  return steps.flatMap(({ at, percent }, i) => {
    const before = steps[i - 1];
    const corner = { x: at, y: percent, low: null, high: null };
    return before === undefined || before.percent === percent ? [corner] : [{ ...corner, y: before.percent }, corner];
  });
}

/** The limits around a curve as the corners of an area, to the last time that has any. */
export function bandPoints(
  steps: readonly Readonly<{ at: number; low: number | null; high: number | null }>[],
): NativePoint[] {
  return steps.flatMap(({ at, low, high }, i) => {
    if (low === null || high === null) return [];
    const corner = { y: low, low, high };
    return [
      { ...corner, x: at },
      { ...corner, x: steps[i + 1]?.at ?? at },
    ];
  });
}
