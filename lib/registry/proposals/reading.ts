import { z } from 'zod';
import { recordName } from '@/lib/address/fields';
import type { AddressSchema } from '@/lib/address/reading';
import { writeAddress } from '@/lib/address/writing';

/** The study whose figures are listed, and the figure that is corrected. */
export type CorrectionFilter = Readonly<{ trial: string | null; figure: string | null }>;

export function correctionQuerySchema(
  trials: readonly string[],
  figures: readonly string[],
): AddressSchema<CorrectionFilter> {
  return z.object({
    trial: recordName(trials).nullable().default(null),
    figure: recordName(figures).nullable().default(null),
  });
}

export function correctionAddress(trial: string, figure: string | null): string {
  return writeAddress('/curate/evidence', [
    ['trial', trial],
    ['figure', figure],
  ]);
}

/** Where a figure is read a second time. */
export function readingAddress(trial: string, figure: string | null): string {
  return writeAddress('/curate/reading', [
    ['trial', trial],
    ['figure', figure],
  ]);
}
