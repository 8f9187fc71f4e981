import { nameMeaning, type Endpoint } from '@/lib/tables/column-names';
import { isMissing } from '@/lib/tables/missing';
import { rowFilter } from '@/lib/tables/repeated-ids';
import { cellOf, type Table } from '@/lib/tables/table';
import { isDateColumn, orderedGroups, type OwnChoice } from './choice';
import { columnProblem, type Refusal } from './column-problems';
import { cellNumbers, codingOf, daysIn, type CellNumbers, type Coding } from './columns';
import { futureDates, remarksOf, type Remark } from './remarks';
import { mixedUnits, unitRemark } from './time-unit';

/** What is wrong with one cell. `left-out` is no fault: the reader said that rows with this status are not used. */
export const CELL_PROBLEMS = [
  'time-missing',
  'time-not-a-number',
  'time-not-a-date',
  'time-negative',
  'from-missing',
  'from-not-a-date',
  'before-from',
  'entry-missing',
  'entry-not-a-number',
  'entry-negative',
  'entry-after-end',
  'status-missing',
  'group-missing',
  'too-many-cells',
  'left-out',
] as const;
export type CellProblemCode = (typeof CELL_PROBLEMS)[number];

/** `line` is the row in a spreadsheet, from 1; `column` the column's name. */
export type CellProblem = Readonly<{ line: number; column: string; value: string; code: CellProblemCode }>;

/** As many wrong cells are kept by name; all are counted. */
export const MOST_PROBLEMS = 1000;

/** The rows that can be analysed, as columns of the engine, and everything that cannot. */
export type OwnObservations = Readonly<{
  time: Float64Array;
  /** the time from which each row is at risk; null where all are from 0 */
  start: Float64Array | null;
  /** 0 censored, 1 the event, 2 and on the competing causes */
  event: Uint8Array;
  group: Int32Array | null;
  /** whose interval each row is, where patients have several rows with the time from which they are at risk */
  subject: OwnSubjects | null;
  /** names of the groups in the order in which they are shown; one empty name without groups */
  groups: readonly string[];
  /** code of the group that the others are compared with */
  reference: number;
  /** names of the causes: the values of the status column */
  causes: readonly string[];
  /** what the chosen columns are about */
  endpoint: Readonly<{ known: Endpoint | null; name: string }>;
  rows: number;
  problems: readonly CellProblem[];
  problemCounts: Readonly<Partial<Record<CellProblemCode, number>>>;
  /** rows that are not used, each counted once */
  leftOut: number;
  /** rows that the reader's choice of rows excludes; no part of `rows` */
  notChosen: number;
  /** groups that the reader does not show, with their rows; no part of `rows` */
  notShown: readonly NotShown[];
  remarks: readonly Remark[];
}>;

/** Codes of the patients behind the rows, and where each row stands in the table. */
export type OwnSubjects = Readonly<{ codes: Int32Array; column: number; rows: Uint32Array }>;

/** A group that is not analysed. */
export type NotShown = Readonly<{ name: string; rows: number }>;

export type OwnReading =
  | Readonly<{ observations: OwnObservations; refused: null }>
  | Readonly<{ observations: null; refused: Refusal }>;

/** Reads the chosen columns. A row with any wrong cell is left out; every wrong cell is counted and listed. */
export function readObservations(table: Table, choice: OwnChoice): OwnReading {
  const refused = columnProblem(table.view, choice) ?? mixedUnits(table, choice);
  if (refused !== null) return { observations: null, refused };
  const coding = codingOf(table, choice);
  const rows = readRows(table, choice, coding);
  if (rows.used === 0) return { observations: null, refused: { code: 'no-rows' } };
  const { time, start, event, group, used } = rows;
  const notShown = notShownGroups(table, choice, rows.hidden);
  const statusName = table.view.columns[choice.status ?? 0]?.name ?? '';
  const timeName = table.view.columns[choice.time ?? 0]?.name ?? '';
  return {
    refused: null,
    observations: {
      time: time.slice(0, used),
      start: choice.entry === null ? null : start.slice(0, used),
      event: event.slice(0, used),
      group: choice.group === null ? null : group.slice(0, used),
      subject: subjectsOf(table, choice, rows.kept),
      groups: coding.groups,
      reference: Math.max(0, coding.groups.indexOf(choice.reference ?? '')),
      causes: coding.causes,
      endpoint: { known: nameMeaning(statusName).endpoint ?? nameMeaning(timeName).endpoint, name: statusName },
      rows: rows.chosen,
      problems: rows.problems,
      problemCounts: rows.problemCounts,
      leftOut: rows.chosen - used,
      notChosen: table.view.size - rows.chosen - sumOf(notShown),
      notShown,
      remarks: [
        ...remarksOf(table.view, choice, rows),
        ...unitRemark(table, choice),
        ...futureDates(table, choice, Date.now()),
      ],
    },
  };
}

