import { comparePairs, MOST_COUNTED, type Tally } from './concordance-counts';
import type { RiskSetData } from './risk-sets';
import type { NotEstimable } from '../not-estimable';
import { sortColumn } from '../math/sort-order';

/**
 * Harrell's concordance of the linear predictor: the share of comparable pairs in which the one with the shorter time
 * to the event had the higher risk; equal risks count one half. Counts are sums of weight products. `tiedTime` are
 * pairs with events at one time, `tiedBoth` those also equal in risk; neither is compared.
 */
export type Concordance = Readonly<{
  concordance: number | null;
  standardError: number | null;
  concordant: number;
  discordant: number;
  tiedRisk: number;
  tiedTime: number;
  tiedBoth: number;
  /** `zero_variance` where no pair can be compared; the counts stay. */
  notEstimable: NotEstimable | null;
}>;

/**
 * Sums of weights by rank, and by blocks of neighbouring ranks with prefix sums in log time (Fenwick, Softw Pract Exper
 * 1994;24:327-336). Blocks fill a line of the processor's cache, so that a million ranks cost one fetch from far.
 */
type RankSums = {
  byRank: Float64Array | Int32Array;
  tree: Float64Array | Int32Array;
  total: number;
  readonly equalRisks: boolean;
};

const BLOCK_BITS = 4;

/**
 * Concordance with the standard error of the infinitesimal jackknife, over clusters where given. A pair is compared
 * within a stratum when the one without the earlier event was at risk then; censored at the same time counts as longer.
 * Cost n log n. Agrees with `coxph(...)$concordance` of R's survival.
 */
export function coxConcordance(
  data: RiskSetData,
  eta: Float64Array,
  order: Uint32Array,
  cluster: Int32Array | null,
): Concordance {
  const { ranks, counts } = denseRanks(eta, data.stratumEnds);
  const whole = data.weight === null && cluster === null && data.rows <= MOST_COUNTED;
  const counted = whole && data.times.entryOrder === null;
  const tally: Tally = { concordant: 0, discordant: 0, tiedRisk: 0, tiedTime: 0, tiedBoth: 0 };
  const excess = new Float64Array(data.rows);
  const pairs = new Float64Array(data.rows);
  let begin = 0;
  data.stratumEnds.forEach((end, stratum) => {
    const count = counts[stratum] ?? 0;
    if (counted) {
      comparePairs(data, ranks, count, [begin, end], tally, excess, pairs);
      begin = end;
      return;
    }
    const sums = (): RankSums => emptySums(count, count < end - begin, data.weight !== null);
    compareWithLater(data, ranks, sums(), begin, end, tally, excess, pairs);
    compareWithEarlier(data, ranks, sums(), begin, end, excess, pairs);
    begin = end;
  });
  const comparable = tally.concordant + tally.discordant + tally.tiedRisk;
  if (comparable === 0) return { concordance: null, standardError: null, ...tally, notEstimable: 'zero_variance' };
  const somers = (tally.concordant - tally.discordant) / comparable;
  const standardError = jackknifeError(data, excess, pairs, somers, comparable, order, cluster);
  return { concordance: (somers + 1) / 2, standardError, ...tally, notEstimable: null };
}

