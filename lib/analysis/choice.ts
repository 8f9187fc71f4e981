import { readNumber } from './cells';
import { isMissing } from './missing';
import {
  statusMeanings,
  statusValues,
  type StatusMeaning,
  type StatusRole,
  type StatusRoles,
  type StatusValue,
} from './status';
import { valuesOf, type OwnTable } from './table';

export const TIME_UNITS = ['days', 'weeks', 'months', 'years'] as const;
export type TimeUnit = (typeof TIME_UNITS)[number];

/** Which columns are read, and how; positions of columns. */
export type OwnChoice = Readonly<{
  time: number | null;
  status: number | null;
  group: number | null;
  unit: TimeUnit;
  /** what the reader says that values of the status mean, by their keys; the others mean what their words, codes and column say */
  roles: StatusRoles;
  /** the group that the others are compared with; null: the first */
  reference: string | null;
}>;

/** A status column with more values than this is no status. */
export const MOST_STATUS_VALUES = 12;
/** Spellings looked at: each value may be written in several ways. */
const MOST_SPELLINGS = 100;
/** As many groups as there are colours. */
export const MOST_GROUPS = 7;

const TIME_NAMES = /^aval$|time|surv|follow|days|months|years|weeks|^os$|^efs$|^t$|врем|срок|дни|мес|лет|набл/iu;
const STATUS_NAMES =
  /status|event|cens|cnsr|alive|vital|relaps|recur|death|dead|died|outcome|fail|стат|событ|исход|ценз|смерт|умер|жив|рецид/iu;
const GROUP_NAMES = /group|arm|treat|trt|cohort|stratum|^rx$|risk|sex|групп|ветв|лечен|риск|пол$/iu;
const UNITS: readonly [TimeUnit, RegExp][] = [
  ['days', /day|дн/iu],
  ['weeks', /week|нед/iu],
  ['months', /month|мес/iu],
  ['years', /year|лет|год/iu],
];

/** A first choice from the names and values of the columns; the reader corrects it. */
export function guessChoice(table: OwnTable): OwnChoice {
  const fitting = (pattern: RegExp, fits: (column: number) => boolean): number[] =>
    table.columns.flatMap((name, i) => (pattern.test(name) && fits(i) ? [i] : []));
  const named = (pattern: RegExp, fits: (column: number) => boolean): number | null =>
    fitting(pattern, fits)[0] ?? null;
  const statuses = fitting(STATUS_NAMES, (column) => (statusValuesOf(table, column)?.length ?? 0) > 0);
  const understood = statuses.find((column) => meaningsOf(table, column, {})?.every(({ role }) => role !== null));
  const status = understood ?? statuses[0] ?? null;
  const time = named(TIME_NAMES, (column) => column !== status && isNumeric(table, column));
  const group = named(
    GROUP_NAMES,
    (column) => column !== status && column !== time && between(valuesOf(table, column, MOST_GROUPS)?.size ?? 0),
  );
  const unit = UNITS.find(([, pattern]) => time !== null && pattern.test(table.columns[time] ?? ''))?.[0] ?? 'days';
  return { time, status, group, unit, roles: {}, reference: null };
}

/** The values of a status column; null where there are too many for a status. */
export function statusValuesOf(table: OwnTable, column: number): StatusValue[] | null {
  const cells = valuesOf(table, column, MOST_SPELLINGS);
  const values = cells === null ? null : statusValues(cells);
  return values === null || values.length > MOST_STATUS_VALUES ? null : values;
}

/** A value of the status with its meaning, said by the reader or understood; null where the reader has to say it. */
export type ValueMeaning = Readonly<{ value: StatusValue; role: StatusRole | null; doubt: StatusMeaning['doubt'] }>;

/** What each value of a status column means under the answers of the reader. */
export function meaningsOf(table: OwnTable, column: number, answers: StatusRoles): ValueMeaning[] | null {
  const values = statusValuesOf(table, column);
  if (values === null) return null;
  const understood = statusMeanings(table.columns[column] ?? '', values);
  return values.map((value, i) => {
    const { role, doubt } = understood[i] ?? { role: null, doubt: 'value' };
    return { value, role: answers[value.key] ?? role, doubt };
  });
}

/** The status column with its values: answers of the reader hold as long as it is the same. */
export function statusSignature(table: OwnTable, column: number | null): string {
  if (column === null) return '';
  return JSON.stringify([table.columns[column], ...(statusValuesOf(table, column) ?? []).map(({ key }) => key).sort()]);
}

function isNumeric({ rows, format }: OwnTable, column: number): boolean {
  const cells = rows
    .slice(0, 50)
    .map(({ cells: row }) => row[column] ?? '')
    .filter((cell) => !isMissing(cell));
  return cells.filter((cell) => readNumber(cell, format.decimalComma) !== null).length > cells.length / 2;
}

function between(size: number): boolean {
  return size >= 2 && size <= MOST_GROUPS;
}
