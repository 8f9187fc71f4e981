import type { Encoding } from './decode';
import { dateStyle, type DateStyle } from './dates';
import { isMissing } from './missing';
import { repeatedIds, type RepeatedIds } from './repeated-ids';
import { looksLikeNumber, numberStyle, type NumberStyle } from './numbers';
import { dropSummaries } from './summary-rows';

export const DELIMITERS = [',', ';', '\t', '|', '^', ' '] as const;
export type Delimiter = (typeof DELIMITERS)[number];

/** What the reader says of cells merged over several rows: their value holds for each of the rows, or for the first alone. */
export const MERGED_MEANINGS = ['each-row', 'first-row'] as const;
export type MergedMeaning = (typeof MERGED_MEANINGS)[number];

/** Cells below merged ones that would have their value: how many, and in which rows. */
export type MergedCells = Readonly<{ count: number; lines: readonly number[] }>;

/** How a file was cut into cells. Delimiter and encoding are null for a workbook, sheet for a text. */
export type TableFormat = Readonly<{
  encoding: Encoding | null;
  delimiter: Delimiter | null;
  sheet: string | null;
  /** the row in the file that holds the names, from 1; null where there are none */
  header: number | null;
  /** the rows begin with a name of their own, for which the row of names has no cell */
  rowNames: boolean;
  /** what the reader says of merged cells; null where it is not said */
  merged: MergedMeaning | null;
}>;

/** One record of a file; `line` is its row in a spreadsheet, counted from 1 with empty rows. */
export type TextRow = Readonly<{ line: number; cells: readonly string[] }>;

/** What is said of a workbook as a whole. */
export const WORKBOOK_NOTES = ['macros', 'links', 'hidden-sheets', 'dates-1904'] as const;
export type WorkbookNote = (typeof WORKBOOK_NOTES)[number];

/** What was done to a file beyond cutting it, for the reader to see. */
export type TableNote = Readonly<{
  code:
    | 'lines-above'
    | 'names-repeated'
    | 'encoding-guessed'
    | 'header-joined'
    | 'row-names'
    | 'quotes-ignored'
    | 'summary-rows'
    | 'formulas'
    | 'formulas-unread'
    | 'hidden-rows'
    | 'hidden-columns'
    | WorkbookNote;
  count: number;
  lines: readonly number[];
  /** the sheets, or the letters of the columns, that the note is about */
  names?: readonly string[];
}>;

/** What a column holds. `counts`: its different cells with how often each occurs, by first occurrence; null above MOST_COUNTED. */
export type ColumnView = Readonly<{
  name: string;
  counts: ReadonlyMap<string, number> | null;
  different: number;
  /** rows with a value, and without one */
  filled: number;
  missing: number;
  /** cells that look like numbers, and like dates */
  numeric: number;
  dated: number;
  numbers: NumberStyle;
  dates: DateStyle | null;
}>;

/** What the page knows of a table, small however many rows there are. */
export type TableView = Readonly<{
  format: TableFormat;
  columns: readonly ColumnView[];
  size: number;
  preview: readonly TextRow[];
  /** the first rows as they stand in the file, to choose the row of names from */
  top: readonly TextRow[];
  sheets: readonly string[];
  /** cells below merged ones; null where there are none */
  merged: MergedCells | null;
  repeatedIds: RepeatedIds | null;
  notes: readonly TableNote[];
}>;

/** A column as codes of its different cells: a million rows fit into little memory. */
export type TableColumn = Readonly<{ values: readonly string[]; codes: Uint32Array }>;

/** A table of text cells under named columns, nothing interpreted yet. */
export type Table = Readonly<{
  view: TableView;
  columns: readonly TableColumn[];
  /** spreadsheet row of each row */
  lines: Uint32Array;
  /** rows with more cells than there are columns, with the number of their cells; their cells count as missing */
  wide: ReadonlyMap<number, number>;
}>;

export const MOST_COUNTED = 200;
export const PREVIEW = 5;

/** The cell of a row; empty where the row is shorter. */
export function cellOf({ columns }: Table, column: number, row: number): string {
  const own = columns[column];
  return own?.values[own.codes[row] ?? 0] ?? '';
}

/** The rows of a small table as they stand; a row with too many cells comes without any. */
export function rowsOf(table: Table): TextRow[] {
  return Array.from(table.lines, (line, row) => ({
    line,
    cells: table.columns.map((_, column) => cellOf(table, column, row)),
  }));
}

