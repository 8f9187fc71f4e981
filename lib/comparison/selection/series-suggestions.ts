import type { PublishedEstimate } from '@/lib/registry/estimate-filter';
import { publishedInterval } from '@/lib/registry/published-interval';
import type { Kmt2aStratum, TimeZero } from '@/lib/registry/vocabulary';
import { isSelected, type ChartableEstimate } from '../figure/published-point';
import { sharedPatients } from './shared-patients';

/** What a figure has in common with those chosen. */
export type Likeness = 'time-zero' | 'population' | 'same-horizon' | 'near-horizon';
/** What keeps it from being compared directly. */
export type Difference =
  | 'time-zero'
  | 'time-zero-unknown'
  | 'population'
  | 'selected'
  | 'horizon'
  | 'shared-patients'
  | 'no-interval'
  | 'review-level';

export type Suggestion = Readonly<{
  estimate: ChartableEstimate;
  /** nothing but its precision or the level of its source speaks against setting it beside those chosen */
  comparable: boolean;
  alike: readonly Likeness[];
  differs: readonly Difference[];
}>;

/** Horizons this far apart, in years, are still called near. */
const NEAR_YEARS = 1;
const HARMLESS: readonly Difference[] = ['no-interval', 'review-level'];

/** What the chosen figures have in common; where none is chosen, what the reader asked for. */
export type Yardstick = Readonly<{
  kmt2a: readonly Kmt2aStratum[];
  timeZeros: readonly TimeZero[];
  horizons: readonly number[];
}>;

/** Figures that can be added, the comparable ones first, then those with fewer differences, then the larger groups. */
export function suggestSeries(
  open: readonly ChartableEstimate[],
  chosen: readonly ChartableEstimate[],
  asked: Yardstick,
  catalogue: readonly PublishedEstimate[],
): Suggestion[] {
  const yardstick =
    chosen.length === 0
      ? asked
      : {
          kmt2a: chosen.map(({ stratum }) => stratum.kmt2a),
          timeZeros: chosen.map(({ timeZero }) => timeZero),
          horizons: chosen.map(({ timeYears }) => timeYears),
        };
  const suggestions = open.map((estimate): Suggestion => {
    const differs = differences(estimate, chosen, yardstick, catalogue);
    return {
      estimate,
      differs,
      alike: likenesses(estimate, yardstick),
      comparable: differs.every((difference) => HARMLESS.includes(difference)),
    };
  });
  return suggestions.sort(
    (a, b) =>
      Number(b.comparable) - Number(a.comparable) ||
      a.differs.length - b.differs.length ||
      (b.estimate.n ?? 0) - (a.estimate.n ?? 0) ||
      a.estimate.acronym.localeCompare(b.estimate.acronym) ||
      a.estimate.timeYears - b.estimate.timeYears,
  );
}

function likenesses(
  { stratum, timeZero, timeYears }: ChartableEstimate,
  { kmt2a, timeZeros, horizons }: Yardstick,
): Likeness[] {
  const same = horizons.includes(timeYears);
  return [
    ...(kmt2a.includes(stratum.kmt2a) ? (['population'] as const) : []),
    ...(timeZero !== 'unknown' && timeZeros.includes(timeZero) ? (['time-zero'] as const) : []),
    ...(same ? (['same-horizon'] as const) : []),
    ...(!same && isNear(timeYears, horizons) ? (['near-horizon'] as const) : []),
  ];
}

function differences(
  estimate: ChartableEstimate,
  chosen: readonly ChartableEstimate[],
  { kmt2a, timeZeros, horizons }: Yardstick,
  catalogue: readonly PublishedEstimate[],
): Difference[] {
  const { stratum, timeZero, timeYears, source } = estimate;
  const group = { estimateId: estimate.id, trialSlug: estimate.trial, stratum };
  const shares = chosen.some(
    (other) => sharedPatients(group, { estimateId: other.id, trialSlug: other.trial, stratum: other.stratum }) !== null,
  );
  const found: [Difference, boolean][] = [
    ['population', !kmt2a.includes(stratum.kmt2a)],
    ['time-zero-unknown', timeZero === 'unknown'],
    ['time-zero', timeZero !== 'unknown' && !timeZeros.includes(timeZero)],
    ['selected', isSelected(estimate, catalogue)],
    ['shared-patients', shares],
    ['horizon', horizons.length > 0 && !isNear(timeYears, horizons)],
    ['no-interval', publishedInterval(estimate) === null],
    ['review-level', source.level === 'review'],
  ];
  return found.flatMap(([difference, holds]) => (holds ? [difference] : []));
}

function isNear(years: number, horizons: readonly number[]): boolean {
  return horizons.some((horizon) => Math.abs(horizon - years) <= NEAR_YEARS);
}
