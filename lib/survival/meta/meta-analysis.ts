import { checkChoice, checkGiven } from '../choices';
import { checkLevel, DEFAULT_LEVEL } from '../curves/confidence-limits';
import { SurvivalInputError } from '../errors';
import { chiSquareUpperTail } from '../math/gamma-distribution';
import {
  TAU_SQUARED_METHODS,
  tauSquared,
  tauSquaredLimits,
  typicalVariance,
  type TauSquaredMethod,
} from './heterogeneity';
import { criticalValue, twoSidedP } from '../math/normal-distribution';
import type { NotEstimable } from '../not-estimable';
import type { Column } from '../data/observations';
import { studentTUpperQuantile, studentTUpperTail } from '../math/student-distributions';
import { allEqual, checkedEffects, weightedRegression, type Effects } from './weighted-regression';

export type MetaModel = 'common' | TauSquaredMethod;

const INFERENCES = ['normal', 'hartung-knapp'] as const;
export type MetaInference = (typeof INFERENCES)[number];

export type MetaOptions = Readonly<{
  /** Default `reml`. */
  model?: MetaModel;
  /** `hartung-knapp`: t with k − 1 degrees of freedom and the variance scaled by the weighted residual mean square. */
  inference?: MetaInference;
  level?: number;
}>;

/** Pooled effect on the scale it was given on; null = not estimable. */
export type MetaAnalysis = Readonly<{
  model: MetaModel;
  inference: MetaInference;
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
  /** `not_defined` for a common effect, which has no spread. */
  tauSquared: number | null;
  tauSquaredLower: number | null;
  tauSquaredUpper: number | null;
  tauSquaredNotEstimable: NotEstimable | null;
  /** Percent. */
  iSquared: number | null;
  hSquared: number | null;
  /**
   * Where the true effect of a further study would lie: the estimate ± t with k − 2 degrees of freedom × √(τ² + SE²)
   * (Higgins, Thompson, Spiegelhalter 2009; metafor's `pi.type = "riley"`). `not_defined` for a common effect and for fewer
   * than three studies, where the spread cannot be told from chance.
   */
  predictionLower: number | null;
  predictionUpper: number | null;
  predictionNotEstimable: NotEstimable | null;
  /** The same with the critical value of the confidence interval, as metafor prints it by default. Too narrow for few studies. */
  asConfidencePredictionLower: number | null;
  asConfidencePredictionUpper: number | null;
  asConfidencePredictionNotEstimable: NotEstimable | null;
  notEstimable: NotEstimable | null;
}>;

/** Model, inference and level, checked; defaults where they are not given. */
export function checkedMetaOptions(options: MetaOptions): Required<MetaOptions> {
  checkGiven('options', options);
  const { model = 'reml', inference = 'normal', level = DEFAULT_LEVEL } = options;
  checkChoice('model', model, ['common', ...TAU_SQUARED_METHODS]);
  checkChoice('inference', inference, INFERENCES);
  checkLevel(level);
  return { model, inference, level };
}

/**
 * Pools study effects with inverse-variance weights: common effect, or random effects with τ² by DerSimonian–Laird, REML, ML,
 * Paule–Mandel, Sidik–Jonkman or Hunter–Schmidt. One study gives its own estimate and `one_study` for everything about
 * heterogeneity; Hartung and Knapp's error of studies that all say the same is `zero_variance`. Agrees with
 * metafor's `rma(yi, vi, method, test)`, `confint` (τ² by the Q-profile) and `predict`.
 */
export function metaAnalysis(value: Column, standardError: Column, options: MetaOptions = {}): MetaAnalysis {
  const settings = checkedMetaOptions(options);
  const { model, inference, level } = settings;
  const effects = checkedEffects(value, standardError);
  const studies = effects.value.length;
  const tau = model === 'common' || studies === 1 ? 0 : tauSquared(effects, model);
  const named = { model, inference, level, studies, qDegreesOfFreedom: studies - 1 };
  if (tau === null) return { ...named, ...NOTHING, weights: [], notEstimable: 'not_converged' };
  const { coefficients, covariance, q, weights } = weightedRegression(effects, tau);
  const sum = weights.reduce((total, w) => total + w, 0);
  const scaled = inference === 'hartung-knapp';
  const known = { ...named, weights: weights.map((w) => (100 * w) / sum), estimate: coefficients[0] ?? 0 };
  if (scaled && studies === 1) return { ...NOTHING, ...known, notEstimable: 'one_study' };
  const spread = studies === 1 ? {} : heterogeneity(effects, model, tau, level);
  if (scaled && allEqual(effects)) return { ...NOTHING, ...known, ...spread, notEstimable: 'zero_variance' };
  const variance = (covariance[0]?.[0] ?? 0) * (scaled ? q / (studies - 1) : 1);
  const df = scaled ? studies - 1 : null;
  const figures = { ...NOTHING, ...known, ...waldFigures(known.estimate, Math.sqrt(variance), df, level) };
  if (studies === 1) return { ...figures, notEstimable: 'one_study' };
  return {
    ...figures,
    ...spread,
    ...predictions(known.estimate, variance, tau, settings, studies),
    notEstimable: null,
  };
}