/** Backwards in time: every event against those still under observation. */
function compareWithLater(
  data: RiskSetData,
  ranks: Int32Array,
  sums: RankSums,
  begin: number,
  end: number,
  tally: Tally,
  excess: Float64Array,
  pairs: Float64Array,
): void {
  const { stop, start, event, weight } = data;
  const { entryOrder } = data.times;
  let last = end - 1;
  let entry = end - 1;
  while (last >= begin) {
    const time = stop[last] ?? 0;
    let first = last;
    while (first > begin && stop[first - 1] === time) first -= 1;
    let deaths = 0;
    for (let row = first; row <= last; row += 1) {
      if (event[row] === 1) deaths += 1;
      else addRank(sums, ranks[row] ?? 0, weight === null ? 1 : (weight[row] ?? 0));
    }
    if (entryOrder !== null && start !== null) {
      for (; entry >= begin && (start[entryOrder[entry] ?? 0] ?? 0) >= time; entry -= 1) {
        const row = entryOrder[entry] ?? 0;
        addRank(sums, ranks[row] ?? 0, weight === null ? -1 : -(weight[row] ?? 0));
      }
    }
    for (let row = first; deaths > 0 && row <= last; row += 1) {
      if (event[row] !== 1) continue;
      const w = weight === null ? 1 : (weight[row] ?? 0);
      const rank = ranks[row] ?? 0;
      const less = sumBelow(sums, rank);
      const equal = sums.byRank[rank] ?? 0;
      const greater = sums.total - less - equal;
      tally.concordant += w * less;
      tally.discordant += w * greater;
      tally.tiedRisk += w * equal;
      excess[row] = less - greater;
      pairs[row] = sums.total;
    }
    if (deaths > 0) addTiedEvents(data, ranks, sums, first, last, tally);
    last = first - 1;
  }
}

/** Pairs of events at one time; then these events join those under observation at earlier times. */
function addTiedEvents(
  data: RiskSetData,
  ranks: Int32Array,
  sums: RankSums,
  first: number,
  last: number,
  tally: Tally,
): void {
  const tied: number[] = [];
  let total = 0;
  for (let row = first; row <= last; row += 1) {
    if (data.event[row] !== 1) continue;
    const w = data.weight === null ? 1 : (data.weight[row] ?? 0);
    tally.tiedTime += w * total;
    total += w;
    if (sums.equalRisks) tied.push(row);
    addRank(sums, ranks[row] ?? 0, w);
  }
  if (tied.length < 2) return;
  tied.sort((a, b) => (ranks[a] ?? 0) - (ranks[b] ?? 0));
  let [same, before] = [0, -1];
  for (const row of tied) {
    const w = data.weight === null ? 1 : (data.weight[row] ?? 0);
    if (ranks[row] !== before) same = 0;
    before = ranks[row] ?? 0;
    tally.tiedBoth += w * same;
    tally.tiedTime -= w * same;
    same += w;
  }
}

/** Forwards in time: every row against the events it was at risk for, for the jackknife. */
function compareWithEarlier(
  data: RiskSetData,
  ranks: Int32Array,
  sums: RankSums,
  begin: number,
  end: number,
  excess: Float64Array,
  pairs: Float64Array,
): void {
  const { stop, start, event, weight } = data;
  const { entryOrder } = data.times;
  const compare = (row: number, sign: 1 | -1): void => {
    const rank = ranks[row] ?? 0;
    const less = sumBelow(sums, rank);
    const greater = sums.total - less - (sums.byRank[rank] ?? 0);
    excess[row] = (excess[row] ?? 0) + sign * (greater - less);
    pairs[row] = (pairs[row] ?? 0) + sign * sums.total;
  };
  let first = begin;
  let entry = begin;
  while (first < end) {
    const time = stop[first] ?? 0;
    if (entryOrder !== null && start !== null) {
      // Whoever enters before this time was not at risk for any event counted so far.
      for (; entry < end && (start[entryOrder[entry] ?? 0] ?? 0) < time; entry += 1)
        compare(entryOrder[entry] ?? 0, -1);
    }
    let last = first;
    while (last + 1 < end && stop[last + 1] === time) last += 1;
    for (let row = first; row <= last; row += 1) if (event[row] === 1) compare(row, 1);
    for (let row = first; row <= last; row += 1) {
      if (event[row] === 1) addRank(sums, ranks[row] ?? 0, weight === null ? 1 : (weight[row] ?? 0));
    }
    for (let row = first; row <= last; row += 1) if (event[row] !== 1) compare(row, 1);
    first = last + 1;
  }
}

