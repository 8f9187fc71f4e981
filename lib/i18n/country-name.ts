import type { Locale } from './routing';

/** Names that people write otherwise than the browser's list does (in Russian it has no ё). */
const AS_WRITTEN: Readonly<Record<string, Readonly<Record<Locale, string>>>> = {
  US: { en: 'United States', ru: 'США' },
  HK: { en: 'Hong Kong', ru: 'Гонконг' },
};

const names: Readonly<Record<Locale, Intl.DisplayNames>> = {
  en: new Intl.DisplayNames(['en'], { type: 'region' }),
  ru: new Intl.DisplayNames(['ru'], { type: 'region' }),
};

/** A country by its two letters (ISO 3166-1), as readers of the language write it; letters without a name stay as they are. */
export function countryName(code: string, locale: Locale): string {
  return (Object.hasOwn(AS_WRITTEN, code) ? AS_WRITTEN[code]?.[locale] : names[locale].of(code)) ?? code;
}
