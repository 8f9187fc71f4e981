import type { RiskSetData } from './risk-sets';

/** Sums over the pairs of a stratum; see `Concordance`. */
export type Tally = { concordant: number; discordant: number; tiedRisk: number; tiedTime: number; tiedBoth: number };

/** What is counted by rank: rows under observation, and events that have been passed. In one number both stay exact. */
const ROW = 1;
const EVENT = 2 ** 26;
/** Rows for which two such counts have room. */
export const MOST_COUNTED = EVENT - 1;

/**
 * What is known of each row once its bucket of ranks has been compared with the others. `key` is twice its rank within the
 * bucket, one more for an event; `first` is the same for all rows of one time.
 */
type Stream = Readonly<{ key: Uint32Array; first: Uint32Array; excess: Float64Array; pairs: Float64Array }>;

/** Sums by rank with prefix sums in log time (Fenwick, Softw Pract Exper 1994;24:327-336). */
type Counts = Readonly<{ tree: Float64Array; byRank: Float64Array; eventsBelow: Float64Array }>;

/**
 * Compares all pairs of a stratum without weights and late entries. `pairs` receives for every row how many pairs it is in,
 * `excess` in how many of them risk and time agree less those in which they do not, in any order of the rows. `ranks` are below
 * `count`.
 *
 * How many have a lower rank is counted twice, over buckets of about √count neighbouring ranks and within each bucket, so that the
 * counts stay in the processor's nearest cache. The walk goes backwards in time: those later than a row are counted on the way,
 * and the earlier events are all events less those at the same time or later.
 */
export function comparePairs(
  data: RiskSetData,
  ranks: Int32Array,
  count: number,
  [begin, end]: readonly [number, number],
  tally: Tally,
  excess: Float64Array,
  pairs: Float64Array,
): void {
  const bits = Math.ceil(Math.log2(count + 1) / 2);
  const stream: Stream = {
    key: new Uint32Array(end - begin),
    first: new Uint32Array(end - begin),
    excess: excess.subarray(begin, end),
    pairs: pairs.subarray(begin, end),
  };
  const ends = compareBuckets(data, ranks, bits, (count >>> bits) + 1, [begin, end], tally, stream);
  const counts = emptyCounts(1 << bits);
  const seen = { at: new Float64Array(1 << bits), same: new Float64Array(1 << bits) };
  for (let bucket = 0; bucket < ends.length; bucket += 1)
    compareWithin(stream, bucket === 0 ? 0 : (ends[bucket - 1] ?? 0), ends[bucket] ?? 0, counts, seen, tally);
}

function emptyCounts(ranks: number): Counts {
  return {
    tree: new Float64Array(ranks + 1),
    byRank: new Float64Array(ranks),
    eventsBelow: new Float64Array(ranks + 1),
  };
}

function add({ tree, byRank }: Counts, rank: number, what: number): void {
  byRank[rank] = (byRank[rank] ?? 0) + what;
  for (let at = rank + 1; at < tree.length; at += at & -at) tree[at] = (tree[at] ?? 0) + what;
}

function below({ tree }: Counts, rank: number): number {
  let sum = 0;
  for (let at = rank; at > 0; at &= at - 1) sum += tree[at] ?? 0;
  return sum;
}

/** Backwards in time by buckets of ranks. Every row goes to its bucket in the stream; returned is where the buckets end. */
function compareBuckets(
  data: RiskSetData,
  ranks: Int32Array,
  bits: number,
  buckets: number,
  [begin, end]: readonly [number, number],
  tally: Tally,
  stream: Stream,
): Uint32Array {
  const { stop, event } = data;
  const counts = emptyCounts(buckets);
  const { next, events } = bucketsOf(data, ranks, bits, [begin, end], counts.eventsBelow);
  const mask = (1 << bits) - 1;
  let passed = 0;
  for (let to = end; to > begin; ) {
    let first = to - 1;
    while (first > begin && stop[first - 1] === stop[to - 1]) first -= 1;
    let censored = first;
    while (censored < to && event[censored] === 1) censored += 1;
    const deaths = censored - first;
    tally.tiedTime += (deaths * (deaths - 1)) / 2;
    for (let row = censored; row < to; row += 1) {
      const rank = ranks[row] ?? 0;
      const bucket = rank >>> bits;
      const earlier = events - passed;
      const less = (counts.eventsBelow[bucket] ?? 0) - Math.floor(below(counts, bucket) / EVENT);
      put(stream, next, bucket, (rank & mask) << 1, first, earlier, earlier - 2 * less);
    }
    for (let row = censored; row < to; row += 1) add(counts, (ranks[row] ?? 0) >>> bits, ROW);
    // A single event is not among the lower ranks that it is compared with: it can be added at once, at the end.
    for (let row = first; deaths > 1 && row < censored; row += 1) add(counts, (ranks[row] ?? 0) >>> bits, EVENT);
    passed += deaths;
    for (let row = first; row < censored; row += 1) {
      const rank = ranks[row] ?? 0;
      const bucket = rank >>> bits;
      const sum = below(counts, bucket);
      const passedBelow = Math.floor(sum / EVENT);
      const less = sum - passedBelow * EVENT;
      const [later, earlier] = [end - censored, events - passed];
      tally.concordant += less;
      tally.discordant += later - less;
      const excess = 2 * less - later + earlier - 2 * ((counts.eventsBelow[bucket] ?? 0) - passedBelow);
      put(stream, next, bucket, ((rank & mask) << 1) | 1, first, later + earlier, excess);
    }
    const added = deaths > 1 ? ROW : ROW + EVENT;
    for (let row = first; row < censored; row += 1) add(counts, (ranks[row] ?? 0) >>> bits, added);
    to = first;
  }
  return next;
}

