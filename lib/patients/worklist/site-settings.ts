import { z } from 'zod';

/** What a site decides for its own entry. */
export type SiteSettings = { followUpMonths: number; pseudonymPattern: string | null };

export const DEFAULT_SETTINGS: SiteSettings = { followUpMonths: 12, pseudonymPattern: null };

export const SiteSettingsInput = z.object({
  siteId: z.uuid(),
  followUpMonths: z.coerce.number().int().min(1).max(60),
  pseudonymPattern: z
    .string()
    .trim()
    .max(20)
    .regex(/^[A-Za-zА-Яа-яЁё0-9./_#@-]*$/)
    .transform((text) => (text === '' ? null : text)),
});

/** Whether a pseudonym is as its site's pattern says: `#` a digit, `@` a letter, any other sign itself. */
export function fitsPattern(pseudonym: string, pattern: string | null): boolean {
  if (pattern === null) return true;
  const [signs, wanted] = [[...pseudonym.trim()], [...pattern]];
  return (
    signs.length === wanted.length &&
    wanted.every((one, place) => {
      const sign = signs[place] ?? '';
      if (one === '#') return /\d/.test(sign);
      return one === '@' ? /\p{L}/u.test(sign) : one === sign;
    })
  );
}
