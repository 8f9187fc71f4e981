import { z } from 'zod';
import { choice, SPANS } from '@/lib/address/fields';
import { comparisonQuerySchema } from '../selection/reading';
import type { CompareSelection } from '../selection/selection';
import { GROUPINGS } from './groupings';

const { endpoint, population, site, cohort, from, to, failure, switch: lineage, hsct } = comparisonQuerySchema.shape;

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
