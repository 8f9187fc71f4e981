import type { Kmt2aStratum, TimeZero } from '@/lib/registry/vocabulary';
import { sharedPatients, type GroupBounds, type PatientGroup } from '../shared-patients';

/** What of a figure says how it compares with others; small enough to be sent to the browser, which sets it beside those chosen. */
export type Candidate = Readonly<{
  id: string;
  /** slug */
  trial: string;
  acronym: string;
  stratum: GroupBounds;
  timeZero: TimeZero;
  /** horizon */
  timeYears: number;
  /** patients; null: not reported */
  n: number | null;
  /** of a part of the trial's patients only */
  selected: boolean;
  hasInterval: boolean;
  /** known from a review only */
  secondHand: boolean;
}>;

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

export type Suggestion<One extends Candidate> = Readonly<{
  figure: One;
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
export function suggestSeries<One extends Candidate>(
  open: readonly One[],
  chosen: readonly Candidate[],
  asked: Yardstick,
): Suggestion<One>[] {
  const yardstick =
    chosen.length === 0
      ? asked
      : {
          kmt2a: chosen.map(({ stratum }) => stratum.kmt2a),
          timeZeros: chosen.map(({ timeZero }) => timeZero),
          horizons: chosen.map(({ timeYears }) => timeYears),
        };
  const suggestions = open.map((figure): Suggestion<One> => {
    const differs = differences(figure, chosen, yardstick);
    return {
      figure,
      differs,
      alike: likenesses(figure, yardstick),
      comparable: differs.every((difference) => HARMLESS.includes(difference)),
    };
  });
  return suggestions.sort(
    (a, b) =>
      Number(b.comparable) - Number(a.comparable) ||
      a.differs.length - b.differs.length ||
      (b.figure.n ?? 0) - (a.figure.n ?? 0) ||
      a.figure.acronym.localeCompare(b.figure.acronym) ||
      a.figure.timeYears - b.figure.timeYears,
  );
}

function likenesses(
  { stratum, timeZero, timeYears }: Candidate,
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
  figure: Candidate,
  chosen: readonly Candidate[],
  { kmt2a, timeZeros, horizons }: Yardstick,
): Difference[] {
  const { stratum, timeZero, timeYears, selected, hasInterval, secondHand } = figure;
  const found: [Difference, boolean][] = [
    ['population', !kmt2a.includes(stratum.kmt2a)],
    ['time-zero-unknown', timeZero === 'unknown'],
    ['time-zero', timeZero !== 'unknown' && !timeZeros.includes(timeZero)],
    ['selected', selected],
    ['shared-patients', chosen.some((other) => sharedPatients(groupOf(figure), groupOf(other)) !== null)],
    ['horizon', horizons.length > 0 && !isNear(timeYears, horizons)],
    ['no-interval', !hasInterval],
    ['review-level', secondHand],
  ];
  return found.flatMap(([difference, holds]) => (holds ? [difference] : []));
}

function groupOf({ id, trial, stratum }: Candidate): PatientGroup {
  return { estimateId: id, trialSlug: trial, stratum };
}

function isNear(years: number, horizons: readonly number[]): boolean {
  return horizons.some((horizon) => Math.abs(horizon - years) <= NEAR_YEARS);
}
