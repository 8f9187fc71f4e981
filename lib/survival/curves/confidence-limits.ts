import { checkChoice, checkGiven } from '../choices';
import { SurvivalInputError } from '../errors';

/**
 * Scale on which a limit is symmetric: survfit's `conf.type` plain, log, log-log, arcsin, logit, and etm's cloglog,
 * log(−log(1 − p)). The program's default is log-log, whose limits stay inside [0, 1]; R's is log, so an interval must always
 * name its method.
 */
const CONFIDENCE_TYPES = ['plain', 'log', 'log-log', 'cloglog', 'arcsin', 'logit'] as const;
export type ConfidenceType = (typeof CONFIDENCE_TYPES)[number];

export type Limits = Readonly<{ lower: number; upper: number }>;

export const DEFAULT_CONFIDENCE_TYPE: ConfidenceType = 'log-log';
export const DEFAULT_LEVEL = 0.95;

/** Scale and level of limits, checked; defaults where they are not given. */
export function checkedLimits(options: Readonly<{ confidenceType?: ConfidenceType; level?: number }>): {
  confidenceType: ConfidenceType;
  level: number;
} {
  checkGiven('options', options);
  const { confidenceType = DEFAULT_CONFIDENCE_TYPE, level = DEFAULT_LEVEL } = options;
  checkChoice('confidenceType', confidenceType, CONFIDENCE_TYPES);
  checkLevel(level);
  return { confidenceType, level };
}

/** A confidence level strictly between 0 and 1. */
export function checkLevel(level: number): void {
  if (!(typeof level === 'number' && level > 0 && level < 1)) throw new SurvivalInputError('level', 'out_of_range');
}

/**
 * Limits of a survival probability above 0, from the standard error of its logarithm; `z` is the critical value.
 * Both limits equal the estimate while the error is 0. Agrees with R's `survival:::survfit_confint`, except at a
 * survival of exactly 1, where R 3.5 has no log-log, logit and arcsin limits.
 */
export function confidenceLimits(type: ConfidenceType, survival: number, logError: number, z: number): Limits {
  if (logError === 0) return { lower: survival, upper: survival };
  return limitsFrom({ type, survival, log: Math.log(survival), gone: 1 - survival }, logError, z);
}

/**
 * Limits of exp(−hazard) from a finite cumulative hazard, whose digits count where the survival is 1 or 0 to the last of
 * its own; `error` is that of the hazard.
 */
export function hazardLimits(type: ConfidenceType, hazard: number, error: number, z: number): Limits {
  const survival = Math.exp(-hazard);
  if (error === 0 || hazard === 0) return { lower: survival, upper: survival };
  const limits = limitsFrom({ type, survival, log: -hazard, gone: -Math.expm1(-hazard) }, error, z);
  return { lower: Math.min(limits.lower, survival), upper: Math.max(limits.upper, survival) };
}

/** Rounding of a product of shares that is 0 or 1. */
const ROUNDING = 1e-12;

/**
 * The limits of a probability as they are told. At 0 and at 1 the formulas give an error of 0, and limits without any width
 * would say of a handful of patients that nothing is uncertain: there are none, as R's `survfit(…, conf.type = "log-log")` has none there from the first exit on.
 */
export function toldLimits(
  probability: number | null,
  lower: number | null,
  upper: number | null,
): { lower: number | null; upper: number | null } {
  const inside = probability !== null && probability > ROUNDING && probability < 1 - ROUNDING;
  return inside ? { lower, upper } : { lower: null, upper: null };
}

/** A probability with its logarithm and its complement. */
const LARGEST_EXPONENT = 700;

type Estimate = Readonly<{ type: ConfidenceType; survival: number; log: number; gone: number }>;

function limitsFrom(estimate: Estimate, logError: number, z: number): Limits {
  const { type, survival } = estimate;
  if (type === 'log-log') return logLogLimits(estimate, logError, z);
  if (type === 'cloglog') return cloglogLimits(estimate, logError, z);
  if (type === 'plain') {
    const half = z * survival * logError;
    return { lower: Math.max(0, survival - half), upper: Math.min(1, survival + half) };
  }
  if (type === 'log') {
    const factor = Math.exp(z * logError);
    return { lower: survival / factor, upper: survival === 0 ? 0 : Math.min(1, survival * factor) };
  }
  if (type === 'logit') return logitLimits(estimate, logError, z);
  return arcsinLimits(estimate, logError, z);
}

