import { z } from 'zod';
import {
  DISCREPANCY_REASONS,
  ENDPOINTS,
  KMT2A_STRATA,
  REFERENCE_TYPES,
  RISK_STRATA,
  SOURCE_LEVELS,
  STATUSES,
  SURVIVAL_ENDPOINTS,
  TIME_ZEROS,
  TRIAL_KINDS,
} from '@/lib/registry/vocabulary';
import type { Expectation } from './query-reading';

// Parameters of an address, where every value is text. The message of a check names what would be right, which the
// messages under `apiPage.expected` say in both languages.

export const LARGEST_PAGE = 500;

const flag = z
  .enum(['true', 'false'])
  .transform((text) => text === 'true')
  .pipe(z.boolean());
const number = (pattern: RegExp, expected: Expectation): z.ZodPipe<z.ZodString, z.ZodTransform<number, string>> =>
  z.string().regex(pattern, expected).transform(Number);
const year = number(/^(19|20)\d{2}$/u, 'year').pipe(z.int().min(1900).max(2099));
const text = z.string().min(1, 'text').max(200, 'text');
const slug = z.string().min(1, 'text').max(200, 'text');

/** Which part of a list; without them the first, as large as it may be. */
const paging = {
  page: number(/^[1-9]\d{0,5}$/u, 'page')
    .pipe(z.int().min(1))
    .default(1),
  pageSize: number(/^[1-9]\d{0,3}$/u, 'pageSize')
    .pipe(z.int().min(1).max(LARGEST_PAGE, 'pageSize'))
    .default(LARGEST_PAGE),
};

export const NoParameters = z.strictObject({});

export const TrialParameters = z.strictObject({
  q: text.optional(),
  group: text.optional(),
  kind: z.enum(TRIAL_KINDS).optional(),
  status: z.enum(STATUSES).optional(),
  country: z
    .string()
    .regex(/^[A-Z]{2}$/u, 'country')
    .optional(),
  from: year.optional(),
  to: year.optional(),
  hasEfs: flag.optional(),
  hasOs: flag.optional(),
  hasRiskRules: flag.optional(),
  ...paging,
});

/** The filter of estimates, which finds figures whose stratum is equal: `all` finds those of unrestricted populations. */
export const EstimateParameters = z.strictObject({
  trial: slug.optional(),
  endpoint: z.enum(ENDPOINTS).optional(),
  kmt2a: z.enum(KMT2A_STRATA).optional(),
  risk: z.enum(RISK_STRATA).optional(),
  years: number(/^\d{1,2}(\.\d{1,3})?$/u, 'years')
    .pipe(z.number().gt(0, 'years'))
    .optional(),
  timeZero: z.enum(TIME_ZEROS).optional(),
  level: z.enum(SOURCE_LEVELS).optional(),
  reference: slug.optional(),
  chartable: flag.optional(),
  preferred: flag.optional(),
  ...paging,
});

export const ReferenceParameters = z.strictObject({
  q: text.optional(),
  type: z.enum(REFERENCE_TYPES).optional(),
  year: year.optional(),
  ...paging,
});
export const DiseaseParameters = z.strictObject({
  kind: z.enum(['fact', 'statement']).optional(),
  topic: text.optional(),
  reference: slug.optional(),
  ...paging,
});
export const DiscrepancyParameters = z.strictObject({
  trial: slug.optional(),
  reason: z.enum(DISCREPANCY_REASONS).optional(),
  reference: slug.optional(),
  ...paging,
});
export const BaselineParameters = z.strictObject({ trial: slug.optional(), reference: slug.optional(), ...paging });
export const CurveParameters = z.strictObject({
  trial: slug.optional(),
  endpoint: z.enum(SURVIVAL_ENDPOINTS).optional(),
  reference: slug.optional(),
  ...paging,
});
export const RuleSetParameters = z.strictObject({
  protocol: slug.optional(),
  variant: z.enum(['primary', 'review']).optional(),
});
