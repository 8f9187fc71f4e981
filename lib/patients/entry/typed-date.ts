import { fromDay, isDay } from '../calendar';

/** A date as precisely as it is known: `2024-03-05`, `2024-03` or `2024`. */
export type PartialDate = string;

/** What a typed text says: one date, several between which a person must choose, or none. */
export type DateReading =
  | { state: 'empty' }
  | { state: 'read'; date: PartialDate }
  | { state: 'ambiguous'; readings: readonly PartialDate[] }
  | { state: 'unreadable' };

type Parts = { year: number; month: number; day: number };

/** Three letters of a name tell the months apart, in the cases that dates stand in. */
const MONTH_NAMES = [
  'january february march april may june july august september october november december',
  'январь февраль март апрель май июнь июль август сентябрь октябрь ноябрь декабрь',
  'января февраля марта апреля мая июня июля августа сентября октября ноября декабря',
].map((names) => names.split(' '));

/**
 * Reads a date as people type or paste it, the same on every page: `5.3.24`, `05.03.2024`, `05032024`, `2024-03-05`,
 * `5 Mar 2024`, `5 марта 2024 г.`, and of a date known in part `03.2024`, `March 2024`, `2024`. A time of day after it is
 * left out. With points, spaces and bare digits the day comes first, as in both languages of the pages. Between slashes
 * or hyphens Americans put the month first, and between hyphens the year may stand first: where several orders give a date,
 * all are readings (`05/03/2024`) and a person chooses; never one in silence. So a person is asked, too, where a
 * spreadsheet may have shown a date otherwise: as its number (`45356`), or as a month with two digits (`Mar-24`). Two
 * digits of a year mean the latest year that is not after `today`'s. What cannot be read is `unreadable`, never empty.
 */
export function readTypedDate(typed: string, today: string): DateReading {
  const text = plain(typed);
  if (text === '') return { state: typed.trim() === '' ? 'empty' : 'unreadable' };
  const readings = [...new Set(readingsOf(text, Number(today.slice(0, 4))))];
  const [only] = readings;
  if (only === undefined) {
    const shown = asSpreadsheetShows(text, today);
    return shown === null ? { state: 'unreadable' } : { state: 'ambiguous', readings: [shown] };
  }
  return readings.length === 1 ? { state: 'read', date: only } : { state: 'ambiguous', readings };
}

/** Whether the text is a date as precisely as it is known, in the form in which it is stored. */
export function isPartialDate(text: string): boolean {
  return isDay(text) || /^\d{4}-(0[1-9]|1[0-2])$/.test(text) || /^\d{4}$/.test(text);
}

function plain(typed: string): string {
  return typed
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[\s\u00a0\u2009\u202f]+/g, ' ')
    .replaceAll(/[\u2010-\u2015\u2212]/g, '-')
    .trim()
    .replace(/(?:[t ]|, )\d{1,2}:\d{2}(:\d{2}([.,]\d+)?)?( ?z)?$/, '')
    .replace(/ ?(г\.?|года?|году)$/, '')
    .trim();
}

function readingsOf(text: string, thisYear: number): PartialDate[] {
  const iso = /^(\d{4})[-./ ](\d{1,2})(?:[-./ ](\d{1,2}))?$/.exec(text);
  if (iso !== null) return asDate(iso[1], iso[2], iso[3], thisYear);
  if (/^\d+$/.test(text)) return bareDigits(text, thisYear);
  const month = /^(\d{1,2})[-./, ](\d{4})$/.exec(text);
  if (month !== null) return asDate(month[2], month[1], undefined, thisYear);
  const whole = /^(\d{1,2})([-./, ])\s?(\d{1,2})([-./, ])\s?(\d{4}|\d{2})$/.exec(text);
  if (whole !== null) {
    const [, first, sign, second, otherSign, year] = whole;
    const dayFirst = asDate(year, second, first, thisYear);
    const eitherOrder = ['/', '-'].includes(sign ?? '') && sign === otherSign;
    const yearFirst = sign === '-' && first?.length === 2 && year?.length === 2;
    return [
      ...dayFirst,
      ...(eitherOrder ? asDate(year, first, second, thisYear) : []),
      ...(eitherOrder && yearFirst ? asDate(first, second, year, thisYear) : []),
    ];
  }
  return withMonthName(text, thisYear);
}

