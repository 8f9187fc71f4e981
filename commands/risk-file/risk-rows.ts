import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import path from 'node:path';
import { pipeline, Readable } from 'node:stream';
import { parse } from 'csv-parse';
import { readNumber, typedNumber } from '@/lib/numbers/read-number';
import { readJsonRow, readTextRow, type BatchRow } from '@/lib/risk/batch';
import { FACT_DEFINITIONS, FACT_NAMES, isFactName } from '@/lib/risk/facts';
import { FileError, jsonElements, jsonLines, LONGEST_ROW } from './json-elements';

/** How a file is written: with columns, as one array, or one value a line. */
export type FileFormat = 'csv' | 'json' | 'jsonl';

/** A row of the file; `ambiguousCommas` names the numbers that are refused because their comma may part thousands. */
export type FileRow = BatchRow & { ambiguousCommas: string[] };

const FORMATS: Readonly<Record<string, FileFormat>> = {
  '.csv': 'csv',
  '.tsv': 'csv',
  '.json': 'json',
  '.jsonl': 'jsonl',
  '.ndjson': 'jsonl',
};
const COLUMNS = ['id', ...FACT_NAMES];
/** Enough for the first line of any table of facts. */
const HEAD_BYTES = 64 * 1024;

/** The format that the name of a file promises. Throws FileError for any other name. */
export function formatOf(file: string): FileFormat {
  const extension = path.extname(file).toLowerCase();
  const format = FORMATS[extension];
  if (format === undefined)
    throw new FileError(
      `The name must end in .csv, .tsv, .json, .jsonl or .ndjson${extension === '' ? '' : `, not in ${extension}`}. Save a spreadsheet as CSV (UTF-8).`,
    );
  return format;
}

/** The rows of a file, one after the other, with flat memory. Throws FileError where the file as a whole is not as it must be. */
export async function* readRows(file: string, format: FileFormat): AsyncGenerator<FileRow> {
  const head = await readHead(file);
  let row = 0;
  if (format === 'csv') {
    for await (const cells of textRows(file, head))
      yield { ...readTextRow(cells, ++row, typedNumber), ambiguousCommas: ambiguousCommasOf(cells) };
  } else {
    const values = format === 'json' ? jsonElements(textOf(file)) : jsonLines(textOf(file));
    for await (const value of values) yield { ...readJsonRow(value, ++row), ambiguousCommas: [] };
  }
  if (row === 0) throw new FileError('The file has no patients.');
}

/** The beginning of the file, which tells the encoding and the separator. */
async function readHead(file: string): Promise<string> {
  const handle = await open(file);
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(HEAD_BYTES), 0, HEAD_BYTES, 0);
    const bytes = buffer.subarray(0, bytesRead);
    if (bytesRead === 0) throw new FileError('The file is empty.');
    if (['fffe', 'feff'].includes(bytes.subarray(0, 2).toString('hex')))
      throw new FileError('The file is UTF-16. Save it as UTF-8 (in Excel: “CSV UTF-8”).');
    if (bytes.subarray(0, 2).toString('latin1') === 'PK')
      throw new FileError(
        'The file is a workbook or an archive, whatever its name says. Save the sheet as CSV (UTF-8).',
      );
    return new TextDecoder().decode(bytes);
  } finally {
    await handle.close();
  }
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

async function* textRows(file: string, head: string): AsyncGenerator<Record<string, string>> {
  const parser = parse({
    delimiter: separatorOf(head),
    columns: checkHeader,
    skip_empty_lines: true,
    max_record_size: LONGEST_ROW,
  });
  // The parser carries the reader's error to whoever reads the rows.
  pipeline(Readable.from(textOf(file)), parser, () => undefined);
  try {
    yield* parser as AsyncIterable<Record<string, string>>;
  } catch (error) {
    if (!(error instanceof Error) || !('code' in error) || !String(error.code).startsWith('CSV_')) throw error;
    throw new FileError(
      error.message.includes('columns length') || String(error.code).includes('INCONSISTENT')
        ? `A row has more or fewer cells than there are columns. ${error.message}.`
        : `The table cannot be read. ${error.message}.`,
    );
  }
}

/** Comma, semicolon or tab: whichever cuts the first line into the most names that are known. */
function separatorOf(head: string): string {
  const [first = ''] = head.split(/[\r\n]+/u).filter((line) => line.trim() !== '');
  const known = (separator: string): number =>
    first.split(separator).filter((name) => COLUMNS.includes(clean(name))).length;
  return [',', ';', '\t'].reduce((best, separator) => (known(separator) > known(best) ? separator : best));
}

function clean(name: string): string {
  return name
    .replace(/^\uFEFF/u, '')
    .replace(/^\s*"?|"?\s*$/gu, '')
    .trim();
}

/** The names of the columns; refused as a whole, because a misspelt column would be an unknown fact of every patient. */
function checkHeader(header: readonly string[]): string[] {
  const names = header.map((name) => name.trim());
  const unknown = names.filter((name) => !COLUMNS.includes(name));
  const twice = names.filter((name, i) => names.indexOf(name) !== i);
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
