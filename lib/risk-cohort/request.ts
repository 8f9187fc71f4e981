import { stringify } from 'csv-stringify/browser/esm/sync';
import { classifyRow, flatColumns, flatRow, type BatchRow } from '@/lib/risk/batch';
import { keepText } from '@/lib/tables/formula-text';
import { classifyInto, RULE_SETS_IN_COHORT, type CohortPatient, type CohortResult } from './classified-cohort';
import { readCohort, type CohortAnswers, type CohortProblem } from './reading';
import { settleUnits, type UnitAnswers, type UnitQuestion } from './unit-questions';

/** What a worker is asked: to read and classify a text, or to write out all results of a cohort. */
export type CohortRequest =
  | Readonly<{ kind: 'classify'; text: string; answers: CohortAnswers; units?: UnitAnswers }>
  | Readonly<{ kind: 'csv' } & Pick<CohortResult, 'patients' | 'problems' | 'questions'>>;

/** What it says meanwhile and at the end. */
export type CohortMessage =
  | Readonly<{ kind: 'progress'; done: number; of: number }>
  | Readonly<{ kind: 'classified'; result: CohortResult }>
  | Readonly<{ kind: 'csv'; parts: readonly string[] }>;

const [PROBLEMS_COLUMN, ID_COLUMN] = [flatColumns().indexOf('problems'), flatColumns().indexOf('id')];

/** Patients at a time: short enough that a page without a worker stays alive between two parts. */
const PART = 250;

/** Does what is asked in parts, says after each how far it is, and lets others have their turn. */
export async function answerCohort(request: CohortRequest, say: (message: CohortMessage) => void): Promise<void> {
  if (request.kind === 'csv') {
    say({ kind: 'csv', parts: await csvParts(request, say) });
    return;
  }
  const { rows: read, ...reading } = readCohort(request.text, request.answers);
  const { rows, questions } = settleUnits(read, request.units ?? {});
  const codes = new Uint8Array(rows.length * RULE_SETS_IN_COHORT);
  const conflicts: number[] = [];
  for (let from = 0; from < rows.length; from += PART) {
    say({ kind: 'progress', done: from, of: rows.length });
    await pause();
    conflicts.push(...classifyInto(codes, rows, from, from + PART));
  }
  const patients = rows.map(
    ({ row, id, facts }, i): CohortPatient => ({ line: row, id, facts: facts ?? {}, conflicts: conflicts[i] ?? 0 }),
  );
  say({ kind: 'classified', result: { ...reading, questions, patients, codes } });
}

/** Every row of the file, those with problems included, in the flat columns of the batch format: the same in every language. */
async function csvParts(
  { patients, problems, questions }: Extract<CohortRequest, { kind: 'csv' }>,
  say: (message: CohortMessage) => void,
): Promise<string[]> {
  const rows = [
    ...patients.map(({ line, id, facts }): BatchRow => ({ row: line, id, facts, problems: [] })),
    ...refusedRows(problems),
    ...unansweredRows(questions),
  ].sort((a, b) => a.row - b.row);
  const reasons = new Map<number, string>(
    problems.flatMap(({ line, problem }) => (problem === 'too-many-cells' ? [[line, problem]] : [])),
  );
  for (const { line, fact, slip, value, answer } of questions)
    if (answer === null)
      reasons.set(line, [...(reasons.get(line)?.split('; ') ?? []), `${fact} ${slip} ${value}`].join('; '));
  const options = { escape_formulas: true, record_delimiter: 'windows' } as const;
  const parts = [stringify([flatColumns()], { ...options, bom: true })];
  for (let from = 0; from < rows.length; from += PART) {
    say({ kind: 'progress', done: from, of: rows.length });
    await pause();
    parts.push(
      stringify(
        rows.slice(from, from + PART).map((row) => cellsOf(row, reasons.get(row.row))),
        options,
      ),
    );
  }
  return parts;
}

/**
 * A row of too many cells, or with a number whose unit is asked about, has a reason that the batch format does not know; it
 * stands in the same column.
 */
function cellsOf(row: BatchRow, reason: string | undefined): string[] {
  return flatRow(classifyRow(row)).map((cell, i) => {
    // A spreadsheet makes 1 of 001, so that the row would be nobody's.
    if (i === ID_COLUMN) return keepText(cell);
    return reason !== undefined && i === PROBLEMS_COLUMN ? reason : cell;
  });
}

/** Rows that wait for an answer of the reader. */
function unansweredRows(questions: readonly UnitQuestion[]): BatchRow[] {
  const open = new Map(questions.flatMap(({ line, id, answer }) => (answer === null ? [[line, id] as const] : [])));
  return [...open].map(([row, id]) => ({ row, id, facts: null, problems: [] }));
}

/** Rows that were kept out, with their reasons. */
function refusedRows(problems: readonly CohortProblem[]): BatchRow[] {
  const byLine = new Map<number, BatchRow>();
  for (const { line, id, problem, fact, allowed, range } of problems) {
    const row = byLine.get(line) ?? { row: line, id, facts: null, problems: [] };
    // The batch format knows no reason of its own for a number that can be read in two ways.
    const code = problem === 'ambiguous-number' ? 'wrong-type' : problem;
    if (code !== 'too-many-cells') row.problems.push({ problem: code, fact, allowed, range });
    byLine.set(line, row);
  }
  return [...byLine.values()];
}

function pause(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 0));
}