/** Collects records into columns. */
export function tableBuilder(names: readonly string[]): Readonly<{
  add: (line: number, cells: readonly string[]) => void;
  finish: (about: Omit<TableView, 'columns' | 'size' | 'preview' | 'repeatedIds'>) => Table;
}> {
  const columns = names.map(() => ({ values: [''], codes: [] as number[], known: new Map([['', 0]]) }));
  const lines: number[] = [];
  const wide = new Map<number, number>();
  const preview: TextRow[] = [];
  const add = (line: number, cells: readonly string[]): void => {
    const beyond = cells.length > names.length && cells.slice(names.length).some((cell) => cell.trim() !== '');
    if (beyond) wide.set(lines.length, cells.length);
    columns.forEach((column, i) => {
      // Of a row with too many cells nobody knows which belongs where.
      const raw = beyond ? '' : (cells[i] ?? '');
      let code = column.known.get(raw);
      if (code === undefined) {
        const value = cleanCell(raw);
        code = column.known.get(value) ?? column.values.push(value) - 1;
        column.known.set(value, code);
        if (value !== raw) column.known.set(raw, code);
      }
      column.codes.push(code);
    });
    lines.push(line);
    if (preview.length < PREVIEW) preview.push({ line, cells: cells.map(cleanCell) });
  };
  const finish = (about: Omit<TableView, 'columns' | 'size' | 'preview' | 'repeatedIds'>): Table => {
    const summaries = dropSummaries({ columns, lines, wide });
    const packed = columns.map(({ values, codes }) => ({ values, codes: Uint32Array.from(codes) }));
    const views = packed.map((column, i) => columnView(names[i] ?? '', column));
    const notes = [
      ...about.notes,
      ...(summaries.length > 0 ? [{ code: 'summary-rows', count: summaries.length, lines: summaries } as const] : []),
    ];
    const view = {
      ...about,
      notes,
      columns: views,
      size: lines.length,
      preview: preview.filter(({ line }) => !summaries.includes(line)),
      repeatedIds: repeatedIds(views, packed),
    };
    return { view, columns: packed, lines: Uint32Array.from(lines), wide };
  };
  return { add, finish };
}

function columnView(name: string, { values, codes }: TableColumn): ColumnView {
  const occurrences = new Uint32Array(values.length);
  for (const code of codes) occurrences[code] = (occurrences[code] ?? 0) + 1;
  const held = values.filter((_, code) => occurrences[code] !== 0);
  const signs = held.some((value) => /^\++$/u.test(value));
  const present = held.filter((value) => !isMissing(value, signs));
  const countOf = (fits: (value: string) => boolean): number =>
    values.reduce((sum, value, code) => (fits(value) ? sum + (occurrences[code] ?? 0) : sum), 0);
  const dates = dateStyle(present);
  const missing = countOf((value) => isMissing(value, signs));
  return {
    name,
    counts:
      values.length > MOST_COUNTED
        ? null
        : new Map(values.flatMap((value, code) => (occurrences[code] === 0 ? [] : [[value, occurrences[code] ?? 0]]))),
    different: present.length,
    filled: codes.length - missing,
    missing,
    numeric: countOf(looksLikeNumber),
    dated: dates === null ? 0 : countOf((value) => dateStyle([value]) !== null),
    numbers: numberStyle(present),
    dates,
  };
}

/** An apostrophe that keeps a spreadsheet from running a cell as a formula, or from reading it as a number. */
const PROTECTION = /^'(?=[=+@\uff1d\uff0b\uff0d\uff20]|-(?!-)|[\d.,]+$)/u;

/**
 * A cell without what nobody sees: outer blanks, line breaks and other controls, which XML forbids, marks of no width, and
 * the apostrophe before a formula, which files of this program have too. Two cells that look alike are then the same value.
 */
export function cleanCell(cell: string): string {
  return cell
    .replace(/[\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\u00ad]/gu, '')
    .replace(/[\u0000-\u0008\u000e-\u001f\u007f\ufffe\uffff\ud800-\udfff]/gu, '')
    .replace(/\s+/gu, ' ')
    .trim()
    .replace(PROTECTION, '');
}

/** Names of columns; those without one, or with one that was there before, are numbered. */
export function columnNames(cells: readonly string[], width: number): string[] {
  const taken = new Set<string>();
  return Array.from({ length: width }, (_, i) => {
    const cell = cleanCell(cells[i] ?? '');
    const name = cell === '' || taken.has(cell) ? `${cell === '' ? '' : `${cell} `}#${i + 1}` : cell;
    taken.add(name);
    return name;
  });
}
