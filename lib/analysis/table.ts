import {
  readNumber,
  recogniseDecimalComma,
  recogniseDelimiter,
  splitRows,
  type Delimiter,
  type TextRow,
} from './cells';
import { isMissing, isPlus } from './missing';

export type TableFormat = Readonly<{ delimiter: Delimiter; decimalComma: boolean; header: boolean }>;

/** A pasted or opened table: text cells under named columns, nothing interpreted yet. */
export type OwnTable = Readonly<{ format: TableFormat; columns: readonly string[]; rows: readonly TextRow[] }>;

/**
 * Reads a table. What `chosen` leaves open is recognised: the delimiter, the decimal comma, and the first row as names
 * (it holds no number). Columns without a name, or with one that was there before, are numbered.
 */
export function readTable(text: string, chosen: Partial<TableFormat> = {}): OwnTable {
  const delimiter = chosen.delimiter ?? recogniseDelimiter(text);
  const all = splitRows(text, delimiter);
  const decimalComma = chosen.decimalComma ?? recogniseDecimalComma(all);
  const header = chosen.header ?? firstRowIsNames(all, decimalComma);
  const [first] = all;
  const rows = header ? all.slice(1) : all;
  const width = header
    ? (first?.cells.length ?? 0)
    : Math.max(0, ...rows.slice(0, 1000).map(({ cells }) => cells.length));
  const columns: string[] = [];
  for (let i = 0; i < width; i += 1) {
    const name = header ? (first?.cells[i] ?? '') : '';
    columns.push(name === '' || columns.includes(name) ? `${name === '' ? '' : `${name} `}#${i + 1}` : name);
  }
  return { format: { delimiter, decimalComma, header }, columns, rows };
}

function firstRowIsNames(rows: readonly TextRow[], decimalComma: boolean): boolean {
  const hasNumber = (row: TextRow | undefined): boolean =>
    row?.cells.some((cell) => readNumber(cell, decimalComma) !== null) ?? false;
  return rows.length > 0 && !hasNumber(rows[0]);
}

/** Whether a cell of the column holds no value. */
function missingIn({ rows }: OwnTable, column: number): (cell: string) => boolean {
  const signs = rows.some(({ cells }) => isPlus(cells[column] ?? ''));
  return (cell) => isMissing(cell, signs);
}

/** The different values of a column with how often each occurs, numbers by size before texts; null with more than `most`. */
export function valuesOf(table: OwnTable, column: number, most: number): Map<string, number> | null {
  const counts = new Map<string, number>();
  const missing = missingIn(table, column);
  for (const { cells } of table.rows) {
    // A row that is cut wrongly says nothing about its columns.
    if (cells.length > table.columns.length) continue;
    const value = cells[column] ?? '';
    const known = counts.get(value);
    if (known === undefined && missing(value)) continue;
    counts.set(value, (known ?? 0) + 1);
    if (counts.size > most) return null;
  }
  return new Map([...counts].sort(([a], [b]) => inOrder(a, b)));
}

/** 2 before 10, numbers before words, words by their characters: the same in every language. */
function inOrder(a: string, b: string): number {
  const [x, y] = [Number(a.replace(',', '.')), Number(b.replace(',', '.'))];
  if (Number.isFinite(x) && Number.isFinite(y)) return x - y;
  if (Number.isFinite(x) !== Number.isFinite(y)) return Number.isFinite(x) ? -1 : 1;
  return a < b ? -1 : 1;
}
