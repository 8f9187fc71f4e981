import type { Locale } from './routing';

/** A text of the data set in both languages. */
type Bilingual = { en: string; ru: string };

/** In which every moment is shown, wherever server and reader are. */
export const TIME_ZONE = 'UTC';

/** Narrow, and no line breaks at it: a plain thin space lets a number part from its unit. */
export const THIN_SPACE = '\u202f';
const NO_BREAK_SPACE = '\u00a0';
const MINUS = '\u2212';
const EN_DASH = '\u2013';

/** The reader's side of a bilingual text. */
export function inLocale(text: Bilingual, locale: Locale): string {
  return text[locale];
}

/** A number with the language's decimal sign and a true minus, 0 without one; `digits` fixes the decimals, otherwise as many as it has (at most 3). */
export function formatNumber(value: number, locale: Locale, digits?: number): string {
  return numberFormat(locale, digits).format(value).replace('-', MINUS);
}

/** A format takes a hundred times as long to make as to use, and a figure has thousands of numbers. */
const numberFormats = new Map<string, Intl.NumberFormat>();

function numberFormat(locale: Locale, digits: number | undefined): Intl.NumberFormat {
  const key = `${locale} ${digits ?? ''}`;
  const known = numberFormats.get(key);
  if (known !== undefined) return known;
  const decimals =
    digits === undefined
      ? { maximumFractionDigits: 3 }
      : { minimumFractionDigits: digits, maximumFractionDigits: digits };
  const made = new Intl.NumberFormat(locale, { ...decimals, signDisplay: 'negative' });
  numberFormats.set(key, made);
  return made;
}

/** A percentage as text: `46.1 %`, `46,1 %`. One decimal unless the figure is printed with none or more. */
export function formatPercent(value: number, locale: Locale, digits?: number): string {
  return `${formatNumber(value, locale, digits)}${THIN_SPACE}%`;
}

/** An interval without its unit: `42.0–50.2`. */
export function formatInterval(low: number, high: number, locale: Locale, digits = 1): string {
  return `${formatNumber(low, locale, digits)}${EN_DASH}${formatNumber(high, locale, digits)}`;
}

const russianPlural = new Intl.PluralRules('ru');

/** A horizon: `6 y`, `1.5 y`, `6 лет`, `1,5 года`; `1 год`, `2 года`. */
export function formatYears(years: number, locale: Locale): string {
  const number = formatNumber(years, locale, Number.isInteger(years) ? 0 : undefined);
  if (locale === 'en') return `${number}${NO_BREAK_SPACE}y`;
  const unit = { one: 'год', few: 'года', many: 'лет', other: 'года', zero: 'лет', two: 'года' }[
    russianPlural.select(years)
  ];
  return `${number}${NO_BREAK_SPACE}${unit}`;
}

const dayFormats: Readonly<Record<Locale, Intl.DateTimeFormat>> = {
  en: new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric', timeZone: TIME_ZONE }),
  ru: new Intl.DateTimeFormat('ru', { day: '2-digit', month: '2-digit', year: 'numeric', timeZone: TIME_ZONE }),
};

/** A calendar day (`YYYY-MM-DD`) in the reader's notation, on one line: `5 Mar 2021`, `05.03.2021`. */
export function formatDay(day: string, locale: Locale): string {
  return dayFormats[locale].format(new Date(`${day}T00:00:00Z`)).replaceAll(' ', NO_BREAK_SPACE);
}

/** A calendar day (`YYYY-MM-DD`) with its month as a word, which cannot be read in two ways. */
export function formatLongDay(day: string, locale: Locale): string {
  return new Intl.DateTimeFormat(locale === 'ru' ? 'ru' : 'en-GB', { dateStyle: 'long', timeZone: TIME_ZONE })
    .format(new Date(`${day}T00:00:00Z`))
    .replaceAll(' ', NO_BREAK_SPACE);
}

/** A p value by the usual rules: three decimals below 0.1, two from 0.1, `< 0.001`, `> 0.99`. */
export function formatP(p: number, locale: Locale): string {
  if (p < 0.001) return `p${THIN_SPACE}<${THIN_SPACE}${formatNumber(0.001, locale, 3)}`;
  if (p > 0.99) return `p${THIN_SPACE}>${THIN_SPACE}${formatNumber(0.99, locale, 2)}`;
  return `p${THIN_SPACE}=${THIN_SPACE}${formatNumber(p, locale, p < 0.1 ? 3 : 2)}`;
}

/** The most decimals that any of the values has, so that figures of one row are printed alike: 60.8 and 92 → 1. */
export function decimalsIn(...values: readonly number[]): number {
  return Math.max(
    0,
    ...values.map(
      (value) =>
        value
          .toFixed(3)
          .replace(/\.?0+$/u, '')
          .split('.')[1]?.length ?? 0,
    ),
  );
}

const MONTH = { month: 'short', year: 'numeric', timeZone: TIME_ZONE } as const;
const monthFormats: Readonly<Record<Locale, Intl.DateTimeFormat>> = {
  en: new Intl.DateTimeFormat('en-GB', MONTH),
  ru: new Intl.DateTimeFormat('ru', MONTH),
};

/** A month or a year (`YYYY-MM` or `YYYY`), on one line: `Dec 1995`, `дек. 1995 г.`; `1995`. */
export function formatMonth(month: string, locale: Locale): string {
  if (month.length === 4) return month;
  return monthFormats[locale].format(new Date(`${month}-01T00:00:00Z`)).replaceAll(' ', NO_BREAK_SPACE);
}

/** A moment in the reader's own time zone: `28 Nov 2026, 18:05`. */
export function formatMoment(moment: Date, locale: Locale): string {
  return new Intl.DateTimeFormat(locale === 'ru' ? 'ru' : 'en-GB', { dateStyle: 'medium', timeStyle: 'short' }).format(
    moment,
  );
}

/** Years of enrolment: `2006–2016`, `1999`; the sides that are known. */
export function formatYearSpan(start: string, end: string): string {
  const [first, last] = [start.slice(0, 4), end.slice(0, 4)];
  return first === last ? first : `${first}${EN_DASH}${last}`;
}

/** A p value exactly as its source prints it (`0.04`, `<0.001`), with the language's decimal sign. */
export function formatPrintedP(printed: string, locale: Locale): string {
  const sign = /^[<>]/u.exec(printed)?.[0] ?? '=';
  const digits = printed.replace(/^[<>]/u, '');
  return `p${THIN_SPACE}${sign}${THIN_SPACE}${locale === 'ru' ? digits.replace('.', ',') : digits}`;
}

/** A number of very small or very large size in two parts, `2.7` and `−14` for 2.7 × 10⁻¹⁴; zero has no exponent. */
export function scientificParts(value: number, locale: Locale): { factor: string; exponent: string | null } {
  if (value === 0) return { factor: '0', exponent: null };
  const [digits = '0', exponent = '0'] = value.toExponential(1).split('e');
  return { factor: formatNumber(Number(digits), locale, 1), exponent: formatNumber(Number(exponent), locale, 0) };
}

/** A phrase as it goes on after a colon or a comma: small, unless it begins with a symbol such as a gene's or a study's name. */
export function afterColon(phrase: string): string {
  const isName = /^\S+[\p{Lu}\d]/u.test(phrase);
  return !isName && /^\p{Lu}(\p{Ll}|\s)/u.test(phrase) ? phrase.charAt(0).toLowerCase() + phrase.slice(1) : phrase;
}

/** A phrase as it stands in a cell or begins a line. */
export function asBeginning(phrase: string): string {
  return phrase.charAt(0).toUpperCase() + phrase.slice(1);
}
