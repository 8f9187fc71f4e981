import { formatNumber } from '@/lib/i18n/format';
import type { Locale } from '@/lib/i18n/routing';

/** A difference with its sign, to one decimal: `+4.2`, `−0.3`, `0.0`. */
export function signed(value: number, locale: Locale): string {
  const text = formatNumber(value, locale, 1);
  return value > 0 && text !== formatNumber(0, locale, 1) ? `+${text}` : text;
}
