import { checkedLimits, hazardLimits, type ConfidenceType } from '../curves/confidence-limits';
import type { CoxData } from './data';
import type { CoxFit } from './fit';
import { restoreFit, type FittedCox } from './fitted';
import { coxSums, meanIncrements } from './score-residuals';
import type { CoxWorkspace } from './workspace';
import { SurvivalInputError } from '../errors';
import { criticalValue } from '../math/normal-distribution';
import type { NotEstimable } from '../not-estimable';

export type CoxCurveOptions = Readonly<{ confidenceType?: ConfidenceType; level?: number }>;

/**
 * Expected curve of a stratum for one set of covariates, one row per distinct exit time of the stratum. `standardError`
 * is that of the cumulative hazard (= of log survival) and includes the uncertainty of the coefficients. `lower` and
 * `upper` end at the last row with a survival above 0. `notEstimable` tells why there is no curve: as the fit, or
 * `estimate_at_boundary` for covariates so far from the data that the hazard leaves the range of numbers.
 */
export type CoxCurve = Readonly<{
  method: 'breslow' | 'efron';
  confidenceType: ConfidenceType;
  level: number;
  stratum: number;
  time: Float64Array;
  cumulativeHazard: Float64Array;
  standardError: Float64Array;
  survival: Float64Array;
  lower: Float64Array;
  upper: Float64Array;
  notEstimable: NotEstimable | null;
}>;

/**
 * Survival exp(-H) predicted by a fitted Cox model for given covariates (in the units of the input; null: all 0, the
 * baseline hazard), one curve per stratum. The hazard is Breslow's, or after an Efron fit its counterpart for tied
 * events. Agrees with `survfit(fit, newdata)` and `basehaz(fit, centered = FALSE)` of R's survival.
 */
export function coxCurves(
  data: CoxData,
  fit: CoxFit,
  covariates: Readonly<Record<string, number>> | null = null,
  options: CoxCurveOptions = {},
): CoxCurve[] {
  const { confidenceType, level } = checkedLimits(options);
  const fitted = restoreFit(data, fit);
  const method = fit.method.ties === 'efron' ? 'efron' : 'breslow';
  const common = { method, confidenceType, level } as const;
  if (fitted === null) return [{ ...common, stratum: 0, ...NO_CURVE, notEstimable: fit.notEstimable }];
  const at = standardized(fitted, covariates);
  const work = coxSums(fitted.prepared.riskSets, fitted.beta, fit.method.ties);
  const means = fitted.prepared.names.map((_, j) => meanIncrements(work, j).all);
  return fitted.prepared.strata.map((stratum, index) => {
    const hazard = hazardWithErrors(fitted, work, means, at, index);
    if (![...hazard.cumulativeHazard, ...hazard.standardError].every(Number.isFinite))
      return { ...common, stratum, ...NO_CURVE, notEstimable: 'estimate_at_boundary' };
    const survival = hazard.cumulativeHazard.map((value) => Math.exp(-value));
    return {
      ...common,
      stratum,
      ...hazard,
      survival,
      ...limits(survival, hazard, confidenceType, criticalValue(level)),
      notEstimable: null,
    };
  });
}

const NONE = new Float64Array(0);
const NO_CURVE = {
  time: NONE,
  cumulativeHazard: NONE,
  standardError: NONE,
  survival: NONE,
  lower: NONE,
  upper: NONE,
} as const;

/** The covariates asked for, centred and scaled like the prepared columns. */
function standardized({ prepared }: FittedCox, covariates: Readonly<Record<string, number>> | null): Float64Array {
  return Float64Array.from(prepared.names, (name, j) => {
    const value = covariates === null ? 0 : covariates[name];
    if (value === undefined) throw new SurvivalInputError(`covariates.${name}`, 'empty');
    if (!Number.isFinite(value)) throw new SurvivalInputError(`covariates.${name}`, 'not_finite');
    return (value - (prepared.means[j] ?? 0)) / (prepared.scales[j] ?? 1);
  });
}

type HazardCurve = Pick<CoxCurve, 'time' | 'cumulativeHazard' | 'standardError'>;

function hazardWithErrors(
  fitted: FittedCox,
  work: CoxWorkspace,
  means: readonly Float64Array[],
  at: Float64Array,
  index: number,
): HazardCurve {
  const { stop, stratumEnds, times } = fitted.prepared.riskSets;
  const time = distinct(stop.subarray(index === 0 ? 0 : stratumEnds[index - 1], stratumEnds[index]));
  const cumulativeHazard = new Float64Array(time.length);
  const standardError = new Float64Array(time.length);
  const relative = Math.exp(at.reduce((sum, value, j) => sum + value * (fitted.beta[j] ?? 0), 0));
  const meanTotals = new Float64Array(at.length);
  let [hazard, variance, e] = [0, 0, index === 0 ? 0 : (times.stratumEnds[index - 1] ?? 0)];
  for (let i = 0; i < time.length; i += 1) {
    for (; e < (times.stratumEnds[index] ?? 0) && (times.time[e] ?? 0) <= (time[i] ?? 0); e += 1) {
      hazard += work.ties.a[e] ?? 0;
      variance += work.ties.q[e] ?? 0;
      for (let j = 0; j < at.length; j += 1) meanTotals[j] = (meanTotals[j] ?? 0) + (means[j]?.[e] ?? 0);
    }
    const distance = at.map((value, j) => hazard * value - (meanTotals[j] ?? 0));
    cumulativeHazard[i] = hazard * relative;
    standardError[i] = Math.sqrt(Math.max(0, variance + quadratic(fitted.variance, distance))) * relative;
  }
  return { time, cumulativeHazard, standardError };
}

function distinct(ascending: Float64Array): Float64Array {
  return ascending.filter((value, i) => i === 0 || value !== ascending[i - 1]);
}

function quadratic(matrix: Float64Array, vector: Float64Array): number {
  const p = vector.length;
  let sum = 0;
  for (let j = 0; j < p; j += 1)
    for (let k = 0; k < p; k += 1) sum += (vector[j] ?? 0) * (matrix[j * p + k] ?? 0) * (vector[k] ?? 0);
  return sum;
}

function limits(
  survival: Float64Array,
  { cumulativeHazard, standardError }: HazardCurve,
  type: ConfidenceType,
  z: number,
): { lower: Float64Array; upper: Float64Array } {
  const zero = survival.findIndex((value) => value === 0);
  const rows = zero < 0 ? survival.length : zero;
  const lower = new Float64Array(rows);
  const upper = new Float64Array(rows);
  for (let i = 0; i < rows; i += 1) {
    const pair = hazardLimits(type, cumulativeHazard[i] ?? 0, standardError[i] ?? 0, z);
    lower[i] = pair.lower;
    upper[i] = pair.upper;
  }
  return { lower, upper };
}
