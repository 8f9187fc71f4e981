import type { OwnCurve, OwnStep } from '@/lib/analysis/curves';
import { forDrawing } from '@/lib/analysis/curves';
import { px } from './svg/text';

/** Line styles by position: colour never stands alone. */
export const LINE_DASHES = ['', '9 4', '2.5 3', '9 3 2.5 3', '14 5', '5 3', '9 3 2.5 3 2.5 3'] as const;

export type Scales = Readonly<{ x: (time: number) => number; y: (percent: number) => number; end: number }>;

/** The step line as path data. */
export function stepPath(steps: readonly OwnStep[], { x, y, end }: Scales): string {
  return forDrawing(steps, end)
    .map(({ time, percent }, i) =>
      i === 0 ? `M${px(x(time))},${px(y(percent))}` : `H${px(x(time))}V${px(y(percent))}`,
    )
    .join('');
}

/** The band as steps with the corners of the curve, to the last time that has limits. */
export function bandPath(steps: readonly OwnStep[], { x, y, end }: Scales): string {
  const drawn = forDrawing(steps, end);
  const limited = drawn.flatMap(({ time, low, high }, i) =>
    low === null || high === null ? [] : [{ from: time, to: drawn[i + 1]?.time ?? time, low, high }],
  );
  if (limited.length === 0) return '';
  const upper = limited
    .map(({ from, to, high }) => `L${px(x(from))},${px(y(high))}L${px(x(to))},${px(y(high))}`)
    .join('');
  const lower = [...limited]
    .reverse()
    .map(({ from, to, low }) => `L${px(x(to))},${px(y(low))}L${px(x(from))},${px(y(low))}`)
    .join('');
  return `M${(upper + lower).slice(1)}Z`;
}

/** Censoring ticks across the line, one for each column of the axis that has any. */
export function censorPath(marks: OwnCurve['marks'], { x, y, end }: Scales, half = 5): string {
  return forDrawing(marks, end, 400)
    .map(({ time, percent }) => `M${px(x(time))},${px(y(percent) - half)}v${2 * half}`)
    .join('');
}

/** Baselines of the labels at the ends of the curves, pushed apart to `height` and kept within the bounds. */
export function endLabelPlaces(ends: readonly number[], height: number, top: number, bottom: number): number[] {
  const order = ends.map((y, index) => ({ y, index })).sort((a, b) => a.y - b.y);
  const places: number[] = [];
  let free = top;
  for (const { y, index } of order) {
    places[index] = Math.max(free, y);
    free = (places[index] ?? 0) + height;
  }
  let ceiling = bottom;
  for (const { index } of [...order].reverse()) {
    places[index] = Math.min(ceiling, places[index] ?? 0);
    ceiling = (places[index] ?? 0) - height;
  }
  return places;
}
