import { createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { parseArgs } from 'node:util';
import { stringify } from 'csv-stringify';
import { factProblemText } from '@/lib/api/risk/fact-problem-text';
import { messageLookup, type MessageLookup } from '@/lib/i18n/message-lookup';
import { classifyRow, flatColumns, flatRow, type BatchRow } from '@/lib/risk/batch';
import { SLIP_QUESTIONS, unitSlips } from '@/lib/risk/numbers/unit-slips';
import { FileError } from './risk-file/json-elements';
import type { DecimalSign } from '@/lib/tables/numbers';
import { formatOf, readRows, type FileFormat } from './risk-file/risk-rows';
import { messageOf, StartError } from './setup/start-error';

const USAGE = `npm run risk -- FILE [--format csv|json|jsonl] [--decimal point|comma] [--out FILE]
  Classifies every patient of FILE under every protocol. FILE is a table (.csv, .tsv, .txt, .xlsx: a column “id” and columns named as
  the facts, in any order), a JSON array (.json) or JSON Lines (.jsonl) of { "id", "facts": { … } } or { "id", …facts }.
  --format  what to write; the format of FILE where it is left out
  --decimal point|comma: the decimal sign of columns that can be read in two ways (1,020), where the file leaves it open
  --out     the file to write; the standard output where it is left out`;
const CLASSIFIED = 0;
const WITH_PROBLEMS = 1;
const FAILED = 2;
/** Rows whose problems are said in words; the others are counted, and marked in the output like these. */
const SHOWN = 20;

type Request = { file: string; format: FileFormat; input: FileFormat; decimal: DecimalSign | null; out: string | null };
type Options = { format?: string; decimal?: string; out?: string };
type Noted = { rows: number; refused: number; shown: string[]; doubted: number; questions: string[] };

/**
 * `npm run risk`: a file of patients in, their groups under every rule set out, row by row. Exit codes:
 * 0 every row is classified, 1 some rows have problems (they are in the output, without results), 2 the file or the
 * arguments are wrong.
 */
export async function main(args: readonly string[]): Promise<number> {
  const noted: Noted = { rows: 0, refused: 0, shown: [], doubted: 0, questions: [] };
  try {
    const request = readArguments(args);
    const lookup = await messageLookup('en');
    const rows = readRows(request.file, request.input, request.decimal, {
      lookup,
      say: (sentence) => console.error(sentence),
    });
    await write(request, noting(rows, noted, lookup));
  } catch (error) {
    if (isClosedPipe(error)) return CLASSIFIED;
    console.error(
      error instanceof FileError || error instanceof StartError
        ? error.message
        : `The file could not be classified: ${messageOf(error)}`,
    );
    if (error instanceof StartError) console.error(`\n${error.remedy}`);
    if (noted.rows > 0) console.error(`Stopped after row ${noted.rows}; the output is not whole.`);
    return FAILED;
  }
  sayDoubts(noted);
  if (noted.refused === 0) return CLASSIFIED;
  console.error(`${noted.refused} of ${noted.rows} rows have problems and were not classified:`);
  for (const line of noted.shown) console.error(line);
  if (noted.refused > noted.shown.length)
    console.error(`… and ${noted.refused - noted.shown.length} more; the output marks each of them.`);
  return WITH_PROBLEMS;
}

/** Numbers that look like another unit are classified as they are given, and asked about. */
function sayDoubts({ doubted, questions }: Noted): void {
  if (doubted === 0) return;
  console.error(`${doubted} ${doubted === 1 ? 'number looks' : 'numbers look'} as if meant in another unit:`);
  for (const line of questions) console.error(line);
  if (doubted > questions.length) console.error(`… and ${doubted - questions.length} more.`);
}

function readArguments(args: readonly string[]): Request {
  const { values, positionals } = parse(args);
  const [file, ...others] = positionals;
  if (file === undefined || others.length > 0)
    throw new StartError(
      file === undefined
        ? 'Name the file to classify.'
        : `One file at a time; these are too many: ${others.join(', ')}.`,
      USAGE,
    );
  const input = formatOf(file);
  const format = (['csv', 'json', 'jsonl'] as const).find((known) => known === (values.format ?? input));
  if (format === undefined)
    throw new StartError(`--format must be csv, json or jsonl, not ${String(values.format)}.`, USAGE);
  const decimal = (['point', 'comma'] as const).find((known) => known === values.decimal) ?? null;
  if (values.decimal !== undefined && decimal === null)
    throw new StartError(`--decimal must be point or comma, not ${values.decimal}.`, USAGE);
  if (values.out !== undefined && path.resolve(values.out) === path.resolve(file))
    throw new StartError('--out names the file that is read; choose another name.', USAGE);
  return { file, input, format, decimal, out: values.out ?? null };
}

function parse(args: readonly string[]): { values: Options; positionals: string[] } {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { format: { type: 'string' }, decimal: { type: 'string' }, out: { type: 'string' } },
    });
  } catch (error) {
    throw new StartError(messageOf(error), USAGE);
  }
}

