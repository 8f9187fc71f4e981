import { z } from 'zod';
import type { Estimate } from '../schema';
import { COPY_FIELDS, COPY_NAMES, type CopyFields } from './copy-fields';
import { checkInterval, FIGURE_FIELDS, figureValues, type FigureValues } from './figure-fields';
import { PROPOSAL_FIELD_ERRORS, type ProposalFieldError } from './typed-values';

/** What a second reader types of a figure without seeing the first reading. */
export const ReadingInput = z
  .strictObject({ ...FIGURE_FIELDS, ...COPY_FIELDS })
  .superRefine((input, context) =>
    checkInterval(input, (field, message) => context.addIssue({ code: 'custom', path: [field], message })),
  );
export type ReadingInput = z.infer<typeof ReadingInput>;
export type ReadingField = keyof FigureValues;
export const READING_FIELDS = [
  'estimate',
  'timeYears',
  'timeZero',
  'se',
  'ciLow',
  'ciHigh',
  'ciLevel',
  'n',
  'events',
] as const satisfies readonly ReadingField[];
export type ReadingFields = Record<ReadingField | keyof CopyFields, string>;

/** The attributes in which two readings differ. */
export function differingFields(one: FigureValues, other: FigureValues): ReadingField[] {
  return READING_FIELDS.filter((field) => one[field] !== other[field]);
}

/** The figure with what was resolved, read twice. */
export function resolved(
  estimate: Estimate,
  settled: FigureValues,
  transcription: NonNullable<Estimate['transcription']>,
): Estimate {
  const caveats = estimate.caveats.filter((caveat) => caveat !== 'one-curator');
  return { ...estimate, ...figureValues(settled), caveats, extraction: 'double', transcription };
}

export type ReadingErrors = Partial<Record<keyof ReadingFields, ProposalFieldError>>;
export function readingErrors(error: z.ZodError): ReadingErrors {
  const errors: ReadingErrors = {};
  for (const { path, message } of error.issues) {
    const field = [...READING_FIELDS, ...COPY_NAMES].find((name) => name === path[0]);
    if (field !== undefined) errors[field] ??= PROPOSAL_FIELD_ERRORS.find((code) => code === message) ?? 'choose';
  }
  return errors;
}

/** What the page learns: the attributes that differ with what the first reading has, or that it is proposed. */
export type ReadingState =
  | Readonly<{ reading: string; first: FigureValues; differed: readonly ReadingField[] }>
  | Readonly<{ ok: boolean; refusal: ReadingRefusal | null; errors: ReadingErrors }>;
/** A reading that was stored and compared, with what was typed. */
export type KeptReading = Readonly<{
  typed: Readonly<Record<string, string>>;
  compared: Extract<ReadingState, { reading: string }>;
}>;

export type ReadingRefusal =
  | 'forbidden'
  | 'sign-in-required'
  | 'not-found'
  | 'conflict'
  | 'invalid'
  | 'locked'
  | 'own-reading'
  | 'read-already'
  | 'series'
  | 'reason-length'
  | 'contradiction'
  | 'stale';
