import type { NamespaceKeys, NestedKeyOf } from 'next-intl';
import type { en } from './en';
import type { Locale } from '../routing';

/** All texts of one language; English says which there are. */
export type Messages = typeof en;

/** The texts that belong together and travel together: a namespace such as `compare`, or a part of one, `figure.evidence`. */
export type Namespace = NamespaceKeys<Messages, NestedKeyOf<Messages>>;

type Tree = { [key: string]: string | Tree };

/** All texts of a language. */
export async function messagesOf(locale: Locale): Promise<Messages> {
  return locale === 'ru' ? (await import('./ru')).ru : (await import('./en')).en;
}

/** The texts of a few namespaces, for what the browser needs of them. */
export function messagesIn(messages: Messages, namespaces: readonly Namespace[]): Partial<Messages> {
  const picked: Tree = {};
  for (const namespace of namespaces) copy(messages, picked, namespace.split('.'));
  return picked;
}

function copy(from: Tree, to: Tree, [name = '', ...rest]: readonly string[]): void {
  const texts = from[name];
  if (texts === undefined) throw new Error(`There are no texts under “${name}”.`);
  if (rest.length === 0 || typeof texts === 'string') {
    to[name] = texts;
    return;
  }
  const part = to[name];
  const below: Tree = typeof part === 'object' ? part : {};
  to[name] = below;
  copy(texts, below, rest);
}
