import { checkLevel, DEFAULT_LEVEL } from '../curves/confidence-limits';
import { SurvivalInputError } from '../errors';
import { chiSquareUpperTail } from '../math/gamma-distribution';
import {
  tauSquared,
  tauSquaredLimits,
  typicalVariance,
  weightedMean,
  type Effects,
  type TauSquaredMethod,
} from './heterogeneity';
import { criticalValue, twoSidedP } from '../math/normal-distribution';
import type { NotEstimable } from '../not-estimable';
import { checkedNumbers, type Column } from '../data/observations';
import { studentTQuantile, studentTUpperTail } from '../math/student-distributions';

export type MetaOptions = Readonly<{
  model?: 'common' | TauSquaredMethod;
  /** `hartung-knapp`: t with k − 1 degrees of freedom and the variance scaled by the weighted residual mean square. */
  inference?: 'normal' | 'hartung-knapp';
  level?: number;
}>;

/** Pooled effect on the scale it was given on; null = not estimable. */
export type MetaAnalysis = Readonly<{
  model: 'common' | TauSquaredMethod;
  inference: 'normal' | 'hartung-knapp';
  level: number;
  studies: number;
  /** Percent of the weight per study. */
  weights: readonly number[];
  estimate: number | null;
  standardError: number | null;
  lower: number | null;
  upper: number | null;
  statistic: number | null;
  p: number | null;
  q: number | null;
  qDegreesOfFreedom: number;
  qP: number | null;
  tauSquared: number | null;
  tauSquaredLower: number | null;
  tauSquaredUpper: number | null;
  /** Percent. */
  iSquared: number | null;
  hSquared: number | null;
  predictionLower: number | null;
  predictionUpper: number | null;
  notEstimable: NotEstimable | null;
}>;

/**
 * Pools study effects with inverse-variance weights: common effect, or random effects with τ² by DerSimonian–Laird, REML
 * or Paule–Mandel. One study gives its own estimate and `one_study` for everything about heterogeneity. Agrees with
 * metafor's `rma(yi, vi, method, test)`, `confint` (τ² by the Q-profile) and `predict` (prediction interval).
 */
export function metaAnalysis(value: Column, standardError: Column, options: MetaOptions = {}): MetaAnalysis {
  const { model = 'reml', inference = 'normal', level = DEFAULT_LEVEL } = options;
  checkLevel(level);
  const effects = checkedEffects(value, standardError);
  const studies = effects.value.length;
  const tau = model === 'common' || studies === 1 ? 0 : tauSquared(effects, model);
  const named = { model, inference, level, studies, qDegreesOfFreedom: studies - 1 };
  if (tau === null) return { ...named, ...NOTHING, weights: [], notEstimable: 'not_converged' };
  const { mean, sum, q, weights } = weightedMean(effects, tau);
  const scaled = inference === 'hartung-knapp';
  const common = { ...named, weights: weights.map((w) => (100 * w) / sum), estimate: mean };
  if (scaled && studies === 1) return { ...NOTHING, ...common, notEstimable: 'one_study' };
  const variance = scaled ? q / (studies - 1) / sum : 1 / sum;
  const error = Math.sqrt(variance);
  const critical = scaled ? studentTQuantile(1 - (1 - level) / 2, studies - 1) : criticalValue(level);
  const statistic = error > 0 ? mean / error : null;
  const figures = {
    ...common,
    standardError: error,
    lower: mean - critical * error,
    upper: mean + critical * error,
    statistic,
    p:
      statistic === null
        ? null
        : scaled
          ? 2 * studentTUpperTail(Math.abs(statistic), studies - 1)
          : twoSidedP(statistic),
  };
  if (studies === 1) return { ...NOTHING, ...figures, notEstimable: 'one_study' };
  const halfPrediction = critical * Math.sqrt(variance + tau);
  const prediction =
    model === 'common' ? {} : { predictionLower: mean - halfPrediction, predictionUpper: mean + halfPrediction };
  const notEstimable = error > 0 ? null : 'zero_variance';
  return { ...NOTHING, ...figures, ...heterogeneity(effects, model, tau, level), ...prediction, notEstimable };
}

/** The analysis without each study in turn; metafor's `leave1out`. */
export function leaveOneOut(value: Column, standardError: Column, options: MetaOptions = {}): MetaAnalysis[] {
  const others = (column: Column, left: number): number[] => Array.from(column).filter((_, i) => i !== left);
  if (value.length < 2) throw new SurvivalInputError('value', 'empty');
  return Array.from({ length: value.length }, (_, left) =>
    metaAnalysis(others(value, left), others(standardError, left), options),
  );
}

/** The analysis of the first 1, 2, … studies in the order given; metafor's `cumul`. */
export function cumulativeMeta(value: Column, standardError: Column, options: MetaOptions = {}): MetaAnalysis[] {
  return Array.from({ length: value.length }, (_, last) =>
    metaAnalysis(Array.from(value).slice(0, last + 1), Array.from(standardError).slice(0, last + 1), options),
  );
}

const NOTHING = {
  estimate: null,
  standardError: null,
  lower: null,
  upper: null,
  statistic: null,
  p: null,
  q: null,
  qP: null,
  tauSquared: null,
  tauSquaredLower: null,
  tauSquaredUpper: null,
  iSquared: null,
  hSquared: null,
  predictionLower: null,
  predictionUpper: null,
};

function heterogeneity(
  effects: Effects,
  model: MetaAnalysis['model'],
  tau: number,
  level: number,
): Partial<MetaAnalysis> {
  const df = effects.value.length - 1;
  const { q } = weightedMean(effects, 0);
  const test = { q, qP: chiSquareUpperTail(q, df) };
  if (model === 'common') return { ...test, iSquared: q > 0 ? Math.max(0, (100 * (q - df)) / q) : 0, hSquared: q / df };
  const { lower, upper } = tauSquaredLimits(effects, level);
  const typical = typicalVariance(effects);
  return {
    ...test,
    tauSquared: tau,
    tauSquaredLower: lower,
    tauSquaredUpper: upper,
    iSquared: (100 * tau) / (tau + typical),
    hSquared: tau / typical + 1,
  };
}

function checkedEffects(value: Column, standardError: Column): Effects {
  if (value.length === 0) throw new SurvivalInputError('value', 'empty');
  const errors = checkedNumbers('standardError', standardError, value.length);
  errors.forEach((error, i) => {
    if (!(error > 0)) throw new SurvivalInputError('standardError', 'out_of_range', i);
  });
  return {
    value: Array.from(checkedNumbers('value', value, value.length)),
    variance: Array.from(errors, (error) => error * error),
  };
}
