import { z } from 'zod';
import { readNumber } from '../../numbers/read-number';
import type { Estimate } from '../schema';
import { CURATED_CAVEATS, TIME_ZEROS, type Caveat } from '../vocabulary';

export const PROPOSAL_STATUSES = ['proposed', 'approved', 'rejected', 'superseded'] as const;
export type ProposalStatus = (typeof PROPOSAL_STATUSES)[number];

/** Why a field is refused; a key of the messages under `proposals.fieldError`. */
export const PROPOSAL_FIELD_ERRORS = [
  'required',
  'choose',
  'number',
  'count',
  'percent',
  'interval',
  'reason-length',
  'too-long',
  'doi',
  'pmid',
  'year',
  'english',
  'russian',
  'both-languages',
] as const;
export type ProposalFieldError = (typeof PROPOSAL_FIELD_ERRORS)[number];

export const PROPOSAL_REASON = { min: 10, max: 500 };

export const trimmed = z.string().transform((text) => text.replaceAll(/[\s\p{Cc}]+/gu, ' ').trim());
export const ProposalReason = trimmed.pipe(
  z.string().min(PROPOSAL_REASON.min, 'reason-length').max(PROPOSAL_REASON.max, 'reason-length'),
);

/** A number as it is typed, with comma or point; empty is null: not reported. */
function typed(fault: ProposalFieldError, accepts: (value: number) => boolean) {
  return z.string().transform((text, context) => {
    const reading = readNumber(text, { decimal: 'either' });
    if ('problem' in reading && reading.problem === 'empty') return null;
    if ('value' in reading && accepts(reading.value)) return reading.value;
    context.addIssue({ code: 'custom', message: fault });
    return z.NEVER;
  });
}
export const percent = typed('percent', (value) => value >= 0 && value <= 100);
export const positive = typed('number', (value) => value > 0);
export const count = typed('count', (value) => Number.isInteger(value) && value >= 0 && value < 1_000_000);
export const standardError = typed('number', (value) => value >= 0);
export const confidence = typed('number', (value) => value > 0 && value < 100);

/** What of a figure a curator can correct, as it is typed. */
export const CorrectionInput = z
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
    sourceLocator: trimmed.pipe(z.string().min(1, 'required').max(200, 'too-long')),
    chartable: z.enum(['yes', 'no'], { error: 'choose' }),
    /** the caveats that hold, joined by commas */
    caveats: z
      .string()
      .transform((text): Caveat[] => CURATED_CAVEATS.filter((caveat) => text.split(',').includes(caveat))),
    reason: ProposalReason,
  })
  .superRefine(({ ciLow, ciHigh, ciLevel }, context) => {
    const given = [ciLow, ciHigh, ciLevel].filter((value) => value !== null).length;
    if (given !== 0 && given !== 3) context.addIssue({ code: 'custom', path: ['ciLow'], message: 'interval' });
  });
export type CorrectionInput = z.infer<typeof CorrectionInput>;
export type CorrectionField = keyof CorrectionInput;
export type CorrectionFields = Record<CorrectionField, string>;
export type CorrectionErrors = Partial<Record<CorrectionField, ProposalFieldError>>;

/** The fields of a figure as the form shows them first. */
export function correctionFields(estimate: Estimate): CorrectionFields {
  const text = (value: number | null): string => (value === null ? '' : String(value));
  return {
    estimate: text(estimate.estimate),
    timeYears: text(estimate.timeYears),
    timeZero: estimate.timeZero,
    se: text(estimate.se),
    ciLow: text(estimate.ci?.low ?? null),
    ciHigh: text(estimate.ci?.high ?? null),
    ciLevel: text(estimate.ci?.level ?? null),
    n: text(estimate.n),
    events: text(estimate.events),
    sourceLocator: estimate.source.locator,
    chartable: estimate.chartable ? 'yes' : 'no',
    caveats: estimate.caveats.join(','),
    reason: '',
  };
}

/** The figure with what was typed in the place of what it said; it counts as read once until it is read twice again. */
export function corrected(
  estimate: Estimate,
  { reason: _, ciLow, ciHigh, ciLevel, chartable, sourceLocator, ...fields }: CorrectionInput,
): Estimate {
  const ci =
    ciLow === null || ciHigh === null || ciLevel === null ? null : { low: ciLow, high: ciHigh, level: ciLevel };
  return {
    ...estimate,
    ...fields,
    ci,
    source: { ...estimate.source, locator: sourceLocator },
    chartable: chartable === 'yes',
    extraction: 'single',
    transcription: null,
  };
}

export function correctionErrors(error: z.ZodError): CorrectionErrors {
  const errors: CorrectionErrors = {};
  for (const { path, message } of error.issues) {
    const field = Object.keys(CorrectionInput.shape).find((name) => name === path[0]) as CorrectionField | undefined;
    if (field !== undefined) errors[field] ??= PROPOSAL_FIELD_ERRORS.find((code) => code === message) ?? 'choose';
  }
  return errors;
}
