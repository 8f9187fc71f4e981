import { checkLevel, DEFAULT_LEVEL } from '../curves/confidence-limits';
import { checkedCodes, type Column } from '../data/observations';
import { chiSquareUpperTail } from '../math/gamma-distribution';
import { studentTUpperQuantile, studentTUpperTail } from '../math/student-distributions';
import type { NotEstimable } from '../not-estimable';
import { tauSquared, typicalVariance } from './heterogeneity';
import { checkedMetaOptions, metaAnalysis, waldFigures, type MetaAnalysis, type MetaOptions } from './meta-analysis';
import { allEqual, checkedEffects, weightedRegression, type Effects } from './weighted-regression';

/** A coefficient of a regression over studies, on the scale of pooling; null with the state of the regression. */
export type MetaCoefficient = Readonly<
  Record<'estimate' | 'standardError' | 'lower' | 'upper' | 'statistic' | 'p', number | null>
>;

/** How the effect changes with one property of the studies: the slope per unit, and the effect where the moderator is 0. */
export type MetaRegression = Readonly<{
  method: 'meta-regression';
  model: MetaAnalysis['model'];
  inference: MetaAnalysis['inference'];
  level: number;
  studies: number;
  intercept: MetaCoefficient;
  slope: MetaCoefficient;
  /** What the moderator leaves over: Q with k − 2 degrees of freedom, τ², I² in percent. */
  residualQ: number | null;
  residualDegreesOfFreedom: number;
  residualQP: number | null;
  tauSquared: number | null;
  iSquared: number | null;
  notEstimable: NotEstimable | null;
}>;

const NO_COEFFICIENT = { estimate: null, standardError: null, lower: null, upper: null, statistic: null, p: null };

/**
 * Meta-regression on one moderator, such as the year of the study or the age of its patients, with the model and inference of
 * `metaAnalysis` (k − 2 degrees of freedom). Fewer than three studies are `one_study`, a moderator that is the same in all is
 * `collinear`. Agrees with metafor's `rma(yi, vi, mods = ~ moderator, method, test)`.
 */
export function metaRegression(
  value: Column,
  standardError: Column,
  moderator: Column,
  options: MetaOptions = {},
): MetaRegression {
  const { model, inference, level } = checkedMetaOptions(options);
  const { effects, mean } = centred(checkedEffects(value, standardError, moderator ?? []));
  const studies = effects.value.length;
  const named = { method: 'meta-regression', model, inference, level, studies } as const;
  const none = (notEstimable: NotEstimable): MetaRegression => ({
    ...named,
    intercept: NO_COEFFICIENT,
    slope: NO_COEFFICIENT,
    residualQ: null,
    residualDegreesOfFreedom: Math.max(0, studies - 2),
    residualQP: null,
    tauSquared: null,
    iSquared: null,
    notEstimable,
  });
  if (studies < 3) return none('one_study');
  if (allEqual({ ...effects, value: (effects.moderator ?? []).map((x) => x + mean) })) return none('collinear');
  const scaled = inference === 'hartung-knapp';
  if (scaled && allEqual(effects)) return none('zero_variance');
  const tau = model === 'common' ? 0 : tauSquared(effects, model);
  if (tau === null) return none('not_converged');
  const { coefficients, covariance, q, residualDegreesOfFreedom: df } = weightedRegression(effects, tau);
  if (scaled && onTheLine(effects, q, tau)) return none('zero_variance');
  const factor = scaled ? q / df : 1;
  const [a = 0, b = 0] = coefficients;
  const [aa, ab, bb] = [covariance[0]?.[0] ?? 0, covariance[0]?.[1] ?? 0, covariance[1]?.[1] ?? 0];
  const figures = (estimate: number, variance: number): MetaCoefficient => ({
    estimate,
    ...waldFigures(estimate, Math.sqrt(factor * variance), scaled ? df : null, level),
  });
  const residual = weightedRegression(effects, 0);
  const typical = typicalVariance(effects);
  return {
    ...named,
    intercept: figures(a - b * mean, aa - 2 * mean * ab + mean * mean * bb),
    slope: figures(b, bb),
    residualQ: residual.q,
    residualDegreesOfFreedom: df,
    residualQP: chiSquareUpperTail(residual.q, df),
    tauSquared: tau,
    iSquared: model === 'common' ? Math.max(0, (100 * (residual.q - df)) / residual.q) : (100 * tau) / (tau + typical),
    notEstimable: null,
  };
}

/** Whether the studies lie on the line to the last digits, so that what is left of their distances is rounding. */
function onTheLine({ value, variance }: Effects, q: number, tau: number): boolean {
  return q <= 1e-28 * value.reduce((sum, v, i) => sum + v ** 2 / ((variance[i] ?? 0) + tau), 0);
}

/** The moderator around its mean: a calendar year squared beside a 1 would cost half of the digits. */
function centred(effects: Effects): { effects: Effects; mean: number } {
  const moderator = effects.moderator ?? [];
  const mean = moderator.reduce((sum, x) => sum + x, 0) / moderator.length;
  return { effects: { ...effects, moderator: moderator.map((x) => x - mean) }, mean };
}

