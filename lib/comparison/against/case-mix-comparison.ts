import { gatherObserved, observedRow } from '@/lib/patients/observations/observed';
import { timeZeroDate, type PatientCourse } from '@/lib/patients/timeline';
import type { PublishedEstimate } from '@/lib/registry/estimate-filter';
import { cohortOfCounts } from '../figure/local-curve';
import type { LocalDefinition } from '../selection/local-definition';
import { standardisedBenchmark, type Standardised } from './case-mix';
import { stratumPairs, type StratumPair } from './case-mix-figures';
import { matchedHorizons } from './matched-horizon';
import type { MatchedHorizon } from './model';

export type CaseMixRow = Readonly<{
  trial: string;
  pair: StratumPair;
  benchmark: Standardised;
  matched: MatchedHorizon;
}>;

/** The local patients against each chosen trial with the local shares of KMT2A. */
export type CaseMix = Readonly<{
  rearranged: number;
  germline: number;
  /** KMT2A status not known, or no observation of the endpoint: in neither stratum */
  notCovered: number;
  rows: readonly CaseMixRow[];
  /** chosen trials of which there are no figures of both strata */
  without: readonly string[];
}>;

/**
 * The local curve of those whose KMT2A status is known, beside what the infants of a trial would have had with as many
 * KMT2A-rearranged among them. Null where nobody is of a known status, or no trial is asked for.
 */
export function caseMixComparison(
  courses: readonly PatientCourse[],
  local: LocalDefinition,
  estimates: readonly PublishedEstimate[],
  trials: readonly string[],
): CaseMix | null {
  const { endpoint, timeZero } = local.definition;
  const observed = courses.filter((course) => course.kmt2a !== null && timeZeroDate(course, timeZero) !== null);
  const count = (status: 'rearranged' | 'germline'): number => observed.filter(({ kmt2a }) => kmt2a === status).length;
  const [rearranged, germline] = [count('rearranged'), count('germline')];
  const cohort = cohortOfCounts(
    gatherObserved(observed.map((course) => observedRow(course, local.definition))),
    local,
    {
      siteNames: [],
      kmt2a: 'all',
      guarded: false,
    },
  );
  if (cohort === null || trials.length === 0) return null;
  const rows = trials.flatMap((trial) =>
    stratumPairs(estimates, { trial, endpoint, timeZero }).flatMap((pair): CaseMixRow[] => {
      const benchmark = standardisedBenchmark([
        { localPatients: rearranged, figure: pair.rearranged },
        { localPatients: germline, figure: pair.germline },
      ]);
      if (benchmark === null) return [];
      const { percent, interval, standardError: printedError } = benchmark;
      const point = { ...pair.rearranged, percent, interval, printedError };
      return matchedHorizons(cohort, [point]).map((matched) => ({ trial, pair, benchmark, matched }));
    }),
  );
  return {
    rearranged,
    germline,
    notCovered: courses.length - observed.length,
    rows,
    without: trials.filter((trial) => !rows.some((row) => row.trial === trial)),
  };
}
