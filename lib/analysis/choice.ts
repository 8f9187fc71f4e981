import { dateSide, isTreatmentName, isUnitName, nameMeaning } from '@/lib/tables/column-names';
import { columnPairs } from '@/lib/tables/column-pairs';
import type { DateOrder } from '@/lib/tables/dates';
import { inLatin } from '@/lib/tables/look-alike';
import { isMissing, isPlus } from '@/lib/tables/missing';
import type { DecimalSign } from '@/lib/tables/numbers';
import type { RowChoice } from '@/lib/tables/repeated-ids';
import { cleanCell, type TableView } from '@/lib/tables/table';
import { orderValues } from '@/lib/tables/value-order';
import {
  EMPTY_KEY,
  emptyValue,
  eventKinds,
  statusKey,
  statusMeanings,
  statusValues,
  type StatusMeaning,
  type StatusRole,
  type StatusRoles,
  type StatusValue,
} from './status';

export const TIME_UNITS = ['days', 'weeks', 'months', 'years'] as const;
export type TimeUnit = (typeof TIME_UNITS)[number];

/** Which columns are read, and how; positions of columns. */
export type OwnChoice = Readonly<{
  /** the follow-up, or a column of dates that ends it */
  time: number | null;
  /** the date that the follow-up is reckoned from, where `time` is a column of dates */
  from: number | null;
  /** under observation from: a time or a date before which a patient was not at risk */
  entry: number | null;
  status: number | null;
  group: number | null;
  unit: TimeUnit;
  /** what the reader says that values of the status mean, by their keys; the others mean what their words, codes and column say */
  roles: StatusRoles;
  /** what the reader calls events and competing events, by the keys of their values; the others are called as in the table */
  eventNames: Readonly<Record<string, string>>;
  /** the group that the others are compared with; null: the first */
  reference: string | null;
  /** the groups in the reader's order; null: in the order that their names suggest */
  order: readonly string[] | null;
  /** the groups that are analysed; null: all, where the chart has a colour for each */
  shown: readonly string[] | null;
  /** spellings of one name are one group */
  joinSpellings: boolean;
  /** null: not said yet, where ids repeat */
  rows: RowChoice | null;
  /** what the reader says of columns whose cells allow two readings, by the name of the column */
  decimals: Readonly<Record<string, DecimalSign>>;
  dateOrders: Readonly<Record<string, DateOrder>>;
}>;

/** A status column with more values than this is no status. */
export const MOST_STATUS_VALUES = 12;
/** As many groups as there are colours. */
export const MOST_GROUPS = 7;

/** Russian units are whole words: `летальный` has no years in it, and `место` no months. */
const UNITS: readonly [TimeUnit, RegExp][] = [
  ['days', /day|(?<!\p{L})(?:дн(?:и|ей|я|ях)?|день|сут(?:ки|ок)?)(?!\p{L})/iu],
  ['weeks', /week|wks?\b|(?<!\p{L})нед(?:ел\p{L}+)?(?!\p{L})/iu],
  ['months', /month|mths?\b|(?<![a-z])mo(?![a-z])|(?<!\p{L})мес(?:яц\p{L}*)?(?!\p{L})/iu],
  ['years', /year|yrs?\b|(?<!\p{L})(?:лет|год(?:ы|а|ов|ах)?)(?!\p{L})/iu],
];
const UNIT_LETTERS: Readonly<Record<string, TimeUnit>> = {
  ...{ d: 'days', w: 'weeks', m: 'months', y: 'years' },
  ...{ д: 'days', м: 'months', г: 'years' },
};
/** `Follow-up (m)`, `OS, y`, `ОВ, г.`; the letter of `time_m` may be that of an event. */
const LETTER_BEHIND = /([,([]\s*|[_.\s])([dwmyдмг])\s*\.?[)\]]?$/iu;
/** Between two units: one of them is meant, or both are. */
const EITHER_UNIT = /[/&]|(?<!\p{L})(?:or|and|или|и)(?!\p{L})/iu;

/**
 * A first choice from the names and values of the columns; the reader corrects it. A time and a status are taken only as a
 * pair, and only where no other pair fits.
 */