/**
 * Limits of a column of probabilities from their standard errors, row by row; a row like the one before it takes its
 * limits. Limits equal the value where that is 0 or its error is 0.
 */
export function limitColumns(
  type: ConfidenceType,
  values: Float64Array,
  standardErrors: Float64Array,
  z: number,
): { lower: Float64Array; upper: Float64Array } {
  const [lower, upper] = [values.slice(), values.slice()];
  if (type === 'log-log') {
    fillLogLog(values, standardErrors, z, lower, upper);
    return { lower, upper };
  }
  let before = -1;
  let errorBefore = -1;
  for (let i = 0; i < values.length; i += 1) {
    const value = values[i] ?? 0;
    const error = standardErrors[i] ?? 0;
    if (value === before && error === errorBefore) {
      lower[i] = lower[i - 1] ?? 0;
      upper[i] = upper[i - 1] ?? 0;
      continue;
    }
    before = value;
    errorBefore = error;
    if (value === 0 || error === 0) continue;
    const limits = confidenceLimits(type, value, error / value, z);
    lower[i] = limits.lower;
    upper[i] = limits.upper;
  }
  return { lower, upper };
}

/** What `limitColumns` does, for the default scale without an object a row. */
function fillLogLog(
  values: Float64Array,
  standardErrors: Float64Array,
  z: number,
  lower: Float64Array,
  upper: Float64Array,
): void {
  let before = -1;
  let errorBefore = -1;
  let low = 0;
  let high = 0;
  for (let i = 0; i < values.length; i += 1) {
    const value = values[i] ?? 0;
    const error = standardErrors[i] ?? 0;
    if (value === 0 || error === 0) continue;
    if (value !== before || error !== errorBefore) {
      before = value;
      errorBefore = error;
      const log = Math.log(value);
      const factor = Math.exp((-z * (error / value)) / log);
      low = Math.exp(log * factor);
      high = Math.exp(log / factor);
    }
    lower[i] = low;
    upper[i] = high;
  }
}

function logLogLimits({ log }: Estimate, logError: number, z: number): Limits {
  const factor = Math.exp((-z * logError) / log);
  return { lower: Math.exp(log * factor), upper: Math.exp(log / factor) };
}

function cloglogLimits({ survival, gone }: Estimate, logError: number, z: number): Limits {
  if (survival === 0) return { lower: 0, upper: 0 };
  const logGone = survival < 0.5 ? Math.log1p(-survival) : Math.log(gone);
  const factor = Math.exp((z * survival * logError) / (gone * -logGone));
  return { lower: -Math.expm1(logGone / factor), upper: -Math.expm1(logGone * factor) };
}

function logitLimits({ survival, gone }: Estimate, logError: number, z: number): Limits {
  const odds = survival / gone;
  // Next to 1 both the odds and the factor leave the range of numbers; their logarithms do not.
  const half = (z * logError) / gone;
  if (!(odds < Infinity && half < LARGEST_EXPONENT)) {
    const logOdds = Math.log(survival) - Math.log(gone);
    return { lower: 1 / (1 + Math.exp(half - logOdds)), upper: 1 / (1 + Math.exp(-half - logOdds)) };
  }
  const factor = Math.exp(half);
  return { lower: 1 / (1 + factor / odds), upper: odds === 0 ? 0 : 1 / (1 + 1 / (odds * factor)) };
}

function arcsinLimits({ survival, gone }: Estimate, logError: number, z: number): Limits {
  const angle = Math.asin(Math.sqrt(survival));
  const half = (z * logError * Math.sqrt(survival / gone)) / 2;
  return { lower: Math.sin(Math.max(0, angle - half)) ** 2, upper: Math.sin(Math.min(Math.PI / 2, angle + half)) ** 2 };
}
