import { z } from 'zod';
import { DEFAULT_DEFINITIONS, ENDPOINTS, type Endpoint } from '@/lib/patients/timeline';
import { DAYS_PER_YEAR } from '@/lib/survival/data/calendar-lengths';
import { cohortOfCounts, type LocalCohort } from '../figure/local-curve';
import { NETWORK_GROUPS, type NetworkGroup } from './groups';

const DAYS_PER_MONTH = DAYS_PER_YEAR / 12;
const count = z.number().int().min(0);

/** Leaving counts of all sites together: `[month, events, censored]`, as `make_network_release` writes them. */
export const PooledLists = z.array(
  z.object({
    endpoint: z.enum(ENDPOINTS),
    group: z.enum(NETWORK_GROUPS),
    times: z.array(z.tuple([count, count, count])).min(1),
  }),
);
export type PooledLists = Readonly<z.infer<typeof PooledLists>>;

/** A release of the network as everybody sees it. */
export type NetworkRelease = Readonly<{
  number: number;
  madeUp: boolean;
  /** `YYYY-MM-DD` */
  releasedOn: string;
  sites: number;
  /** why it was made before its day; null or absent: it was not */
  earlyReason?: string | null;
  lists: PooledLists;
}>;

/** Months from one release to the next: a rhythm that is said, so that nobody waits for a curve to follow the data. */
export const RELEASE_MONTHS = 6;

/** The day on which the release after this one is due; of a month that is too short its last day. */
export function nextDue(releasedOn: string): string {
  const [year = 0, month = 1, day = 1] = releasedOn.split('-').map(Number);
  const last = new Date(Date.UTC(year, month - 1 + RELEASE_MONTHS + 1, 0)).getUTCDate();
  return new Date(Date.UTC(year, month - 1 + RELEASE_MONTHS, Math.min(day, last))).toISOString().slice(0, 10);
}

/** The pooled children of one endpoint and group as a cohort that is drawn like any other; null where the release does not tell of them. */
export function pooledCohort(
  { lists, number, releasedOn, sites, madeUp }: NetworkRelease,
  endpoint: Endpoint,
  group: NetworkGroup,
  analyseYears: number | null = null,
): LocalCohort | null {
  const times = lists.find((list) => list.endpoint === endpoint && list.group === group)?.times;
  if (times === undefined) return null;
  const counts = {
    ...{ patients: 0, withoutObservation: 0, neverReached: { died: 0, failed: 0 }, madeUp },
    ...{ diagnosed: null, imputedDates: 0, failureUndecided: 0, followed: null },
    times: times.map(([months, events, censored]) => ({ timeDays: months * DAYS_PER_MONTH, events, censored })),
  };
  const choice = {
    ...{ siteNames: [], guarded: true, analyseYears },
    kmt2a: group === 'r' || group === 'g' ? group : ('all' as const),
  };
  const cohort = cohortOfCounts(counts, { definition: DEFAULT_DEFINITIONS[endpoint], definedBy: null }, choice);
  if (cohort === null) return null;
  const network = { number, releasedOn, sites, group };
  // A list ends with the last month before which five were at risk in every group: nothing is said of what is later.
  const closedAfter = (times.at(-1)?.[0] ?? 0) * DAYS_PER_MONTH;
  return { ...cohort, closedAfter, description: { ...cohort.description, network } };
}
