import { formatDay, formatMonth } from '@/lib/i18n/format';
import type { Locale } from '@/lib/i18n/routing';
import { toDay } from '../calendar';

/** A stored date (`YYYY-MM-DD`, `YYYY-MM`, `YYYY`) as one would type it in the page's language. */
export function asTyped(date: string, locale: Locale): string {
  const [year, month, day] = date.split('-');
  if (month === undefined) return date;
  if (day === undefined) return `${month}.${year}`;
  return locale === 'ru' ? `${day}.${month}.${year}` : formatDay(date, locale).replaceAll('\u00a0', ' ');
}

/** The same with the month in words. */
export function dateInWords(date: string, locale: Locale): string {
  if (date.length < 10) return formatMonth(date, locale);
  return new Intl.DateTimeFormat(locale === 'ru' ? 'ru' : 'en-GB', { dateStyle: 'long', timeZone: 'UTC' }).format(
    toDay(date),
  );
}