export type WaldFigures = Readonly<Record<'standardError' | 'lower' | 'upper' | 'statistic' | 'p', number>>;

/** Error, limits and test of an estimate; t with `degreesOfFreedom`, normal where they are null. */
export function waldFigures(
  estimate: number,
  standardError: number,
  degreesOfFreedom: number | null,
  level: number,
): WaldFigures {
  const critical =
    degreesOfFreedom === null ? criticalValue(level) : studentTUpperQuantile((1 - level) / 2, degreesOfFreedom);
  const statistic = estimate / standardError;
  return {
    standardError,
    lower: estimate - critical * standardError,
    upper: estimate + critical * standardError,
    statistic,
    p:
      degreesOfFreedom === null
        ? twoSidedP(statistic)
        : Math.min(1, 2 * studentTUpperTail(Math.abs(statistic), degreesOfFreedom)),
  };
}

function predictions(
  estimate: number,
  variance: number,
  tau: number,
  { model, inference, level }: Required<MetaOptions>,
  studies: number,
): Partial<MetaAnalysis> {
  if (model === 'common') return {};
  const spread = Math.sqrt(variance + tau);
  const t = (df: number): number => studentTUpperQuantile((1 - level) / 2, df) * spread;
  const half = inference === 'normal' ? criticalValue(level) * spread : t(studies - 1);
  const asConfidence = {
    asConfidencePredictionLower: estimate - half,
    asConfidencePredictionUpper: estimate + half,
    asConfidencePredictionNotEstimable: null,
  };
  if (studies < 3) return asConfidence;
  const wide = t(studies - 2);
  return {
    ...asConfidence,
    predictionLower: estimate - wide,
    predictionUpper: estimate + wide,
    predictionNotEstimable: null,
  };
}

/** The analysis without each study in turn; metafor's `leave1out`. */
export function leaveOneOut(value: Column, standardError: Column, options: MetaOptions = {}): MetaAnalysis[] {
  const { value: values, variance } = checkedEffects(value, standardError);
  if (values.length < 2) throw new SurvivalInputError('value', 'empty');
  const errors = variance.map(Math.sqrt);
  const others = (column: readonly number[], left: number): number[] => column.filter((_, i) => i !== left);
  return values.map((_, left) => metaAnalysis(others(values, left), others(errors, left), options));
}

/** The analysis of the first 1, 2, … studies in the order given; metafor's `cumul`. */
export function cumulativeMeta(value: Column, standardError: Column, options: MetaOptions = {}): MetaAnalysis[] {
  const { value: values, variance } = checkedEffects(value, standardError);
  const errors = variance.map(Math.sqrt);
  return values.map((_, last) => metaAnalysis(values.slice(0, last + 1), errors.slice(0, last + 1), options));
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
  tauSquaredNotEstimable: 'not_defined',
  iSquared: null,
  hSquared: null,
  predictionLower: null,
  predictionUpper: null,
  predictionNotEstimable: 'not_defined',
  asConfidencePredictionLower: null,
  asConfidencePredictionUpper: null,
  asConfidencePredictionNotEstimable: 'not_defined',
} as const;

function heterogeneity(
  effects: Effects,
  model: MetaAnalysis['model'],
  tau: number,
  level: number,
): Partial<MetaAnalysis> {
  const df = effects.value.length - 1;
  const { q } = weightedRegression(effects, 0);
  const test = { q, qP: chiSquareUpperTail(q, df) };
  if (model === 'common') return { ...test, iSquared: q > 0 ? Math.max(0, (100 * (q - df)) / q) : 0, hSquared: q / df };
  const { lower, upper } = tauSquaredLimits(effects, level);
  const typical = typicalVariance(effects);
  return {
    ...test,
    tauSquared: tau,
    tauSquaredLower: lower,
    tauSquaredUpper: upper,
    tauSquaredNotEstimable: null,
    iSquared: (100 * tau) / (tau + typical),
    hSquared: tau / typical + 1,
  };
}