/** The next free place of a bucket takes in a row. */
function put(
  { key, first, pairs, excess }: Stream,
  next: Uint32Array,
  bucket: number,
  keyOf: number,
  firstOf: number,
  pairsOf: number,
  excessOf: number,
): void {
  const at = next[bucket] ?? 0;
  next[bucket] = at + 1;
  key[at] = keyOf;
  first[at] = firstOf;
  pairs[at] = pairsOf;
  excess[at] = excessOf;
}

/** Where each bucket begins in the stream, all events, and into `eventsBelow` those in lower buckets. */
function bucketsOf(
  { event }: RiskSetData,
  ranks: Int32Array,
  bits: number,
  [begin, end]: readonly [number, number],
  eventsBelow: Float64Array,
): { next: Uint32Array; events: number } {
  const next = new Uint32Array(eventsBelow.length);
  for (let row = begin; row < end; row += 1) {
    const after = ((ranks[row] ?? 0) >>> bits) + 1;
    next[after] = (next[after] ?? 0) + 1;
    eventsBelow[after] = (eventsBelow[after] ?? 0) + (event[row] ?? 0);
  }
  for (let bucket = 1; bucket < next.length; bucket += 1) {
    next[bucket] = (next[bucket] ?? 0) + (next[bucket - 1] ?? 0);
    eventsBelow[bucket] = (eventsBelow[bucket] ?? 0) + (eventsBelow[bucket - 1] ?? 0);
  }
  return { next: next.subarray(0, -1), events: eventsBelow.at(-1) ?? 0 };
}

/** The rows of one bucket among themselves, backwards in time; censored rows come before the events of their time. */
function compareWithin(
  { key, first, excess }: Stream,
  from: number,
  to: number,
  counts: Counts,
  seen: Seen,
  tally: Tally,
): void {
  const { byRank, eventsBelow } = counts;
  clear(counts, seen);
  for (let i = from; i < to; i += 1) {
    const after = ((key[i] ?? 0) >>> 1) + 1;
    eventsBelow[after] = (eventsBelow[after] ?? 0) + ((key[i] ?? 0) & 1);
  }
  for (let rank = 1; rank < eventsBelow.length; rank += 1)
    eventsBelow[rank] = (eventsBelow[rank] ?? 0) + (eventsBelow[rank - 1] ?? 0);
  for (let begin = from, end = from; begin < to; begin = end) {
    let deaths = begin;
    for (; end < to && first[end] === first[begin]; end += 1) if (((key[end] ?? 0) & 1) === 0) deaths = end + 1;
    for (let i = begin; i < deaths; i += 1) {
      const rank = (key[i] ?? 0) >>> 1;
      const passed = 2 * Math.floor(below(counts, rank) / EVENT) + Math.floor((byRank[rank] ?? 0) / EVENT);
      excess[i] = (excess[i] ?? 0) + passed - (eventsBelow[rank] ?? 0) - (eventsBelow[rank + 1] ?? 0);
    }
    for (let i = begin; i < deaths; i += 1) add(counts, (key[i] ?? 0) >>> 1, ROW);
    const single = end - deaths === 1 ? EVENT : 0;
    for (let i = deaths; end - deaths > 1 && i < end; i += 1) {
      add(counts, (key[i] ?? 0) >>> 1, EVENT);
      countTied(seen, (key[i] ?? 0) >>> 1, first[i] ?? 0, tally);
    }
    for (let i = deaths; i < end; i += 1) {
      const rank = (key[i] ?? 0) >>> 1;
      const [sum, own] = [below(counts, rank), (byRank[rank] ?? 0) + single];
      const [passedBelow, passedEqual] = [Math.floor(sum / EVENT), Math.floor(own / EVENT)];
      const [less, equal] = [sum - passedBelow * EVENT, own - passedEqual * EVENT];
      tally.concordant += less;
      tally.discordant -= less + equal;
      tally.tiedRisk += equal;
      const earlier = (eventsBelow[rank] ?? 0) + (eventsBelow[rank + 1] ?? 0) - 2 * passedBelow - passedEqual;
      excess[i] = (excess[i] ?? 0) + 2 * less + equal - earlier;
    }
    for (let i = deaths; i < end; i += 1) add(counts, (key[i] ?? 0) >>> 1, ROW + single);
  }
}

/** The time at which an event of a rank was last seen, and how many of that time and rank. */
type Seen = Readonly<{ at: Float64Array; same: Float64Array }>;

function clear({ tree, byRank, eventsBelow }: Counts, { at }: Seen): void {
  tree.fill(0);
  byRank.fill(0);
  eventsBelow.fill(0);
  at.fill(-1);
}

/** Pairs of events equal in time and risk. */
function countTied({ at, same }: Seen, rank: number, first: number, tally: Tally): void {
  const before = at[rank] === first ? (same[rank] ?? 0) : 0;
  at[rank] = first;
  same[rank] = before + 1;
  tally.tiedBoth += before;
  tally.tiedTime -= before;
}
