import type { Doubt } from '../reading';
import type { Field } from './falling-path';
import type { Plane } from './image';
import { SUPPORTED, type PixelStep } from './sub-pixel-steps';

/** A stretch of columns in which the path may be off by more than the tolerance. */
export type PixelDoubt = Readonly<{ from: number; to: number; doubt: Doubt }>;

/**
 * In pixels: `off` is what a path may be off without being said, `shift` the shift along the axis that explains a step.
 * `dashes`: the figure has curves of dashes, whose gaps make another way look cheap.
 */
export type Tolerance = Readonly<{ off: number; shift: number; dashes: boolean }>;

/** Pixels of missing ink, and their share of the width: another way that costs no more than this is as good. */
const AS_GOOD = { whole: { pixels: 6, share: 0.006 }, dashes: { pixels: 6, share: 0.01 } } as const;
/** Pixels before and behind: the ends of a doubt are no sharper than the line. */
const MARGIN = 2;

/** Where nothing shows how far the curve fell, and where another way is nearly as good. */
export function pathDoubts(
  field: Field,
  support: Float32Array,
  other: Plane,
  tolerance: Tolerance,
  end: number,
): PixelDoubt[] {
  return merged(
    [
      ...unseenFalls(field, support, other, tolerance, end),
      ...otherWays(field, tolerance, end),
      ...denseFalls(field, tolerance, end),
    ].map(({ from, to, doubt }) => ({ from: from - MARGIN, to: to + MARGIN, doubt })),
  );
}

/**
 * Where ink is missing the curve lies between the level before and the level after, because it never rises: only a fall
 * inside such a stretch is unknown.
 */
function unseenFalls(
  { path }: Field,
  support: Float32Array,
  other: Plane,
  { off, shift }: Tolerance,
  end: number,
): PixelDoubt[] {
  const doubts: PixelDoubt[] = [];
  for (let x = 0; x < end; x += 1) {
    if ((support[x] ?? 0) >= SUPPORTED) continue;
    let to = x;
    while (to < end && (support[to] ?? 0) < SUPPORTED) to += 1;
    const fall = (path.level[Math.min(end - 1, to)] ?? 0) - (path.level[Math.max(0, x - 1)] ?? 0);
    if (fall > off && to - x > shift)
      doubts.push({ from: x - 1, to: to + 1, doubt: isHidden(path.level, other, x, to) ? 'hidden' : 'gap' });
    x = to;
  }
  return doubts;
}

/** Columns in which many steps melt into one slope, how many of them fall there, and columns that one upright line fills. */
const [DENSE_COLUMNS, DENSE_FALLS, UPRIGHT] = [6, 3, 2];
/** Of `off`: so far a slope falls, and so far beside its steepest place, where it is no single step. */
const [SLOPE, BESIDE] = [4 / 3, 2 / 3];

/** Steps nearer than their line is thick melt into a slope: how the fall is shared among them is not seen. */
function denseFalls({ path: { level } }: Field, { off, shift }: Tolerance, end: number): PixelDoubt[] {
  const doubts: PixelDoubt[] = [];
  const reach = Math.max(DENSE_COLUMNS, Math.ceil(2 * shift));
  const fallAt = (x: number): number => Math.max(0, (level[x] ?? 0) - (level[x - 1] ?? 0));
  for (let x = 1; x + reach <= end; x += 1) {
    let [count, fall, steepest] = [0, 0, 0];
    for (let k = x; k < x + reach; k += 1) {
      count += fallAt(k) > 0 ? 1 : 0;
      fall += fallAt(k);
      if (k + UPRIGHT <= x + reach) steepest = Math.max(steepest, fallAt(k) + fallAt(k + 1));
    }
    if (count >= DENSE_FALLS && fall > SLOPE * off && fall - steepest > BESIDE * off)
      doubts.push({ from: x - 1, to: x + reach, doubt: 'other_path' });
  }
  return doubts;
}

/** Of a curve's columns: a fall that stands farther aside is none that was found where it is. */
const ASIDE = 0.003;

/**
 * Where a fall was found aside from where the path falls, by more than half the line or a small share of the curve: a mark
 * beside it draws an upright line of its own.
 */
export function fallsAside(
  steps: readonly PixelStep[],
  level: Int32Array,
  { off }: Tolerance,
  thickness: number,
  end: number,
): PixelDoubt[] {
  const aside = Math.ceil(Math.min(thickness / 2, Math.max(2, ASIDE * end)));
  const doubts: PixelDoubt[] = [];
  let k = 0;
  for (let x = 0; x < end; x += 1) {
    while ((steps[k + 1]?.x ?? Infinity) <= x + 0.5) k += 1;
    const row = (steps[k]?.y ?? 0) - 0.5;
    const [top, bottom] = [level[Math.max(0, x - aside)] ?? 0, level[Math.min(end - 1, x + aside)] ?? 0];
    if (row < top - off || row > bottom + off) doubts.push({ from: x - aside, to: x + 1 + aside, doubt: 'other_path' });
  }
  return doubts;
}

function isHidden(level: Int32Array, other: Plane, from: number, to: number): boolean {
  let hidden = 0;
  for (let x = from; x < to; x += 1) hidden += (other.values[(level[x] ?? 0) * other.width + x] ?? 0) > 0.4 ? 1 : 0;
  return hidden > (to - from) / 2;
}

function otherWays({ path, through }: Field, { off, shift, dashes }: Tolerance, end: number): PixelDoubt[] {
  const { width, height, values } = through;
  const { pixels, share } = AS_GOOD[dashes ? 'dashes' : 'whole'];
  const asGood = path.cost + Math.max(pixels, share * width);
  const doubts: PixelDoubt[] = [];
  const aside = Math.ceil(shift);
  for (let x = 0; x < end; x += 1) {
    const [top, bottom] = [path.level[Math.max(0, x - aside)] ?? 0, path.level[Math.min(width - 1, x + aside)] ?? 0];
    for (let y = 0; y < height; y += 1) {
      if (y >= top - off && y <= bottom + off) continue;
      if ((values[y * width + x] ?? Infinity) < asGood) {
        doubts.push({ from: x, to: x + 1, doubt: 'other_path' });
        break;
      }
    }
  }
  return doubts;
}

/** Of a curve's length: where more of it is doubted, the rest hangs on what is doubted. */
const MOSTLY = 0.7;

/** Stretches as they are, or the whole curve where most of it is in doubt: its certain pieces may be another's. */
export function wholeWhereMostly(doubts: readonly PixelDoubt[], end: number): readonly PixelDoubt[] {
  const doubted = doubts.reduce((sum, { from, to }) => sum + Math.max(0, Math.min(end, to) - Math.max(0, from)), 0);
  const longest = doubts.toSorted((a, b) => b.to - b.from - (a.to - a.from))[0];
  if (longest === undefined || doubted <= MOSTLY * end) return doubts;
  return [{ from: 0, to: Math.max(end, ...doubts.map(({ to }) => to)), doubt: longest.doubt }];
}

/** Overlapping stretches and those no farther apart than `hole` pixels as one; the first doubt names it. */
export function merged(doubts: readonly PixelDoubt[], hole = 2): PixelDoubt[] {
  const found: PixelDoubt[] = [];
  for (const doubt of doubts.toSorted((a, b) => a.from - b.from)) {
    const last = found.at(-1);
    if (last !== undefined && doubt.from <= last.to + Math.max(2, hole))
      found[found.length - 1] = { ...last, to: Math.max(last.to, doubt.to) };
    else found.push(doubt);
  }
  return found;
}
