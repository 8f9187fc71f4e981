import { formatNumber, formatYears } from '@/lib/i18n/format';
import type { Locale } from '@/lib/i18n/routing';
import type { TimeUnit } from './choice';

/** Decimals of a length of time at most, about three days in each unit. */
const TIME_DECIMALS = { days: 0, weeks: 1, months: 1, years: 2 } as const satisfies Readonly<Record<TimeUnit, number>>;

/** A computed time without its unit: `10.03` years, `3653` days. */
export function durationText(time: number, unit: TimeUnit, locale: Locale): string {
  return formatNumber(rounded(time, unit), locale);
}

/** A computed time with its unit: `10.03 y`, `2 года`. */
export function durationWithUnit(time: number, unit: TimeUnit, locale: Locale, short: ShortUnit): string {
  return withUnit(rounded(time, unit), unit, locale, short);
}

/** The abbreviation of a unit; years have none that goes with every number in Russian. */
type ShortUnit = (unit: Exclude<TimeUnit, 'years'>) => string;

/** A time as it is, with its unit: `12 mo`. */
export function withUnit(time: number, unit: TimeUnit, locale: Locale, short: ShortUnit): string {
  return unit === 'years' ? formatYears(time, locale) : `${formatNumber(time, locale)}\u00a0${short(unit)}`;
}

function rounded(time: number, unit: TimeUnit): number {
  const factor = 10 ** TIME_DECIMALS[unit];
  return Math.round(time * factor) / factor;
}
