import { chiSquareQuantile, chiSquareUpperQuantile } from '../math/gamma-distribution';

/** Estimator of the variance between studies: DerSimonian–Laird, restricted maximum likelihood, Paule–Mandel. */
export type TauSquaredMethod = 'dersimonian-laird' | 'reml' | 'paule-mandel';

/** Study estimates on the scale of pooling, with their sampling variances. */
export type Effects = Readonly<{ value: readonly number[]; variance: readonly number[] }>;

const MAXIMAL_STEPS = 1000;

/** Inverse-variance mean with its weights, their power sums, and the weighted sum of squares Q around the mean. */
export type WeightedMean = Readonly<Record<'mean' | 'q' | 'sum' | 'sumOfSquares' | 'sumOfCubes', number>> &
  Readonly<{ weights: number[] }>;

/** The weighted mean at a given τ². */
export function weightedMean({ value, variance }: Effects, tauSquared: number): WeightedMean {
  const weights = variance.map((v) => 1 / (v + tauSquared));
  const sum = weights.reduce((total, w) => total + w, 0);
  const mean = weights.reduce((total, w, i) => total + w * (value[i] ?? 0), 0) / sum;
  const q = weights.reduce((total, w, i) => total + w * ((value[i] ?? 0) - mean) ** 2, 0);
  const sumOfSquares = weights.reduce((total, w) => total + w * w, 0);
  return { mean, q, sum, sumOfSquares, sumOfCubes: weights.reduce((total, w) => total + w ** 3, 0), weights };
}

/** "Typical" sampling variance of Higgins and Thompson, which I² is measured against. */
export function typicalVariance(effects: Effects): number {
  const { sum, sumOfSquares } = weightedMean(effects, 0);
  return (effects.value.length - 1) / (sum - sumOfSquares / sum);
}

/** τ² of at least two studies; null when the iteration did not converge. Agrees with metafor's `rma(…, method)`. */
export function tauSquared(effects: Effects, method: TauSquaredMethod): number | null {
  const df = effects.value.length - 1;
  const { q, sum, sumOfSquares } = weightedMean(effects, 0);
  if (method === 'dersimonian-laird') return Math.max(0, (q - df) / (sum - sumOfSquares / sum));
  return method === 'paule-mandel' ? whereQIs(effects, df) : restrictedLikelihood(effects);
}

/** Q-profile limits of τ² (Viechtbauer 2007), as metafor's `confint(rma(…))`. */
export function tauSquaredLimits(effects: Effects, level: number): { lower: number; upper: number } {
  const df = effects.value.length - 1;
  const tail = (1 - level) / 2;
  return {
    lower: whereQIs(effects, chiSquareUpperQuantile(tail, df)),
    upper: whereQIs(effects, chiSquareQuantile(tail, df)),
  };
}

/** τ² at which the generalised Q statistic falls to `target`; 0 when it starts below. Q falls steadily in τ². */
function whereQIs(effects: Effects, target: number): number {
  const excess = (tau: number): number => weightedMean(effects, tau).q - target;
  if (excess(0) <= 0) return 0;
  let [low, high] = [0, Math.max(...effects.variance)];
  while (excess(high) > 0) [low, high] = [high, 2 * high];
  for (let step = 0; step < MAXIMAL_STEPS; step += 1) {
    const middle = (low + high) / 2;
    if (middle === low || middle === high) break;
    if (excess(middle) > 0) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/** Fisher scoring, started at Hedges' estimate and kept at 0 or above. */
function restrictedLikelihood(effects: Effects): number | null {
  let tau = hedgesStart(effects);
  for (let step = 0; step < MAXIMAL_STEPS; step += 1) {
    const { mean, weights, sum, sumOfSquares, sumOfCubes } = weightedMean(effects, tau);
    const ratio = sumOfSquares / sum;
    const squares = weights.reduce((total, w, i) => total + (w * ((effects.value[i] ?? 0) - mean)) ** 2, 0);
    const information = sumOfSquares - (2 * sumOfCubes) / sum + ratio * ratio;
    const next = Math.max(0, tau + (squares - (sum - ratio)) / information);
    if (Math.abs(next - tau) <= 1e-15 + 1e-14 * tau) return next;
    tau = next;
  }
  return null;
}

function hedgesStart({ value, variance }: Effects): number {
  const n = value.length;
  const mean = value.reduce((sum, v) => sum + v, 0) / n;
  const spread = value.reduce((sum, v) => sum + (v - mean) ** 2, 0) / (n - 1);
  return Math.max(0, spread - variance.reduce((sum, v) => sum + v, 0) / n);
}