function jackknifeError(
  data: RiskSetData,
  excess: Float64Array,
  pairs: Float64Array,
  somers: number,
  comparable: number,
  order: Uint32Array,
  cluster: Int32Array | null,
): number {
  const influence = (row: number): number => {
    const w = data.weight === null ? 1 : (data.weight[row] ?? 0);
    return (w * ((excess[row] ?? 0) - somers * (pairs[row] ?? 0))) / comparable;
  };
  let squares = 0;
  if (cluster === null) {
    for (let row = 0; row < data.rows; row += 1) squares += influence(row) ** 2;
    return Math.sqrt(squares) / 2;
  }
  const sums = new Map<number, number>();
  for (let row = 0; row < data.rows; row += 1) {
    const code = cluster[order[row] ?? 0] ?? 0;
    sums.set(code, (sums.get(code) ?? 0) + influence(row));
  }
  for (const sum of sums.values()) squares += sum ** 2;
  return Math.sqrt(squares) / 2;
}

/** Ranks 0, 1, 2, … within each stratum by ascending risk; equal risks share one. `counts` per stratum. */
function denseRanks(eta: Float64Array, stratumEnds: Uint32Array): { ranks: Int32Array; counts: Int32Array } {
  let lowest = Infinity;
  for (let i = 0; i < eta.length; i += 1) lowest = Math.min(lowest, eta[i] ?? 0);
  const above = new Float64Array(eta.length);
  for (let i = 0; i < eta.length; i += 1) above[i] = (eta[i] ?? 0) - lowest;
  const { order, values } = sortColumn(above);
  if (stratumEnds.length === 1) return ranksOfOne(order, values);
  const stratumOf = new Uint32Array(eta.length);
  stratumEnds.forEach((end, stratum) => stratumOf.fill(stratum, stratum === 0 ? 0 : stratumEnds[stratum - 1], end));
  const ranks = new Int32Array(eta.length);
  const counts = new Int32Array(stratumEnds.length);
  const latest = new Float64Array(stratumEnds.length).fill(-1);
  for (let i = 0; i < order.length; i += 1) {
    const row = order[i] ?? 0;
    const stratum = stratumOf[row] ?? 0;
    const value = values[i] ?? 0;
    if (value !== latest[stratum]) counts[stratum] = (counts[stratum] ?? 0) + 1;
    latest[stratum] = value;
    ranks[row] = (counts[stratum] ?? 0) - 1;
  }
  return { ranks, counts };
}

function ranksOfOne(order: Uint32Array, values: Float64Array): { ranks: Int32Array; counts: Int32Array } {
  const ranks = new Int32Array(order.length);
  let rank = -1;
  let latest = -1;
  for (let i = 0; i < order.length; i += 1) {
    const value = values[i] ?? 0;
    if (value !== latest) rank += 1;
    latest = value;
    ranks[order[i] ?? 0] = rank;
  }
  return { ranks, counts: Int32Array.of(rank + 1) };
}

/** Without weights whole numbers are counted, in half the memory. */
function emptySums(count: number, equalRisks: boolean, weighted: boolean): RankSums {
  const column = (size: number): Float64Array | Int32Array =>
    weighted ? new Float64Array(size) : new Int32Array(size);
  return { byRank: column(count), tree: column((count >> BLOCK_BITS) + 2), total: 0, equalRisks };
}

function addRank(sums: RankSums, rank: number, weight: number): void {
  const { byRank, tree } = sums;
  byRank[rank] = (byRank[rank] ?? 0) + weight;
  for (let at = (rank >> BLOCK_BITS) + 1; at < tree.length; at += at & -at) tree[at] = (tree[at] ?? 0) + weight;
  sums.total += weight;
}

function sumBelow({ byRank, tree }: RankSums, rank: number): number {
  let sum = 0;
  const block = rank >> BLOCK_BITS;
  for (let at = block; at > 0; at &= at - 1) sum += tree[at] ?? 0;
  for (let at = block << BLOCK_BITS; at < rank; at += 1) sum += byRank[at] ?? 0;
  return sum;
}
