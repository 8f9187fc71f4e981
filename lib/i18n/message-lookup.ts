import { createTranslator } from 'next-intl';
import type { Locale } from './routing';

/** The message under a full key such as `figure.atRisk`, with its values filled in. Throws on a key that does not exist. */
export type MessageLookup = (key: string, values?: Readonly<Record<string, string | number>>) => string;

/** The messages of one language as a plain function, for texts that a page and an export share. */
export async function messageLookup(locale: Locale): Promise<MessageLookup> {
  const messages =
    locale === 'ru' ? (await import('./messages/ru.json')).default : (await import('./messages/en.json')).default;
  const translate = createTranslator({
    locale,
    messages,
    onError: (error) => {
      throw error;
    },
  }) as (key: string, values?: Readonly<Record<string, string | number>>) => string;
  return (key, values) => translate(key, values);
}
