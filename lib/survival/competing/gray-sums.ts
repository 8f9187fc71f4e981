import type { EventTable } from '../data/event-table';
import { forEachBlock, type GrayBlock } from './gray-times';

/** Scores of one cause for all groups but the last, their covariance (row-major), and the events of the cause. */
export type GraySums = { score: Float64Array; variance: Float64Array; events: number };

/**
 * What one cause remembers: `pooled` the common incidence, `remaining` one less the incidence of each group. The scores
 * are weighted sums of the estimation errors of all groups, so their variance is carried along
 * without waiting for the last weights: `spread` is the variance of each group's error so far, `covariance` that of score
 * and group (at score × groups + group), `half` a matrix that gives the variance of the scores with its transpose added.
 * `share`, `noise`, `gain` and `step` are of the present time only.
 */
type CauseWalk = Readonly<
  Record<'remaining' | 'spread' | 'covariance' | 'half' | 'share' | 'noise' | 'gain' | 'step', Float64Array>
> & {
  readonly cause: number;
  pooled: number;
};

/** Adds one stratum to the sums of every cause, in one walk through the event times of its groups. */
export function addStratum(tables: readonly EventTable[], rho: number, sums: readonly GraySums[]): void {
  const groups = tables.length;
  const size = groups - 1;
  if (size < 1) return;
  const column = (): Float64Array => new Float64Array(groups);
  const walks = sums.map(
    (_, cause): CauseWalk => ({
      cause,
      pooled: 0,
      remaining: column().fill(1),
      spread: column(),
      covariance: new Float64Array(size * groups),
      half: new Float64Array(size * size),
      share: column(),
      noise: column(),
      gain: column(),
      step: column(),
    }),
  );
  forEachBlock(tables, sums.length, (block) => {
    walks.forEach((walk, cause) => {
      const own = sums[cause];
      if (own !== undefined) addBlock(block, walk, rho, own);
    });
  });
  walks.forEach(({ half }, cause) => addBothHalves(half, size, sums[cause]?.variance ?? half));
}

function addBlock(block: GrayBlock, walk: CauseWalk, rho: number, sums: GraySums): void {
  const { room, count, totals } = block;
  const { share, cause } = walk;
  const from = cause * share.length * room;
  for (let m = 0; m < count; m += 1) {
    const own = totals[cause * room + m] ?? 0;
    if (own > 0) {
      let h = 0;
      for (let g = 0; g < share.length; g += 1) {
        const value = block.share[g * room + m] ?? 0;
        share[g] = value;
        h += value;
      }
      const weight = rho === 0 ? 1 : (1 - walk.pooled) ** rho;
      const growth = own / (h * (1 - walk.pooled));
      walk.pooled += own / h;
      addScore(block, m, from + m, own, weight, walk, sums.score);
      addOwnEvents(block, m, own, h, growth, walk);
      addVariance(weight, h, growth, walk);
      sums.events += own;
    }
    addOtherEvents(block, m, from + m, walk);
  }
}

/** The score at one time; then the incidences move on. */
function addScore(
  block: GrayBlock,
  m: number,
  from: number,
  own: number,
  weight: number,
  walk: CauseWalk,
  score: Float64Array,
): void {
  const { events, room, firstGroup, lastGroup } = block;
  const { share, remaining } = walk;
  let weighted = 0;
  for (let g = 0; g < share.length; g += 1) weighted += (share[g] ?? 0) * (remaining[g] ?? 0);
  const expected = own / weighted;
  for (let g = 0; g < score.length; g += 1) {
    score[g] =
      (score[g] ?? 0) + weight * ((events[from + g * room] ?? 0) - expected * (share[g] ?? 0) * (remaining[g] ?? 0));
  }
  const last = lastGroup[m] ?? 0;
  for (let g = firstGroup[m] ?? 0; g <= last; g += 1) {
    const d = events[from + g * room] ?? 0;
    if (d > 0) remaining[g] = (remaining[g] ?? 0) - d / (share[g] ?? 1);
  }
}

/** Errors from the events of the cause: pooled over the groups, as under the hypothesis. */
function addOwnEvents(
  { after, before, room }: GrayBlock,
  m: number,
  own: number,
  h: number,
  growth: number,
  walk: CauseWalk,
): void {
  const { share, spread, noise, gain, pooled } = walk;
  for (let k = 0; k < share.length; k += 1) {
    const shareK = share[k] ?? 0;
    const free = after[k * room + m] ?? 0;
    const part = free > 0 ? 1 - (1 - pooled) / free : 1;
    const ties = own > 1 ? 1 - (own - 1) / (h * (before[k * room + m] ?? 0) - 1) : 1;
    const jump = shareK > 0 ? (ties * own) / (h * shareK) : 0;
    const known = spread[k] ?? 0;
    spread[k] = known + part * part * jump;
    noise[k] = 0.5 * (jump + growth * growth * known);
    gain[k] = growth * known + part * jump;
  }
}

/** Each score takes in the errors of all groups, with the weights `a` of the paper; they add up to 0. */
function addVariance(weight: number, h: number, growth: number, walk: CauseWalk): void {
  const { share, noise, gain, covariance, step, half } = walk;
  const groups = share.length;
  const size = groups - 1;
  for (let i = 0, row = 0; i < size; i += 1, row += groups) {
    const others = -weight * ((share[i] ?? 0) / h);
    let sum = 0;
    for (let k = 0; k < groups; k += 1) {
      const shareK = share[k] ?? 0;
      const a = shareK * (i === k ? weight + others : others);
      const before = covariance[row + k] ?? 0;
      const moved = growth * before + (noise[k] ?? 0) * a;
      covariance[row + k] = before + (gain[k] ?? 0) * a;
      step[k] = moved;
      sum += shareK * moved;
    }
    const mean = sum / h;
    for (let j = 0, at = i * size; j < size; j += 1, at += 1)
      half[at] = (half[at] ?? 0) + weight * (share[j] ?? 0) * ((step[j] ?? 0) - mean);
  }
}

/** Errors from the events of the other causes, within each group. */
function addOtherEvents(block: GrayBlock, m: number, from: number, { pooled, spread }: CauseWalk): void {
  const { all, events, after, before, share, room, firstGroup, lastGroup } = block;
  const last = lastGroup[m] ?? 0;
  for (let k = firstGroup[m] ?? 0; k <= last; k += 1) {
    const at = k * room + m;
    const d = (all[at] ?? 0) - (events[from + k * room] ?? 0);
    const free = after[at] ?? 0;
    if (d === 0 || !(free > 0)) continue;
    const shareK = share[at] ?? 0;
    const part = (1 - pooled) / (free * shareK);
    const ties = d > 1 ? 1 - (d - 1) / (shareK * (before[at] ?? 0) - 1) : 1;
    spread[k] = (spread[k] ?? 0) + part * part * ties * d;
  }
}

function addBothHalves(half: Float64Array, size: number, variance: Float64Array): void {
  for (let i = 0; i < size; i += 1) {
    for (let j = 0; j < size; j += 1)
      variance[i * size + j] = (variance[i * size + j] ?? 0) + (half[i * size + j] ?? 0) + (half[j * size + i] ?? 0);
  }
}