/** Hands the rows on and keeps what has to be said of them at the end. */
async function* noting(rows: AsyncIterable<BatchRow>, noted: Noted, lookup: MessageLookup): AsyncGenerator<BatchRow> {
  for await (const row of rows) {
    noted.rows++;
    for (const { fact, slip, value } of unitSlips(row.facts ?? {})) {
      noted.doubted++;
      if (noted.questions.length < SHOWN)
        noted.questions.push(`${rowName(row)}: ${fact} ${value}: ${SLIP_QUESTIONS[slip].en}`);
    }
    if (row.problems.length > 0) {
      noted.refused++;
      if (noted.shown.length < SHOWN) noted.shown.push(`${rowName(row)}: ${problemTexts(row, lookup).join(' ')}`);
    }
    yield row;
  }
}

function rowName({ row, id }: BatchRow): string {
  return `Row ${row}${id === null ? '' : ` (id ${id})`}`;
}

function problemTexts({ problems }: BatchRow, lookup: MessageLookup): string[] {
  return [...new Set(problems.map((problem) => factProblemText(problem, lookup)))];
}

/** To the standard output, or to a file that has its name only once it is whole. */
async function write({ format, out }: Request, rows: AsyncIterable<BatchRow>): Promise<void> {
  const pieces = Readable.from(format === 'csv' ? csvRows(rows) : jsonPieces(rows, format));
  // As the program's own CSV files: with a byte-order mark for spreadsheets, and no cell that they would run as a formula.
  const through =
    format === 'csv'
      ? [
          stringify({
            header: true,
            columns: flatColumns(),
            escape_formulas: true,
            bom: true,
            record_delimiter: 'windows',
          }),
        ]
      : [];
  if (out === null) return pipeline([pieces, ...through, process.stdout], { end: false });
  const unfinished = `${out}.part`;
  try {
    await pipeline([pieces, ...through, createWriteStream(unfinished)]);
    await rename(unfinished, out);
  } finally {
    await rm(unfinished, { force: true });
  }
}

async function* csvRows(rows: AsyncIterable<BatchRow>): AsyncGenerator<string[]> {
  for await (const row of rows) yield flatRow(classifyRow(row));
}

async function* jsonPieces(rows: AsyncIterable<BatchRow>, format: FileFormat): AsyncGenerator<string> {
  const array = format === 'json';
  let before = array ? '[\n' : '';
  for await (const row of rows) {
    const { row: number, id, problems, answer } = classifyRow(row);
    const warnings = unitSlips(row.facts ?? {}).map(({ fact, slip, value, instead }) => ({
      fact,
      code: slip,
      value,
      instead,
    }));
    yield `${before}${JSON.stringify({ row: number, id, problems, ...(answer ?? { results: [], conflicts: [] }), warnings })}`;
    before = array ? ',\n' : '\n';
  }
  yield array ? '\n]\n' : '\n';
}

/** Whoever read the standard output has seen enough, as `head` does. */
function isClosedPipe(error: unknown): boolean {
  return (
    error instanceof Error && 'code' in error && (error.code === 'EPIPE' || error.code === 'ERR_STREAM_PREMATURE_CLOSE')
  );
}
