import { z } from 'zod';
import { choice, freeText, recordName } from '@/lib/address/fields';
import type { AddressSchema } from '@/lib/address/reading';
import { writeAddress } from '@/lib/address/writing';
import type { Discrepancy } from '../schema';
import { DISCREPANCY_REASONS, type DiscrepancyReason } from '../vocabulary';
import { foldText } from '../trials/search/text';

/** A disagreement of sources with the trial that it concerns; null: it concerns the disease. */
export type LedgerEntry = Discrepancy & { trial: string | null };

/** The filter of the ledger as it stands in the address; empty and null do not restrict. `subject` is a trial's slug or `disease`. */
export type LedgerFilter = Readonly<{ q: string; reason: DiscrepancyReason | null; subject: string | null }>;

export const DISEASE_SUBJECT = 'disease';
const LONGEST_QUESTION = 200;

/** The query of the ledger; `subjects` are what an entry can concern. */
export function ledgerQuerySchema(subjects: readonly string[]): AddressSchema<LedgerFilter> {
  return z.object({
    q: freeText(LONGEST_QUESTION).default(''),
    reason: choice(DISCREPANCY_REASONS).nullable().default(null),
    subject: recordName(subjects).nullable().default(null),
  });
}

/** The ledger's address under a filter. */
export function ledgerAddress({ q, reason, subject }: LedgerFilter): string {
  return writeAddress('/discrepancies', [
    ['q', q === '' ? null : q],
    ['reason', reason],
    ['subject', subject],
  ]);
}

/** The entries that fit: every word of the question stands in one of their texts, in either language. */
export function filterLedger<Entry extends LedgerEntry>(
  entries: readonly Entry[],
  { q, reason, subject }: LedgerFilter,
): Entry[] {
  const words = foldText(q)
    .split(/\s+/u)
    .filter((word) => word !== '');
  return entries.filter((entry) => {
    if (reason !== null && entry.reason !== reason) return false;
    if (subject !== null && (entry.trial ?? DISEASE_SUBJECT) !== subject) return false;
    const { field, reviewSays, primarySays, resolution, source } = entry;
    const text = foldText(
      [
        field.en,
        field.ru,
        entry.trial ?? '',
        reviewSays.en,
        reviewSays.ru,
        primarySays.en,
        primarySays.ru,
        resolution.en,
        resolution.ru,
        source.ref,
        source.locator,
      ].join(' '),
    );
    return words.every((word) => text.includes(word));
  });
}
