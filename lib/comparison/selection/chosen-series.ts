import { problemOf, type AddressProblem } from '@/lib/address/problem';
import type { PublishedEstimate } from '@/lib/registry/estimate-filter';
import { estimateCalled } from '@/lib/registry/figure-names';
import { isSecondHand } from '@/lib/registry/trials/progress';
import type { Kmt2aStratum, SurvivalEndpoint } from '@/lib/registry/vocabulary';
import { SMALL_COHORT } from '../figure/figure-caveat';
import { isChartable, isSelected, type ChartableEstimate } from '../figure/published-point';
import { USUAL_TIME_ZERO } from '../time-zero';
import type { CompareSelection } from './selection';

/** The first view shows at most this many trials. */
const FIRST_VIEW_TRIALS = 6;

export type ChosenSeries = Readonly<{ chosen: readonly ChartableEstimate[]; problems: readonly AddressProblem[] }>;

/** When a reference appeared, as YYYY, YYYY-MM or YYYY-MM-DD; empty: not known. */
export type Issued = (reference: string) => string;

/** The selection with every figure that it calls by an earlier name under its id. */
export function underIds<Selection extends Pick<CompareSelection, 'series' | 'presentation'>>(
  selection: Selection,
  all: readonly PublishedEstimate[],
): Selection {
  const idOf = (name: string): string => estimateCalled(name, all)?.id ?? name;
  const { series, presentation } = selection;
  const byId = <Value>(values: Readonly<Record<string, Value>>): Record<string, Value> =>
    Object.fromEntries(Object.entries(values).map(([name, value]) => [idOf(name), value]));
  return {
    ...selection,
    series: series === null ? null : [...new Set(series.map(idOf))],
    presentation: { ...presentation, styles: byId(presentation.styles), labels: byId(presentation.labels) },
  };
}

/** The figures that the selection names by their ids, in its order, or the first view where it names none. What cannot be drawn is reported. */
export function chosenSeries(
  { series, endpoint, population }: CompareSelection,
  all: readonly PublishedEstimate[],
  issued: Issued,
): ChosenSeries {
  if (series === null) return { chosen: firstView(endpoint, population, all, issued), problems: [] };
  const problems: AddressProblem[] = [];
  const chosen = series.flatMap((value) => {
    const estimate = all.find(({ id }) => id === value);
    const code = whyNot(estimate, endpoint);
    if (code !== null) problems.push(problemOf('series', value, { code }));
    return estimate !== undefined && code === null && isChartable(estimate) ? [estimate] : [];
  });
  return { chosen, problems };
}

/**
 * What a reader meets before choosing: of each trial the figure of the latest of its own reports for the whole population, before
 * any that is told second hand, and in one report the one with the longest follow-up,
 * counted from the endpoint's usual time zero and with at least SMALL_COHORT patients; the largest trials, at most six.
 * Where no figure meets all of that, whatever can be drawn for the population.
 */
export function firstView(
  endpoint: SurvivalEndpoint,
  population: Kmt2aStratum,
  all: readonly PublishedEstimate[],
  issued: Issued,
): ChartableEstimate[] {
  const candidates = all
    .filter(isChartable)
    .filter((estimate) => estimate.endpoint === endpoint && estimate.stratum.kmt2a === population);
  const typical = candidates.filter(
    (estimate) =>
      estimate.timeZero === USUAL_TIME_ZERO[endpoint] &&
      (estimate.n ?? 0) >= SMALL_COHORT &&
      !isSelected(estimate, all),
  );
  const eligible = typical.length > 0 ? typical : candidates;
  const latest = [...new Set(eligible.map(({ trial }) => trial))].flatMap((trial) => {
    const [first] = eligible
      .filter((estimate) => estimate.trial === trial)
      .sort(
        (a, b) =>
          Number(isSecondHand(a)) - Number(isSecondHand(b)) ||
          issued(b.source.ref).localeCompare(issued(a.source.ref)) ||
          b.timeYears - a.timeYears ||
          (b.n ?? 0) - (a.n ?? 0),
      );
    return first ?? [];
  });
  return latest.sort((a, b) => (b.n ?? 0) - (a.n ?? 0) || a.id.localeCompare(b.id)).slice(0, FIRST_VIEW_TRIALS);
}

function whyNot(estimate: PublishedEstimate | undefined, endpoint: SurvivalEndpoint): AddressProblem['code'] | null {
  if (estimate === undefined) return 'unknown-series';
  if (!isChartable(estimate)) return 'not-drawable';
  return estimate.endpoint === endpoint ? null : 'other-endpoint';
}
