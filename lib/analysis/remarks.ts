import { isFrequencyName } from '@/lib/tables/column-names';
import { rowFilter } from '@/lib/tables/repeated-ids';
import { isMissing } from '@/lib/tables/missing';
import type { Table, TableView } from '@/lib/tables/table';
import { cellNumbers, daysIn } from './columns';
import { groupValues, isDateColumn, type OwnChoice, type TimeUnit } from './choice';

/** What a remark needs of the rows that were read; `event` is longer than `used`. */
type ReadRows = Readonly<{
  time: Float64Array;
  event: Uint8Array;
  used: number;
  lost: { event: number; censored: number };
}>;

/** Something in the data that makes a right figure misleading, for the reader to know. */
export type Remark = Readonly<
  | { code: 'lost-events' | 'lost-censored'; count: number }
  | { code: 'nobody-censored' | 'everybody-censored'; count: number }
  | { code: 'times-like-codes' | 'times-too-long'; time: number; count: number }
  | { code: 'ids-repeat'; column: string; ids: number; rows: number }
  | { code: 'rows-counted-once'; column: string }
  | { code: 'unit-differs'; column: string; unit: TimeUnit }
  | { code: 'dates-in-future'; column: string; count: number }
  | { code: 'group-spellings'; column: string; spellings: readonly string[] }
>;

/** Numbers that data sets write where there is none. */
const CODES = [99, 999, 9999, 99999, 999999, 888, 8888, 88888, 777, 7777, 77777];
/** Nobody was followed for longer, in years. */
const LONGEST_FOLLOW_UP = 100;
/** Rows that are few say nothing about a bias. */
const FEW = 2;

export function remarksOf(view: TableView, choice: OwnChoice, rows: ReadRows): Remark[] {
  const events = rows.event.subarray(0, rows.used).reduce((sum, code) => sum + (code > 0 ? 1 : 0), 0);
  const censored = rows.used - events;
  return [
    ...biasOf(rows.lost),
    ...(censored === 0 ? [{ code: 'nobody-censored', count: rows.used } as const] : []),
    ...(events === 0 ? [{ code: 'everybody-censored', count: rows.used } as const] : []),
    ...timeRemarks(rows, choice),
    ...repeatedRemark(view, choice),
    ...frequencyRemarks(view, choice),
    ...spellingRemarks(view, choice),
  ];
}

/** Rows that all had the event, or all had none, are not left out by chance: the curve of the others is biased. */
function biasOf({ event, censored }: ReadRows['lost']): Remark[] {
  if (event >= FEW && censored === 0) return [{ code: 'lost-events', count: event }];
  return censored >= FEW && event === 0 ? [{ code: 'lost-censored', count: censored }] : [];
}

/** The longest time where it is a code for a missing one, or longer than a life. */
function timeRemarks({ time, used }: ReadRows, { unit }: OwnChoice): Remark[] {
  const times = time.subarray(0, used);
  const longest = times.reduce((most, one) => Math.max(most, one), 0);
  const next = times.reduce((most, one) => (one < longest ? Math.max(most, one) : most), 0);
  const count = times.reduce((sum, one) => sum + Number(one === longest), 0);
  if (CODES.includes(longest) && next * 2 <= longest) return [{ code: 'times-like-codes', time: longest, count }];
  const years = (longest * daysIn(unit)) / daysIn('years');
  return years > LONGEST_FOLLOW_UP ? [{ code: 'times-too-long', time: longest, count }] : [];
}

function repeatedRemark({ repeatedIds, columns }: TableView, { rows }: OwnChoice): Remark[] {
  if (repeatedIds === null) return [];
  const { column, ids, rows: size, offers } = repeatedIds;
  const settled =
    rows !== null && rows !== 'all' && offers.some((one) => one.column === rows.column && one.value === rows.value);
  return settled ? [] : [{ code: 'ids-repeat', column: columns[column]?.name ?? '', ids, rows: size }];
}

/** Columns that seem to say for how many patients a row stands: no row counts more than once here. */
function frequencyRemarks({ columns }: TableView, { time, from, entry, status, group }: OwnChoice): Remark[] {
  return columns.flatMap(({ name, counts, numeric, filled }, at) => {
    const used = [time, from, entry, status, group].includes(at);
    const ones = counts !== null && [...counts.keys()].every((cell) => Number(cell) === 1 || isMissing(cell));
    const told = !used && numeric > 0 && numeric === filled && !ones && isFrequencyName(name);
    return told ? [{ code: 'rows-counted-once', column: name } as const] : [];
  });
}

/** Groups whose names differ by case, blanks, signs or the alphabet of a letter alone. */
function spellingRemarks(view: TableView, { group, joinSpellings }: OwnChoice): Remark[] {
  if (group === null || joinSpellings) return [];
  return (groupValues(view, group, true) ?? []).flatMap(({ spellings }) =>
    spellings.length > 1
      ? [{ code: 'group-spellings', column: view.columns[group]?.name ?? '', spellings } as const]
      : [],
  );
}

const MS_PER_DAY = 86_400_000;

/** Dates after the day of `now` (milliseconds since 1970-01-01): nobody was followed until then. Somewhere it may be tomorrow already. */
export function futureDates(table: Table, choice: OwnChoice, now: number): Remark[] {
  const { time } = choice;
  if (time === null || !isDateColumn(table.view, time)) return [];
  const today = Math.floor(now / MS_PER_DAY) + 1;
  const chosen = rowFilter(table.columns, choice.rows);
  const { codes, values } = cellNumbers(table, time, choice);
  const count = codes.reduce((sum, code, row) => sum + Number((values[code] ?? 0) > today && chosen(row)), 0);
  return count === 0 ? [] : [{ code: 'dates-in-future', column: table.view.columns[time]?.name ?? '', count }];
}
