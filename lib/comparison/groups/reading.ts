import { z } from 'zod';
import { choice, freeText, joined, SPANS } from '@/lib/address/fields';
import { FILTER_VALUES, type CohortFilters } from '../cohort/filters';
import { RISK_PROTOCOLS, RISK_VALUES } from '../cohort/risk-at-start';
import { comparisonQuerySchema } from '../selection/reading';
import { localDefinition, type LocalDefinition } from '../selection/local-definition';
import type { CompareSelection } from '../selection/selection';
import { MOST_TRIALS } from './address';
import { GROUPINGS } from './groupings';

/** Who is in the cohort and what counts, as on the page of the comparison. */
const SHARED = comparisonQuerySchema.pick({
  ...{ endpoint: true, population: true, site: true, cohort: true, from: true, to: true },
  ...{ zero: true, failure: true, switch: true, hsct: true },
}).shape;

const LONGEST_SLUG = 60;
/** A slug, and sixty letters of which each may take nine signs. */
const LONGEST_ARM = 620;
const UUID_LETTERS = 36;
const MOST_PROTOCOLS = 30;
/** Several values of one filter stand in one parameter: `cns=CNS2,CNS3`. */
const ANY_OF = { separator: ',', ordered: false } as const;

/** The query of the local cohort by groups: who is in it, as on the page of the comparison, and what divides it. */
export const groupsQuerySchema = z
  .object({
    ...SHARED,
    by: choice(GROUPINGS).default('everybody'),
    age: joined(choice(FILTER_VALUES.age), ANY_OF).default([]),
    wbc: joined(choice(FILTER_VALUES.wbc), ANY_OF).default([]),
    cns: joined(choice(FILTER_VALUES.cns), ANY_OF).default([]),
    partner: joined(choice(FILTER_VALUES.partner), ANY_OF).default([]),
    /** slugs of the protocols recorded */
    protocol: joined(freeText(LONGEST_SLUG), { ...ANY_OF, most: MOST_PROTOCOLS }).default([]),
    /** arms of protocols in the words of the records, as `armValue` writes them */
    arm: joined(freeText(LONGEST_ARM), { ...ANY_OF, most: MOST_PROTOCOLS }).default([]),
    day8: joined(choice(FILTER_VALUES.day8), ANY_OF).default([]),
    /** group by day 8 under the rules of any protocol */
    risk: joined(choice(RISK_VALUES), ANY_OF).default([]),
    mrd: joined(choice(FILTER_VALUES.mrd), ANY_OF).default([]),
    blina: joined(choice(FILTER_VALUES.blina), ANY_OF).default([]),
    /** slugs of trials whose baseline stands beside */
    trials: joined(freeText(LONGEST_SLUG), { separator: ',', ordered: true, most: MOST_TRIALS }).default([]),
    /** slugs of the two protocols under whose rules the cohort is laid side by side */
    under: joined(choice(RISK_PROTOCOLS), { separator: ',', ordered: true, most: 2 }).default([]),
    /** id of the saved cohort that was opened, to say what has changed since */
    saved: freeText(UUID_LETTERS).nullable().default(null),
  })
  .register(SPANS, { first: 'from', last: 'to' });

export type GroupsQuery = z.infer<typeof groupsQuerySchema>;

/** The local cohort of the query, as the comparison knows it. */
export function localOf({
  site,
  cohort,
  population,
  from,
  to,
  zero,
  ...chosen
}: GroupsQuery): CompareSelection['local'] {
  return {
    shown: true,
    site,
    network: null,
    kmt2a: cohort ?? population,
    from,
    to,
    zero,
    analyseYears: null,
    choices: {
      failureAt: chosen.failure,
      lineageSwitch: chosen.switch,
      censorAtTransplant: chosen.hsct === 'censor',
    },
  };
}

/** The usual definition of the endpoint with the reader's choices: groups are compared with each other, not with a trial. */
export function definitionOf(query: GroupsQuery): LocalDefinition {
  const { choices, zero } = localOf(query);
  return localDefinition(query.endpoint, [], choices, zero);
}

/** The filters of the query. */
export function filtersOf({
  age,
  wbc,
  cns,
  partner,
  protocol,
  arm,
  day8,
  risk,
  mrd,
  blina,
}: GroupsQuery): CohortFilters {
  return { age, wbc, cns, partner, protocol, arm, day8, risk, mrd, blina };
}
