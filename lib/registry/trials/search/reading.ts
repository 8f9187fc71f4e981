import { z } from 'zod';
import { choice, flag, freeText, patterned, recordName, several, SPANS, wholeNumber, year } from '@/lib/address/fields';
import type { AddressSchema } from '@/lib/address/reading';
import { HSCT_POLICIES } from '../hsct-policy';
import { INTERVENTION_CLASSES, KMT2A_STRATA, PHASES, SOURCE_LEVELS, STATUSES, TRIAL_KINDS } from '../../vocabulary';
import { TRIAL_ORDERS } from '../facts/outlets';
import { NO_FILTER, TRIAL_VIEWS, type TrialFilter } from './filter';

/** Phases to choose from; `none`: no phase is reported. */
export const PHASE_CHOICES = [...PHASES, 'none'] as const;
const LONGEST_QUESTION = 200;
const MOST_PAGES = 99_999;

/** The query of the trial list and of its files; `groups` are the ones that exist. */
export function trialQuerySchema(groups: readonly string[]): AddressSchema<TrialFilter> {
  return z
    .object({
      q: freeText(LONGEST_QUESTION).default(NO_FILTER.q),
      group: several(recordName(groups)).default([]),
      ...STATIC_FIELDS,
    })
    .register(SPANS, { first: 'from', last: 'to' });
}

const STATIC_FIELDS = {
  status: several(choice(STATUSES)).default([]),
  kind: several(choice(TRIAL_KINDS)).default([]),
  phase: several(choice(PHASE_CHOICES)).default([]),
  decade: several(patterned(/^(19|20)\d0$/u, 'decade')).default([]),
  population: several(choice(KMT2A_STRATA)).default([]),
  intervention: several(choice(INTERVENTION_CLASSES)).default([]),
  hsct: several(choice(HSCT_POLICIES)).default([]),
  level: several(choice(SOURCE_LEVELS)).default([]),
  from: year(1900, 2099).nullable().default(null),
  to: year(1900, 2099).nullable().default(null),
  hasEfs: flag().default(false),
  hasOs: flag().default(false),
  hasRiskRules: flag().default(false),
  noFigures: flag().default(false),
  noEfs: flag().default(false),
  noOs: flag().default(false),
  noRiskRules: flag().default(false),
  noYears: flag().default(false),
  sort: choice(TRIAL_ORDERS.map(({ name }) => name))
    .nullable()
    .default(null),
  order: choice(['asc', 'desc']).default('desc'),
  view: choice(TRIAL_VIEWS).default('table'),
  page: wholeNumber(1, MOST_PAGES).default(1),
};
