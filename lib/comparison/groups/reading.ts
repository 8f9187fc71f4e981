import { z } from 'zod';
import { choice, freeText, joined, SPANS } from '@/lib/address/fields';
import { FILTER_VALUES, type CohortFilters } from '../cohort/filters';
import { comparisonQuerySchema } from '../selection/reading';
import type { CompareSelection } from '../selection/selection';
import { MOST_TRIALS } from './address';
import { GROUPINGS } from './groupings';

const { endpoint, population, site, cohort, from, to, failure, switch: lineage, hsct } = comparisonQuerySchema.shape;

const LONGEST_SLUG = 60;
const UUID_LETTERS = 36;

/** The query of the local cohort by groups: who is in it, as on the page of the comparison, and what divides it. */
export const groupsQuerySchema = z
  .object({
    endpoint,
    population,
    site,
    cohort,
    from,
    to,
    failure,
    switch: lineage,
    hsct,
    by: choice(GROUPINGS).default('everybody'),
    age: choice(FILTER_VALUES.age).nullable().default(null),
    wbc: choice(FILTER_VALUES.wbc).nullable().default(null),
    cns: choice(FILTER_VALUES.cns).nullable().default(null),
    partner: choice(FILTER_VALUES.partner).nullable().default(null),
    /** slug of the protocol recorded */
    protocol: freeText(LONGEST_SLUG).nullable().default(null),
    day8: choice(FILTER_VALUES.day8).nullable().default(null),
    mrd: choice(FILTER_VALUES.mrd).nullable().default(null),
    blina: choice(FILTER_VALUES.blina).nullable().default(null),
    /** slugs of trials whose baseline stands beside */
    trials: joined(freeText(LONGEST_SLUG), { separator: ',', ordered: true, most: MOST_TRIALS }).default([]),
    /** id of the saved cohort that was opened, to say what has changed since */
    saved: freeText(UUID_LETTERS).nullable().default(null),
  })
  .register(SPANS, { first: 'from', last: 'to' });

export type GroupsQuery = z.infer<typeof groupsQuerySchema>;

/** The local cohort of the query, as the comparison knows it. */
export function localOf({ site, cohort, population, from, to, ...chosen }: GroupsQuery): CompareSelection['local'] {
  return {
    shown: true,
    site,
    kmt2a: cohort ?? population,
    from,
    to,
    analyseYears: null,
    choices: {
      failureAt: chosen.failure,
      lineageSwitch: chosen.switch,
      censorAtTransplant: chosen.hsct === 'censor',
    },
  };
}

/** The filters of the query. */
export function filtersOf({ age, wbc, cns, partner, protocol, day8, mrd, blina }: GroupsQuery): CohortFilters {
  return { age, wbc, cns, partner, protocol, day8, mrd, blina };
}
