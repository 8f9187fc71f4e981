import type { EventTable } from './event-table';
import { forEachBlock, type GrayBlock } from './gray-times';

/** Scores of one cause for all groups but the last, their covariance (row-major), and the events of the cause. */
export type GraySums = { score: Float64Array; variance: Float64Array; events: number };

/**
 * What one cause remembers, in the notation of the paper: `pooled` the common incidence, `remaining` one less the
 * incidence of each group; `c` the integrated weights; `v2`, `v3` the parts of the variance that wait for the final `c`.
 * Pairs stand at group × size + score.
 */
type CauseWalk = {
  groups: number;
  size: number;
  pooled: number;
  remaining: Float64Array;
  c: Float64Array;
  v2: Float64Array;
  v3: Float64Array;
  first: Float64Array;
};

/** Adds one stratum to the sums of every cause, in one walk through the event times of its groups. */
export function addStratum(tables: readonly EventTable[], rho: number, sums: readonly GraySums[]): void {
  const groups = tables.length;
  const size = groups - 1;
  if (size < 1) return;
  const walks = sums.map((): CauseWalk => ({
    groups, size, pooled: 0, remaining: new Float64Array(groups).fill(1), c: new Float64Array(groups * size),
    v2: new Float64Array(groups * size), v3: new Float64Array(groups), first: new Float64Array(size),
  }));
  forEachBlock(tables, sums.length, (block) => {
    sums.forEach((own, cause) => {
      const walk = walks[cause];
      if (walk !== undefined) addBlock(block, cause, walk, rho, own);
    });
  });
  walks.forEach((walk, cause) => addFinalTerms(walk, sums[cause]?.variance ?? walk.first));
}

function addBlock(block: GrayBlock, cause: number, walk: CauseWalk, rho: number, sums: GraySums): void {
  const { groups } = walk;
  for (let m = 0; m < block.count; m += 1) {
    const from = (cause * block.room + m) * groups;
    const own = block.totals[cause * block.room + m] ?? 0;
    const pooledAfter = walk.pooled + own / (block.h[m] ?? 1);
    if (own > 0) {
      const weight = rho === 0 ? 1 : (1 - walk.pooled) ** rho;
      addScore(block, m, from, own, weight, walk, sums.score);
      addOwnEvents(block, m, own, weight, pooledAfter, walk, sums.variance);
      sums.events += own;
    }
    addOtherEvents(block, m, from, pooledAfter, walk, sums.variance);
    walk.pooled = pooledAfter;
  }
}

/** The score at one time; then the incidences move on. */
function addScore(block: GrayBlock, m: number, from: number, own: number, weight: number, { groups, remaining }: CauseWalk, score: Float64Array): void {
  const { share, events } = block;
  const base = m * groups;
  let weighted = 0;
  for (let g = 0; g < groups; g += 1) weighted += (share[base + g] ?? 0) * (remaining[g] ?? 0);
  const expected = own / weighted;
  for (let g = 0; g < score.length; g += 1) {
    score[g] = (score[g] ?? 0) + weight * ((events[from + g] ?? 0) - expected * (share[base + g] ?? 0) * (remaining[g] ?? 0));
  }
  const last = block.lastGroup[m] ?? 0;
  for (let g = block.firstGroup[m] ?? 0; g <= last; g += 1) {
    const d = events[from + g] ?? 0;
    if (d > 0) remaining[g] = (remaining[g] ?? 0) - d / (share[base + g] ?? 1);
  }
}

/** Variance from the events of the cause: pooled over the groups, as under the hypothesis. */
function addOwnEvents(block: GrayBlock, m: number, own: number, weight: number, pooledAfter: number, walk: CauseWalk, variance: Float64Array): void {
  const { share, after, before } = block;
  const { groups, size, first, c } = walk;
  const base = m * groups;
  const h = block.h[m] ?? 1;
  const growth = own / (h * (1 - walk.pooled));
  for (let k = 0; k < groups; k += 1) {
    const shareK = share[base + k] ?? 0;
    if (shareK === 0) continue;
    const free = after[base + k] ?? 0;
    const part = free > 0 ? 1 - (1 - pooledAfter) / free : 1;
    const ties = own > 1 ? 1 - (own - 1) / (h * (before[base + k] ?? 0) - 1) : 1;
    const others = (weight * shareK) / h;
    for (let i = 0; i < size; i += 1) {
      const shareI = share[base + i] ?? 0;
      const a = i === k ? shareI * (weight - others) : -shareI * others;
      const integrated = (c[k * size + i] ?? 0) + a * growth;
      c[k * size + i] = integrated;
      first[i] = a - part * integrated;
    }
    addSquares(walk, k, part, (ties * own) / (h * shareK), variance);
  }
}

/** Variance from the events of the other causes, within each group. */
function addOtherEvents(block: GrayBlock, m: number, from: number, pooledAfter: number, walk: CauseWalk, variance: Float64Array): void {
  const { all, events, after, before, share } = block;
  const { groups, size, first, c } = walk;
  const base = m * groups;
  const last = block.lastGroup[m] ?? 0;
  for (let k = block.firstGroup[m] ?? 0; k <= last; k += 1) {
    const d = (all[base + k] ?? 0) - (events[from + k] ?? 0);
    const free = after[base + k] ?? 0;
    if (d === 0 || !(free > 0)) continue;
    const part = (1 - pooledAfter) / free;
    const shareK = share[base + k] ?? 0;
    const ties = d > 1 ? 1 - (d - 1) / (shareK * (before[base + k] ?? 0) - 1) : 1;
    for (let i = 0; i < size; i += 1) first[i] = part * (c[k * size + i] ?? 0);
    addSquares(walk, k, -part, (ties * d) / (shareK * shareK), variance);
  }
}

/** The lower triangle of the variance only; `addFinalTerms` mirrors it. */
function addSquares({ size, first, v2, v3 }: CauseWalk, k: number, part: number, jump: number, variance: Float64Array): void {
  v3[k] = (v3[k] ?? 0) + part * part * jump;
  for (let i = 0; i < size; i += 1) {
    const scaled = (first[i] ?? 0) * jump;
    v2[k * size + i] = (v2[k * size + i] ?? 0) + scaled * part;
    for (let j = 0; j <= i; j += 1) variance[i * size + j] = (variance[i * size + j] ?? 0) + scaled * (first[j] ?? 0);
  }
}

function addFinalTerms({ groups, size, c, v2, v3 }: CauseWalk, variance: Float64Array): void {
  for (let i = 0; i < size; i += 1) {
    for (let j = 0; j <= i; j += 1) {
      let sum = variance[i * size + j] ?? 0;
      for (let at = 0, k = 0; k < groups; at += size, k += 1) {
        const ci = c[at + i] ?? 0;
        const cj = c[at + j] ?? 0;
        sum += ci * cj * (v3[k] ?? 0) + ci * (v2[at + j] ?? 0) + cj * (v2[at + i] ?? 0);
      }
      variance[i * size + j] = sum;
      variance[j * size + i] = sum;
    }
  }
}
