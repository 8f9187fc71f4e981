import { chiSquareQuantile, chiSquareUpperQuantile } from '../math/gamma-distribution';
import { residualSquares, weightedRegression, type Effects } from './weighted-regression';

/**
 * Estimators of the variance between studies: DerSimonian–Laird, restricted and full maximum likelihood, Paule–Mandel,
 * Sidik–Jonkman, Hunter–Schmidt.
 */
export const TAU_SQUARED_METHODS = [
  'dersimonian-laird',
  'reml',
  'ml',
  'paule-mandel',
  'sidik-jonkman',
  'hunter-schmidt',
] as const;
export type TauSquaredMethod = (typeof TAU_SQUARED_METHODS)[number];

const MAXIMAL_STEPS = 1000;

/** "Typical" sampling variance of Higgins and Thompson, which I² is measured against. */
export function typicalVariance(effects: Effects): number {
  const { residualDegreesOfFreedom, traceP } = weightedRegression(effects, 0);
  return residualDegreesOfFreedom / traceP;
}

/**
 * τ², of more studies than coefficients; null when the iteration did not converge. Agrees with metafor's
 * `rma(yi, vi, mods, method)` with methods DL, REML, ML, PM, SJ and HS.
 */
export function tauSquared(effects: Effects, method: TauSquaredMethod): number | null {
  const { residualDegreesOfFreedom: df, q, traceP, weights } = weightedRegression(effects, 0);
  const studies = effects.value.length;
  switch (method) {
    case 'dersimonian-laird':
      return Math.max(0, (q - df) / traceP);
    case 'hunter-schmidt':
      return Math.max(0, (q - studies) / weights.reduce((sum, w) => sum + w, 0));
    case 'sidik-jonkman': {
      const first = (spread(effects.value) * (studies - 1)) / studies;
      return first > 0 ? (first * weightedRegression(effects, first).q) / df : 0;
    }
    case 'paule-mandel':
      return whereQIs(effects, df);
    case 'ml':
    case 'reml':
      return likelihoodMaximum(effects, method);
  }
}

/** Q-profile limits of τ² (Viechtbauer 2007), as metafor's `confint(rma(…))`. */
export function tauSquaredLimits(effects: Effects, level: number): { lower: number; upper: number } {
  const df = weightedRegression(effects, 0).residualDegreesOfFreedom;
  const tail = (1 - level) / 2;
  return {
    lower: whereQIs(effects, chiSquareUpperQuantile(tail, df)),
    upper: whereQIs(effects, chiSquareQuantile(tail, df)),
  };
}

/** τ² at which the generalised Q statistic falls to `target`; 0 when it starts below. Q falls steadily in τ². */
function whereQIs(effects: Effects, target: number): number {
  const excess = (tau: number): number => residualSquares(effects, tau) - target;
  if (excess(0) <= 0) return 0;
  let [low, high] = [0, effects.variance.reduce((most, v) => Math.max(most, v), 0)];
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
function likelihoodMaximum(effects: Effects, method: 'ml' | 'reml'): number | null {
  const meanVariance = effects.variance.reduce((sum, v) => sum + v, 0) / effects.value.length;
  let tau = Math.max(0, spread(effects.value) - meanVariance);
  for (let step = 0; step < MAXIMAL_STEPS; step += 1) {
    const { squares, traceP, tracePP, weights } = weightedRegression(effects, tau);
    const [sum, sumOfSquares] = [1, 2].map((power) => weights.reduce((total, w) => total + w ** power, 0));
    const change = method === 'reml' ? (squares - traceP) / tracePP : (squares - (sum ?? 0)) / (sumOfSquares ?? 1);
    const next = Math.max(0, tau + change);
    if (Math.abs(next - tau) <= 1e-15 + 1e-14 * tau) return next;
    tau = next;
  }
  return null;
}

/** Variance of the values around their mean. */
function spread(value: readonly number[]): number {
  const mean = value.reduce((sum, v) => sum + v, 0) / value.length;
  return value.reduce((sum, v) => sum + (v - mean) ** 2, 0) / (value.length - 1);
}
