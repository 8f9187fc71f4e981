import { isPowerOfTen, readNumber as readTyped } from '@/lib/numbers/read-number';
import { readJsonRow, type BatchRow } from '@/lib/risk/batch';
import { FACT_DEFINITIONS, FACT_NAMES, isFactName, type FactName } from '@/lib/risk/facts';
import { repeatedName } from '@/lib/risk/repeated-name';
import type { FactProblem } from '@/lib/risk/validate';
import { isMissing } from '@/lib/tables/missing';
import { rowFilter, type RepeatedIds, type RowChoice } from '@/lib/tables/repeated-ids';
import { isAmbiguous, readStyled, withoutPercent, type DecimalSign, type NumberStyle } from '@/lib/tables/numbers';
import { readTable } from '@/lib/tables/read-text';
import { rowsOf, type ColumnView, type TableFormat, type TableNote, type TextRow } from '@/lib/tables/table';

/** What is wrong with one cell or row. `line` is the row in a spreadsheet, or the place in a JSON list, from 1. */
export type CohortProblem = Readonly<
  {
    line: number;
    /** of the row, where it has one that can be told */
    id: string | null;
    value: string | null;
    problem: FactProblem['problem'] | 'too-many-cells' | 'ambiguous-number';
  } & Omit<FactProblem, 'problem'>
>;

/** Why nothing of a text can be used; with `repeated-name` the name is the only one of `unknownColumns`. */
export type CohortRefusal = 'no-rows' | 'no-fact-column' | 'not-json' | 'not-a-list' | 'repeated-name';

/**
 * What the reader has said of a table: columns of other names are left out; the decimal signs by the names of their columns;
 * which rows are patients where ids repeat.
 */
export type CohortAnswers = Readonly<{ leaveOutUnknown?: boolean; decimals?: Decimals; rows?: RowChoice | null }>;
export type Decimals = Readonly<Record<string, DecimalSign>>;

/** A column whose numbers are thousands or decimals, which only the reader knows; `example` is one of its cells. */
export type AskedSign = Readonly<{ column: string; example: string }>;

/** Rows that have one id: they may be one patient, who then counts several times. */
export type RepeatedId = Readonly<{ id: string; lines: readonly number[] }>;

/** The patients of a text. A row with a problem is in `problems` and not in `rows`; unknown columns stop everything until they are left out. */
export type CohortReading = Readonly<{
  refused: CohortRefusal | null;
  rows: readonly BatchRow[];
  problems: readonly CohortProblem[];
  /** rows of the text, those with problems included */
  total: number;
  unknownColumns: readonly string[];
  askedSigns: readonly AskedSign[];
  repeatedIds: readonly RepeatedId[];
  /** the question which rows are patients, with the names of the columns; null where no id of the table repeats */
  rowsQuestion: Readonly<{ repeated: RepeatedIds; columns: readonly Pick<ColumnView, 'name'>[] }> | null;
  /** rows that the reader's choice of rows leaves out; no part of `total` */
  notChosen: number;
  /** what was done to the table beyond cutting it */
  notes: readonly TableNote[];
  /** null for JSON */
  format: TableFormat | null;
}>;

const NOTHING: CohortReading = {
  refused: null,
  rows: [],
  problems: [],
  total: 0,
  unknownColumns: [],
  askedSigns: [],
  repeatedIds: [],
  rowsQuestion: null,
  notChosen: 0,
  notes: [],
  format: null,
};

/**
 * Reads a table whose columns are named like the facts (and `id`), or a JSON list of patients. Numbers follow the decimal
 * sign of their column; a cell that may be thousands or decimals is a problem and never silently a different number.
 */
