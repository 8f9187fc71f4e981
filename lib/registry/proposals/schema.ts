import { z } from 'zod';
import type { Estimate } from '../schema';
import { besideOf, BESIDE_FIELDS, checkBeside } from './comparison-fields';
import { COPY_FIELDS, EMPTY_COPY } from './copy-fields';
import { ALSO_FIELDS, checkAlso, checkInterval, FIGURE_FIELDS, figureValues, withAlso } from './figure-fields';
import {
  count,
  PROPOSAL_FIELD_ERRORS,
  ProposalReason,
  trimmed,
  writeAtRisk,
  type ProposalFieldError,
} from './typed-values';

export const PROPOSAL_STATUSES = ['proposed', 'approved', 'rejected', 'superseded'] as const;
export type ProposalStatus = (typeof PROPOSAL_STATUSES)[number];

/** What of a figure a curator can correct, as it is typed. */
export const CorrectionInput = z
  .strictObject({
    ...FIGURE_FIELDS,
    sourceLocator: trimmed.pipe(z.string().min(1, 'required').max(200, 'too-long')),
    chartable: z.enum(['yes', 'no'], { error: 'choose' }),
    nAnalysed: count,
    ...ALSO_FIELDS,
    ...BESIDE_FIELDS,
    ...COPY_FIELDS,
    reason: ProposalReason,
  })
  .superRefine((input, context) => {
    const fault = (field: CorrectionField, message: ProposalFieldError): void =>
      context.addIssue({ code: 'custom', path: [field], message });
    checkBeside(input, fault);
    checkInterval(input, fault);
    checkAlso(input, fault);
  });
export type CorrectionInput = z.infer<typeof CorrectionInput>;
export type CorrectionField = keyof typeof CorrectionInput.shape;
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
    nAnalysed: text(estimate.nAnalysed),
    alsoProtocol: estimate.stratum.alsoGroup?.protocol ?? '',
    alsoRisk: estimate.stratum.alsoGroup?.risk ?? '',
    atRisk: writeAtRisk(estimate.atRisk),
    caveats: estimate.caveats.join(','),
    againstEn: estimate.comparison?.against.en ?? '',
    againstRu: estimate.comparison?.against.ru ?? '',
    hazardRatio: text(estimate.comparison?.hazardRatio ?? null),
    hrLow: text(estimate.comparison?.hrCi?.low ?? null),
    hrHigh: text(estimate.comparison?.hrCi?.high ?? null),
    hrLevel: text(estimate.comparison?.hrCi?.level ?? null),
    p: estimate.comparison?.p ?? '',
    noteEn: estimate.note?.en ?? '',
    noteRu: estimate.note?.ru ?? '',
    // Of this reading; who read the figure before read a copy of their own.
    ...EMPTY_COPY,
    reason: '',
  };
}

/** The figure with what was typed in the place of what it said; it counts as read once until it is read twice again. */
export function corrected(estimate: Estimate, input: CorrectionInput): Estimate {
  return {
    ...estimate,
    ...figureValues(input),
    nAnalysed: input.nAnalysed,
    stratum: withAlso(estimate.stratum, input),
    atRisk: input.atRisk,
    caveats: input.caveats,
    ...besideOf(input),
    source: { ...estimate.source, locator: input.sourceLocator },
    chartable: input.chartable === 'yes',
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
