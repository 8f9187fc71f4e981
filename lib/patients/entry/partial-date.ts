import { fromDay, toDay } from '../calendar';

/** How much of a date is known where it is not the whole day. */
export type DatePrecision = 'month' | 'year';

/** A date as stored: the day that counts, and how much of it is known (null: all). */
export type CountedDate = { day: string; precision: DatePrecision | null };

/** The days on which something may have happened, both included. */
export type Span = { from: string; to: string };

/** A date `YYYY-MM-DD`, `YYYY-MM` or `YYYY` as stored. Of a month the 15th counts, of a year 1 July, the middle of each. */
export function countedDate(date: string): CountedDate {
  if (date.length === 4) return { day: `${date}-07-01`, precision: 'year' };
  return date.length === 7 ? { day: `${date}-15`, precision: 'month' } : { day: date, precision: null };
}

/** What is known of a stored date: `YYYY-MM-DD`, `YYYY-MM` or `YYYY`. */
export function knownPart(day: string, precision: DatePrecision | null): string {
  return precision === null ? day : day.slice(0, precision === 'month' ? 7 : 4);
}

/** The first and the last day that a stored date leaves open. */
export function spanOf(day: string, precision: DatePrecision | null): Span {
  if (precision === null) return { from: day, to: day };
  const year = Number(day.slice(0, 4));
  if (precision === 'year') return { from: `${year}-01-01`, to: `${year}-12-31` };
  const lastDay = new Date(Date.UTC(year, Number(day.slice(5, 7)), 0));
  return { from: `${day.slice(0, 7)}-01`, to: fromDay(lastDay) };
}

/**
 * The day that counts for a date known in part, within what else is known: the middle of its month or year, or where that
 * lies outside the limits the nearest day within both. A whole day, and a period that the limits leave nothing of, stay
 * as they are; then the rules on the order of dates refuse them by name.
 */
export function placedDay(
  day: string,
  precision: DatePrecision | null | undefined,
  limits: { from?: string | undefined; to?: string | undefined },
): string {
  if (!precision) return day;
  const middle = countedDate(knownPart(day, precision)).day;
  const span = withinLimits(spanOf(day, precision), limits);
  if (span.from > span.to) return middle;
  if (middle < span.from) return span.from;
  return middle > span.to ? span.to : middle;
}

/** The part of a span that the limits leave; where they leave none, `from` lies after `to`. */
export function withinLimits(
  span: Span,
  { from = span.from, to = span.to }: { from?: string | undefined; to?: string | undefined },
): Span {
  return { from: from > span.from ? from : span.from, to: to < span.to ? to : span.to };
}

/** The day after. */
export function nextDay(day: string): string {
  const next = toDay(day);
  next.setUTCDate(next.getUTCDate() + 1);
  return fromDay(next);
}

/** The day before. */
export function dayBefore(day: string): string {
  const before = toDay(day);
  before.setUTCDate(before.getUTCDate() - 1);
  return fromDay(before);
}
