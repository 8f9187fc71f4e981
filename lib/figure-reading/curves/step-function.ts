import type { Place } from '../geometry';
import { ROUNDING } from './pieces';

/** Steps of a curve in points: from `x` on it lies at `depth`. */
export type Step = Readonly<{ x: number; depth: number }>;
export type Steps = Readonly<{ steps: readonly Step[]; end: number; slanted: boolean }>;

/** In points. A segment that leaves both directions by more is slanted: no step of a Kaplan–Meier curve. */
const SLANT = 0.4;
/** Of the length of a line: bent corners of a writer that rounds are rarer. */
const SLANTED_SHARE = 0.1;

/** The steps along a line of level and upright segments. */
export function stepsOf(places: readonly Place[]): Steps {
  const steps: { x: number; depth: number }[] = [];
  let [slanted, total] = [0, 0];
  const firstPlace = places[0] ?? [0, 0];
  steps.push({ x: firstPlace[0], depth: firstPlace[1] });
  for (let i = 1; i < places.length; i += 1) {
    const [from, to] = [places[i - 1] ?? firstPlace, places[i] ?? firstPlace];
    const [dx, dy] = [to[0] - from[0], to[1] - from[1]];
    const length = Math.hypot(dx, dy);
    total += length;
    if (dx > SLANT && dy > SLANT) slanted += length;
    if (dy <= 1e-4) continue;
    const x = dx <= ROUNDING ? to[0] : (from[0] + to[0]) / 2;
    const open = steps.at(-1);
    if (open !== undefined && Math.abs(open.x - x) <= ROUNDING / 3) open.depth = to[1];
    else steps.push({ x, depth: to[1] });
  }
  return { steps, end: places.at(-1)?.[0] ?? 0, slanted: total > 0 && slanted / total > SLANTED_SHARE };
}

/** Where the curve lies at `x`, just after a step there. */
export function depthAt(steps: readonly Step[], x: number): number {
  let [low, high] = [0, steps.length];
  while (low < high) {
    const half = (low + high) >> 1;
    if ((steps[half]?.x ?? 0) <= x) low = half + 1;
    else high = half;
  }
  return steps[Math.max(0, low - 1)]?.depth ?? 0;
}
