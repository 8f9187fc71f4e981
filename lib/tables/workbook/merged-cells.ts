import type { MergedCells, TextRow } from '../table';
import { attribute, elements } from './parts';

/** Cells of a column that are merged over several rows: `last` is the last of them, both from 1; `column` counts from 0. */
export type MergedRange = Readonly<{ first: number; last: number; column: number }>;

const MOST_LINES = 20;

/** The cells merged over several rows, by the content of a sheet. Source of the layout: ECMA-376 part 1, 18.3.1.55. */
export function mergedRanges(content: Uint8Array): MergedRange[] {
  return elements(behindRows(content), 'mergeCell').flatMap((one) => {
    const [, letters = '', first, , last] = /^([A-Z]+)(\d+):([A-Z]+)(\d+)$/u.exec(attribute(one, 'ref') ?? '') ?? [];
    const range = { first: Number(first), last: Number(last), column: columnNumber(letters) };
    return range.last > range.first ? [range] : [];
  });
}

/** What stands behind the rows of a sheet: of a long one only this is made text. */
function behindRows(content: Uint8Array): string {
  const end = new TextEncoder().encode('sheetData>');
  let at = content.length - end.length;
  while (at > 0 && !end.every((byte, i) => content[at + i] === byte)) at -= 1;
  return new TextDecoder().decode(content.subarray(at));
}

/** `A` is 0, `AA` 26. */
function columnNumber(letters: string): number {
  return [...letters].reduce((sum, letter) => 26 * sum + letter.charCodeAt(0) - 64, 0) - 1;
}

/**
 * The rows below `header` with the values of merged cells in each of their rows, and what was filled. A row that holds nothing
 * of its own stays empty: it belongs to the one above it.
 */
export function fillMerged(
  rows: readonly TextRow[],
  ranges: readonly MergedRange[],
  header: number,
): Readonly<{ rows: TextRow[]; merged: MergedCells | null }> {
  const own = ranges.filter(({ first }) => first > header);
  const byLine = new Map(rows.map((row) => [row.line, row]));
  const filled = new Map<number, string[]>();
  let count = 0;
  for (const { first, last, column } of own) {
    const value = byLine.get(first)?.cells[column] ?? '';
    for (let line = first + 1; value !== '' && line <= last; line += 1) {
      const row = byLine.get(line);
      if (row === undefined) continue;
      const cells = filled.get(line) ?? [...row.cells];
      while (cells.length <= column) cells.push('');
      cells[column] = value;
      filled.set(line, cells);
      count += 1;
    }
  }
  const lines = [...filled.keys()].sort((a, b) => a - b).slice(0, MOST_LINES);
  return {
    rows: rows.map(({ line, cells }) => ({ line, cells: filled.get(line) ?? cells })),
    merged: count === 0 ? null : { count, lines },
  };
}
