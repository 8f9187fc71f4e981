import { readNumber } from './cells';
import { MOST_GROUPS, meaningsOf, type OwnChoice } from './choice';
import { isMissing } from './missing';
import type { StatusRole } from './status';
import { valuesOf, type OwnTable } from './table';

/** What is wrong with one cell. `left-out` is no fault: the reader said that rows with this status are not used. */
export type CellProblemCode =
  | 'time-missing'
  | 'time-not-a-number'
  | 'time-negative'
  | 'status-missing'
  | 'group-missing'
  | 'too-many-cells'
  | 'left-out';

/** `line` is the row in a spreadsheet, from 1; `column` the column's name. */
export type CellProblem = Readonly<{ line: number; column: string; value: string; code: CellProblemCode }>;

/** Why a whole column cannot be used. */
export type ColumnProblem =
  | 'no-time'
  | 'no-status'
  | 'same-column'
  | 'too-many-status-values'
  | 'status-unknown'
  | 'no-event'
  | 'too-many-groups'
  | 'no-rows';

/** The rows that can be analysed, as columns of the engine, and everything that cannot. */
export type OwnObservations = Readonly<{
  time: Float64Array;
  /** 0 censored, 1 the event, 2 and on the competing causes */
  event: Uint8Array;
  group: Int32Array | null;
  /** names of the groups, the reference first; one empty name without groups */
  groups: readonly string[];
  /** names of the causes: the values of the status column */
  causes: readonly string[];
  rows: number;
  problems: readonly CellProblem[];
  /** rows that are not used, each counted once */
  leftOut: number;
}>;

export type OwnReading =
  | Readonly<{ observations: OwnObservations; refused: null }>
  | Readonly<{ observations: null; refused: ColumnProblem }>;

/** Reads the chosen columns. A row with any wrong cell is left out; every wrong cell is listed. */
export function readObservations(table: OwnTable, choice: OwnChoice): OwnReading {
  const refused = columnProblem(table, choice);
  if (refused !== null) return { observations: null, refused };
  const coding = codingOf(table, choice);
  const [time, event, group, problems]: [number[], number[], number[], CellProblem[]] = [[], [], [], []];
  for (const { line, cells } of table.rows) {
    const row = readRow(cells, table, choice, coding);
    if (row.problems.length > 0) {
      for (const problem of row.problems) problems.push({ line, ...problem });
      continue;
    }
    time.push(row.time);
    event.push(row.event);
    group.push(row.group);
  }
  if (time.length === 0) return { observations: null, refused: 'no-rows' };
  const { groups, causes } = coding;
  return {
    refused: null,
    observations: {
      time: Float64Array.from(time),
      event: Uint8Array.from(event),
      group: choice.group === null ? null : Int32Array.from(group),
      groups,
      causes,
      rows: table.rows.length,
      problems,
      leftOut: table.rows.length - time.length,
    },
  };
}

function columnProblem(table: OwnTable, { time, status, group, roles }: OwnChoice): ColumnProblem | null {
  if (table.rows.length === 0) return 'no-rows';
  if (time === null) return 'no-time';
  if (status === null) return 'no-status';
  if (time === status || time === group || status === group) return 'same-column';
  const meanings = meaningsOf(table, status, roles);
  if (meanings === null) return 'too-many-status-values';
  if (meanings.some(({ role }) => role === null)) return 'status-unknown';
  if (!meanings.some(({ role }) => role === 'event')) return 'no-event';
  return group !== null && valuesOf(table, group, MOST_GROUPS) === null ? 'too-many-groups' : null;
}

type Coding = Readonly<{
  /** by every spelling of a status; null: its rows are left out */
  codes: ReadonlyMap<string, number | null>;
  groupCodes: ReadonlyMap<string, number>;
  groups: readonly string[];
  causes: readonly string[];
}>;

function codingOf(table: OwnTable, { status, group, roles, reference }: OwnChoice): Coding {
  const meanings = meaningsOf(table, status ?? 0, roles) ?? [];
  const labels = (wanted: StatusRole): string[] =>
    meanings.flatMap(({ value, role }) => (role === wanted ? [value.label] : []));
  const [event, competing] = [labels('event'), labels('competing')];
  const codeOf = (label: string, role: StatusRole | null): number | null => {
    if (role === 'competing') return competing.indexOf(label) + 2;
    return role === 'left-out' || role === null ? null : Number(role === 'event');
  };
  const codes = new Map(
    meanings.flatMap(({ value, role }) =>
      value.spellings.map((spelling) => [spelling, codeOf(value.label, role)] as const),
    ),
  );
  const names = group === null ? [''] : [...(valuesOf(table, group, MOST_GROUPS)?.keys() ?? [])];
  const groups =
    reference !== null && names.includes(reference)
      ? [reference, ...names.filter((name) => name !== reference)]
      : names;
  return {
    codes,
    groupCodes: new Map(groups.map((name, code) => [name, code])),
    groups,
    causes: [event.join(' / '), ...competing],
  };
}

type RowReading = { time: number; event: number; group: number; problems: Omit<CellProblem, 'line'>[] };

function readRow(
  cells: readonly string[],
  { columns, format }: OwnTable,
  choice: OwnChoice,
  coding: Coding,
): RowReading {
  if (cells.length > columns.length)
    return {
      time: 0,
      event: 0,
      group: 0,
      problems: [{ column: '', value: String(cells.length), code: 'too-many-cells' }],
    };
  const problems: Omit<CellProblem, 'line'>[] = [];
  const cell = (column: number | null): string => (column === null ? '' : (cells[column] ?? ''));
  const report = (column: number | null, code: CellProblemCode): void =>
    void problems.push({ column: columns[column ?? -1] ?? '', value: cell(column), code });
  const status = coding.codes.get(cell(choice.status));
  // Every value of the column has a code: what is in none of its spellings is a word for "missing".
  if (status === undefined) report(choice.status, 'status-missing');
  else if (status === null) report(choice.status, 'left-out');
  const time = readNumber(cell(choice.time), format.decimalComma);
  if (time === null) report(choice.time, isMissing(cell(choice.time)) ? 'time-missing' : 'time-not-a-number');
  else if (time < 0) report(choice.time, 'time-negative');
  const group = choice.group === null ? 0 : coding.groupCodes.get(cell(choice.group));
  if (group === undefined) report(choice.group, 'group-missing');
  return { time: time ?? 0, event: status ?? 0, group: group ?? 0, problems };
}
