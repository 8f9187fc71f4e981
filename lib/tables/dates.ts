/** Which of the three numbers of a date is the day; `year-first` only where the year has two digits. */
export const DATE_ORDERS = ['day-first', 'month-first', 'year-first'] as const;
export type DateOrder = (typeof DATE_ORDERS)[number];

/**
 * How the dates of a column are written; `order` null where its cells allow several and the reader has to say it.
 * `shortYear`: a cell whose year has two digits.
 */
export type DateStyle = Readonly<{ order: DateOrder | null; examples: readonly string[]; shortYear: string | null }>;

const CLOCK = String.raw`(?:[T ]\s*\d{1,2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?(?:\s?[AP]M)?\s?(?:Z|[+-]\d{2}:?\d{2})?)?`;
/** What Russian writes behind the year. */
const YEAR_WORD = String.raw`(?: ?г(?:\.|ода?)?)?`;
const YEAR_FIRST = new RegExp(String.raw`^(\d{4})([-./])(\d{1,2})\2(\d{1,2})${CLOCK}$`, 'iu');
const YEAR_LAST = new RegExp(String.raw`^(\d{1,2})([-./])(\d{1,2})\2(\d{4})${YEAR_WORD}${CLOCK}$`, 'iu');
const SHORT = new RegExp(String.raw`^(\d{1,2})([-./])(\d{1,2})\2(\d{2})${YEAR_WORD}${CLOCK}$`, 'iu');
const COMPACT = /^((?:19|20)\d{2})(\d{2})(\d{2})$/u;
const NAMED_MONTH = new RegExp(
  String.raw`^[«"“]?(\d{1,2})[»"”]?[-. /]*(\p{L}{3,9})\.?[-. ,/]*(\d{4}|(?<=[-. ,/])\d{2})${YEAR_WORD}${CLOCK}$`,
  'iu',
);
const MONTH_FIRST_NAME = /^(\p{L}{3,9})\.? (\d{1,2}),? (\d{4})$/u;
/** What no date is without. */
const LIKE_A_DATE = /^\d{1,4}[-./]\d{1,2}[-./]\d|^\d{8}$|\p{L}{3}/u;
const MONTHS = [
  ['jan', 'янв'],
  ['feb', 'фев'],
  ['mar', 'мар'],
  ['apr', 'апр'],
  ['may', 'май', 'мая'],
  ['jun', 'июн'],
  ['jul', 'июл'],
  ['aug', 'авг'],
  ['sep', 'сен'],
  ['oct', 'окт'],
  ['nov', 'ноя'],
  ['dec', 'дек'],
];
/** As `1.1.20`, and as a date of many words with a clock. */
const [SHORTEST, LONGEST] = [6, 40];
const MS_PER_DAY = 86_400_000;
/** Other years stand for something else, as 9999 does for "never". */
const [FIRST_YEAR, LAST_YEAR] = [1900, 2100];
/** Two digits below this are years after 2000: no infant of the registry was born before 1950. */
export const SHORT_YEARS_FROM_2000 = 50;

/** A date as days since 1970-01-01; null when it is none, or no day of the calendar. */
export function readDate(cell: string, order: DateOrder): number | null {
  if (cell.length < SHORTEST || cell.length > LONGEST || !LIKE_A_DATE.test(cell)) return null;
  const first = YEAR_FIRST.exec(cell);
  if (first !== null) return dayNumber(Number(first[1]), Number(first[3]), Number(first[4]));
  const last = YEAR_LAST.exec(cell);
  if (last !== null) {
    // Dots say that the day is first, whatever stands first elsewhere in the column.
    if (order === 'year-first' && last[2] !== '.') return null;
    return inOrder([Number(last[1]), Number(last[3]), Number(last[4])], last[2], order, dayNumber);
  }
  const short = SHORT.exec(cell);
  if (short !== null)
    return inOrder([Number(short[1]), Number(short[3]), Number(short[4])], short[2], order, shortDayNumber);
  const compact = COMPACT.exec(cell);
  if (compact !== null) return dayNumber(Number(compact[1]), Number(compact[2]), Number(compact[3]));
  const named = NAMED_MONTH.exec(cell);
  if (named !== null) {
    const number = named[3]?.length === 2 ? shortDayNumber : dayNumber;
    return number(Number(named[3]), monthOf(named[2]), Number(named[1]));
  }
  const monthFirst = MONTH_FIRST_NAME.exec(cell);
  return monthFirst === null ? null : dayNumber(Number(monthFirst[3]), monthOf(monthFirst[1]), Number(monthFirst[2]));
}

/** Dots are written in the countries that put the day first. */
function inOrder(
  [a, b, c]: readonly [number, number, number],
  sign: string | undefined,
  order: DateOrder,
  number: typeof dayNumber,
): number | null {
  if (sign === '.' || order === 'day-first') return number(c, b, a);
  return order === 'month-first' ? number(c, a, b) : number(a, b, c);
}

/**
 * Recognises the order of day and month from all of a column's cells: a number above 12 settles it. Null where no cell is
 * a date. Cells that are dates under no order do not matter here; they are named when they are read.
 */
export function dateStyle(cells: Iterable<string>): DateStyle | null {
  let dates = 0;
  let shortYear: string | null = null;
  const fitting = new Map(DATE_ORDERS.map((order) => [order, 0]));
  const examples: string[] = [];
  for (const cell of cells) {
    const days = DATE_ORDERS.map((order) => readDate(cell, order));
    const found = new Set(days.filter((day) => day !== null));
    if (found.size === 0) continue;
    dates += 1;
    if (shortYear === null && hasShortYear(cell)) shortYear = cell;
    DATE_ORDERS.forEach((order, i) => {
      if (days[i] !== null) fitting.set(order, (fitting.get(order) ?? 0) + 1);
    });
    if (found.size > 1 && examples.length < 3) examples.push(cell);
  }
  if (dates === 0) return null;
  const whole = DATE_ORDERS.filter((order) => fitting.get(order) === dates);
  const most = DATE_ORDERS.reduce((best, order) =>
    (fitting.get(order) ?? 0) > (fitting.get(best) ?? 0) ? order : best,
  );
  const settled = examples.length === 0 || whole.length === 1;
  return { order: settled ? (whole[0] ?? most) : null, examples: settled ? [] : examples, shortYear };
}

/** Days since 1970-01-01 as an ISO date. */
export function isoDay(day: number): string {
  return new Date(day * MS_PER_DAY).toISOString().slice(0, 10);
}

/** Whether the year of a date has two digits. */
function hasShortYear(cell: string): boolean {
  return SHORT.test(cell) || (NAMED_MONTH.test(cell) && !/\d{4}/u.test(cell.replace(/\d+:\d+.*$/u, '')));
}

/** Of a year that was written with two digits; one written `0021` is none of them. */
function shortDayNumber(written: number, month: number, day: number): number | null {
  return dayNumber(written + (written < SHORT_YEARS_FROM_2000 ? 2000 : 1900), month, day);
}

function dayNumber(year: number, month: number, day: number): number | null {
  if (year < FIRST_YEAR || year > LAST_YEAR) return null;
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  const real = date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  return real ? date.getTime() / MS_PER_DAY : null;
}

/** 1 to 12; 0, which is no month, for any other word. */
function monthOf(word: string | undefined): number {
  const start = (word ?? '').toLowerCase().slice(0, 3);
  return MONTHS.findIndex((names) => names.includes(start)) + 1;
}
