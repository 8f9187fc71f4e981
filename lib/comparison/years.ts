import { DAYS_PER_YEAR } from '../survival/data/calendar-lengths';

/** Whole days of follow-up as years on the axis. */
export function toYears(days: number): number {
  return days / DAYS_PER_YEAR;
}

/** A horizon in years as days of follow-up; not rounded, so that a tick stands between two days. */
export function toDays(years: number): number {
  return years * DAYS_PER_YEAR;
}
