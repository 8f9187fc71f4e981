import { checkGiven } from '../../choices';
import { eventTables } from '../../data/event-table-building';
import { LARGEST_COMPARISON, logRankOfTables, type LogRankOptions, type LogRankResult } from './log-rank';
import { adjustPValues, type Adjustment } from '../p-value-adjustment';
import { checkObservations, type Observations } from '../../data/observations';
import { SurvivalInputError } from '../../errors';
import type { NotEstimable } from '../../not-estimable';

/** One pair of groups; `adjustedP` is null when the pair could not be tested. */
export type PairwiseComparison = Readonly<{
  first: number;
  second: number;
  test: LogRankResult;
  adjustedP: number | null;
  adjustment: Adjustment;
  /** As of the test. */
  notEstimable: NotEstimable | null;
}>;

/** Groups compared in pairs at most: 19,900 tests. */
const LARGEST_PAIRED = 200;

/**
 * Log-rank test of every pair of groups that have rows, on the subjects of the pair only, with p values adjusted over the
 * pairs that could be tested. Agrees with R's `survdiff` on the subset of each pair and `p.adjust`.
 */
export function pairwiseLogRank(
  observations: Observations,
  adjustment: Adjustment = 'holm',
  options: LogRankOptions = {},
): PairwiseComparison[] {
  checkGiven('observations', observations);
  if (observations.group === undefined) throw new SurvivalInputError('group', 'empty');
  const checked = checkObservations(observations);
  const { groupCount, stratumCount } = checked;
  if (groupCount > LARGEST_COMPARISON) throw new SurvivalInputError('group', 'out_of_range');
  const tables = eventTables(checked);
  const byGroup = Array.from({ length: groupCount }, (_, g) =>
    Array.from({ length: stratumCount }, (_stratum, s) => tables[s * groupCount + g]).flatMap((table) => table ?? []),
  );
  const used = Array.from(byGroup.keys()).filter((g) => byGroup[g]?.some((table) => table.size > 0));
  if (used.length > LARGEST_PAIRED) throw new SurvivalInputError('group', 'out_of_range');
  const pairs = used.flatMap((first, i) => used.slice(i + 1).map((second) => ({ first, second })));
  const strata = Array.from({ length: stratumCount }, (_, s) => s);
  const compared = pairs.map((pair) => {
    const groups = [byGroup[pair.first] ?? [], byGroup[pair.second] ?? []];
    return {
      ...pair,
      test: logRankOfTables(
        strata.map((s) => groups.flatMap((list) => list.slice(s, s + 1))),
        options,
      ),
    };
  });
  const tested = compared.flatMap(({ test }) => (test.p === null ? [] : [test.p]));
  const adjusted = adjustPValues(tested, adjustment).values();
  return compared.map((pair) => ({
    ...pair,
    adjustedP: pair.test.p === null ? null : (adjusted.next().value ?? null),
    adjustment,
    notEstimable: pair.test.notEstimable,
  }));
}
