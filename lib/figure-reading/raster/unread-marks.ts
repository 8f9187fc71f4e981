import type { Plane } from './image';
import type { TracedLine } from './left-over';
import type { PixelDoubt } from './path-doubts';

/** Ink that still belongs to what stands on the line, and how far from it ink is looked for, in pixels. */
const [INK, FARTHEST] = [0.12, 24];
/** Of the columns on levels: so many at least are the line alone, wherever marks leave a gap. */
const ALONE = 0.1;
/** Pixels of ink beside that of the line alone: more is something on the line. */
const MORE = 0.7;
/** Of the columns on levels: where something is on more of them than this, nothing can be told apart. */
const MOSTLY = 0.15;
/** Of the line's thickness: with less ink the line is hidden, or a gap between dashes. */
const HIDDEN = 0.7;
/** Fewer marks are no row of marks; and so many columns with something on them, where none was read, are not dust. */
const [FEWEST, SOME] = [3, 3];

/**
 * Stretches of a traced curve in which its line is thicker than elsewhere and no mark was read: a mark lower than the line is
 * thick, a row of marks that looks like a thick line, the blur of a JPEG. `thinnest` is the thickness of the thinnest curve
 * of the plot: marks without gaps make a whole line thicker than its neighbours and than its own falls.
 */
export function unreadMarks(
  line: Plane,
  own: TracedLine,
  alike: readonly TracedLine[],
  first: number,
  read: Readonly<{ marks: readonly number[]; width: number }>,
  thinnest: number,
): PixelDoubt[] {
  const usual = Math.min(thinnest, widthOfFalls(line, own, first) ?? thinnest);
  const columns: { x: number; ink: number }[] = [];
  for (let x = first + 1; x < own.end; x += 1) {
    const ink = inkOn(line, own, alike, x);
    if (ink !== null && ink >= HIDDEN * Math.min(usual, own.thickness)) columns.push({ x, ink });
  }
  const whole: PixelDoubt = { from: 0, to: own.end, doubt: 'marks_unsure' };
  const sorted = columns.map(({ ink }) => ink).toSorted((a, b) => a - b);
  const alone = sorted[Math.floor(sorted.length * ALONE)] ?? 0;
  if (alone > usual + MORE && alone > 1.3 * usual) return [whole];
  const reach = read.width / 2 + 1;
  const unread = columns.filter(
    ({ x, ink }) => ink > alone + MORE && !read.marks.some((mark) => Math.abs(mark - x - 0.5) <= reach),
  );
  // What shows is too little to be read; what is lower still does not show at all.
  const isTooLow = read.marks.length < FEWEST && unread.length >= SOME;
  if (isTooLow || unread.length > MOSTLY * columns.length) return [whole];
  return unread.map(({ x }) => ({ from: x - 1, to: x + 2, doubt: 'marks_unsure' }));
}

/** Ink of a column on a level, through the line and what touches it; null in a fall and beside a line of the same colour. */
function inkOn(line: Plane, own: TracedLine, alike: readonly TracedLine[], x: number): number | null {
  const reach = Math.ceil(own.thickness / 2) + 1;
  const levelAt = ({ level }: TracedLine, at: number): number =>
    level[Math.max(0, Math.min(level.length - 1, at))] ?? 0;
  const [top, bottom] = [levelAt(own, x - reach), levelAt(own, x + reach)];
  if (bottom - top > 1) return null;
  const near = own.thickness + 3;
  if (alike.some((other) => levelAt(other, x + reach) > top - near && levelAt(other, x - reach) < bottom + near))
    return null;
  let sum = 0;
  for (const by of [1, -1] as const)
    for (let y = by === 1 ? top : top - 1, k = 0; y >= 0 && y < line.height && k < FARTHEST; y += by, k += 1) {
      const ink = line.values[y * line.width + x] ?? 0;
      // The path may run a pixel beside its line.
      if (ink < INK && k > 1) break;
      sum += ink;
    }
  return sum;
}

/** Falls this much higher than the line is thick show the line alone, and of so many the thinner ones do. */
const [TALL, THIN_ONES] = [5, 0.25];

/** How thick the line is where it falls, which no mark changes; null where it falls nowhere far enough. */
function widthOfFalls(line: Plane, { level, end, thickness }: TracedLine, first: number): number | null {
  const widths: number[] = [];
  for (let x = first + 1; x < end; x += 1) {
    const [top, bottom] = [level[x - 1] ?? 0, level[x] ?? 0];
    if (bottom - top < 2 * thickness + TALL) continue;
    let sum = 0;
    const row = Math.round((top + bottom) / 2) * line.width;
    const reach = Math.ceil(2 * thickness) + 2;
    for (let at = Math.max(0, x - reach); at <= Math.min(line.width - 1, x + reach); at += 1)
      sum += line.values[row + at] ?? 0;
    // Hidden by another curve there is nothing to measure.
    if (sum > 0.5) widths.push(sum);
  }
  return widths.toSorted((a, b) => a - b)[Math.floor(widths.length * THIN_ONES)] ?? null;
}
