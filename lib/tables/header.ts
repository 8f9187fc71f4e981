import { readDate } from './dates';
import { isMissing } from './missing';
import { looksLikeNumber } from './numbers';
import { columnNames, type TextRow } from './table';
import { mostFrequent } from './text-format';

/** Where the names stand. `lines` are the rows of the file that hold them: none, one, or two under merged cells. */
export type Header = Readonly<{ lines: readonly number[]; names: readonly string[]; rowNames: boolean }>;

/** How many rows may stand above the names. */
const MOST_ABOVE = 30;

/**
 * Finds the row of names among the first rows: the first one that is as wide as the table and holds neither numbers nor
 * dates. Lines of comments are rows too, and the last of them holds the names where no row without # does. `chosen` is the
 * reader's own answer: a row of the file, or null for none. `numberedRows` says whether a count in front of each row is one
 * for certain.
 */
export function findHeader(
  rows: readonly TextRow[],
  comments: readonly TextRow[],
  { header: chosen, rowNames }: Readonly<{ header?: number | null; rowNames?: boolean }>,
  numberedRows: boolean,
): Header {
  const filled = rows.filter(({ cells }) => cells.some((cell) => cell !== ''));
  const data = filled.filter(hasValue);
  const shown = data.length > 0 ? data : filled;
  // Delimiters behind the last cell of every row make no columns.
  const held = shown.reduce((widest, { cells }) => Math.max(widest, trimEnd(cells).length), 0);
  const width = Math.min(mostFrequent(shown.map(({ cells }) => cells.length)), held);
  const asNames = (header: readonly TextRow[]): Header => named(header, data, width, numberedRows, rowNames);
  if (chosen === null) return withoutNames(filled);
  if (chosen !== undefined) {
    const own = [...comments, ...rows].find(({ line }) => line === chosen);
    return own === undefined ? withoutNames(filled) : asNames([plain(own)]);
  }
  const at = filled.slice(0, MOST_ABOVE).findIndex((row) => mayBeNames(row, width));
  const firstValue = filled.findIndex(
    (row) => hasValue(row) && countFilled(row) >= Math.max(width / 2, Math.min(2, width)),
  );
  const [first, above] = [filled[at], filled[at - 1]];
  if (first !== undefined && above !== undefined && tellsApart(above, first)) return asNames([above, first]);
  if (first === undefined || (firstValue >= 0 && at > firstValue)) {
    const comment = comments.at(-1);
    if (comment !== undefined && comment.cells.length >= width - 1 && width > 1 && !hasValue(plain(comment)))
      return asNames([plain(comment)]);
    return withoutNames(filled);
  }
  const second = filled[at + 1];
  return asNames(second !== undefined && isMergedAbove(first, second) ? [first, second] : [first]);
}

function withoutNames(rows: readonly TextRow[]): Header {
  const width = rows.reduce((widest, { cells }) => Math.max(widest, cells.length), 0);
  return { lines: [], names: columnNames([], width), rowNames: false };
}

function named(
  header: readonly TextRow[],
  data: readonly TextRow[],
  width: number,
  numberedRows: boolean,
  chosen: boolean | undefined,
): Header {
  const cells = header.length === 2 ? joined(header[0]?.cells ?? [], header[1]?.cells ?? []) : (header[0]?.cells ?? []);
  // Columns without a name at the end are columns where their rows hold anything.
  const held = data.reduce((widest, row) => Math.max(widest, trimEnd(row.cells).length), 0);
  const full = cells.slice(0, Math.max(trimEnd(cells).length, Math.min(cells.length, held)));
  const rowNames = chosen ?? (full.length === width - 1 && hasRowNames(data, width, numberedRows));
  const all = rowNames ? ['', ...full] : full;
  return { lines: header.map(({ line }) => line), names: columnNames(all, all.length), rowNames };
}

/**
 * Whether what stands in front of the named cells are names of rows: different in every row, and either no numbers or the
 * count 1, 2, 3. Other numbers rather belong to a decimal comma that cut a cell in two.
 */
function hasRowNames(data: readonly TextRow[], width: number, numberedRows: boolean): boolean {
  // One row of names is shorter than every row; a single row that is longer has a cell too many.
  if (data.some(({ cells }) => cells.length < width)) return false;
  const first = data.map(({ cells }) => cells[0] ?? '');
  if (data.every(({ cells }) => (cells.at(-1) ?? '') === '')) return false;
  if (first.length === 0 || new Set(first).size < first.length) return false;
  if (first.every((cell) => !looksLikeNumber(cell))) return true;
  return numberedRows && first.every((cell, i) => cell === String(i + 1));
}

function mayBeNames(row: TextRow, width: number): boolean {
  const names = row.cells.filter((cell) => cell !== '');
  return (
    names.length >= Math.min(2, width) && row.cells.length >= width - 1 && !hasValue(row) && names.length * 2 >= width
  );
}

function hasValue({ cells }: TextRow): boolean {
  return cells.some(
    (cell) => looksLikeNumber(cell) || readDate(cell, 'day-first') !== null || (cell !== '' && isMissing(cell)),
  );
}

/**
 * Merged cells over the names of columns: each cell that is empty above has a name below, and the row below has no values
 * either. Cells that are merged over both rows are empty below.
 */
function isMergedAbove(above: TextRow, below: TextRow): boolean {
  const width = Math.max(trimEnd(above.cells).length, trimEnd(below.cells).length);
  const gaps = Array.from({ length: width }, (_, i) => i).filter((i) => (above.cells[i] ?? '') === '');
  return gaps.length > 0 && !hasValue(below) && gaps.every((i) => (below.cells[i] ?? '') !== '');
}

/** Names that repeat, as X, Y, X, Y, are told apart by what stands over them, also where that is a number such as a year. */
function tellsApart(above: TextRow, below: TextRow): boolean {
  const names = below.cells.filter((cell) => cell !== '');
  if (countFilled(above) < 2 || new Set(names).size === names.length) return false;
  return above.cells.every((cell, i) => cell === '' || ((above.cells[i + 1] ?? '') === '' && below.cells[i] !== ''));
}

function countFilled({ cells }: TextRow): number {
  return cells.filter((cell) => cell !== '').length;
}

/** Names of two rows: what stands above reaches to the right over empty cells. */
function joined(above: readonly string[], below: readonly string[]): string[] {
  let group = '';
  // What stands above reaches no further than the names below it.
  return Array.from({ length: Math.max(trimEnd(above).length, trimEnd(below).length) }, (_, i) => {
    if ((above[i] ?? '') !== '') group = above[i] ?? '';
    return [group, below[i] ?? ''].filter((part) => part !== '').join(' ');
  });
}

function trimEnd(cells: readonly string[]): string[] {
  const last = cells.findLastIndex((cell) => cell !== '');
  return cells.slice(0, last + 1);
}

function plain({ line, cells }: TextRow): TextRow {
  return { line, cells: cells.map((cell, i) => (i === 0 ? cell.replace(/^"?#+\s*/u, '') : cell)) };
}
