import { formatDay } from '@/lib/i18n/format';
import type { MessageLookup } from '@/lib/i18n/message-lookup';
import type { Locale } from '@/lib/i18n/routing';
import type { FigureDocument } from '../model/document';

/** The foot of every figure in a file: the program, the day, the address, and what a figure is not. */
export function documentFooter(
  date: string,
  address: string,
  locale: Locale,
  t: MessageLookup,
): FigureDocument['footer'] {
  const day = formatDay(date, locale);
  return {
    date,
    short: `${t('site.name')} · ${day}`,
    line: t('figure.footer', { date: day, address }),
    notAdvice: t('site.notAdvice'),
    notAdviceShort: t('figure.notAdviceShort'),
  };
}
