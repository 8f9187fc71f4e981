import { readJsonRow, type BatchRow } from '@/lib/risk/batch';
import { FACT_DEFINITIONS, isFactName } from '@/lib/risk/facts';
import type { FactProblem } from '@/lib/risk/validate';
import { isMissing } from '@/lib/tables/missing';
import { isAmbiguous, readStyled } from '@/lib/tables/numbers';
import { readTable } from '@/lib/tables/read-text';
import { rowsOf, type ColumnView, type TableFormat, type TextRow } from '@/lib/tables/table';

/** What is wrong with one cell or row. `line` is the row in a spreadsheet, or the place in a JSON list, from 1. */
export type CohortProblem = Readonly<
  {
    line: number;
    value: string | null;
    problem: FactProblem['problem'] | 'too-many-cells' | 'ambiguous-number';
  } & Omit<FactProblem, 'problem'>
>;

/** Why nothing of a text can be used. */
export type CohortRefusal = 'no-rows' | 'no-fact-column' | 'not-json' | 'not-a-list';

/** The patients of a text. A row with a problem is in `problems` and not in `rows`; unknown columns stop everything until they are left out. */
export type CohortReading = Readonly<{
  refused: CohortRefusal | null;
  rows: readonly BatchRow[];
  problems: readonly CohortProblem[];
  /** rows of the text, those with problems included */
  total: number;
  unknownColumns: readonly string[];
  /** null for JSON */
  format: TableFormat | null;
}>;

const NOTHING: CohortReading = { refused: null, rows: [], problems: [], total: 0, unknownColumns: [], format: null };

/**
 * Reads a table whose columns are named like the facts (and `id`), or a JSON list of patients. Numbers follow the decimal
 * sign of their column; a cell that may be thousands or decimals is a problem and never silently a different number.
 */
export function readCohort(text: string, leaveOutUnknown = false): CohortReading {
  return /^\s*[[{]/u.test(text.replace('\ufeff', ''))
    ? readJson(text.replace('\ufeff', ''))
    : readDelimited(text, leaveOutUnknown);
}

function readDelimited(text: string, leaveOutUnknown: boolean): CohortReading {
  const table = readTable(text);
  const { columns, format, size } = table.view;
  const names = columns.map(({ name }) => name);
  if (!names.some(isFactName))
    return { ...NOTHING, refused: columns.length === 0 ? 'no-rows' : 'no-fact-column', format };
  const unknownColumns = names.filter((name) => name !== 'id' && !isFactName(name));
  if (size === 0) return { ...NOTHING, refused: 'no-rows', format };
  if (unknownColumns.length > 0 && !leaveOutUnknown) return { ...NOTHING, total: size, unknownColumns, format };
  const problems: CohortProblem[] = [...table.wide].map(([row, cells]) => tooManyCells(table.lines[row] ?? 0, cells));
  const kept = rowsOf(table).filter((_, row) => !table.wide.has(row));
  const read = kept.map((row) => readCells(row, columns));
  read.forEach((row, i) => problems.push(...problemsOf(row, kept[i]?.cells ?? [], columns)));
  problems.sort((a, b) => a.line - b.line);
  return {
    refused: null,
    rows: read.filter((row) => row.facts !== null),
    problems,
    total: size,
    unknownColumns,
    format,
  };
}

function tooManyCells(line: number, cells: number): CohortProblem {
  return { line, fact: null, value: String(cells), problem: 'too-many-cells', allowed: null, range: null };
}

function readCells({ line, cells }: TextRow, columns: readonly ColumnView[]): BatchRow {
  const facts: Record<string, unknown> = {};
  columns.forEach((column, i) => {
    if (isFactName(column.name))
      facts[column.name] = valueOf(FACT_DEFINITIONS[column.name].type, cells[i] ?? '', column);
  });
  const id = cells[columns.findIndex(({ name }) => name === 'id')] ?? '';
  return readJsonRow({ id: id === '' ? null : id, facts }, line);
}

/** The value a cell stands for; what is not one stays text, to be refused with its reason. */
function valueOf(
  type: 'number' | 'boolean' | 'text',
  cell: string,
  { numbers }: ColumnView,
): string | number | boolean | null {
  if (isMissing(cell)) return null;
  if (type === 'number') return readStyled(cell, numbers) ?? cell;
  // Spreadsheets write TRUE and FALSE in capitals.
  if (type === 'boolean' && /^(true|false)$/iu.test(cell)) return cell.toLowerCase() === 'true';
  return cell;
}

function problemsOf(
  { row, problems }: BatchRow,
  cells: readonly string[],
  columns: readonly ColumnView[],
): CohortProblem[] {
  return problems.map((problem) => {
    const at = columns.findIndex(({ name }) => name === problem.fact);
    const [column, value] = [columns[at], cells[at] ?? null];
    const ambiguous =
      problem.problem === 'wrong-type' && problem.range !== null && column !== undefined && value !== null;
    return {
      ...problem,
      problem: ambiguous && isAmbiguous(value, column.numbers) ? 'ambiguous-number' : problem.problem,
      line: row,
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
  if (input.length === 0) return { ...NOTHING, refused: 'no-rows' };
  const rows = input.map((entry: unknown, i) => readJsonRow(entry, i + 1));
  const problems = rows.flatMap((row) =>
    row.problems.map(
      (problem): CohortProblem => ({
        ...problem,
        line: row.row,
        value: writtenValue(input[row.row - 1], problem.fact),
      }),
    ),
  );
  return { ...NOTHING, rows: rows.filter(({ facts }) => facts !== null), problems, total: rows.length };
}

/** The refused value as it stands in the JSON. */
function writtenValue(entry: unknown, fact: string | null): string | null {
  if (fact === null || typeof entry !== 'object' || entry === null) return null;
  const { facts = entry } = entry as Record<string, unknown>;
  const value = typeof facts === 'object' && facts !== null ? (facts as Record<string, unknown>)[fact] : undefined;
  return value === undefined ? null : JSON.stringify(value);
}
