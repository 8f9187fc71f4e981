import { median } from '../geometry';
import type { Plane } from './image';
import type { TracedLine } from './left-over';
import { merged, type PixelDoubt } from './path-doubts';
import { unreadMarks } from './unread-marks';

/** Censor marks of a traced curve in pixels of the crop, and the stretches in which how many there are is not seen. */
export type PixelMarks = Readonly<{ marks: readonly number[]; doubts: readonly PixelDoubt[] }>;

/** Ink of the curve's colour above and below its line in one column, in pixels, and whether the line falls there. */
type Column = Readonly<{ up: number; down: number; falls: boolean }>;
/** Neighbouring columns with ink above or below the line. */
type Spike = Readonly<{ from: number; to: number; up: number; down: number; falls: boolean; at: number }>;

/** Ink, of whole ink, that a thin mark leaves in a pixel; and what such a pixel counts before its own ink. */
const [INK, SURE] = [0.04, 0.3];
/** Pixels above or below the line: less is the noise of its edge, more is a letter or another line. */
const [SHORTEST, LONGEST] = [1.6, 24];
/** Of the usual height: no mark of one figure is much lower or higher than the others. */
const [LOWER, HIGHER] = [0.6, 1.6];
/** Fewer spikes of one height are no row of marks: they are looked at by a person. */
const FEWEST = 3;
/** Of the usual width: a wider spike is several marks in one. */
const WIDER = 1.6;

/**
 * Upright marks on a traced curve: short lines of its own colour through it, all of one height. `alike` are other curves of
 * that colour, whose ink is no mark. Where marks lie so close that they melt, each peak of their ink counts as one and the
 * stretch is doubted. `thinnest` is the thickness of the thinnest curve of the plot.
 */
export function rasterMarks(
  line: Plane,
  own: TracedLine,
  alike: readonly TracedLine[],
  first: number,
  thinnest: number,
): PixelMarks {
  const { marks, doubts, usual } = spikedMarks(line, own, alike, first);
  const unread = unreadMarks(line, own, alike, first, { marks, width: usual }, thinnest);
  return { marks, doubts: merged([...doubts, ...unread], 4 * usual) };
}

function spikedMarks(
  line: Plane,
  own: TracedLine,
  alike: readonly TracedLine[],
  first: number,
): PixelMarks & Readonly<{ usual: number }> {
  const columns = Array.from({ length: own.end }, (_, x) => columnAt(line, own, alike, x));
  const spikes = spikesOf(line, own, columns, first);
  const alone = spikes.filter(({ falls, up, down }) => !falls && Math.min(up, down) >= SHORTEST);
  if (alone.length === 0) return { marks: [], doubts: [], usual: 1 };
  const height = median(alone.map(({ up, down }) => (up + down) / 2));
  const isUsual = (length: number): boolean => length >= LOWER * height && length <= HIGHER * height;
  const isMark = ({ up, down }: Spike): boolean => isUsual(up) && isUsual(down);
  const found = spikes.filter(isMark);
  const usual = median(alone.filter(isMark).map(({ from, to }) => to - from));
  const marks = found.flatMap((spike) => (isWide(spike, usual) ? peaksOf(line, own, spike, usual) : [spike.at]));
  const doubts = spikes.flatMap((spike): PixelDoubt[] => {
    const isSure = isMark(spike) && !isWide(spike, usual) && found.length >= FEWEST;
    // Beside a fall a mark shows on one side of the line only, as the ends of the fall do.
    const isNothing = !isMark(spike) && !isUsual(spike.up) && !isUsual(spike.down);
    return isSure || isNothing ? [] : [{ from: spike.from - 1, to: spike.to + 1, doubt: 'marks_unsure' }];
  });
  return { marks, doubts, usual };
}

const isWide = ({ from, to }: Spike, usual: number): boolean => to - from > Math.max(WIDER * usual, usual + 1.5);

/** Highest and lowest row of the line around a column. */
function rowsAt({ level, thickness }: TracedLine, x: number): readonly [top: number, bottom: number] {
  const reach = Math.ceil(thickness / 2) + 1;
  return [level[Math.max(0, x - reach)] ?? 0, level[Math.min(level.length - 1, x + reach)] ?? 0];
}

