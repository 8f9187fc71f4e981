import { LOCALES, type Locale } from '@/lib/i18n/routing';

export const MEDIA = { json: 'application/json', csv: 'text/csv' } as const;
/** A form in which an answer can be given. */
export type Medium = keyof typeof MEDIA;

type Preference = { value: string; quality: number };

/**
 * The form that an Accept header prefers among those offered (RFC 9110, section 12.5.1), the first of them where it has no
 * preference; null where it accepts none. The most specific range that fits a form decides its quality.
 */
export function chooseMedium(accept: string | null, offered: readonly Medium[]): Medium | null {
  if (accept === null || accept.trim() === '') return offered[0] ?? null;
  const ranges = preferencesOf(accept);
  const qualityOf = (medium: Medium): number => {
    const [type] = MEDIA[medium].split('/');
    return (
      [MEDIA[medium], `${type}/*`, '*/*']
        .map((range) => ranges.find(({ value }) => value === range))
        .find((found) => found !== undefined)?.quality ?? 0
    );
  };
  const accepted = offered
    .map((medium) => ({ medium, quality: qualityOf(medium) }))
    .filter(({ quality }) => quality > 0);
  const best = Math.max(...accepted.map(({ quality }) => quality));
  return accepted.find(({ quality }) => quality === best)?.medium ?? null;
}

/** The language of this program that an Accept-Language header prefers; English where it names neither. */
export function chooseLanguage(acceptLanguage: string | null): Locale {
  const wanted = preferencesOf(acceptLanguage ?? '').filter(({ quality }) => quality > 0);
  const known = wanted.map(({ value, quality }) => ({
    locale: LOCALES.find((locale) => value === locale || value.startsWith(`${locale}-`)),
    quality,
  }));
  return known.filter(({ locale }) => locale !== undefined).sort((a, b) => b.quality - a.quality)[0]?.locale ?? 'en';
}

/** The members of a header such as `a;q=0.5, b`, parameters other than the quality left out. */
function preferencesOf(header: string): Preference[] {
  return header.split(',').flatMap((member) => {
    const [value = '', ...parameters] = member.split(';').map((part) => part.trim().toLowerCase());
    if (value === '') return [];
    const quality = parameters.find((parameter) => parameter.startsWith('q='));
    const number = quality === undefined ? 1 : Number(quality.slice(2));
    return [{ value, quality: Number.isFinite(number) ? number : 0 }];
  });
}

/** Whether an If-None-Match header names this tag, compared weakly (RFC 9110, section 13.1.2). */
export function matchesTag(ifNoneMatch: string | null, tag: string): boolean {
  if (ifNoneMatch === null) return false;
  const opaque = (text: string): string => text.trim().replace(/^W\//u, '');
  return ifNoneMatch.trim() === '*' || ifNoneMatch.split(',').some((candidate) => opaque(candidate) === opaque(tag));
}
