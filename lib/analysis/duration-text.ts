import { formatNumber } from '@/lib/i18n/format';
import type { Locale } from '@/lib/i18n/routing';
import type { TimeUnit } from './choice';

/** Decimals of a length of time at most, about three days in each unit. */
const TIME_DECIMALS = { days: 0, weeks: 1, months: 1, years: 2 } as const satisfies Readonly<Record<TimeUnit, number>>;

/** A computed time without its unit: `10.03` years, `3653` days. */
export function durationText(time: number, unit: TimeUnit, locale: Locale): string {
  const factor = 10 ** TIME_DECIMALS[unit];
  return formatNumber(Math.round(time * factor) / factor, locale);
}