/** What was read, in columns that are longer than `used`. */
type RowsRead = {
  time: Float64Array;
  start: Float64Array;
  event: Uint8Array;
  group: Int32Array;
  used: number;
  /** the rows of the table that are used, where somebody asks */
  kept: number[];
  chosen: number;
  /** rows of groups that are not shown, by the code of the cell that names the group */
  hidden: Map<number, number>;
  problems: CellProblem[];
  problemCounts: Partial<Record<CellProblemCode, number>>;
  /** rows with a status that were left out for another reason, by whether they had an event */
  lost: { event: number; censored: number };
};

function readRows(table: Table, choice: OwnChoice, coding: Coding): RowsRead {
  const { size } = table.view;
  const found: RowsRead = {
    time: new Float64Array(size),
    start: new Float64Array(size),
    event: new Uint8Array(size),
    group: new Int32Array(size),
    used: 0,
    kept: [],
    chosen: 0,
    hidden: new Map(),
    problems: [],
    problemCounts: {},
    lost: { event: 0, censored: 0 },
  };
  const read = rowReader(table, choice, coding);
  const isChosen = rowFilter(table.columns, choice.rows);
  const groupCells = choice.group === null ? undefined : table.columns[choice.group]?.codes;
  const report = (row: number, { column, code, value }: Fault): void => {
    found.problemCounts[code] = (found.problemCounts[code] ?? 0) + 1;
    if (found.problems.length >= MOST_PROBLEMS) return;
    const name = column === null ? '' : (table.view.columns[column]?.name ?? '');
    const cell = value ?? (column === null ? '' : cellOf(table, column, row));
    found.problems.push({ line: table.lines[row] ?? 0, column: name, value: cell, code });
  };
  for (let row = 0; row < size; row += 1) {
    if (!isChosen(row)) continue;
    const cell = groupCells?.[row] ?? 0;
    if (coding.groupCodes?.[cell] === null) {
      found.hidden.set(cell, (found.hidden.get(cell) ?? 0) + 1);
      continue;
    }
    found.chosen += 1;
    const { time, start, event, group, faults } = read(row);
    if (faults.length > 0) {
      faults.forEach((fault) => report(row, fault));
      if (event !== null) found.lost[event > 0 ? 'event' : 'censored'] += 1;
      continue;
    }
    found.time[found.used] = time;
    found.start[found.used] = start;
    found.event[found.used] = event ?? 0;
    found.group[found.used] = group;
    if (hasSubjects(table, choice)) found.kept.push(row);
    found.used += 1;
  }
  return found;
}

/** With the time from which a row is at risk, rows of one id are intervals of one patient. */
function hasSubjects({ view }: Table, { entry, rows }: OwnChoice): boolean {
  return entry !== null && view.repeatedIds !== null && (rows === null || rows === 'all');
}

function subjectsOf(table: Table, choice: OwnChoice, kept: readonly number[]): OwnSubjects | null {
  const column = table.view.repeatedIds?.column;
  const ids = column === undefined ? undefined : table.columns[column];
  if (column === undefined || ids === undefined || !hasSubjects(table, choice)) return null;
  // A row without an id is a patient of its own.
  const codes = Int32Array.from(kept, (row, i) => {
    const code = ids.codes[row] ?? 0;
    return isMissing(ids.values[code] ?? '') ? ids.values.length + i : code;
  });
  return { codes, column, rows: Uint32Array.from(kept) };
}

function notShownGroups(table: Table, choice: OwnChoice, hidden: ReadonlyMap<number, number>): NotShown[] {
  const cells = choice.group === null ? [] : (table.columns[choice.group]?.values ?? []);
  const rowsOf = (spellings: readonly string[]): number =>
    spellings.reduce((sum, spelling) => sum + (hidden.get(cells.indexOf(spelling)) ?? 0), 0);
  return (orderedGroups(table.view, choice) ?? []).flatMap(({ name, spellings }) => {
    const rows = rowsOf(spellings);
    return rows === 0 ? [] : [{ name, rows }];
  });
}

