import type { FigureColumn, FigureTable } from '../../model/document';
import { textWidth, wrapText, type FontWeight } from '../../drawing/text-width';

/** Inches of a slide. */
export type Frame = Readonly<{ x: number; y: number; w: number; h: number }>;
export type SlideRatio = '16x9' | '4x3';

export const SLIDES: Readonly<Record<SlideRatio, Readonly<{ layout: string; width: number; height: number }>>> = {
  '16x9': { layout: 'LAYOUT_WIDE', width: 13.333, height: 7.5 },
  '4x3': { layout: 'FOUR_BY_THREE', width: 10, height: 7.5 },
};

export const MARGIN = 0.45;
/** Points; nothing in a table is smaller. */
export const TABLE_SIZE = 10;
const POINTS = 72;
/** Space around the text of a table's cell, left and right, and above and below. */
export const CELL = { side: 0.06, top: 0.035 } as const;

/** Height of a text in inches, broken at a width. Inter is a little wider than Arial, so that this never falls short. */
export function textHeight(text: string, width: number, size: number, weight: FontWeight = 400): number {
  return (lineCount(text, width, size, weight) * size * 1.22) / POINTS;
}

function lineCount(text: string, width: number, size: number, weight: FontWeight): number {
  return text.split('\n').reduce((sum, part) => sum + wrapText(part, width * POINTS, size, weight).length, 0);
}

/** Widths of a table's columns in inches, by the shares that the columns have or by what their words need. */
export function columnWidths({ columns, rows }: FigureTable, width: number): number[] {
  const shared = columns.every((column) => column.width !== undefined);
  const shares = columns.map((column, i) =>
    shared
      ? (column.width ?? 1)
      : share(
          column,
          rows.map((row) => row[i]?.text ?? ''),
        ),
  );
  const sum = shares.reduce((total, one) => total + one, 0);
  return shares.map((one) => (one / sum) * width);
}

function share({ label }: FigureColumn, texts: readonly string[]): number {
  const longest = Math.max(
    textWidth(label, TABLE_SIZE, 600),
    ...texts.map((text) => Math.min(170, textWidth(text, TABLE_SIZE))),
  );
  return longest + 10;
}

/** Height of every row of a table in inches, the heading first. */
export function rowHeights({ columns, rows }: FigureTable, widths: readonly number[]): number[] {
  const height = (texts: readonly string[], weight: FontWeight): number => {
    const lines = texts.map((text, i) => lineCount(text, (widths[i] ?? 1) - 2 * CELL.side, TABLE_SIZE, weight));
    return (Math.max(1, ...lines) * TABLE_SIZE * 1.22) / POINTS + 2 * CELL.top;
  };
  return [
    height(
      columns.map(({ label }) => label),
      600,
    ),
    ...rows.map((row) =>
      height(
        row.map(({ text }) => text),
        400,
      ),
    ),
  ];
}

/** Cuts the rows into runs that fit, heading included: the first run into `first`, every other into `others`. */
export function pagesOfRows(heights: readonly number[], first: number, others: number): [from: number, to: number][] {
  const [head = 0, ...rows] = heights;
  const pages: [number, number][] = [];
  let [from, used, room] = [0, head, first];
  rows.forEach((height, i) => {
    if (used + height > room && i > from) {
      pages.push([from, i]);
      [from, used, room] = [i, head, others];
    }
    used += height;
  });
  return [...pages, [from, rows.length]];
}
