import { fromDay, toDay } from '../calendar';
import { readTypedDate } from './typed-date';

/**
 * The date that a day of the course says: `d34`, `+34`, in Russian `д34`, is 34 days after the diagnosis, which is day 0.
 * Null where the text says no such day, or the diagnosis is not known to the day.
 */
export function dayOfCourse(typed: string, since: string | undefined, today: string): string | null {
  const [, days] = /^(?:[dд] ?|\+)(\d{1,4})$/i.exec(typed.trim()) ?? [];
  if (days === undefined || since === undefined) return null;
  const start = readTypedDate(since, today);
  if (start.state !== 'read' || start.date.length !== 10) return null;
  const day = toDay(start.date);
  day.setUTCDate(day.getUTCDate() + Number(days));
  return fromDay(day);
}
