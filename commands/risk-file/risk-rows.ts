import { createReadStream, openAsBlob } from 'node:fs';
import { access } from 'node:fs/promises';
import path from 'node:path';
import type { MessageLookup } from '@/lib/i18n/message-lookup';
import { readNumber, typedNumber } from '@/lib/numbers/read-number';
import { readJsonRow, readTextRow, type BatchRow } from '@/lib/risk/batch';
import { FACT_DEFINITIONS, FACT_NAMES, isFactName } from '@/lib/risk/facts';
import { isMissing } from '@/lib/tables/missing';
import { openFile } from '@/lib/tables/open';
import { cellOf, type Table } from '@/lib/tables/table';
import { FileError, jsonElements, jsonLines } from './json-elements';

/** How a file is written: with columns, as one array, or one value a line. */
export type FileFormat = 'csv' | 'json' | 'jsonl';

/** A row of the file; `ambiguousCommas` names the numbers that are refused because their comma may part thousands. */
export type FileRow = BatchRow & { ambiguousCommas: string[] };

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
const COLUMNS = ['id', ...FACT_NAMES];

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

/** The rows of a file, one after the other. Throws FileError where the file as a whole is not as it must be. */
export async function* readRows(file: string, format: FileFormat, telling: Telling): AsyncGenerator<FileRow> {
  let row = 0;
  if (format === 'csv') {
    for (const cells of textRows(await readTable(file, telling)))
      yield { ...readTextRow(cells, ++row, typedNumber), ambiguousCommas: ambiguousCommasOf(cells) };
  } else {
    const values = format === 'json' ? jsonElements(textOf(file)) : jsonLines(textOf(file));
    for await (const value of values) yield { ...readJsonRow(value, ++row), ambiguousCommas: [] };
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
  const { notes, format, sheets } = table.view;
  if (sheets.length > 1)
    throw new FileError(
      `The workbook has several sheets: ${sheets.map((name) => `“${name}”`).join(', ')}. Save the one with the patients as a workbook of its own or as CSV (UTF-8).`,
    );
  if (notes.some(({ code }) => code === 'quotes-ignored'))
    throw new FileError('The table cannot be read: its quotation marks do not match.');
  for (const { code, count, lines } of notes)
    say(lookup(`tables.note.${code}`, { count, lines: lines.join(', '), encoding: format.encoding ?? '' }));
  return table;
}

/** The rows by the names of their columns; words for a missing value are empty cells. */
function* textRows(table: Table): Generator<Record<string, string>> {
  const names = checkHeader(table.view.columns.map(({ name }) => name));
  const [wide] = table.wide;
  if (wide !== undefined)
    throw new FileError(
      `A row has more cells than there are columns: row ${table.lines[wide[0]] ?? 0} of the file has ${wide[1]}, and there are ${names.length} columns.`,
    );
  for (let row = 0; row < table.view.size; row += 1)
    yield Object.fromEntries(
      names.map((name, column) => {
        const cell = cellOf(table, column, row);
        return [name, isMissing(cell) ? '' : cell];
      }),
    );
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
  const unknown = names.filter((name) => !COLUMNS.includes(name) && !twice.includes(repeated(name) ?? ''));
  if (unknown.length > 0)
    throw new FileError(
      `Unknown columns: ${unknown.map(withSuggestion).join(', ')}. The columns are ${COLUMNS.join(', ')}, in any order; a column may be missing.`,
    );
  if (twice.length > 0) throw new FileError(`Columns given more than once: ${[...new Set(twice)].join(', ')}.`);
  if (!names.some(isFactName))
    throw new FileError(`There is no column with a fact. The columns are ${COLUMNS.join(', ')}.`);
  return names;
}

function withSuggestion(name: string): string {
  const meant = COLUMNS.find((known) => plain(known) === plain(name));
  return `“${name}”${meant === undefined ? '' : ` (perhaps ${meant})`}`;
}

function plain(name: string): string {
  return name.toLowerCase().replace(/[^a-z0-9]/gu, '');
}

/** Numbers such as `1,250`, which are two numbers a thousandfold apart, so the row is refused. */
function ambiguousCommasOf(cells: Readonly<Record<string, string>>): string[] {
  return Object.keys(cells).filter((name) => {
    if (!isFactName(name) || FACT_DEFINITIONS[name].type !== 'number') return false;
    const reading = readNumber(cells[name] ?? '', { decimal: 'either' });
    return 'problem' in reading && reading.problem === 'ambiguous';
  });
}