function columnAt(line: Plane, own: TracedLine, alike: readonly TracedLine[], x: number): Column {
  const [top, bottom] = rowsAt(own, x);
  const half = Math.floor(own.thickness / 2) + 1;
  const free = (y: number): boolean =>
    alike.every((other) => {
      const [a, b] = rowsAt(other, x);
      return y < a - half - 1 || y > b + half + 1;
    });
  const length = (from: number, by: 1 | -1): number => {
    let sum = 0;
    for (let y = from; y >= 0 && y < line.height && sum < LONGEST; y += by) {
      const ink = line.values[y * line.width + x] ?? 0;
      if (ink < INK || !free(y)) break;
      sum += Math.min(1, SURE + 2 * ink);
    }
    return sum;
  };
  return { up: length(top - half, -1), down: length(bottom + half, 1), falls: bottom - top > 1 };
}

function spikesOf(line: Plane, own: TracedLine, columns: readonly Column[], first: number): Spike[] {
  const spikes: Spike[] = [];
  for (let x = first + 1; x < columns.length; x += 1) {
    if (!isSpiked(columns[x])) continue;
    let to = x;
    while (to < columns.length && isSpiked(columns[to])) to += 1;
    const inside = columns.slice(x, to);
    spikes.push({
      from: x,
      to,
      up: Math.max(...inside.map(({ up }) => up)),
      down: Math.max(...inside.map(({ down }) => down)),
      falls: inside.some(({ falls }) => falls),
      at: middleOf(line, own, x, to),
    });
    x = to;
  }
  return spikes;
}

const isSpiked = (column: Column | undefined): boolean =>
  column !== undefined &&
  (column.falls ? Math.max(column.up, column.down) : Math.min(column.up, column.down)) >= SHORTEST;

/** Ink above and below the line in one column. */
function inkAside(line: Plane, own: TracedLine, x: number): number {
  const [top, bottom] = rowsAt(own, x);
  const half = Math.floor(own.thickness / 2) + 1;
  let sum = 0;
  if (x < 0 || x >= line.width) return 0;
  for (let k = 0; k < 4; k += 1)
    for (const y of [top - half - k, bottom + half + k])
      sum += y < 0 || y >= line.height ? 0 : (line.values[y * line.width + x] ?? 0);
  return sum;
}

function middleOf(line: Plane, own: TracedLine, from: number, to: number): number {
  let [mass, moment] = [0, 0];
  for (let x = Math.max(0, from - 1); x <= Math.min(line.width - 1, to); x += 1) {
    const ink = inkAside(line, own, x);
    mass += ink;
    moment += ink * (x + 0.5);
  }
  return mass > 0 ? moment / mass : (from + to) / 2;
}

/** Of the usual width: two marks nearer than this leave one peak. */
const APART = 0.8;

/** Marks that melt into one another: the peaks of their ink, no nearer than a mark is wide. */
function peaksOf(line: Plane, own: TracedLine, { from, to }: Spike, usual: number): number[] {
  const reach = Math.max(0, Math.round((usual - 1) / 2));
  const ink = Array.from({ length: to - from + 2 * reach + 2 }, (_, i) => inkAside(line, own, from - reach - 1 + i));
  // The edges of one broad mark are no marks: ink is looked at over the width of one.
  const smooth = ink.map((_, i) =>
    ink.slice(Math.max(0, i - reach), i + reach + 1).reduce((sum, value) => sum + value, 0),
  );
  const peaks: number[] = [];
  for (let i = 1; i < smooth.length - 1; i += 1) {
    const [before, here, after] = [smooth[i - 1] ?? 0, smooth[i] ?? 0, smooth[i + 1] ?? 0];
    const x = from - reach - 1 + i + 0.5;
    const last = peaks.at(-1);
    const isPeak = here > before && here >= after && x > from - 1 && x < to + 1;
    if (isPeak && (last === undefined || x - last >= APART * usual)) peaks.push(x);
  }
  return peaks;
}
