import { createReadStream, openAsBlob } from 'node:fs';
import { access } from 'node:fs/promises';
import path from 'node:path';
import type { MessageLookup } from '@/lib/i18n/message-lookup';
import { readJsonRow, type BatchRow } from '@/lib/risk/batch';
import { isFactName } from '@/lib/risk/facts';
import { askedSigns, COHORT_COLUMNS, meantColumn, readCells } from '@/lib/risk-cohort/reading';
import type { DecimalSign } from '@/lib/tables/numbers';
import { openFile } from '@/lib/tables/open';
import { rowsOf, type Table } from '@/lib/tables/table';
import { FileError, jsonElements, jsonLines } from './json-elements';

/** How a file is written: with columns, as one array, or one value a line. */
export type FileFormat = 'csv' | 'json' | 'jsonl';

/** What is said of a file while it is read: the messages, and where what was done to the file is told. */
export type Telling = Readonly<{ lookup: MessageLookup; say: (sentence: string) => void }>;

const FORMATS: Readonly<Record<string, FileFormat>> = {
  '.csv': 'csv',
  '.tsv': 'csv',
  '.txt': 'csv',
  '.xlsx': 'csv',
  '.json': 'json',
  '.jsonl': 'jsonl',
  '.ndjson': 'jsonl',
};

/** The format that the name of a file promises. Throws FileError for any other name. */
export function formatOf(file: string): FileFormat {
  const extension = path.extname(file).toLowerCase();
  const format = FORMATS[extension];
  if (format === undefined)
    throw new FileError(
      `The name must end in .csv, .tsv, .txt, .xlsx, .json, .jsonl or .ndjson${extension === '' ? '' : `, not in ${extension}`}. Save a spreadsheet as CSV (UTF-8).`,
    );
  return format;
}

/**
 * The rows of a file, one after the other; `decimal` is the sign of the columns of a table that allow two readings. Throws
 * FileError where the file as a whole is not as it must be.
 */
export async function* readRows(
  file: string,
  format: FileFormat,
  decimal: DecimalSign | null,
  telling: Telling,
): AsyncGenerator<BatchRow> {
  let row = 0;
  if (format === 'csv') {
    for (const read of tableRows(await readTable(file, telling), decimal)) yield { ...read, row: ++row };
  } else {
    const values = format === 'json' ? jsonElements(textOf(file)) : jsonLines(textOf(file));
    for await (const value of values) yield readJsonRow(value, ++row);
  }
  if (row === 0) throw new FileError('The file has no patients.');
}

/** The text of a file in pieces. The decoder takes a byte-order mark away; bytes that are not UTF-8 stop the reading. */
async function* textOf(file: string): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  const decode = (bytes?: Buffer): string => {
    try {
      return bytes === undefined ? decoder.decode() : decoder.decode(bytes, { stream: true });
    } catch {
      throw new FileError('The file is not UTF-8. Save it as UTF-8 (in Excel: “CSV UTF-8”).');
    }
  };
  for await (const bytes of createReadStream(file) as AsyncIterable<Buffer>) yield decode(bytes);
  yield decode();
}

/** Reads a table as every page of the program does; what was done to the file beyond cutting it is told. */
async function readTable(file: string, { lookup, say }: Telling): Promise<Table> {
  // The blob would not say that the file is not there.
  await access(file);
  const { table, refused } = await openFile(await openAsBlob(file), path.basename(file));
  if (table === null) {
    if (refused.code === 'no-rows') throw new FileError('The file has no patients.');
    if (refused.code === 'empty') throw new FileError('The file is empty.');
    throw new FileError(lookup(`tables.refused.${refused.code}`, { file: `“${refused.file}”` }));
  }
  const { notes, format, sheets, merged } = table.view;
  if (sheets.length > 1)
    throw new FileError(
      `The workbook has several sheets: ${sheets.map((name) => `“${name}”`).join(', ')}. Save the one with the patients as a workbook of its own or as CSV (UTF-8).`,
    );
  if (merged !== null)
    throw new FileError(
      `The workbook has cells merged over several rows (rows ${merged.lines.join(', ')} below them are without a value). Unmerge them and write the value into each row that it holds for.`,
    );
  if (notes.some(({ code }) => code === 'quotes-ignored'))
    throw new FileError('The table cannot be read: its quotation marks do not match.');
  for (const { code, count, lines } of notes)
    say(lookup(`tables.note.${code}`, { count, lines: lines.join(', '), encoding: format.encoding ?? '' }));
  return table;
}

/** The rows of a table as patients. The decimal sign is that of the column, as on the pages; an open one is refused, never guessed. */
function tableRows(table: Table, decimal: DecimalSign | null): BatchRow[] {
  const { columns } = table.view;
  const names = checkHeader(columns.map(({ name }) => name));
  const [wide] = table.wide;
  if (wide !== undefined)
    throw new FileError(
      `A row has more cells than there are columns: row ${table.lines[wide[0]] ?? 0} of the file has ${wide[1]}, and there are ${names.length} columns.`,
    );
  const asked = askedSigns(columns);
  if (asked.length > 0 && decimal === null)
    throw new FileError(
      `${asked.map(({ column, example }) => `Column ${column}: “${example}” may be thousands or decimals.`).join(' ')} Say which with --decimal point (the point stands before decimals, the comma between thousands) or --decimal comma (the other way round).`,
    );
  const decimals = Object.fromEntries(asked.map(({ column }) => [column, decimal ?? 'point'] as const));
  return rowsOf(table).map((row) => readCells(row, columns, decimals));
}

/** The names of the columns; refused as a whole, because a misspelt column would be an unknown fact of every patient. */
function checkHeader(header: readonly string[]): string[] {
  const names = header.map((name) => name.trim());
  // A name that stands again has the place of its column behind it.
  const repeated = (name: string): string | undefined => /^(.*) #\d+$/u.exec(name)?.[1];
  const twice = names.flatMap((name) => {
    const first = repeated(name);
    return first !== undefined && names.includes(first) ? [first] : [];
  });
  const unknown = names.filter((name) => !COHORT_COLUMNS.includes(name) && !twice.includes(repeated(name) ?? ''));
  if (unknown.length > 0)
    throw new FileError(
      `Unknown columns: ${unknown.map(withSuggestion).join(', ')}. The columns are ${COHORT_COLUMNS.join(', ')}, in any order; a column may be missing.`,
    );
  if (twice.length > 0) throw new FileError(`Columns given more than once: ${[...new Set(twice)].join(', ')}.`);
  if (!names.some(isFactName))
    throw new FileError(`There is no column with a fact. The columns are ${COHORT_COLUMNS.join(', ')}.`);
  return names;
}

function withSuggestion(name: string): string {
  const meant = meantColumn(name);
  return `“${name}”${meant === null ? '' : ` (perhaps ${meant})`}`;
}
