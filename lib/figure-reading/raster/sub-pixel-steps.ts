import type { FallingPath } from './falling-path';
import type { Plane } from './image';

/** A step in pixels of the crop, between pixels: from `x` on the line's middle lies at `y`. */
export type PixelStep = Readonly<{ x: number; y: number }>;
/** `support` is how much of the expected ink lies under the path in each column, 0 to 1. */
export type PixelSteps = Readonly<{ steps: readonly PixelStep[]; support: Float32Array }>;

/** Levels nearer than this, in pixels, are one: the noise of a middle line. */
const SAME_LEVEL = 0.15;
/** Below it a column says nothing of the level. */
export const SUPPORTED = 0.4;
/** Pixels: a fall of the path by more is a step of its own, a smaller one may be the rounding of a level. */
const CLEAR_FALL = 2;

/** Steps along a path, levels and falls at the middle of the line's ink and not of its pixels. */
export function subPixelSteps(path: FallingPath, cover: Plane, thickness: number, peak: number): PixelSteps {
  const { level } = path;
  const reach = Math.ceil(thickness / 2) + 1;
  const support = new Float32Array(cover.width);
  const middles = Float64Array.from(level, (row, x) => {
    const { mass, middle } = columnMiddle(cover, x, row - reach, row + reach);
    support[x] = Math.min(1, mass / (thickness * peak));
    return middle;
  });
  const segments = segmentsOf(level);
  const levels = segments.map(({ from, to }) => levelsWithin(middles, support, from, to, reach, level));
  const steps: { x: number; y: number }[] = [];
  segments.forEach(({ from }, k) => {
    const own = levels[k] ?? [];
    const before = steps.at(-1);
    own.forEach((block, i) => {
      const y = before === undefined ? block.y : Math.max(block.y, before.y);
      const fall = { from: before?.y ?? y, to: y, ...aroundShort(segments, levels, k, thickness) };
      const x = i > 0 ? block.from : k === 0 ? 0 : fallPlace(cover, from, fall, thickness);
      const last = steps.at(-1);
      if (last !== undefined && y - last.y < SAME_LEVEL) return;
      steps.push({ x: Math.max(x, last?.x ?? 0), y });
    });
  });
  return { steps, support };
}

function columnMiddle(cover: Plane, x: number, top: number, bottom: number): { mass: number; middle: number } {
  let [mass, moment] = [0, 0];
  const at = (y: number): number => (y < 0 || y >= cover.height ? 0 : (cover.values[y * cover.width + x] ?? 0));
  // What covers the paper above and below (a band, a tinted ground) is not the line's.
  const ground = Math.min(0.4, at(top), at(bottom));
  for (let y = top; y <= bottom; y += 1) {
    const ink = Math.max(0, at(y) - ground);
    mass += ink;
    moment += ink * (y + 0.5);
  }
  return { mass, middle: mass > 0 ? moment / mass : (top + bottom + 1) / 2 };
}

type Segment = Readonly<{ from: number; to: number }>;

/** Stretches between clear falls. */
function segmentsOf(level: Int32Array): Segment[] {
  const starts = [0];
  for (let x = 1; x < level.length; x += 1) if ((level[x] ?? 0) - (level[x - 1] ?? 0) >= CLEAR_FALL) starts.push(x);
  return starts.map((from, i) => ({ from, to: starts[i + 1] ?? level.length }));
}

type Block = { from: number; y: number; weight: number };

/** Levels of one stretch that only fall: pooled adjacent violators (Ayer and others 1955) of the columns' middles. */
function levelsWithin(
  middles: Float64Array,
  support: Float32Array,
  from: number,
  to: number,
  reach: number,
  level: Int32Array,
): Block[] {
  const margin = to - from > 2 * reach + 2 ? reach : 0;
  const blocks: Block[] = [];
  for (let x = from; x < to; x += 1) {
    if ((support[x] ?? 0) < SUPPORTED || (x < from + margin && from > 0) || (x >= to - margin && to < middles.length))
      continue;
    blocks.push({ from: x, y: middles[x] ?? 0, weight: 1 });
    for (
      let last = blocks.at(-1), previous = blocks.at(-2);
      last !== undefined && previous !== undefined && previous.y >= last.y - 1e-9;
      last = blocks.at(-1), previous = blocks.at(-2)
    ) {
      blocks.pop();
      previous.y = (previous.y * previous.weight + last.y * last.weight) / (previous.weight + last.weight);
      previous.weight += last.weight;
    }
  }
  if (blocks.length === 0) return [{ from, y: (level[from] ?? 0) + 0.5, weight: 0 }];
  const merged: Block[] = [];
  for (const block of blocks) {
    const last = merged.at(-1);
    if (last !== undefined && block.y - last.y < SAME_LEVEL) {
      last.y = (last.y * last.weight + block.y * block.weight) / (last.weight + block.weight);
      last.weight += block.weight;
    } else merged.push({ ...block });
  }
  return merged;
}

