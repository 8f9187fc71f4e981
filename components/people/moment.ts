import type { Locale } from '@/lib/i18n/routing';

/** A moment to the minute, in UTC: readers of one registry sit in several time zones. */
export function momentText(iso: string, locale: Locale): string {
  const day = new Intl.DateTimeFormat(locale === 'ru' ? 'ru' : 'en-GB', {
    dateStyle: 'medium',
    timeStyle: 'short',
    timeZone: 'UTC',
  });
  return `${day.format(new Date(iso))} UTC`;
}
