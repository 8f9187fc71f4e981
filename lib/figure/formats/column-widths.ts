import { textWidth, wrapText } from '../drawing/text-width';
import type { FigureTable } from '../model/document';

// How wide the columns of a table on paper are, in points, and how high that makes it.

/** Type of a table, its lines by that, points between the words of two columns, and above and below those of a row. */
export const TABLE_TYPE = { size: 9, line: 1.25, gutter: 12, padding: 4 } as const;

/** Points of a table's name above it. */
const NAME = 30;
/** A column has at most so much beyond its longest text: a small table spread over the page is not read along its rows. */
const MOST_SPARE = 36;
/** Points that a column takes from another as long as that makes the table shorter. */
const STEPS = [48, 24, 12] as const;

type Column = Readonly<{
  /** its longest text on a line */
  whole: number;
  /** its longest word */
  word: number;
  /** lines of each of its texts, the heading first, in so many points */
  lines: (width: number) => readonly number[];
}>;

/** The points that words have in each column where the page has so many. */
export function columnWidths(table: FigureTable, page: number): number[] {
  const columns = columnsOf(table);
  const room = page - TABLE_TYPE.gutter * columns.length;
  const whole = columns.map((column) => column.whole);
  const spare = (room - total(whole)) / columns.length;
  if (spare >= 0) return whole.map((width) => width + Math.min(spare, MOST_SPARE));
  const words = columns.map(({ word }) => word);
  const level = sharedOut(whole, total(words) <= room ? words : words.map(() => 0), room);
  const asked = table.columns.map(({ width = Number.NaN }) => width);
  const starts = [level, asked.map((width) => (width / total(asked)) * room)].filter((widths) =>
    widths.every((width, i) => width >= Math.min(words[i] ?? 0, level[i] ?? 0)),
  );
  return starts
    .map((widths) => shortened(widths, columns))
    .reduce((best, one) => (heightOf(columns, one) < heightOf(columns, best) ? one : best));
}

/** Points of a table with its name, as its texts break in columns of these widths. */
export function tableHeight(table: FigureTable, widths: readonly number[]): number {
  return heightOf(columnsOf(table), widths);
}

function columnsOf({ columns, rows }: FigureTable): Column[] {
  return columns.map(({ label }, i) => {
    const texts = [label, ...rows.map((row) => row[i]?.text ?? '')];
    const weight = (row: number): 400 | 600 => (row === 0 || i === 0 ? 600 : 400);
    // A rounding of the writer must not break a line.
    const width = (text: string, row: number): number => Math.ceil(1 + textWidth(text, TABLE_TYPE.size, weight(row)));
    const known = new Map<number, number[]>();
    return {
      whole: Math.max(...texts.map(width)),
      word: Math.max(...texts.flatMap((text, row) => text.split(' ').map((word) => width(word, row)))),
      lines: (room) => {
        const counted =
          known.get(room) ?? texts.map((text, row) => wrapText(text, room, TABLE_TYPE.size, weight(row)).length);
        known.set(room, counted);
        return counted;
      },
    };
  });
}

function heightOf(columns: readonly Column[], widths: readonly number[]): number {
  const lines = columns.map((column, i) => column.lines(widths[i] ?? 0));
  const rows = (lines[0] ?? []).map((_, row) => Math.max(...lines.map((own) => own[row] ?? 1)));
  const { size, line, padding } = TABLE_TYPE;
  return NAME + rows.reduce((sum, own) => sum + own * size * line + padding + 0.5, 0);
}

/** Every column as its longest text needs, and those that cannot have it as wide as the room lets them all be. */
function sharedOut(whole: readonly number[], least: readonly number[], room: number): number[] {
  const upTo = (most: number): number[] => whole.map((width, i) => Math.max(least[i] ?? 0, Math.min(width, most)));
  let [low, high] = [0, room];
  while (high - low > 0.1) {
    const middle = (low + high) / 2;
    if (total(upTo(middle)) <= room) low = middle;
    else high = middle;
  }
  return upTo(low);
}

/** Widths of which none can give another some points without the table growing. */
function shortened(start: readonly number[], columns: readonly Column[]): number[] {
  let [best, height] = [[...start], heightOf(columns, start)];
  const pairs = columns.flatMap((_, from) => columns.map((__, to) => [from, to] as const)).filter(([a, b]) => a !== b);
  for (const step of STEPS) {
    let found = true;
    while (found) {
      found = false;
      for (const [from, to] of pairs) {
        const next = best.map((width, i) => width + (i === to ? step : i === from ? -step : 0));
        if ((next[from] ?? 0) < (columns[from]?.word ?? 0)) continue;
        const own = heightOf(columns, next);
        if (own < height) [best, height, found] = [next, own, true];
      }
    }
  }
  return best;
}

const total = (widths: readonly number[]): number => widths.reduce((sum, width) => sum + width, 0);