/** A fall between two levels; `above` and `below` are the levels around it that were not read from a few columns alone. */
type Fall = Readonly<{ from: number; to: number; above: number | null; below: number | null }>;

/**
 * Beside a fall, the arm of a mark looks like a level of its own a few columns long: the upright line then stands between
 * the levels around it.
 */
function aroundShort(
  segments: readonly Segment[],
  levels: readonly (readonly Block[])[],
  k: number,
  thickness: number,
): Pick<Fall, 'above' | 'below'> {
  const isShort = (segment: Segment | undefined): boolean =>
    segment !== undefined && segment.to - segment.from <= Math.ceil(thickness) + 2;
  return {
    above: k > 1 && isShort(segments[k - 1]) ? (levels[k - 2]?.at(-1)?.y ?? null) : null,
    below: isShort(segments[k]) ? (levels[k + 1]?.[0]?.y ?? null) : null,
  };
}

/** Where the line falls from one level to another near a column: the middle of the upright ink, or of the change. */
function fallPlace(cover: Plane, column: number, fall: Fall, thickness: number): number {
  const { from, to, above, below } = fall;
  const half = thickness / 2;
  const upright =
    uprightPlace(cover, column, from, to, thickness) ??
    (above === null && below === null
      ? null
      : uprightPlace(cover, column, Math.min(from, above ?? from), Math.max(to, below ?? to), thickness, ONE_LINE));
  if (upright !== null) return upright;
  // Low steps have no upright ink of their own: the share of the columns' middles that are still at the upper level.
  const reach = Math.ceil(thickness) + 2;
  const [left, right] = [Math.max(0, column - reach), Math.min(cover.width - 1, column + reach)];
  let place = left;
  for (let x = left; x <= right; x += 1) {
    const { mass, middle } = columnMiddle(cover, x, Math.floor(from - half - 1), Math.ceil(to + half));
    const share =
      mass === 0 ? (x < column ? 1 : 0) : Math.min(1, Math.max(0, (to - middle) / Math.max(0.1, to - from)));
    place += share;
  }
  return place;
}

/** Pixels beside the spread of one line: ink that spreads more is of two. */
const ONE_LINE = 0.35;

/** The middle of the upright ink between two levels; null where there is too little of it, or more `spread` than is allowed. */
function uprightPlace(
  cover: Plane,
  column: number,
  from: number,
  to: number,
  thickness: number,
  spread = Infinity,
): number | null {
  const half = thickness / 2;
  const [top, bottom] = [Math.ceil(from + half + 0.5), Math.floor(to - half - 1.5)];
  if (bottom - top < 1) return null;
  const reach = Math.ceil(thickness) + 2;
  const [left, right] = [Math.max(0, column - reach), Math.min(cover.width - 1, column + reach)];
  const at = (x: number, y: number): number => cover.values[y * cover.width + x] ?? 0;
  let [mass, moment, square] = [0, 0, 0];
  for (let y = Math.max(0, top); y <= Math.min(cover.height - 1, bottom); y += 1) {
    const ground = Math.min(0.4, at(left, y), at(right, y));
    for (let x = left; x <= right; x += 1) {
      const ink = Math.max(0, at(x, y) - ground);
      mass += ink;
      moment += ink * (x + 0.5);
      square += ink * (x + 0.5) ** 2;
    }
  }
  if (mass <= 0.3 * thickness) return null;
  const middle = moment / mass;
  const own = Math.sqrt(Math.max(0, square / mass - middle ** 2));
  return own <= thickness / Math.sqrt(12) + spread ? middle : null;
}