export function readCohort(text: string, answers: CohortAnswers = {}): CohortReading {
  return /^\s*[[{]/u.test(text.replace('\ufeff', ''))
    ? readJson(text.replace('\ufeff', ''))
    : readDelimited(text, answers);
}

function readDelimited(
  text: string,
  { leaveOutUnknown = false, decimals = {}, rows = null }: CohortAnswers,
): CohortReading {
  const table = readTable(text);
  const { columns, format, size, notes } = table.view;
  const names = columns.map(({ name }) => name);
  const unknownColumns = names.filter((name) => name !== 'id' && !isFactName(name));
  if (!names.some(isFactName))
    return { ...NOTHING, refused: columns.length === 0 ? 'no-rows' : 'no-fact-column', unknownColumns, format };
  if (size === 0) return { ...NOTHING, refused: 'no-rows', format };
  if (unknownColumns.length > 0 && !leaveOutUnknown) return { ...NOTHING, total: size, unknownColumns, format };
  const { repeatedIds: repeated } = table.view;
  const rowsQuestion = repeated === null ? null : { repeated, columns: columns.map(({ name }) => ({ name })) };
  const isChosen = rowFilter(table.columns, rows);
  const problems: CohortProblem[] = [...table.wide].map(([row, cells]) => tooManyCells(table.lines[row] ?? 0, cells));
  const chosen = rowsOf(table).filter((_, row) => isChosen(row) || table.wide.has(row));
  const wide = new Set(problems.map(({ line }) => line));
  const kept = chosen.filter(({ line }) => !wide.has(line));
  const told = { total: chosen.length, notChosen: size - chosen.length, rowsQuestion, notes, format };
  const read = kept.map((row) => readCells(row, columns, decimals));
  // A patient in several rows would count as several, so nothing is classified before the reader has said which are meant.
  if (rowsQuestion !== null && rows === null) return { ...NOTHING, ...told, repeatedIds: repeatedIdsOf(read) };
  read.forEach((row, i) => problems.push(...problemsOf(row, kept[i]?.cells ?? [], columns, decimals)));
  problems.sort((a, b) => a.line - b.line);
  return {
    ...NOTHING,
    ...told,
    rows: read.filter((row) => row.facts !== null),
    problems,
    unknownColumns,
    askedSigns: askedSigns(columns),
    repeatedIds: repeatedIdsOf(read),
  };
}

/** The columns of numbers whose cells allow two readings. */
export function askedSigns(columns: readonly ColumnView[]): AskedSign[] {
  return columns.flatMap(({ name, numbers: { decimal, examples } }) =>
    decimal === null && isNumberFact(name) ? [{ column: name, example: examples[0] ?? '' }] : [],
  );
}

/** Every name that a column may have, in any order. */
export const COHORT_COLUMNS = ['id', ...FACT_NAMES];

/** The column whose name differs from this one by case or signs alone; null where there is none. */
export function meantColumn(name: string): string | null {
  const plain = (one: string): string => one.toLowerCase().replace(/[^a-z0-9]/gu, '');
  return COHORT_COLUMNS.find((known) => plain(known) === plain(name)) ?? null;
}

function isNumberFact(name: string): boolean {
  return isFactName(name) && FACT_DEFINITIONS[name].type === 'number';
}

function repeatedIdsOf(rows: readonly BatchRow[]): RepeatedId[] {
  const lines = new Map<string, number[]>();
  for (const { id, row } of rows) if (id !== null) lines.set(id, [...(lines.get(id) ?? []), row]);
  return [...lines].flatMap(([id, own]) => (own.length > 1 ? [{ id, lines: own }] : []));
}

function tooManyCells(line: number, cells: number): CohortProblem {
  return { line, id: null, fact: null, value: String(cells), problem: 'too-many-cells', allowed: null, range: null };
}

/** A row of a table as a patient: words for a missing value are unknown facts, numbers follow the sign of their column. */
export function readCells({ line, cells }: TextRow, columns: readonly ColumnView[], decimals: Decimals = {}): BatchRow {
  const facts: Record<string, unknown> = {};
  columns.forEach((column, i) => {
    if (isFactName(column.name)) facts[column.name] = valueOf(column.name, cells[i] ?? '', styleOf(column, decimals));
  });
  const id = cells[columns.findIndex(({ name }) => name === 'id')] ?? '';
  return readJsonRow({ id: isMissing(id) ? null : id, facts }, line);
}

function styleOf({ name, numbers }: ColumnView, decimals: Decimals): NumberStyle {
  return numbers.decimal === null ? { ...numbers, decimal: decimals[name] ?? null } : numbers;
}

/** The value a cell stands for; what is not one stays text, to be refused with its reason. */
function valueOf(fact: FactName, cell: string, style: NumberStyle): string | number | boolean | null {
  if (isMissing(cell)) return null;
  const { type } = FACT_DEFINITIONS[fact];
  if (type === 'number') {
    const number = withoutUnit(fact, cell);
    return readStyled(number, style) ?? powerOfTen(number, style) ?? cell;
  }
  // Spreadsheets write TRUE and FALSE in capitals.
  if (type === 'boolean' && /^(true|false)$/iu.test(cell)) return cell.toLowerCase() === 'true';
  return cell;
}

/** A percentage may say that it is one, as a workbook's cell in that form does. */
function withoutUnit(fact: FactName, cell: string): string {
  const definition = FACT_DEFINITIONS[fact];
  return definition.type === 'number' && definition.unit === 'percent' ? withoutPercent(cell) : cell;
}

/** `10⁻⁴` and `5×10^-4`, as methods of measuring residual disease report. */
function powerOfTen(cell: string, { decimal }: NumberStyle): number | null {
  if (!isPowerOfTen(cell)) return null;
  const read = readTyped(cell, { decimal: decimal === null ? 'either' : decimal === 'comma' ? ',' : '.' });
  return 'value' in read ? read.value : null;
}

function problemsOf(
  { row, id, problems }: BatchRow,
  cells: readonly string[],
  columns: readonly ColumnView[],
  decimals: Decimals,
): CohortProblem[] {
  return problems.map((problem) => {
    const at = columns.findIndex(({ name }) => name === problem.fact);
    const [column, value] = [columns[at], cells[at] ?? null];
    const ambiguous =
      problem.problem === 'wrong-type' && problem.range !== null && column !== undefined && value !== null;
    return {
      ...problem,
      problem: ambiguous && isAmbiguous(value, styleOf(column, decimals)) ? 'ambiguous-number' : problem.problem,
      line: row,
      id,
      value,
    };
  });
}

function readJson(text: string): CohortReading {
  let input: unknown;
  try {
    input = JSON.parse(text);
  } catch {
    return { ...NOTHING, refused: 'not-json' };
  }
  if (!Array.isArray(input)) return { ...NOTHING, refused: 'not-a-list' };
  const twice = repeatedName(text);
  if (twice !== null) return { ...NOTHING, refused: 'repeated-name', unknownColumns: [twice] };
  if (input.length === 0) return { ...NOTHING, refused: 'no-rows' };
  const rows = input.map((entry: unknown, i) => readJsonRow(entry, i + 1));
  const problems = rows.flatMap((row) =>
    row.problems.map(
      (problem): CohortProblem => ({
        ...problem,
        line: row.row,
        id: row.id,
        value: writtenValue(input[row.row - 1], problem.fact),
      }),
    ),
  );
  const patients = rows.filter(({ facts }) => facts !== null);
  return { ...NOTHING, rows: patients, problems, total: rows.length, repeatedIds: repeatedIdsOf(rows) };
}

/** The refused value as it stands in the JSON. */
function writtenValue(entry: unknown, fact: string | null): string | null {
  if (fact === null || typeof entry !== 'object' || entry === null) return null;
  const { facts = entry } = entry as Record<string, unknown>;
  const value = typeof facts === 'object' && facts !== null ? (facts as Record<string, unknown>)[fact] : undefined;
  return value === undefined ? null : JSON.stringify(value);
}
