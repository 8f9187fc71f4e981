import { defineRouting } from 'next-intl/routing';

export const LOCALES = ['en', 'ru'] as const;
export type Locale = (typeof LOCALES)[number];

/** English has no prefix, Russian stands under /ru; the address alone decides the language. */
export const routing = defineRouting({
  locales: LOCALES,
  defaultLocale: 'en',
  localePrefix: 'as-needed',
  localeDetection: false,
  localeCookie: false,
  // They would be made of the name that a request claims, and kept with the page for others.
  alternateLinks: false,
});
