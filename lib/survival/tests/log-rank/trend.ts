import { checkGiven } from '../../choices';
import { SurvivalInputError } from '../../errors';
import { chiSquareUpperTail } from '../../math/gamma-distribution';
import type { LogRankResult } from './log-rank';
import type { NotEstimable } from '../../not-estimable';

export type LogRankTrend = Readonly<{
  method: 'log-rank-trend';
  scores: readonly number[];
  z: number | null;
  chiSquared: number | null;
  degreesOfFreedom: 1;
  p: number | null;
  notEstimable: NotEstimable | null;
}>;

/**
 * Test for trend over ordered groups from a log-rank result: U = Σ score (O − E), variance score' V score (Tarone 1975).
 * With two groups it is the log-rank test itself. The scores default to 0, 1, 2, …
 */
export function logRankTrend(result: LogRankResult, scores: readonly number[] = groupCodes(result)): LogRankTrend {
  checkGiven('scores', scores);
  if (scores.length !== result.observed.length) throw new SurvivalInputError('scores', 'length_mismatch');
  scores.forEach((score, i) => {
    if (!Number.isFinite(score)) throw new SurvivalInputError('scores', 'not_finite', i);
  });
  const sum = scores.reduce(
    (total, score, g) => total + score * ((result.observed[g] ?? 0) - (result.expected[g] ?? 0)),
    0,
  );
  const variance = scores.reduce(
    (total, score, g) =>
      total + scores.reduce((row, other, k) => row + score * other * (result.variance[g]?.[k] ?? 0), 0),
    0,
  );
  const spread = result.variance.flat().reduce((largest, value) => Math.max(largest, Math.abs(value)), 0);
  if (!(variance > 1e-12 * spread)) {
    const notEstimable = result.notEstimable ?? 'zero_variance';
    return { method: 'log-rank-trend', scores, z: null, chiSquared: null, degreesOfFreedom: 1, p: null, notEstimable };
  }
  const z = sum / Math.sqrt(variance);
  return {
    method: 'log-rank-trend',
    scores,
    z,
    chiSquared: z * z,
    degreesOfFreedom: 1,
    p: chiSquareUpperTail(z * z, 1),
    notEstimable: null,
  };
}

function groupCodes(result: LogRankResult): number[] {
  checkGiven('result', result);
  return Array.from(result.observed.keys());
}
