import { z } from 'zod';
import { DATE_ORDERS } from '../../tables/dates';
import { MERGED_MEANINGS } from '../../tables/table';
import { VOCABULARY, type Vocabulary } from '../vocabulary';
import { mayMean } from './words/signs';

const VOCABULARIES = Object.keys(VOCABULARY) as Vocabulary[];

/** Columns of a sheet that a person can say something of. */
export const MOST_COLUMNS = 500;

const ColumnChoices = z
  .array(
    z.object({
      target: z.string().max(80).nullable(),
      order: z.enum(DATE_ORDERS).optional(),
      decimal: z.enum(['point', 'comma']).optional(),
      unit: z.enum(['per-litre', 'per-microlitre']).optional(),
      share: z.enum(['percent', 'fraction', 'exponent']).optional(),
      age: z.enum(['days', 'months', 'years']).optional(),
      serial: z.enum(['1900', '1904']).optional(),
      timePoint: z.enum(VOCABULARY.mrdTimePoint).optional(),
    }),
  )
  .max(MOST_COLUMNS);

/** What the person says of a sheet; `merged`: for which rows the value of cells merged over several holds. */
const SheetChoices = z.object({
  sheet: z.string().max(100).nullable(),
  merged: z.enum(MERGED_MEANINGS).optional(),
  columns: ColumnChoices,
});
export type SheetChoices = z.infer<typeof SheetChoices>;

/** A file of a site and what the person says of its sheets; those that are not named are not read. */
export const Choices = z.object({
  file: z.uuid(),
  siteId: z.uuid(),
  sheets: z.array(SheetChoices).min(1).max(20),
  /** what signs in place of a value mean, and words that nobody knew */
  signs: z
    .array(
      z
        .object({
          sign: z.string().min(1).max(100),
          // in columns of this vocabulary, of which it may be a word
          of: z.enum(VOCABULARIES).optional(),
          means: z.string().max(40),
        })
        .refine(mayMean),
    )
    // a dozen of a column, as many as are asked about
    .max(12 * MOST_COLUMNS)
    .default([]),
  /** an empty cell of a column that is read empties its field, instead of saying nothing */
  emptyClears: z.boolean().default(false),
});
export type Choices = z.infer<typeof Choices>;
