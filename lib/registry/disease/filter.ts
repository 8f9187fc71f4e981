import { z } from 'zod';
import { recordName } from '@/lib/address/fields';
import type { AddressSchema } from '@/lib/address/reading';
import { writeAddress } from '@/lib/address/writing';

/** The topic that the page shows; null: all. */
export type DiseaseFilter = Readonly<{ topic: string | null }>;

/** The query of the page on the disease and of its files; `topics` are keys. */
export function diseaseQuerySchema(topics: readonly string[]): AddressSchema<DiseaseFilter> {
  return z.object({ topic: recordName(topics).nullable().default(null) });
}

/** The page's address for one topic, or for all. */
export function diseaseAddress(topic: string | null): string {
  return writeAddress('/disease', [['topic', topic]]);
}
