import { CsvError, parse, type Options } from 'csv-parse/browser/esm/sync';
import type { Delimiter, TextRow } from './table';

/** A record is longer than any row where a quote was never closed. */
const LONGEST_RECORD = 2 ** 22;

/** Called for each record in turn with the record's place from 0. */
export type OnRecord = (cells: readonly string[], place: number) => void;

type CutOptions = Readonly<{
  delimiter: Delimiter;
  /** whether quotes enclose cells; else they are ordinary characters */
  quotes: boolean;
  /** cells of a row, by which a cell that swallowed rows is known */
  width?: number;
}>;

/** Takes a text in pieces, cut anywhere. */
export type RecordCutter = Readonly<{ add: (piece: string) => void; finish: () => void }>;

/**
 * Cuts a delimited text into cells, as RFC 4180 has it: quoted cells may hold delimiters, line ends and doubled quotes. A
 * quote inside an unquoted cell stays as it is. Lines may end in any way. Throws `UNMATCHED_QUOTES` where the quotes do not
 * match, or where a cell swallowed rows.
 */
export function recordCutter(options: CutOptions, onRecord: OnRecord): RecordCutter {
  let place = 0;
  let rest = '';
  const onCells = (cells: readonly string[]): void => onRecord(cells, place++);
  const cut = (end: number): void => {
    cutBlock(rest.slice(0, end), options, onCells);
    rest = rest.slice(end);
  };
  return {
    add: (piece) => {
      rest += piece;
      // Half a line end waits for its other half.
      const whole = rest.endsWith('\r') ? rest.length - 1 : rest.length;
      if (rest.includes('\r')) rest = rest.slice(0, whole).replace(/\r\n?/gu, '\n') + rest.slice(whole);
      const end = options.quotes ? lastRecordEnd(rest, options.delimiter) : rest.lastIndexOf('\n') + 1;
      if (end > 0) cut(end);
      if (options.quotes && rest.length > LONGEST_RECORD) throw UNMATCHED_QUOTES;
    },
    finish: () => {
      rest = rest.replace(/\r$/u, '\n');
      cut(rest.length);
    },
  };
}

export const UNMATCHED_QUOTES = new Error('quotes do not match');

/** The first records as rows, quotes as ordinary characters where they do not match. */
export function firstRecords(text: string, delimiter: Delimiter, most: number): TextRow[] {
  const read = (quotes: boolean): TextRow[] => {
    const rows: TextRow[] = [];
    parseBlock(
      plainLines(text, delimiter),
      { delimiter, quotes },
      (cells) => rows.push({ line: rows.length + 1, cells }),
      most,
    );
    return rows;
  };
  try {
    return read(true);
  } catch {
    return read(false);
  }
}

/** Where the last whole record of a text ends; 0 where none does. A quote opens a cell at its beginning alone. */
function lastRecordEnd(text: string, delimiter: Delimiter): number {
  let [end, from, open] = [0, 0, false];
  for (;;) {
    const quote = text.indexOf('"', from);
    if (!open) {
      const line = quote < 0 ? text.lastIndexOf('\n') : text.lastIndexOf('\n', quote);
      if (line >= from) end = line + 1;
    }
    if (quote < 0) return end;
    if (open && text[quote + 1] === '"') from = quote + 2;
    else {
      open = !open && opensCell(text, quote, delimiter);
      from = quote + 1;
    }
  }
}

function opensCell(text: string, quote: number, delimiter: Delimiter): boolean {
  let before = quote - 1;
  while (before >= 0 && text[before] !== delimiter && (text[before] === ' ' || text[before] === '\t')) before -= 1;
  return before < 0 || text[before] === '\n' || text[before] === delimiter;
}

/** Cuts whole records. Most tables have no cell that needs more than its line to be split: the parser is for the others. */
function cutBlock(text: string, options: CutOptions, onCells: (cells: readonly string[]) => void): void {
  if (text === '') return;
  const { delimiter, quotes } = options;
  const block = plainLines(text, delimiter);
  const lines = block.split('\n');
  if (lines.at(-1) === '') lines.pop();
  if (!quotes || !block.includes('"')) {
    for (const line of lines) onCells(line.split(delimiter));
    return;
  }
  const simple = lines.map((line) => simpleCells(line, delimiter));
  if (simple.includes(null)) parseBlock(block, options, onCells);
  else for (const cells of simple) onCells(cells ?? []);
}

/**
 * The cells of a line none of whose quotes stands for more than the beginning or the end of a cell; null for any other line,
 * such as one with doubled quotes or with a cell that goes on in the next.
 */
function simpleCells(line: string, delimiter: Delimiter): string[] | null {
  const parts = line.split(delimiter);
  if (!line.includes('"')) return parts;
  const cells: string[] = [];
  for (let i = 0; i < parts.length; i += 1) {
    let cell = parts[i] ?? '';
    if (cell.includes('"')) {
      if (!cell.startsWith('"')) return null;
      // A delimiter within quotes is a part of the cell.
      while (cell.indexOf('"', 1) < 0 && i + 1 < parts.length) cell += delimiter + (parts[(i += 1)] ?? '');
      if (cell.length < 2 || cell.indexOf('"', 1) !== cell.length - 1) return null;
      cell = cell.slice(1, -1);
    }
    cells.push(cell);
  }
  return cells;
}

function parseBlock(
  text: string,
  { delimiter, quotes, width }: CutOptions,
  onCells: (cells: readonly string[]) => void,
  most?: number,
): void {
  const options: Options = {
    delimiter,
    record_delimiter: '\n',
    relax_column_count: true,
    relax_quotes: true,
    trim: delimiter !== '\t',
    to: most,
    max_record_size: LONGEST_RECORD,
    ...(quotes ? {} : { quote: null }),
    on_record: (cells: string[]) => {
      if (quotes && width !== undefined && cells.some((cell) => swallowedRow(cell, delimiter, width)))
        throw UNMATCHED_QUOTES;
      onCells(cells);
      return null;
    },
  };
  try {
    parse(text, options);
  } catch (error) {
    if (error instanceof CsvError) throw UNMATCHED_QUOTES;
    throw error;
  }
}

/** A cell over several lines with as many delimiters as a row has shows that a stray quote swallowed one; text has blanks after them. */
function swallowedRow(cell: string, delimiter: Delimiter, width: number): boolean {
  if (width < 2 || !/[\r\n]/u.test(cell)) return false;
  const delimiters = cell
    .split(delimiter)
    .slice(1)
    .filter((part) => !/^\s/u.test(part)).length;
  return delimiters >= width - 1;
}

/** Lines with one end, and for columns that are aligned by several blanks with one between them; those within quotes stay. */
function plainLines(text: string, delimiter: Delimiter): string {
  const lines = text.includes('\r') ? text.replace(/\r\n?/gu, '\n') : text;
  if (delimiter !== ' ') return lines;
  return lines
    .replace(/^[ \t]+|[ \t]+$/gmu, '')
    .replace(/("(?:[^"\r\n]|"")*")|[ \t]+/gu, (_, quoted: string | undefined) => quoted ?? ' ');
}
