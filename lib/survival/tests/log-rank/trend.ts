import { checkFields, checkNumbers, checkSquare } from '../../shapes';
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
  checkResult(result);
  if (!Array.isArray(scores)) throw new SurvivalInputError('scores', 'empty');
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

function checkResult(result: LogRankResult): void {
  checkFields('result', result, { observed: 'list', expected: 'list', variance: 'list', notEstimable: 'text or null' });
  const { length } = result.observed;
  checkNumbers('result.observed', result.observed, length);
  checkNumbers('result.expected', result.expected, length);
  checkSquare('result.variance', result.variance, length);
}

function groupCodes(result: LogRankResult): number[] {
  checkFields('result', result, { observed: 'list' });
  return Array.from(result.observed.keys());
}
