import { DAYS_PER_MONTH } from '@/lib/risk/numbers/age-in-months';
import { DAYS_PER_YEAR } from '@/lib/survival/data/calendar-lengths';
import { readDate } from '@/lib/tables/dates';
import { isMissing } from '@/lib/tables/missing';
import { readNumber } from '@/lib/tables/numbers';
import type { Table } from '@/lib/tables/table';
import {
  eventName,
  isDateColumn,
  meaningsOf,
  orderedGroups,
  shownGroups,
  type OwnChoice,
  type TimeUnit,
} from './choice';
import type { StatusRole, StatusValue } from './status';

/** A value for every different cell of a column: NaN where the cell is no number, null where the value is missing. */
export type CellNumbers = Readonly<{ codes: Uint32Array; values: readonly (number | null)[] }>;

const DAYS: Readonly<Record<TimeUnit, number>> = { days: 1, weeks: 7, months: DAYS_PER_MONTH, years: DAYS_PER_YEAR };

/** The times of a column of numbers, or its dates in days. */
export function cellNumbers(table: Table, column: number, choice: OwnChoice): CellNumbers {
  const own = table.columns[column] ?? { values: [], codes: new Uint32Array() };
  const view = table.view.columns[column];
  const name = view?.name ?? '';
  const decimal = view?.numbers.decimal ?? choice.decimals[name] ?? 'point';
  const order = view?.dates?.order ?? choice.dateOrders[name] ?? 'day-first';
  const dated = isDateColumn(table.view, column);
  const values = own.values.map((cell) => {
    if (isMissing(cell)) return null;
    return (dated ? readDate(cell, order) : readNumber(cell, decimal)) ?? Number.NaN;
  });
  return { codes: own.codes, values };
}

/** Days in the unit of the analysis; numbers of a table are in it already. */
export function daysIn(unit: TimeUnit): number {
  return DAYS[unit];
}

/** Statuses and groups as codes of the engine for every different cell; `undefined` where a value is missing. */
export type Coding = Readonly<{
  /** by every spelling of a status; null: its rows are left out */
  statuses: readonly (number | null | undefined)[];
  roles: readonly (StatusRole | null)[];
  /** by every spelling of a group; null: the reader does not show it */
  groupCodes: readonly (number | null | undefined)[] | null;
  groups: readonly string[];
  causes: readonly string[];
}>;

export function codingOf(table: Table, choice: OwnChoice): Coding {
  const { status, group, roles } = choice;
  const meanings = meaningsOf(table.view, status ?? 0, roles) ?? [];
  const namesOf = (wanted: StatusRole): string[] => [
    ...new Set(meanings.flatMap(({ value, role }) => (role === wanted ? [eventName(value, choice)] : []))),
  ];
  const [event, competing] = [namesOf('event'), namesOf('competing')];
  const codeOf = (value: StatusValue, role: StatusRole | null): number | null => {
    if (role === 'competing') return competing.indexOf(eventName(value, choice)) + 2;
    return role === 'left-out' || role === null ? null : Number(role === 'event');
  };
  const bySpelling = new Map(
    meanings.flatMap(({ value, role }) =>
      value.spellings.map((spelling) => [spelling, { code: codeOf(value, role), role }] as const),
    ),
  );
  const cells = table.columns[status ?? 0]?.values ?? [];
  const shown = shownGroups(table.view, choice).map(({ name }) => name);
  const groupOf = new Map(
    (orderedGroups(table.view, choice) ?? []).flatMap(({ name, spellings }) => {
      const code = shown.includes(name) ? shown.indexOf(name) : null;
      return spellings.map((spelling) => [spelling, code] as const);
    }),
  );
  return {
    statuses: cells.map((cell) => bySpelling.get(cell)?.code),
    roles: cells.map((cell) => bySpelling.get(cell)?.role ?? null),
    groupCodes: group === null ? null : (table.columns[group]?.values.map((cell) => groupOf.get(cell)) ?? []),
    groups: group === null ? [''] : shown,
    causes: [event.join(' / '), ...competing],
  };
}