export function guessChoice(view: TableView): OwnChoice {
  const { pairs, times, statuses, dates } = columnPairs(view);
  const [only] = pairs;
  const pair = pairs.length === 1 && only !== undefined && !isOfAnotherEvent(view, only) ? only : undefined;
  const dated = times.length === 0 ? datePair(view, dates) : null;
  const time = pair?.time ?? dated?.to ?? null;
  const status = pair?.status ?? (dated !== null && statuses.length === 1 ? (statuses[0] ?? null) : null);
  const choice: OwnChoice = {
    time,
    from: dated?.from ?? null,
    entry: pair?.entry ?? null,
    status,
    group: null,
    unit: unitOf(view, time) ?? 'days',
    roles: {},
    eventNames: {},
    reference: null,
    order: null,
    shown: null,
    joinSpellings: false,
    rows: null,
    decimals: {},
    dateOrders: {},
  };
  return { ...choice, group: guessGroup(view, [time, status, choice.from, choice.entry]) };
}

/**
 * Whether the words of a status speak of another event than the name of its time: with alive and dead beside a time to
 * relapse, or with relapses alone beside an overall survival, one of the two belongs to a third column.
 */
function isOfAnotherEvent(view: TableView, { time, status }: Readonly<{ time: number; status: number }>): boolean {
  const [ofTime, ofStatus] = [time, status].map((at) => nameMeaning(view.columns[at]?.name ?? '').endpoint);
  const kinds = eventKinds(statusValuesOf(view, status) ?? []);
  if (ofTime == null || ofStatus != null || kinds.length === 0 || kinds.includes('any')) return false;
  const deaths = kinds.filter((kind) => kind.startsWith('death')).length;
  return ofTime === 'os' || ofTime === 'css' ? deaths === 0 : deaths === kinds.length;
}

/** The unit of a time column that its name states, or a column of units beside it for all rows; null where neither does. */
export function unitOf(view: TableView, time: number | null): TimeUnit | null {
  const name = time === null ? '' : (view.columns[time]?.name ?? '');
  const stated = unitIn(name) ?? unitLetter(name, view);
  if (stated !== null) return stated;
  const column = unitColumn(view);
  const units = new Set(
    [...(view.columns[column ?? -1]?.counts?.keys() ?? [])].filter((cell) => !isMissing(cell)).map(unitIn),
  );
  const [unit = null] = units;
  return units.size === 1 ? unit : null;
}

/** The unit that a text names: the first one, unless it is one of two. A letter that is all of a text is a unit, too. */
export function unitIn(text: string): TimeUnit | null {
  const spaced = text.replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2');
  const found = UNITS.flatMap(([unit, pattern]) => {
    const at = pattern.exec(spaced)?.index;
    return at === undefined ? [] : [{ unit, at }];
  }).sort((a, b) => a.at - b.at);
  const [first, second] = found;
  if (first === undefined) return UNIT_LETTERS[text.trim().toLowerCase()] ?? null;
  return second !== undefined && EITHER_UNIT.test(spaced.slice(first.at, second.at)) ? null : first.unit;
}

