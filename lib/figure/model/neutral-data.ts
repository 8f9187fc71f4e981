import { englishName } from '@/lib/registry/trials/short-name';

/**
 * What a figure draws, the same in every language: studies under the names of their records, and what is cited by its note by the
 * English one. Names of groups and causes are the reader's own words and stay.
 */
export function neutralData(value: unknown): unknown {
  if (typeof value === 'string') return englishName(value);
  if (Array.isArray(value)) return value.map(neutralData);
  if (value === null || typeof value !== 'object' || Object.getPrototypeOf(value) !== Object.prototype) return value;
  const { short, note } = value as Readonly<{ short?: unknown; note?: unknown }>;
  return Object.fromEntries(
    Object.entries(value).map(([key, part]): [string, unknown] => {
      if (key === 'short' && typeof short === 'string' && isNote(note))
        return [key, short.replace(note.ru, () => note.en)];
      return [key, neutralData(part)];
    }),
  );
}

function isNote(note: unknown): note is Readonly<{ en: string; ru: string }> {
  return typeof note === 'object' && note !== null && 'en' in note && 'ru' in note;
}
