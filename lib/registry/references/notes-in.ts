import type { Locale } from '@/lib/i18n/routing';
import type { Reference } from '../schema';

/** A reference with its note in the reader's language; `noteEn`: the English one, where the note is another. */
export type ReadReference = Reference & Readonly<{ noteEn?: string | undefined }>;

/** A reference with its note in the reader's language: by it those without title and journal are cited. */
export function noteIn(reference: Reference, locale: Locale): ReadReference {
  const note = locale === 'ru' ? reference.custom?.noteRu : undefined;
  return note === undefined ? reference : { ...reference, note, noteEn: reference.note };
}

export function notesIn(references: readonly Reference[], locale: Locale): readonly ReadReference[] {
  return references.map((reference) => noteIn(reference, locale));
}
