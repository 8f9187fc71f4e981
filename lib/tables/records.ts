import { CsvError, parse, type Options } from 'csv-parse/browser/esm/sync';
import type { Delimiter, TextRow } from './table';

/** A record is longer than any row where a quote was never closed. */
const LONGEST_RECORD = 2 ** 22;

/** Called for each record in turn with the record's place from 0. */
export type OnRecord = (cells: readonly string[], place: number) => void;

/**
 * Cuts a delimited text into cells, as RFC 4180 has it: quoted cells may hold delimiters, line ends and doubled quotes. A
 * quote inside an unquoted cell stays as it is. With `quotes` false all quotes are ordinary characters. Throws
 * `UnmatchedQuotes` where the quotes do not match, or where a cell swallowed rows.
 */
export function eachRecord(
  text: string,
  delimiter: Delimiter,
  { quotes, most, width }: Readonly<{ quotes: boolean; most?: number; width?: number }>,
  onRecord: OnRecord,
): void {
  let place = 0;
  const options: Options = {
    delimiter,
    relax_column_count: true,
    relax_quotes: true,
    trim: delimiter !== '\t',
    to: most,
    max_record_size: LONGEST_RECORD,
    ...(quotes ? {} : { quote: null }),
    on_record: (cells: string[]) => {
      if (quotes && width !== undefined && cells.some((cell) => swallowedRow(cell, delimiter, width)))
        throw UNMATCHED_QUOTES;
      onRecord(cells, place);
      place += 1;
      return null;
    },
  };
  try {
    parse(delimiter === ' ' ? singleBlanks(text) : text, options);
  } catch (error) {
    if (error instanceof CsvError) throw UNMATCHED_QUOTES;
    throw error;
  }
}

export const UNMATCHED_QUOTES = new Error('quotes do not match');

/** The first records as rows, quotes as ordinary characters where they do not match. */
export function firstRecords(text: string, delimiter: Delimiter, most: number): TextRow[] {
  const read = (quotes: boolean): TextRow[] => {
    const rows: TextRow[] = [];
    eachRecord(text, delimiter, { quotes, most }, (cells, place) => rows.push({ line: place + 1, cells }));
    return rows;
  };
  try {
    return read(true);
  } catch {
    return read(false);
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

/** Columns of blanks are aligned by several of them; those within quotes stay. */
function singleBlanks(text: string): string {
  return text
    .replace(/^[ \t]+|[ \t]+$/gmu, '')
    .replace(/("(?:[^"\r\n]|"")*")|[ \t]+/gu, (_, quoted: string | undefined) => quoted ?? ' ');
}
