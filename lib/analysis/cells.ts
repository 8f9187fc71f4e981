import { CsvError, parse, type Options } from 'csv-parse/browser/esm/sync';
import { readNumber as readTyped } from '../numbers/read-number';

export const DELIMITERS = [',', ';', '\t'] as const;
export type Delimiter = (typeof DELIMITERS)[number];

/** One record of a delimited text; `line` is its row in a spreadsheet, counted from 1 with empty rows. */
export type TextRow = Readonly<{ line: number; cells: readonly string[] }>;

/** How many records are looked at to recognise the format. */
const SAMPLE = 50;

/**
 * Cuts a delimited text into trimmed cells, as RFC 4180 has it: quoted cells may hold delimiters, line ends and doubled
 * quotes. A quote inside an unquoted cell stays as it is, and where quotes do not match all of them are ordinary characters,
 * so that no row disappears into a cell. Empty rows are left out but counted in `line`. At most the first `most` rows.
 */
export function splitRows(text: string, delimiter: Delimiter, most?: number): TextRow[] {
  const options = {
    bom: true,
    delimiter,
    relax_column_count: true,
    relax_quotes: true,
    trim: delimiter !== '\t',
    to: most,
  };
  const rows = parseOrNull(text, options) ?? parse(text, { ...options, quote: null });
  return rows
    .map((cells, i) => ({ line: i + 1, cells: cells.map((cell) => cell.trim()) }))
    .filter(({ cells }) => cells.some((cell) => cell !== ''));
}

function parseOrNull(text: string, options: Options): string[][] | null {
  try {
    return parse(text, options);
  } catch (error) {
    if (error instanceof CsvError) return null;
    throw error;
  }
}

/**
 * The delimiter that cuts the first rows into the same number of cells, the larger number first; with a tie a tab or a
 * semicolon before a comma, which may be a decimal sign.
 */
export function recogniseDelimiter(text: string): Delimiter {
  const candidates: Delimiter[] = ['\t', ';', ','];
  const scored = candidates.map((delimiter) => {
    const counts = splitRows(text, delimiter, SAMPLE).map(({ cells }) => cells.length);
    const usual = mostFrequent(counts);
    const regular = counts.filter((count) => count === usual).length / Math.max(1, counts.length);
    return { delimiter, score: usual < 2 ? 0 : regular + Math.min(usual, 99) / 1000 };
  });
  return scored.reduce((best, one) => (one.score > best.score ? one : best)).delimiter;
}

/** Whether numbers carry a decimal comma: more cells look like `1,5` than like `1.5`. */
export function recogniseDecimalComma(rows: readonly TextRow[]): boolean {
  const cells = rows.slice(0, SAMPLE).flatMap((row) => row.cells);
  const count = (pattern: RegExp): number => cells.filter((cell) => pattern.test(cell)).length;
  return count(/^[-−]?\d+,\d+$/u) > count(/^[-−]?\d+\.\d+$/u);
}

/** A cell as a number under the decimal sign of its table; null when it is none. */
export function readNumber(cell: string, decimalComma: boolean): number | null {
  const reading = readTyped(cell, { decimal: decimalComma ? ',' : '.' });
  return 'value' in reading ? reading.value : null;
}

function mostFrequent(counts: readonly number[]): number {
  const seen = new Map<number, number>();
  for (const count of counts) seen.set(count, (seen.get(count) ?? 0) + 1);
  return [...seen].reduce(
    (best, one) => (one[1] > best[1] || (one[1] === best[1] && one[0] > best[0]) ? one : best),
    [0, 0],
  )[0];
}