/** Day first, or the year first with all of its digits; six digits may also be a month with its year. */
function bareDigits(text: string, thisYear: number): PartialDate[] {
  const at = (from: number, to: number): string => text.slice(from, to);
  if (text.length === 4) return asDate(text, undefined, undefined, thisYear);
  const found =
    text.length === 6
      ? [
          ...asDate(at(4, 6), at(2, 4), at(0, 2), thisYear),
          ...asDate(at(2, 6), at(0, 2), undefined, thisYear),
          ...asDate(at(0, 4), at(4, 6), undefined, thisYear),
        ]
      : [...asDate(at(4, 8), at(2, 4), at(0, 2), thisYear), ...asDate(at(0, 4), at(4, 6), at(6, 8), thisYear)];
  return text.length === 6 || text.length === 8 ? found.filter((date) => /^(19|20)/.test(date)) : [];
}

function withMonthName(text: string, thisYear: number): PartialDate[] {
  const dayFirst = /^(?:(\d{1,2})(?:st|nd|rd|th)?[-. ,]{1,2})?([a-zа-яё]{3,9})\.?[-. ,]{1,2}(\d{4}|\d{2})$/.exec(text);
  const monthFirst = /^([a-zа-яё]{3,9})\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})$/.exec(text);
  const [day, name, year] =
    monthFirst === null ? [dayFirst?.[1], dayFirst?.[2], dayFirst?.[3]] : [monthFirst[2], monthFirst[1], monthFirst[3]];
  const month = name === undefined ? -1 : monthCalled(name);
  return month < 0 || (day === undefined && year?.length === 2) ? [] : asDate(year, String(month + 1), day, thisYear);
}

/** The days of spreadsheets are counted from this one; so of 1 January 1970 the number is 25569. */
const SPREADSHEET_ZERO = Date.UTC(1899, 11, 30);

/** What a spreadsheet may have shown so: a day as its number, if not before 1970 or after today; a month with two digits. */
function asSpreadsheetShows(text: string, today: string): PartialDate | null {
  if (/^\d{5}$/.test(text)) {
    const day = fromDay(new Date(SPREADSHEET_ZERO + Number(text) * 86_400_000));
    return day >= '1970-01-01' && day <= today ? day : null;
  }
  const [, name, year] = /^([a-zа-яё]{3,9})\.?[-. ,]{0,2}(\d{2})$/.exec(text) ?? [];
  const month = name === undefined ? -1 : monthCalled(name);
  return month < 0 ? null : (asDate(year, String(month + 1), undefined, Number(today.slice(0, 4)))[0] ?? null);
}

function monthCalled(name: string): number {
  const found = MONTH_NAMES.map((names) => names.findIndex((full) => full.startsWith(name)));
  return found.find((index) => index >= 0) ?? -1;
}

/** The date of these parts if the calendar has it, otherwise nothing. */
function asDate(
  year: string | undefined,
  month: string | undefined,
  day: string | undefined,
  thisYear: number,
): PartialDate[] {
  const parts: Parts = { year: fullYear(year ?? '', thisYear), month: Number(month ?? 1), day: Number(day ?? 1) };
  const text = [
    String(parts.year).padStart(4, '0'),
    String(parts.month).padStart(2, '0'),
    String(parts.day).padStart(2, '0'),
  ].join('-');
  if (parts.year < 1000 || !isDay(text)) return [];
  // A number like 5324 is a date without its points sooner than a year.
  if (month === undefined) return parts.year > 2099 ? [] : [text.slice(0, 4)];
  return [day === undefined ? text.slice(0, 7) : text];
}

function fullYear(text: string, thisYear: number): number {
  if (text.length !== 2) return Number(text);
  const year = 100 * Math.floor(thisYear / 100) + Number(text);
  return year > thisYear ? year - 100 : year;
}
