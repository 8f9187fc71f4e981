import { eventTables } from '../../data/event-table-building';
import { logRankOfTables, type LogRankOptions, type LogRankResult } from './log-rank';
import { adjustPValues, type Adjustment } from '../p-value-adjustment';
import { checkObservations, type Observations } from '../../data/observations';

/** One pair of groups; `adjustedP` is null when the pair could not be tested. */
export type PairwiseComparison = Readonly<{
  first: number;
  second: number;
  test: LogRankResult;
  adjustedP: number | null;
  adjustment: Adjustment;
}>;

/**
 * Log-rank test of every pair of groups that have rows, on the subjects of the pair only, with p values adjusted over the
 * pairs that could be tested. Agrees with R's `survdiff` on the subset of each pair and `p.adjust`.
 */
export function pairwiseLogRank(
  observations: Observations,
  adjustment: Adjustment = 'holm',
  options: LogRankOptions = {},
): PairwiseComparison[] {
  const checked = checkObservations(observations);
  const { groupCount, stratumCount } = checked;
  const tables = eventTables(checked);
  const byGroup = Array.from({ length: groupCount }, (_, g) =>
    tables.filter((_table, cell) => cell % groupCount === g),
  );
  const used = Array.from(byGroup.keys()).filter((g) => byGroup[g]?.some((table) => table.size > 0));
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
  }));
}
