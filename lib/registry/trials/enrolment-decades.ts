import type { Enrolment } from '../schema';

/** The decades in which a trial enrolled, by their first years; where only one end is known, the decade of that. */
export function decadesOf({ start, end }: Pick<Enrolment, 'start' | 'end'>): string[] {
  const [first, last] = [yearOf(start ?? end), yearOf(end ?? start)];
  if (first === null || last === null) return [];
  const from = Math.floor(first / 10);
  return Array.from({ length: Math.max(0, Math.floor(last / 10) - from) + 1 }, (_, i) => String((from + i) * 10));
}

/** The year of a month (YYYY or YYYY-MM). */
export function yearOf(month: string | null): number | null {
  return month === null ? null : Number(month.slice(0, 4));
}

/** A number that orders months; `2006` stands before every month of 2006. */
export function monthNumber(month: string | null): number | null {
  if (month === null) return null;
  const [year = '0', number = '0'] = month.split('-');
  return Number(year) * 100 + Number(number);
}