/** The unit that the last letter of a name stands for; null where other columns end in the same way. */
function unitLetter(name: string, { columns }: TableView): TimeUnit | null {
  const [end, sign, letter] = LETTER_BEHIND.exec(name) ?? [];
  if (end === undefined || sign === undefined || letter === undefined) return null;
  const alike = columns.filter((column) => column.name.toLowerCase().endsWith(end.toLowerCase()));
  const isUnit = /[,([]/u.test(sign) || alike.length === 1;
  return isUnit ? (UNIT_LETTERS[letter.toLowerCase()] ?? null) : null;
}

/** The only column that states the unit of the time in every row, as AVALU does for AVAL; null where there is none. */
export function unitColumn(view: TableView): number | null {
  const found = view.columns.flatMap(({ name, counts }, at) =>
    isUnitName(name) && [...(counts?.keys() ?? [])].some((cell) => unitIn(cell) !== null) ? [at] : [],
  );
  return found.length === 1 ? (found[0] ?? null) : null;
}

/** Whether a column holds dates. */
export function isDateColumn(view: TableView, column: number | null): boolean {
  const own = column === null ? undefined : view.columns[column];
  return own !== undefined && own.filled > 0 && own.dated * 2 > own.filled;
}

function datePair(view: TableView, dates: readonly number[]): Readonly<{ from: number; to: number }> | null {
  const side = (wanted: 'from' | 'to'): number[] =>
    dates.filter((at) => dateSide(view.columns[at]?.name ?? '') === wanted);
  const [[from, ...otherFrom], [to, ...otherTo]] = [side('from'), side('to')];
  return from === undefined || to === undefined || otherFrom.length + otherTo.length > 0 ? null : { from, to };
}

/** Groups of treatment before any other trait, and only columns of a few values. */
function guessGroup(view: TableView, taken: readonly (number | null)[]): number | null {
  const fitting = view.columns.flatMap(({ name }, at) => {
    const size = taken.includes(at) || nameMeaning(name).kind !== 'group' ? 0 : (groupValues(view, at)?.length ?? 0);
    return size >= 2 && size <= MOST_GROUPS ? [at] : [];
  });
  return fitting.find((at) => isTreatmentName(view.columns[at]?.name ?? '')) ?? fitting[0] ?? null;
}

/** The values of a status column; null where there are too many for a status. */
export function statusValuesOf(view: TableView, column: number): StatusValue[] | null {
  const counts = view.columns[column]?.counts ?? null;
  const values = counts === null ? null : statusValues(counts);
  return values === null || values.length > MOST_STATUS_VALUES ? null : values;
}

/** A value of the status with its meaning, said by the reader or understood; null where the reader has to say it. */
export type ValueMeaning = Readonly<{ value: StatusValue; role: StatusRole | null; doubt: StatusMeaning['doubt'] }>;

/** What each value of a status column means under the answers of the reader. */
export function meaningsOf(view: TableView, column: number, answers: StatusRoles): ValueMeaning[] | null {
  const values = statusValuesOf(view, column);
  if (values === null) return null;
  const understood = statusMeanings(view.columns[column]?.name ?? '', values);
  const found = values.map((value, i): ValueMeaning => {
    const { role, doubt } = understood[i] ?? { role: null, doubt: 'value' };
    return { value, role: answers[value.key] ?? role, doubt };
  });
  const empty = emptyValue(view.columns[column]?.counts ?? new Map());
  // Many lists mark only those who had the event, or only those who had none.
  const oneSided =
    found.every(({ role }) => role !== null) &&
    !(found.some(({ role }) => role === 'censored') && found.some(({ role }) => role === 'event'));
  if (empty === null || found.length === 0 || !(oneSided || EMPTY_KEY in answers)) return found;
  return [...found, { value: empty, role: answers[EMPTY_KEY] ?? null, doubt: 'empty' }];
}

/** What a value of the status is called in the figure. */
export function eventName({ key, label }: StatusValue, { eventNames }: OwnChoice): string {
  const given = cleanCell(eventNames[key] ?? '');
  return given !== '' ? given : label === '' ? '–' : label;
}

/** The status column with its values: answers of the reader hold as long as it is the same. */
export function statusSignature(view: TableView, column: number | null): string {
  if (column === null) return '';
  const keys = (statusValuesOf(view, column) ?? []).map(({ key }) => key).sort();
  return JSON.stringify([view.columns[column]?.name, ...keys]);
}

/** A group: its name is the most frequent of its spellings. */
export type GroupValue = Readonly<{ name: string; count: number; spellings: readonly string[] }>;

/**
 * The groups of a column in the order that their names suggest; null where the column has too many different cells. With
 * `join` names that differ by case, blanks, or the alphabet of letters that look alike are one group.
 */
export function groupValues(view: TableView, column: number, join = false): GroupValue[] | null {
  const counts = view.columns[column]?.counts ?? null;
  if (counts === null) return null;
  const signs = [...counts.keys()].some(isPlus);
  const found = new Map<string, [string, number][]>();
  for (const [cell, count] of counts) {
    if (isMissing(cell, signs)) continue;
    const key = join ? inLatin(statusKey(cell)) : cell;
    found.set(key, [...(found.get(key) ?? []), [cell, count]]);
  }
  const groups = [...found.values()].map(
    (spellings): GroupValue => ({
      name: spellings.reduce((most, one) => (one[1] > most[1] ? one : most))[0],
      count: spellings.reduce((sum, [, count]) => sum + count, 0),
      spellings: spellings.map(([cell]) => cell),
    }),
  );
  const order = orderValues(groups.map(({ name }) => name));
  return groups.sort((a, b) => order.indexOf(a.name) - order.indexOf(b.name));
}

/** The groups that are analysed; none where there are more than colours and the reader has not chosen yet. */
export function shownGroups(view: TableView, choice: OwnChoice): GroupValue[] {
  const groups = orderedGroups(view, choice) ?? [];
  if (choice.shown === null) return groups.length > MOST_GROUPS ? [] : groups;
  return groups.filter(({ name }) => choice.shown?.includes(name));
}

/** Every group of a choice in the reader's order. */
export function orderedGroups(view: TableView, { group, joinSpellings, order }: OwnChoice): GroupValue[] | null {
  const groups = group === null ? null : groupValues(view, group, joinSpellings);
  if (groups === null || order === null) return groups;
  const place = (name: string): number => (order.includes(name) ? order.indexOf(name) : order.length);
  return [...groups].sort((a, b) => place(a.name) - place(b.name));
}
