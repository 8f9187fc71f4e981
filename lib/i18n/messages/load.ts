import type { en } from './en';
import type { Locale } from '../routing';

/** All texts of one language; English says which there are. */
export type Messages = typeof en;

/** The first part of a key: the texts that belong together and travel together. */
export type Namespace = keyof Messages;

/** All texts of a language. */
export async function messagesOf(locale: Locale): Promise<Messages> {
  return locale === 'ru' ? (await import('./ru')).ru : (await import('./en')).en;
}

/** The texts of a few namespaces, for what the browser needs of them. */
export function messagesIn(messages: Messages, namespaces: readonly Namespace[]): Partial<Messages> {
  return Object.fromEntries(namespaces.map((namespace) => [namespace, messages[namespace]]));
}
