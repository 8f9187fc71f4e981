/** The longest axis that data alone ask for, in years; the reader may choose a longer one. */
const LONGEST_BY_DATA = 10;
const SHORTEST = 1;

export type TimeAxis = Readonly<{ endYears: number; ticks: readonly number[] }>;

/**
 * An axis from 0 with ticks where the risk table has its columns. It ends where the reader chose, otherwise at the next
 * whole year after the last published horizon or the last observation of a curve, at most LONGEST_BY_DATA unless a published
 * horizon lies beyond.
 */
export function timeAxis(
  horizons: readonly number[],
  lastObservedYears: number,
  displayYears: number | null,
): TimeAxis {
  const byData = Math.max(SHORTEST, ...horizons, Math.min(lastObservedYears, LONGEST_BY_DATA));
  const endYears = displayYears ?? Math.ceil(byData - 1e-9);
  const step = tickStep(endYears);
  return { endYears, ticks: Array.from({ length: Math.floor(endYears / step + 1e-9) + 1 }, (_, i) => i * step) };
}

function tickStep(endYears: number): number {
  if (endYears <= 2) return 0.5;
  return endYears <= 10 ? 1 : 2;
}

/** Calendar years under an axis, every `step` of them. */
export function calendarTicks({ from, to }: Readonly<{ from: number; to: number }>, step: number): number[] {
  const first = Math.ceil(from / step) * step;
  return Array.from({ length: Math.max(0, Math.floor((to - first) / step) + 1) }, (_, i) => first + i * step);
}
