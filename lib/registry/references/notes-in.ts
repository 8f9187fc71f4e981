import type { Locale } from '@/lib/i18n/routing';
import type { Reference } from '../schema';

/** A reference with its note in the reader's language: by it those without title and journal are cited. */
export function noteIn(reference: Reference, locale: Locale): Reference {
  const note = locale === 'ru' ? reference.custom?.noteRu : undefined;
  return note === undefined ? reference : { ...reference, note };
}

export function notesIn(references: readonly Reference[], locale: Locale): readonly Reference[] {
  return references.map((reference) => noteIn(reference, locale));
}
