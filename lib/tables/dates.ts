/** Which of two numbers before the year is the day. */
export type DateOrder = 'day-first' | 'month-first';

/** How the dates of a column are written; `order` null where its cells allow both and the reader has to say it. */
export type DateStyle = Readonly<{ order: DateOrder | null; examples: readonly string[] }>;

const CLOCK = String.raw`(?:[T ]\s*\d{1,2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?(?:\s?[AP]M)?\s?(?:Z|[+-]\d{2}:?\d{2})?)?`;
const YEAR_FIRST = new RegExp(String.raw`^(\d{4})([-./])(\d{1,2})\2(\d{1,2})${CLOCK}$`, 'iu');
const YEAR_LAST = new RegExp(String.raw`^(\d{1,2})([-./])(\d{1,2})\2(\d{4})${CLOCK}$`, 'iu');
const COMPACT = /^((?:19|20)\d{2})(\d{2})(\d{2})$/u;
const NAMED_MONTH = new RegExp(String.raw`^(\d{1,2})[-. /]*(\p{L}{3,9})\.?[-. ,/]*(\d{4})(?: ?г\.?)?${CLOCK}$`, 'iu');
const MONTH_FIRST_NAME = /^(\p{L}{3,9})\.? (\d{1,2}),? (\d{4})$/u;
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
/** As `1.1.2020`. */
const SHORTEST = 8;
const MS_PER_DAY = 86_400_000;

/** A date as days since 1970-01-01; null when it is none, or no day of the calendar. Years need four digits. */
export function readDate(cell: string, order: DateOrder): number | null {
  if (cell.length < SHORTEST || !/\d{4}/u.test(cell)) return null;
  const first = YEAR_FIRST.exec(cell);
  if (first !== null) return dayNumber(Number(first[1]), Number(first[3]), Number(first[4]));
  const last = YEAR_LAST.exec(cell);
  if (last !== null) {
    const [a, b] = [Number(last[1]), Number(last[3])];
    // Dots are written in the countries that put the day first.
    const dayFirst = last[2] === '.' || order === 'day-first';
    return dayNumber(Number(last[4]), dayFirst ? b : a, dayFirst ? a : b);
  }
  const compact = COMPACT.exec(cell);
  if (compact !== null) return dayNumber(Number(compact[1]), Number(compact[2]), Number(compact[3]));
  const named = NAMED_MONTH.exec(cell);
  if (named !== null) return dayNumber(Number(named[3]), monthOf(named[2]), Number(named[1]));
  const monthFirst = MONTH_FIRST_NAME.exec(cell);
  return monthFirst === null ? null : dayNumber(Number(monthFirst[3]), monthOf(monthFirst[1]), Number(monthFirst[2]));
}

/**
 * Recognises the order of day and month from all of a column's cells: a number above 12 settles it. Null where no cell is
 * a date. Cells that are dates under neither order do not matter here; they are named when they are read.
 */
export function dateStyle(cells: Iterable<string>): DateStyle | null {
  let [dates, dayFirst, monthFirst] = [0, 0, 0];
  const examples: string[] = [];
  for (const cell of cells) {
    const asDayFirst = readDate(cell, 'day-first');
    const asMonthFirst = readDate(cell, 'month-first');
    if (asDayFirst === null && asMonthFirst === null) continue;
    dates += 1;
    if (asMonthFirst === null) dayFirst += 1;
    else if (asDayFirst === null) monthFirst += 1;
    else if (asDayFirst !== asMonthFirst && examples.length < 3) examples.push(cell);
  }
  if (dates === 0) return null;
  if (examples.length === 0) return { order: monthFirst > dayFirst ? 'month-first' : 'day-first', examples: [] };
  if (dayFirst > 0 && monthFirst === 0) return { order: 'day-first', examples: [] };
  return monthFirst > 0 && dayFirst === 0 ? { order: 'month-first', examples: [] } : { order: null, examples };
}

function dayNumber(year: number, month: number, day: number): number | null {
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