function sumOf(groups: readonly NotShown[]): number {
  return groups.reduce((sum, { rows }) => sum + rows, 0);
}

type Fault = Readonly<{ column: number | null; code: CellProblemCode; value?: string }>;
type RowReading = Readonly<{
  time: number;
  start: number;
  event: number | null;
  group: number;
  faults: readonly Fault[];
}>;

const NO_FAULTS: readonly Fault[] = [];

/** Reads one row from what every different cell of its columns means. */
function rowReader(table: Table, choice: OwnChoice, coding: Coding): (row: number) => RowReading {
  const timeColumn = choice.time ?? 0;
  const dated = isDateColumn(table.view, timeColumn);
  const times = cellNumbers(table, timeColumn, choice);
  const from = dated && choice.from !== null ? cellNumbers(table, choice.from, choice) : null;
  const entries = choice.entry === null ? null : cellNumbers(table, choice.entry, choice);
  const unit = dated ? daysIn(choice.unit) : 1;
  const statusCodes = table.columns[choice.status ?? 0]?.codes;
  const groupCodes = choice.group === null ? null : table.columns[choice.group]?.codes;
  return (row) => {
    const cells = table.wide.get(row);
    if (cells !== undefined)
      return {
        time: 0,
        start: 0,
        event: null,
        group: 0,
        faults: [{ column: null, code: 'too-many-cells', value: String(cells) }],
      };
    const faults: Fault[] = [];
    const origin = from === null ? 0 : valueAt(from, row);
    const end = valueAt(times, row);
    const entry = entries === null ? origin : valueAt(entries, row);
    const event = coding.statuses[statusCodes?.[row] ?? 0];
    // Every value of the column has a code: what is in none of its spellings is a word for "missing".
    if (event === undefined) faults.push({ column: choice.status, code: 'status-missing' });
    else if (event === null) faults.push({ column: choice.status, code: 'left-out' });
    faults.push(...timeFaults({ origin, end, entry }, choice, dated));
    const group = coding.groupCodes === null ? 0 : coding.groupCodes[groupCodes?.[row] ?? 0];
    if (group === undefined) faults.push({ column: choice.group, code: 'group-missing' });
    return {
      time: ((end ?? 0) - (origin ?? 0)) / unit,
      start: ((entry ?? 0) - (origin ?? 0)) / unit,
      event: event ?? null,
      group: group ?? 0,
      faults: faults.length === 0 ? NO_FAULTS : faults,
    };
  };
}

type Moments = Readonly<{ origin: number | null; end: number | null; entry: number | null }>;

function timeFaults({ origin, end, entry }: Moments, choice: OwnChoice, dated: boolean): readonly Fault[] {
  const faults: Fault[] = [];
  if (end === null) faults.push({ column: choice.time, code: 'time-missing' });
  else if (Number.isNaN(end))
    faults.push({ column: choice.time, code: dated ? 'time-not-a-date' : 'time-not-a-number' });
  if (dated && origin === null) faults.push({ column: choice.from, code: 'from-missing' });
  else if (dated && Number.isNaN(origin)) faults.push({ column: choice.from, code: 'from-not-a-date' });
  if (choice.entry !== null && entry === null) faults.push({ column: choice.entry, code: 'entry-missing' });
  else if (choice.entry !== null && Number.isNaN(entry))
    faults.push({ column: choice.entry, code: 'entry-not-a-number' });
  if (faults.length > 0) return faults;
  const [time, start] = [(end ?? 0) - (origin ?? 0), (entry ?? 0) - (origin ?? 0)];
  if (time < 0) return [{ column: choice.time, code: dated ? 'before-from' : 'time-negative' }];
  if (choice.entry === null) return NO_FAULTS;
  if (start < 0) return [{ column: choice.entry, code: 'entry-negative' }];
  return start < time ? NO_FAULTS : [{ column: choice.entry, code: 'entry-after-end' }];
}

function valueAt({ codes, values }: CellNumbers, row: number): number | null {
  return values[codes[row] ?? 0] ?? null;
}
