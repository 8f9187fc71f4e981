import type { PublishedEstimate } from '@/lib/registry/estimate-filter';
import { KMT2A_STRATA, SURVIVAL_ENDPOINTS, type Kmt2aStratum, type SurvivalEndpoint } from '@/lib/registry/vocabulary';
import { isChartable, type ChartableEstimate } from '../figure/published-point';

/** The chosen trials under another endpoint or population: their figures there, and the trials that have none. */
export type KeptSeries = Readonly<{ ids: readonly string[]; without: readonly string[] }>;
export type KeptByChoice = Readonly<{
  endpoint: Readonly<Record<SurvivalEndpoint, KeptSeries>>;
  population: Readonly<Record<Kmt2aStratum, KeptSeries>>;
}>;

/** What each other choice of endpoint or of population makes of the chosen figures. */
export function keptByChoice(
  chosenIds: readonly string[],
  endpoint: SurvivalEndpoint,
  all: readonly PublishedEstimate[],
): KeptByChoice {
  const chosen = all.filter(isChartable).filter(({ id }) => chosenIds.includes(id));
  const under = (wanted: SurvivalEndpoint): KeptSeries =>
    keptSeries(chosen, all, (figure) => ({ endpoint: wanted, kmt2a: figure.stratum.kmt2a }));
  const of = (kmt2a: Kmt2aStratum): KeptSeries => keptSeries(chosen, all, () => ({ endpoint, kmt2a }));
  const [efs, os, dfs, rfs] = SURVIVAL_ENDPOINTS;
  const [everybody, rearranged, germline] = KMT2A_STRATA;
  return {
    endpoint: { [efs]: under(efs), [os]: under(os), [dfs]: under(dfs), [rfs]: under(rfs) },
    population: { [everybody]: of(everybody), [rearranged]: of(rearranged), [germline]: of(germline) },
  };
}

type Wanted = Readonly<{ endpoint: SurvivalEndpoint; kmt2a: Kmt2aStratum }>;

function keptSeries(
  chosen: readonly ChartableEstimate[],
  all: readonly PublishedEstimate[],
  wanted: (figure: ChartableEstimate) => Wanted,
): KeptSeries {
  const found = chosen.map((figure) => ({ figure, match: counterpart(figure, wanted(figure), all) }));
  return {
    ids: [...new Set(found.flatMap(({ match }) => (match === null ? [] : [match.id])))],
    without: [...new Set(found.flatMap(({ figure, match }) => (match === null ? [figure.acronym] : [])))],
  };
}

/**
 * The figure of the same trial and of the same arm, age and other restriction under another endpoint or KMT2A stratum,
 * with the nearest horizon. The risk group must be the same as well where KMT2A is; groups are drawn within a KMT2A
 * stratum, so under another one a group named after it is its counterpart.
 */
function counterpart(
  figure: ChartableEstimate,
  { endpoint, kmt2a }: Wanted,
  all: readonly PublishedEstimate[],
): ChartableEstimate | null {
  const { stratum } = figure;
  const candidates = all
    .filter(isChartable)
    .filter(
      (one) =>
        one.trial === figure.trial &&
        one.endpoint === endpoint &&
        one.stratum.kmt2a === kmt2a &&
        (kmt2a !== stratum.kmt2a || one.stratum.risk === stratum.risk) &&
        one.stratum.arm === stratum.arm &&
        one.stratum.age === stratum.age &&
        one.stratum.other?.en === stratum.other?.en,
    );
  const away = (one: ChartableEstimate): number => Math.abs(one.timeYears - figure.timeYears);
  return (
    candidates.toSorted(
      (a, b) =>
        Number(b.stratum.risk === 'all') - Number(a.stratum.risk === 'all') ||
        away(a) - away(b) ||
        b.timeYears - a.timeYears,
    )[0] ?? null
  );
}
