import { createTranslator, type MessageKeys, type NestedKeyOf } from 'next-intl';
import { messagesOf, type Messages } from './messages/load';
import type { Locale } from './routing';

/** The full key of a text, such as `figure.atRisk`. */
export type MessageKey = MessageKeys<Messages, NestedKeyOf<Messages>>;

/** The last parts of the keys under a path: `KeysUnder<'vocabulary.status'>` is `recruiting`, `closed` … */
export type KeysUnder<Path extends string> = MessageKey extends infer Key
  ? Key extends `${Path}.${infer Rest}`
    ? Rest
    : never
  : never;

/** The message under a full key, with its values filled in. */
export type MessageLookup = (key: MessageKey, values?: Readonly<Record<string, string | number>>) => string;

const lookups = new Map<Locale, Promise<MessageLookup>>();

/** The messages of one language as a plain function, for texts that a page and an export share; what it has read stays read. */
export async function messageLookup(locale: Locale): Promise<MessageLookup> {
  const known = lookups.get(locale) ?? readLookup(locale);
  lookups.set(locale, known);
  return known;
}

async function readLookup(locale: Locale): Promise<MessageLookup> {
  return createTranslator({
    locale,
    messages: await messagesOf(locale),
    onError: (error) => {
      throw error;
    },
  });
}
