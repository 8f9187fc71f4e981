import { z } from 'zod';
import { choice, recordName } from '@/lib/address/fields';
import type { AddressSchema } from '@/lib/address/reading';
import { writeAddress } from '@/lib/address/writing';
import { PARTS, type Part } from './fields';

/** The study (null: a new one), which part of it, and which item of the part (null: a new one). */
export type PartFilter = Readonly<{ trial: string | null; part: Part; item: string | null }>;

export function partQuerySchema(trials: readonly string[], items: readonly string[]): AddressSchema<PartFilter> {
  return z.object({
    trial: recordName(trials).nullable().default(null),
    part: choice(PARTS).default('trial'),
    item: recordName(items).nullable().default(null),
  });
}

export function partAddress({ trial, part, item }: PartFilter): string {
  return writeAddress('/curate/study', [
    ['trial', trial],
    ['part', part],
    ['item', item],
  ]);
}
