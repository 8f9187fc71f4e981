import { z } from 'zod';
import type { Estimate } from '../schema';
import { TIME_ZEROS } from '../vocabulary';
import {
  confidence,
  count,
  percent,
  positive,
  PROPOSAL_FIELD_ERRORS,
  standardError,
  type ProposalFieldError,
} from './typed-values';

/** What a second reader types of a figure without seeing the first reading. */
export const ReadingInput = z
  .strictObject({
    estimate: percent,
    timeYears: positive,
    timeZero: z.enum(TIME_ZEROS, { error: 'choose' }),
    se: standardError,
    ciLow: percent,
    ciHigh: percent,
    ciLevel: confidence,
    n: count,
    events: count,
  })
  .superRefine(({ ciLow, ciHigh, ciLevel }, context) => {
    const given = [ciLow, ciHigh, ciLevel].filter((value) => value !== null).length;
    if (given !== 0 && given !== 3) context.addIssue({ code: 'custom', path: ['ciLow'], message: 'interval' });
  });
export type ReadingInput = z.infer<typeof ReadingInput>;
export type ReadingField = keyof ReadingInput;
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
export type ReadingFields = Record<ReadingField, string>;

/** The attributes of a figure that a second reader reads too. */
export function readingOf(estimate: Estimate): ReadingInput {
  const { ci, timeYears, timeZero, se, n, events } = estimate;
  return {
    estimate: estimate.estimate,
    timeYears,
    timeZero,
    se,
    ciLow: ci?.low ?? null,
    ciHigh: ci?.high ?? null,
    ciLevel: ci?.level ?? null,
    n,
    events,
  };
}

/** The attributes in which two readings differ. */
export function differingFields(one: ReadingInput, other: ReadingInput): ReadingField[] {
  return READING_FIELDS.filter((field) => one[field] !== other[field]);
}

/** The figure with what was resolved, read twice. */
export function resolved(
  estimate: Estimate,
  { ciLow, ciHigh, ciLevel, ...fields }: ReadingInput,
  transcription: NonNullable<Estimate['transcription']>,
): Estimate {
  const ci =
    ciLow === null || ciHigh === null || ciLevel === null ? null : { low: ciLow, high: ciHigh, level: ciLevel };
  return { ...estimate, ...fields, ci, extraction: 'double', transcription };
}

export type ReadingErrors = Partial<Record<ReadingField, ProposalFieldError>>;
export function readingErrors(error: z.ZodError): ReadingErrors {
  const errors: ReadingErrors = {};
  for (const { path, message } of error.issues) {
    const field = READING_FIELDS.find((name) => name === path[0]);
    if (field !== undefined) errors[field] ??= PROPOSAL_FIELD_ERRORS.find((code) => code === message) ?? 'choose';
  }
  return errors;
}

/** What the page learns: the attributes that differ with what the first reading has, or that it is proposed. */
export type ReadingState =
  | Readonly<{ reading: string; first: ReadingInput; differed: readonly ReadingField[] }>
  | Readonly<{ ok: boolean; refusal: ReadingRefusal | null; errors: ReadingErrors }>;
export type ReadingRefusal =
  | 'forbidden'
  | 'sign-in-required'
  | 'not-found'
  | 'conflict'
  | 'invalid'
  | 'locked'
  | 'own-reading'
  | 'reason-length'
  | 'contradiction'
  | 'stale';
