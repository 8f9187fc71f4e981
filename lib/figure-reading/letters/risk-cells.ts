import { printedNumbers } from '../axes/printed-number';
import { median } from '../geometry';
import { grouped } from '../grouping';
import { orders } from '../orders';
import { survivalOf, valueAt } from '../person/overlay';
import type { CurveReading, PanelReading } from '../reading';
import type { LetterCell } from './read-letters';

/** A row of the table under a picture: the number at each tick, null where none was read without doubt. */
export type PictureRow = Readonly<{
  cells: readonly Readonly<{ time: number; value: number | null }>[];
  colour: string;
  /** The height of the row's middle and of its digits, in pixels of the picture at time 0. */
  y: number;
  height: number;
}>;

/** Of the distance of two ticks: a number belongs to the tick that is this near. */
const NEAR_TICK = 0.42;
/** Of the plot's height: the table stands no farther below the axis. */
const REACH = 1.2;
/** Of the numbers of a row: so many fall, or it is another table. */
const FALLING = 0.6;

/** Rows of numbers at risk below the axis of a picture, from the top. */
export function pictureRows(panel: PanelReading, cells: readonly LetterCell[]): PictureRow[] {
  const times = panel.x.ticks;
  const [first, last] = [times[0] ?? 0, times.at(-1) ?? 1];
  const spacing = (last - first) / Math.max(1, times.length - 1);
  const height = Math.max(...panel.y.ticks) - Math.min(...panel.y.ticks);
  const pixels = Math.hypot(panel.affine[2], panel.affine[3]);
  const below = cells.flatMap((cell) => {
    const { time, depth } = axisPlace(panel, cell);
    const near = times.reduce((best, tick) => (Math.abs(tick - time) < Math.abs(best - time) ? tick : best), Infinity);
    const isNear = Math.abs(near - time) <= NEAR_TICK * spacing;
    return depth > 0 && depth < REACH * height && isNear
      ? [{ cell, tick: near, off: time - near, row: depth * pixels }]
      : [];
  });
  let [line, key] = [-Infinity, -1];
  const lines = grouped(
    below.toSorted((a, b) => a.row - b.row),
    ({ row, cell }) => {
      if (row - line > 0.5 * cell.height) key += 1;
      line = row;
      return key;
    },
  );
  return [...lines.values()].flatMap((own) => rowOf(own, times));
}

/** Where a cell stands in the measures of the axes; `depth` is below the lowest tick. */
function axisPlace(panel: PanelReading, { at }: LetterCell): { time: number; depth: number } {
  const { time, survival } = valueAt(panel, at);
  return { time, depth: Math.min(...panel.y.ticks) - (panel.y.shows === 'incidence' ? 1 - survival : survival) };
}

type Below = Readonly<{ cell: LetterCell; tick: number; off: number; row: number }>;

function rowOf(own: readonly Below[], times: readonly number[]): PictureRow[] {
  const shift = median(own.map(({ off }) => off));
  const cells = times.map((time) => {
    const nearest = own
      .filter(({ tick }) => tick === time)
      .toSorted((a, b) => Math.abs(a.off - shift) - Math.abs(b.off - shift))[0];
    return { time, value: nearest === undefined ? null : wholeNumber(nearest.cell.text) };
  });
  const read = cells.filter(({ value }) => value !== null);
  const falling = longestFall(read.map(({ value }) => value ?? 0));
  if (read.length < Math.max(2, times.length / 3) || falling.length < Math.max(2, FALLING * read.length)) return [];
  // A number that rises above those before it, or falls below those behind it, was misread.
  const kept = new Set(falling.map((i) => read[i]?.time));
  return [
    {
      cells: cells.map(({ time, value }) => ({ time, value: kept.has(time) ? value : null })),
      colour: own[0]?.cell.colour ?? '#000000',
      y: median(own.map(({ cell }) => cell.at[1])),
      height: median(own.map(({ cell }) => cell.height)),
    },
  ];
}

function wholeNumber(text: string | null): number | null {
  if (text === null || text.includes('%')) return null;
  return printedNumbers(text).find((value) => Number.isInteger(value)) ?? null;
}

/** The places of the longest part of a row that never rises. */
function longestFall(values: readonly number[]): number[] {
  const best: number[][] = [];
  for (const [i, value] of values.entries()) {
    const before = best.filter((chain) => (values[chain.at(-1) ?? 0] ?? 0) >= value);
    best.push([...(before.toSorted((a, b) => b.length - a.length)[0] ?? []), i]);
  }
  return best.toSorted((a, b) => b.length - a.length)[0] ?? [];
}

/** Of the cube of colours: ink of one colour, printed or as a line. */
const ONE_COLOUR = 90;
/** Of the patients: so many more at risk than a traced curve leaves contradict it. */
const TRACED = 0.03;
/** Orders of more rows are too many to try. */
const MOST_ROWS = 5;

/**
 * The row of each curve: the only one in its colour, or the one that its height allows where no other order of the rows is
 * allowed. Null where neither says it: which row is whose is then the person's to choose, because the digits look right in both.
 */
export function rowsOfArms(rows: readonly PictureRow[], curves: readonly CurveReading[]): (PictureRow | null)[] {
  const coloured = curves.map(({ colour }) => {
    const own = rows.filter((row) => distance(colour, row.colour) < ONE_COLOUR);
    const others = curves.filter((other) => other.colour !== colour && distance(other.colour, colour) < ONE_COLOUR);
    return own.length === 1 && others.length === 0 ? (own[0] ?? null) : null;
  });
  if (coloured.every((row) => row !== null) && new Set(coloured).size === curves.length) return coloured;
  return bySteps(rows, curves);
}

function bySteps(rows: readonly PictureRow[], curves: readonly CurveReading[]): (PictureRow | null)[] {
  const nobody = curves.map(() => null);
  if (rows.length !== curves.length || rows.length > MOST_ROWS) return nobody;
  const allowed = orders(rows.length).filter((order) =>
    order.every((at, i) => {
      const [row, curve] = [rows[at], curves[i]];
      return row !== undefined && curve !== undefined && allows(curve, row);
    }),
  );
  return allowed.length === 1 ? (allowed[0] ?? []).map((row) => rows[row] ?? null) : nobody;
}

/** Of n patients no more than n S are at risk. */
function allows(curve: CurveReading, { cells }: PictureRow): boolean {
  const first = cells[0]?.value ?? null;
  return first === null
    ? true
    : cells.every(
        ({ time, value }) =>
          value === null || value <= first * survivalOf(curve, time - 1e-9) + Math.max(1, TRACED * first),
      );
}

function distance(a: string, b: string): number {
  const parts = (hex: string): number[] => [1, 3, 5].map((from) => Number.parseInt(hex.slice(from, from + 2), 16));
  const [from, to] = [parts(a), parts(b)];
  return Math.hypot(...from.map((part, i) => part - (to[i] ?? 0)));
}
