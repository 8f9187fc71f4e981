import { checkLevel, DEFAULT_LEVEL } from '../curves/confidence-limits';
import { checkChoice } from '../choices';
import { checkFields } from '../shapes';
import { checkPositive } from '../math/quantile-search';
import { SurvivalInputError } from '../errors';
import type { MetaAnalysis } from './meta-analysis';
import { criticalValue } from '../math/normal-distribution';

/** Scale on which published survival probabilities are pooled. */
const SCALES = ['cloglog', 'logit', 'arcsin', 'log'] as const;
export type PoolingScale = (typeof SCALES)[number];

/** An effect on the pooling scale. */
export type ScaledEffect = Readonly<{ value: number; standardError: number }>;

/**
 * A survival probability with its standard error on the pooling scale, by the delta method. Survival of 0 or 1 has no
 * place on these scales and is refused: leave the study out and say so.
 */
export function scaleSurvival(survival: number, standardError: number, scale: PoolingScale): ScaledEffect {
  checkPositive(standardError, 'standardError');
  return checkedEffect(forward(survival, scale), standardError * slope(survival, scale));
}

/** An error that rounding has made 0, or too large for a number, says nothing about the study. */
function checkedEffect(value: number, standardError: number): ScaledEffect {
  if (!(standardError > 0 && standardError < Infinity)) throw new SurvivalInputError('standardError', 'out_of_range');
  return { value, standardError };
}

/** The same from published limits: half their distance on the scale in units of the critical value. */
export function scaleSurvivalFromLimits(
  survival: number,
  lower: number,
  upper: number,
  scale: PoolingScale,
  level = DEFAULT_LEVEL,
): ScaledEffect {
  checkLevel(level);
  checkPositive(survival, 'survival');
  checkPositive(lower, 'lower');
  checkPositive(upper, 'upper');
  if (!(lower < upper && lower <= survival && survival <= upper))
    throw new SurvivalInputError('survival', 'inconsistent');
  const width = Math.abs(forward(upper, scale, 'upper') - forward(lower, scale, 'lower'));
  return checkedEffect(forward(survival, scale), width / (2 * criticalValue(level)));
}

/** A value of the pooling scale as a survival probability; values outside the scale go to its end. */
export function unscaleSurvival(value: number, scale: PoolingScale): number {
  if (typeof value !== 'number' || Number.isNaN(value)) throw new SurvivalInputError('value', 'not_finite');
  checkChoice('scale', scale, SCALES);
  if (scale === 'cloglog') return Math.exp(-Math.exp(value));
  if (scale === 'logit') return 1 / (1 + Math.exp(-value));
  if (scale === 'log') return Math.min(1, Math.exp(value));
  return Math.sin(Math.min(Math.PI / 2, Math.max(0, value))) ** 2;
}

export type PooledSurvival = Readonly<
  Record<'estimate' | 'lower' | 'upper' | 'predictionLower' | 'predictionUpper', number | null> &
    Pick<MetaAnalysis, 'predictionNotEstimable' | 'notEstimable'>
>;

/** A pooled result as survival probabilities. On the cloglog scale survival falls as the value rises: limits swap. */
export function pooledSurvival(pooled: MetaAnalysis, scale: PoolingScale): PooledSurvival {
  checkFields('pooled', pooled, POOLED_FIELDS);
  const back = (value: number | null): number | null => (value === null ? null : unscaleSurvival(value, scale));
  const [low, high] = [back(pooled.lower), back(pooled.upper)];
  const [predictedLow, predictedHigh] = [back(pooled.predictionLower), back(pooled.predictionUpper)];
  const estimate = back(pooled.estimate);
  const { predictionNotEstimable, notEstimable } = pooled;
  const states = { predictionNotEstimable, notEstimable };
  if (scale === 'cloglog')
    return {
      estimate,
      lower: high,
      upper: low,
      predictionLower: predictedHigh,
      predictionUpper: predictedLow,
      ...states,
    };
  return {
    estimate,
    lower: low,
    upper: high,
    predictionLower: predictedLow,
    predictionUpper: predictedHigh,
    ...states,
  };
}

const POOLED_FIELDS = {
  estimate: 'number or null',
  lower: 'number or null',
  upper: 'number or null',
  predictionLower: 'number or null',
  predictionUpper: 'number or null',
} as const;

function forward(survival: number, scale: PoolingScale, argument = 'survival'): number {
  checkChoice('scale', scale, SCALES);
  if (!(typeof survival === 'number' && survival > 0 && survival < 1))
    throw new SurvivalInputError(argument, 'out_of_range');
  if (scale === 'cloglog') return Math.log(-Math.log(survival));
  if (scale === 'logit') return Math.log(survival / (1 - survival));
  return scale === 'log' ? Math.log(survival) : Math.asin(Math.sqrt(survival));
}

function slope(survival: number, scale: PoolingScale): number {
  if (scale === 'cloglog') return 1 / (survival * -Math.log(survival));
  if (scale === 'logit') return 1 / (survival * (1 - survival));
  return scale === 'log' ? 1 / survival : 1 / (2 * Math.sqrt(survival * (1 - survival)));
}
