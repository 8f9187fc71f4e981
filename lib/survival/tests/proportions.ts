import { betaQuantile, betaUpperQuantile } from '../math/beta-distribution';
import { checkLevel, DEFAULT_LEVEL } from '../curves/confidence-limits';
import { checkChoice, checkGiven } from '../choices';
import { SurvivalInputError } from '../errors';
import { criticalValue } from '../math/normal-distribution';

const METHODS = ['wilson', 'clopper-pearson', 'agresti-coull', 'wald'] as const;
export type ProportionMethod = (typeof METHODS)[number];

export type Proportion = Readonly<Record<'level' | 'count' | 'n' | 'estimate' | 'lower' | 'upper', number>> &
  Readonly<{ method: ProportionMethod }>;

/**
 * A proportion with limits: Wilson's score limits, R's `prop.test(x, n, correct = FALSE)`; exact ones, `binom.test`; Agresti
 * and Coull's (Am Stat 1998;52:119-126); or Wald's, which have no width at 0 and 1 and are for comparison with papers only. The
 * last two are cut off at 0 and 1.
 */
export function proportion(
  count: number,
  n: number,
  method: ProportionMethod = 'wilson',
  level = DEFAULT_LEVEL,
): Proportion {
  checkCounts(count, n);
  checkLevel(level);
  checkChoice('method', method, METHODS);
  const limits = LIMITS[method](count, n, level);
  return { method, level, count, n, estimate: count / n, ...limits };
}

export type ProportionDifference = Readonly<{
  method: 'newcombe';
  level: number;
  estimate: number;
  lower: number;
  upper: number;
}>;

/** Second proportion minus the first with Newcombe's hybrid score limits (1998, method 10, no continuity correction). */
export function proportionDifference(
  first: Readonly<{ count: number; n: number }>,
  second: Readonly<{ count: number; n: number }>,
  level = DEFAULT_LEVEL,
): ProportionDifference {
  checkGiven('first', first);
  checkGiven('second', second);
  const a = proportion(first.count, first.n, 'wilson', level);
  const b = proportion(second.count, second.n, 'wilson', level);
  const estimate = b.estimate - a.estimate;
  return {
    method: 'newcombe',
    level,
    estimate,
    lower: estimate - Math.hypot(b.estimate - b.lower, a.upper - a.estimate),
    upper: estimate + Math.hypot(b.upper - b.estimate, a.estimate - a.lower),
  };
}

function checkCounts(count: number, size: number): void {
  if (!(Number.isSafeInteger(size) && size > 0)) throw new SurvivalInputError('n', 'out_of_range');
  if (!(Number.isInteger(count) && count >= 0 && count <= size)) throw new SurvivalInputError('count', 'out_of_range');
}

function wilsonLimits(count: number, size: number, level: number): { lower: number; upper: number } {
  const z = criticalValue(level);
  const share = count / size;
  const middle = share + (z * z) / (2 * size);
  const half = z * Math.sqrt((share * (1 - share)) / size + (z * z) / (4 * size * size));
  const scale = 1 + (z * z) / size;
  return { lower: count === 0 ? 0 : (middle - half) / scale, upper: count === size ? 1 : (middle + half) / scale };
}

function exactLimits(count: number, size: number, level: number): { lower: number; upper: number } {
  const tail = (1 - level) / 2;
  return {
    lower: count === 0 ? 0 : betaQuantile(tail, count, size - count + 1),
    upper: count === size ? 1 : betaUpperQuantile(tail, count + 1, size - count),
  };
}

function agrestiCoullLimits(count: number, size: number, level: number): { lower: number; upper: number } {
  const square = criticalValue(level) ** 2;
  return waldLimits(count + square / 2, size + square, level);
}

function waldLimits(count: number, size: number, level: number): { lower: number; upper: number } {
  const share = count / size;
  const half = criticalValue(level) * Math.sqrt((share * (1 - share)) / size);
  return { lower: Math.max(0, share - half), upper: Math.min(1, share + half) };
}

const LIMITS = {
  wilson: wilsonLimits,
  'clopper-pearson': exactLimits,
  'agresti-coull': agrestiCoullLimits,
  wald: waldLimits,
} as const satisfies Record<ProportionMethod, unknown>;
