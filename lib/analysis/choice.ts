import { readNumber } from './cells';
import { valuesOf, type OwnTable } from './table';

export const TIME_UNITS = ['days', 'weeks', 'months', 'years'] as const;
export type TimeUnit = (typeof TIME_UNITS)[number];

/** What a value of the status column means. Each `competing` value is a cause of its own; `event` values are one cause. */
export const STATUS_ROLES = ['censored', 'event', 'competing', 'left-out'] as const;
export type StatusRole = (typeof STATUS_ROLES)[number];

/** Which columns are read, and how; positions of columns. */
export type OwnChoice = Readonly<{
  time: number | null;
  status: number | null;
  group: number | null;
  unit: TimeUnit;
  roles: Readonly<Record<string, StatusRole>>;
  /** the group that the others are compared with; null: the first */
  reference: string | null;
}>;

/** A status column with more values than this is no status. */
export const MOST_STATUS_VALUES = 12;
/** As many groups as there are colours. */
export const MOST_GROUPS = 7;

const TIME_NAMES = /time|surv|follow|days|months|years|weeks|^os$|^efs$|^t$|врем|срок|дни|мес|лет|набл/iu;
const STATUS_NAMES = /status|event|cens|death|dead|died|outcome|fail|стат|событ|исход|ценз|смерт/iu;
const GROUP_NAMES = /group|arm|treat|trt|cohort|stratum|^rx$|risk|sex|групп|ветв|лечен|риск|пол$/iu;
const UNITS: readonly [TimeUnit, RegExp][] = [
  ['days', /day|дн/iu],
  ['weeks', /week|нед/iu],
  ['months', /month|мес/iu],
  ['years', /year|лет|год/iu],
];
const CENSORED =
  /^(0|censored?|alive|no|none|false|жив[аы]?|нет|цензур.*|без события|lost.*|withdrawn|выбыл.*|потерян.*)$/iu;

/** A first choice from the names and values of the columns; the reader corrects it. */
export function guessChoice(table: OwnTable): OwnChoice {
  const named = (pattern: RegExp, fits: (column: number) => boolean): number | null => {
    const found = table.columns.findIndex((name, i) => pattern.test(name) && fits(i));
    return found < 0 ? null : found;
  };
  const isStatus = (column: number): boolean => (valuesOf(table, column, MOST_STATUS_VALUES)?.size ?? 0) > 0;
  const status = named(STATUS_NAMES, isStatus);
  const time = named(TIME_NAMES, (column) => column !== status && isNumeric(table, column));
  const group = named(
    GROUP_NAMES,
    (column) => column !== status && column !== time && between(valuesOf(table, column, MOST_GROUPS)?.size ?? 0),
  );
  const unit = UNITS.find(([, pattern]) => time !== null && pattern.test(table.columns[time] ?? ''))?.[0] ?? 'days';
  return { time, status, group, unit, roles: status === null ? {} : guessRoles(table, status), reference: null };
}

/** 0, "alive" and the like are censored; of the others the first is the event, the next are competing. Of 1 and 2 alone, 2 is the event. */
export function guessRoles(table: OwnTable, status: number): Record<string, StatusRole> {
  const values = [...(valuesOf(table, status, MOST_STATUS_VALUES)?.keys() ?? [])];
  if (values.join() === '1,2') return { 1: 'censored', 2: 'event' };
  const events = values.filter((value) => !CENSORED.test(value));
  return Object.fromEntries(values.map((value) => [value, roleOf(events.indexOf(value))]));
}

function roleOf(position: number): StatusRole {
  if (position < 0) return 'censored';
  return position === 0 ? 'event' : 'competing';
}

function isNumeric({ rows, format }: OwnTable, column: number): boolean {
  const cells = rows.slice(0, 50).map(({ cells: row }) => row[column] ?? '');
  return cells.filter((cell) => readNumber(cell, format.decimalComma) !== null).length > cells.length / 2;
}

function between(size: number): boolean {
  return size >= 2 && size <= MOST_GROUPS;
}