/** Studies pooled in groups, and whether the groups differ. */
export type SubgroupTest = Readonly<{
  method: 'subgroups';
  level: number;
  /** By group code; a code without studies has none. */
  groups: readonly Readonly<{ group: number; pooled: MetaAnalysis }>[];
  /** Squared differences of the pooled effects over their variances. */
  q: number | null;
  degreesOfFreedom: number;
  p: number | null;
  notEstimable: NotEstimable | null;
}>;

/**
 * Pools the studies of each group with a spread of its own and tests whether the pooled effects are equal, χ² with groups − 1
 * degrees of freedom. Agrees with metafor's `rma(…, subset)` per group and `rma(estimates, sei, mods = ~ factor(group), method =
 * "FE")$QM`.
 */
export function subgroupTest(
  value: Column,
  standardError: Column,
  group: Column,
  options: MetaOptions = {},
): SubgroupTest {
  const { level } = checkedMetaOptions(options);
  const { value: values, variance } = checkedEffects(value, standardError);
  const codes = checkedCodes('group', group, values.length);
  const groups = [...new Set(codes)]
    .sort((a, b) => a - b)
    .map((code) => {
      const own = (column: readonly number[]): number[] => column.filter((_, i) => codes[i] === code);
      return { group: code, pooled: metaAnalysis(own(values), own(variance.map(Math.sqrt)), options) };
    });
  const named = { method: 'subgroups', level, groups, degreesOfFreedom: groups.length - 1 } as const;
  const none = (notEstimable: NotEstimable): SubgroupTest => ({ ...named, q: null, p: null, notEstimable });
  if (groups.length < 2) return none('one_group');
  const known = groups.flatMap(({ pooled }) =>
    pooled.estimate === null || pooled.standardError === null
      ? []
      : [{ estimate: pooled.estimate, weight: 1 / pooled.standardError ** 2 }],
  );
  const missing = groups.find(({ pooled }) => pooled.standardError === null);
  if (missing !== undefined) return none(missing.pooled.notEstimable ?? 'zero_variance');
  const sum = known.reduce((total, { weight }) => total + weight, 0);
  const mean = known.reduce((total, { weight, estimate }) => total + weight * estimate, 0) / sum;
  const q = known.reduce((total, { weight, estimate }) => total + weight * (estimate - mean) ** 2, 0);
  return { ...named, q, p: chiSquareUpperTail(q, groups.length - 1), notEstimable: null };
}

/** Egger's test: whether small studies say something else than large ones. */
export type EggerTest = Readonly<{
  method: 'egger';
  level: number;
  studies: number;
  /** Change of the effect per unit of standard error, tested by t with k − 2 degrees of freedom. */
  slope: number | null;
  standardError: number | null;
  statistic: number | null;
  degreesOfFreedom: number;
  p: number | null;
  /** The effect that a study without error would have. */
  limit: number | null;
  lower: number | null;
  upper: number | null;
  notEstimable: NotEstimable | null;
}>;

/**
 * Egger's regression test for funnel plot asymmetry (BMJ 1997;315:629-634): effects on their standard errors, weighted by
 * precision, with a multiplicative error. Agrees with metafor's `regtest(yi, vi, model = "lm")`.
 */
export function eggerTest(value: Column, standardError: Column, level = DEFAULT_LEVEL): EggerTest {
  checkLevel(level);
  const given = checkedEffects(value, standardError);
  const errors = given.variance.map(Math.sqrt);
  const { effects, mean } = centred({ ...given, moderator: errors });
  const studies = errors.length;
  const df = Math.max(0, studies - 2);
  const named = { method: 'egger', level, studies, degreesOfFreedom: df } as const;
  const nothing = { slope: null, standardError: null, statistic: null, p: null, limit: null, lower: null, upper: null };
  if (studies < 3) return { ...named, ...nothing, notEstimable: 'one_study' };
  if (allEqual({ ...effects, value: errors })) return { ...named, ...nothing, notEstimable: 'collinear' };
  const { coefficients, covariance, q } = weightedRegression(effects, 0);
  if (allEqual(effects) || onTheLine(effects, q, 0)) return { ...named, ...nothing, notEstimable: 'zero_variance' };
  const [a = 0, slope = 0] = coefficients;
  const [aa, ab, bb] = [covariance[0]?.[0] ?? 0, covariance[0]?.[1] ?? 0, covariance[1]?.[1] ?? 0];
  const error = Math.sqrt((q / df) * bb);
  const limit = a - slope * mean;
  const half =
    studentTUpperQuantile((1 - level) / 2, df) * Math.sqrt((q / df) * (aa - 2 * mean * ab + mean * mean * bb));
  const statistic = slope / error;
  return {
    ...named,
    slope,
    standardError: error,
    statistic,
    p: Math.min(1, 2 * studentTUpperTail(Math.abs(statistic), df)),
    limit,
    lower: limit - half,
    upper: limit + half,
    notEstimable: null,
  };
}
