import { z } from 'zod';
import { choice, decimalNumber, flag, freeText, patterned, SPANS, wholeNumber, year } from '@/lib/address/fields';
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

export const LARGEST_PAGE = 500;

const LONGEST_TEXT = 200;
const text = freeText(LONGEST_TEXT);
const calendarYear = year(1900, 2099);

/** Which part of a list; without them the first, as large as it may be. */
const paging = {
  page: wholeNumber(1, 999_999).default(1),
  pageSize: wholeNumber(1, LARGEST_PAGE).default(LARGEST_PAGE),
  /** where no Accept header can be sent: a spreadsheet, the address line; it goes before the header */
  format: choice(['json', 'csv']).optional(),
};

export const NoParameters = z.strictObject({});

/** How many patients are answered: each rule and each result once, or everything with every patient. */
export const ClassifyParameters = z.strictObject({ form: choice(['short', 'long']).default('short') });

export const TrialParameters = z
  .strictObject({
    q: text.optional(),
    group: text.optional(),
    kind: choice(TRIAL_KINDS).optional(),
    status: choice(STATUSES).optional(),
    country: patterned(/^[A-Z]{2}$/u, 'country').optional(),
    from: calendarYear.optional(),
    to: calendarYear.optional(),
    hasEfs: flag().optional(),
    hasOs: flag().optional(),
    hasRiskRules: flag().optional(),
    ...paging,
  })
  .register(SPANS, { first: 'from', last: 'to' });

/** The filter of estimates, which finds figures whose stratum is equal: `all` finds those of unrestricted populations. */
export const EstimateParameters = z.strictObject({
  trial: text.optional(),
  endpoint: choice(ENDPOINTS).optional(),
  kmt2a: choice(KMT2A_STRATA).optional(),
  risk: choice(RISK_STRATA).optional(),
  years: decimalNumber(0.001, 99.999, 3).optional(),
  timeZero: choice(TIME_ZEROS).optional(),
  level: choice(SOURCE_LEVELS).optional(),
  reference: text.optional(),
  chartable: flag().optional(),
  preferred: flag().optional(),
  ...paging,
});

export const ReferenceParameters = z.strictObject({
  q: text.optional(),
  type: choice(REFERENCE_TYPES).optional(),
  year: calendarYear.optional(),
  ...paging,
});
export const DiseaseParameters = z.strictObject({
  kind: choice(['fact', 'statement']).optional(),
  topic: text.optional(),
  reference: text.optional(),
  ...paging,
});
export const DiscrepancyParameters = z.strictObject({
  trial: text.optional(),
  reason: choice(DISCREPANCY_REASONS).optional(),
  reference: text.optional(),
  ...paging,
});
export const BaselineParameters = z.strictObject({ trial: text.optional(), reference: text.optional(), ...paging });
export const CurveParameters = z.strictObject({
  trial: text.optional(),
  endpoint: choice(SURVIVAL_ENDPOINTS).optional(),
  reference: text.optional(),
  ...paging,
});
export const RuleSetParameters = z.strictObject({
  protocol: text.optional(),
  variant: choice(['primary', 'review']).optional(),
});
