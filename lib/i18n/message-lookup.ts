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

/** The messages of one language as a plain function, for texts that a page and an export share. */
export async function messageLookup(locale: Locale): Promise<MessageLookup> {
  return createTranslator({
    locale,
    messages: await messagesOf(locale),
    onError: (error) => {
      throw error;
    },
  });
}
