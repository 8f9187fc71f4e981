import { coxConcordance, type Concordance } from './concordance';
import { prepareCox, type CoxData, type PreparedCox } from './data';
import { checkExactWork, coxExactLikelihood } from './exact';
import { coxLikelihood, eventTotals, TIES, type CoxLikelihood, type CoxTies } from './likelihood';
import { fingerprint, keepPrepared } from './kept-data';
import { maximise, type NewtonResult } from './newton';
import { fitsOnePass, onePassLikelihood } from './one-pass';
import { linearPredictor, type RiskSetData } from './risk-sets';
import { sampleStart } from './sample-start';
import { clusterProduct, coxSums, scoreResiduals } from './score-residuals';
import { createWorkspace } from './workspace';
import { checkChoice, checkGiven } from '../choices';
import { checkLevel, DEFAULT_LEVEL } from '../curves/confidence-limits';
import { SurvivalInputError } from '../errors';
import { chiSquareUpperTail } from '../math/gamma-distribution';
import { factorize, quadraticForm } from '../math/linear-algebra';
import { criticalValue, twoSidedP } from '../math/normal-distribution';
import type { NotEstimable } from '../not-estimable';

export type CoxOptions = Readonly<{
  /** Default `efron`. */
  ties?: CoxTies;
  /** Confidence level of the intervals, default 0.95. */
  level?: number;
  /** Sandwich errors; default true when clusters or fractional weights are given, as in R. */
  robust?: boolean;
  /** Default true; the only part of a fit that costs n log n. */
  concordance?: boolean;
}>;

/** A χ² test; null figures when it cannot be computed, with the reason. */
export type CoxTest = Readonly<{
  chiSquared: number | null;
  degreesOfFreedom: number;
  p: number | null;
  notEstimable: NotEstimable | null;
}>;

/**
 * One coefficient (log hazard ratio per unit of the covariate) with its Wald interval on the log scale. `standardError`
 * is the robust one in a robust fit. `notEstimable` says why figures are null: `collinear`, or `monotone_likelihood` with
 * `tendsTo` telling where the hazard ratio goes.
 */
export type CoxTerm = Readonly<{
  name: string;
  coefficient: number | null;
  standardError: number | null;
  naiveStandardError: number | null;
  z: number | null;
  p: number | null;
  hazardRatio: number | null;
  lower: number | null;
  upper: number | null;
  notEstimable: NotEstimable | null;
  tendsTo: 'zero' | 'infinity' | null;
}>;

export type CoxFit = Readonly<{
  method: Readonly<{ model: 'cox'; ties: CoxTies; errors: 'information' | 'robust'; interval: 'wald'; level: number }>;
  n: number;
  events: number;
  terms: readonly CoxTerm[];
  /** Covariance of the coefficients (robust in a robust fit); 0 in rows of collinear terms, null where a term is infinite. */
  variance: readonly (readonly (number | null)[])[];
  varianceNotEstimable: NotEstimable | null;
  logLikelihoodNull: number | null;
  logLikelihood: number | null;
  likelihoodRatio: CoxTest;
  wald: CoxTest;
  score: CoxTest;
  /** `not_defined` in a fit without sandwich errors. */
  robustScore: CoxTest;
  aic: number | null;
  /** Uses the number of events, as R does. */
  bic: number | null;
  /** `not_defined` where it was not asked for. */
  concordance: Concordance;
  iterations: number;
  /** Of the data: residuals, curves and tests of the fit refuse others. Computed when first read, from what the fit has kept. */
  fingerprint: string;
  /** Why the model as a whole, or some term of it, has no estimate; null when all is estimated. */
  notEstimable: NotEstimable | null;
}>;

/**
 * Cox's proportional hazards model (JRSS B 1972;34:187-220) for right-censored or counting-process data with strata,
 * case weights and clusters. A row is at risk after its start up to and including its time. Ties: Efron (default),
 * Breslow, or exact. Intervals exp(b -/+ z se). Infinite and redundant coefficients come back as null with a state;
 * likelihood and likelihood-ratio test stay valid then.
 * Agrees with `coxph(Surv(time, event) ~ x, ties = "efron")` of R's survival, iterated to convergence.
 * Throws `SurvivalInputError` for invalid columns and for weights or robust errors together with exact ties.
 */
export function fitCox(data: CoxData, options: CoxOptions = {}): CoxFit {
  const prepared = prepareCox(data);
  const settings = checkedSettings(data, options);
  const fit = prepared.events === 0 ? emptyFit(prepared, settings) : fitPrepared(prepared, settings, options);
  keepPrepared(fit, data, prepared);
  return fit;
}

function fitPrepared(prepared: PreparedCox, settings: Settings, options: CoxOptions): CoxFit {
  const { riskSets } = prepared;
  const likelihood = (rows: RiskSetData): ((beta: Float64Array) => CoxLikelihood) => likelihoodOf(rows, settings.ties);
  const newton = maximise(likelihood(riskSets), riskSets.columns, prepared.events, () =>
    settings.ties === 'exact' ? null : sampleStart(riskSets, likelihood),
  );
  const naive = inputUnits(newton.variance, prepared.scales);
  const robust = settings.robust ? robustVariance(prepared, newton, settings.ties) : null;
  const notEstimable = fitState(newton, riskSets.columns);
  const variance = robust === null ? naive : inputUnits(robust.variance, prepared.scales);
  const terms = prepared.names.map((name, j) => term(name, j, prepared, newton, variance, naive, settings));
  const rows = varianceRows(variance, newton);
  const degreesOfFreedom = riskSets.columns - newton.redundant.length;
  const { logLikelihood } = newton.atEnd;
  let told: string | undefined;
  return {
    method: methodOf(settings),
    n: riskSets.rows,
    events: prepared.events,
    terms,
    variance: rows,
    varianceNotEstimable: rows.flat().includes(null) ? (notEstimable ?? 'estimate_at_boundary') : null,
    logLikelihoodNull: newton.atZero.logLikelihood,
    logLikelihood,
    likelihoodRatio: chiSquareTest(2 * (logLikelihood - newton.atZero.logLikelihood), degreesOfFreedom),
    wald: waldTest(newton, robust === null ? null : robust.variance, degreesOfFreedom),
    score: chiSquareTest(
      quadraticForm(factorize(newton.atZero.information, riskSets.columns), newton.atZero.score),
      degreesOfFreedom,
    ),
    robustScore: robust === null ? noTest(degreesOfFreedom, 'not_defined') : robust.score,
    aic: 2 * degreesOfFreedom - 2 * logLikelihood,
    bic: degreesOfFreedom * Math.log(prepared.events) - 2 * logLikelihood,
    concordance:
      options.concordance === false ? noConcordance('not_defined') : concordanceOf(prepared, newton, settings.robust),
    iterations: newton.iterations,
    get fingerprint() {
      return (told ??= fingerprint(prepared));
    },
    notEstimable,
  };
}

/** The log partial likelihood as a function of beta, computed in the way that suits the data. */
function likelihoodOf(riskSets: RiskSetData, ties: CoxTies): (beta: Float64Array) => CoxLikelihood {
  const totals = eventTotals(riskSets);
  if (ties !== 'exact' && fitsOnePass(riskSets)) return (beta) => onePassLikelihood(riskSets, beta, ties, totals);
  if (ties === 'exact') checkExactWork(riskSets);
  const work = createWorkspace(riskSets, ties === 'efron');
  const likelihood = ties === 'exact' ? coxExactLikelihood : coxLikelihood;
  return (beta) => likelihood(riskSets, beta, work, totals);
}

type Settings = Readonly<{ ties: CoxTies; level: number; robust: boolean }>;

function checkedSettings(data: CoxData, options: CoxOptions): Settings {
  checkGiven('options', options);
  const { ties = 'efron', level = DEFAULT_LEVEL } = options;
  checkLevel(level);
  checkChoice('ties', ties, TIES);
  const fractional =
    data.weights !== undefined && Array.prototype.some.call(data.weights, (w: number) => !Number.isInteger(w));
  const robust = options.robust ?? (data.cluster !== undefined || fractional);
  if (ties === 'exact' && data.weights !== undefined) throw new SurvivalInputError('weights', 'unsupported');
  if (ties === 'exact' && robust) throw new SurvivalInputError('robust', 'unsupported');
  return { ties, level, robust };
}

function methodOf(settings: Settings): CoxFit['method'] {
  return {
    model: 'cox',
    ties: settings.ties,
    errors: settings.robust ? 'robust' : 'information',
    interval: 'wald',
    level: settings.level,
  };
}

function fitState(newton: NewtonResult, p: number): NotEstimable | null {
  if (newton.redundant.length === p) return 'zero_variance';
  if (newton.diverging.some((direction) => direction !== 0)) return 'monotone_likelihood';
  if (!newton.converged) return 'not_converged';
  return newton.redundant.length > 0 ? 'collinear' : null;
}

/** Sandwich D'D with D the weighted dfbeta summed by cluster (Lin and Wei, JASA 1989;84:1074-1078). */
function robustVariance(
  prepared: PreparedCox,
  newton: NewtonResult,
  ties: CoxTies,
): { variance: Float64Array; score: CoxTest } {
  const { riskSets, order, cluster } = prepared;
  const p = riskSets.columns;
  const meatAt = (beta: Float64Array): Float64Array =>
    clusterProduct(riskSets, scoreResiduals(riskSets, coxSums(riskSets, beta, ties)), order, cluster);
  const variance = sandwich(newton.variance, meatAt(newton.beta), p);
  const atZero = meatAt(new Float64Array(p));
  const factor = factorize(atZero, p);
  const degreesOfFreedom = p - newton.redundant.length;
  const score =
    p - factor.redundant.length < degreesOfFreedom
      ? noTest(degreesOfFreedom, 'zero_variance')
      : chiSquareTest(quadraticForm(factor, newton.atZero.score), degreesOfFreedom);
  return { variance, score };
}

/** A M A for symmetric A and M. */
export function sandwich(bread: Float64Array, meat: Float64Array, p: number): Float64Array {
  return multiply(multiply(bread, meat, p), bread, p);
}

function multiply(a: Float64Array, b: Float64Array, p: number): Float64Array {
  const product = new Float64Array(p * p);
  for (let i = 0; i < p; i += 1) {
    for (let j = 0; j < p; j += 1) {
      let sum = 0;
      for (let k = 0; k < p; k += 1) sum += (a[i * p + k] ?? 0) * (b[k * p + j] ?? 0);
      product[i * p + j] = sum;
    }
  }
  return product;
}

function inputUnits(variance: Float64Array, scales: Float64Array): Float64Array {
  const p = scales.length;
  return variance.map((value, at) => value / (scales[Math.floor(at / p)] ?? 1) / (scales[at % p] ?? 1));
}

/** Covariances for a result: null where a term is infinite, 0 where one is redundant. Columns as prepared. */
export function varianceRows(
  variance: Float64Array,
  { beta, diverging, redundant }: Pick<NewtonResult, 'beta' | 'diverging' | 'redundant'>,
): (number | null)[][] {
  const p = beta.length;
  return Array.from(beta, (_, j) =>
    Array.from(beta, (_column, k) => {
      if (diverging[j] !== 0 || diverging[k] !== 0) return null;
      if (redundant.includes(j) || redundant.includes(k)) return 0;
      const value = variance[j * p + k] ?? 0;
      return Number.isFinite(value) ? value : null;
    }),
  );
}

function term(
  name: string,
  j: number,
  prepared: PreparedCox,
  newton: NewtonResult,
  variance: Float64Array,
  naive: Float64Array,
  settings: Settings,
): CoxTerm {
  const direction = newton.diverging[j] ?? 0;
  if (newton.redundant.includes(j))
    return missingTerm(name, newton.redundant.length === newton.beta.length ? 'zero_variance' : 'collinear', null);
  if (direction !== 0) return missingTerm(name, 'monotone_likelihood', direction > 0 ? 'infinity' : 'zero');
  if (!newton.converged) return missingTerm(name, 'not_converged', null);
  const p = newton.beta.length;
  const coefficient = (newton.beta[j] ?? 0) / (prepared.scales[j] ?? 1);
  const standardError = Math.sqrt(variance[j * p + j] ?? 0);
  const naiveStandardError = Math.sqrt(naive[j * p + j] ?? 0);
  // A sandwich of a single cluster is zero: no error, so no test and no interval.
  if (!(standardError > 0 && standardError < Infinity))
    return {
      ...missingTerm(name, standardError === 0 ? 'zero_variance' : 'estimate_at_boundary', null),
      coefficient,
      hazardRatio: finiteOrNull(Math.exp(coefficient)),
      naiveStandardError: finiteOrNull(naiveStandardError),
    };
  return {
    name,
    coefficient,
    standardError,
    naiveStandardError,
    ...hazardRatioFigures(coefficient, standardError, settings.level),
    tendsTo: null,
  };
}

/**
 * Wald test, hazard ratio and its limits. Where the ratio or a limit is too large or too small for a number, all three are
 * null with `estimate_at_boundary`: the data say nothing about it, or the unit of the covariate is not one to print.
 */
export function hazardRatioFigures(
  coefficient: number,
  standardError: number,
  level: number,
): Pick<CoxTerm, 'z' | 'p' | 'hazardRatio' | 'lower' | 'upper' | 'notEstimable'> {
  const z = coefficient / standardError;
  const p = twoSidedP(z);
  const half = criticalValue(level) * standardError;
  const [hazardRatio, upper] = [Math.exp(coefficient), Math.exp(coefficient + half)];
  if (!(hazardRatio > 0 && upper < Infinity))
    return { z, p, hazardRatio: null, lower: null, upper: null, notEstimable: 'estimate_at_boundary' };
  return { z, p, hazardRatio, lower: Math.exp(coefficient - half), upper, notEstimable: null };
}

export function finiteOrNull(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}

function missingTerm(name: string, notEstimable: NotEstimable, tendsTo: CoxTerm['tendsTo']): CoxTerm {
  return {
    name,
    coefficient: null,
    standardError: null,
    naiveStandardError: null,
    z: null,
    p: null,
    hazardRatio: null,
    lower: null,
    upper: null,
    notEstimable,
    tendsTo,
  };
}

/** χ² test against its upper tail; df = 0 leaves nothing to test. */
export function chiSquareTest(chiSquared: number, degreesOfFreedom: number): CoxTest {
  if (degreesOfFreedom === 0) return noTest(0, 'zero_variance');
  // Rounding may leave a statistic that is zero a little below it.
  const value = Math.max(0, chiSquared);
  return { chiSquared: value, degreesOfFreedom, p: chiSquareUpperTail(value, degreesOfFreedom), notEstimable: null };
}

function noTest(degreesOfFreedom: number, notEstimable: NotEstimable): CoxTest {
  return { chiSquared: null, degreesOfFreedom, p: null, notEstimable };
}

function waldTest(newton: NewtonResult, robust: Float64Array | null, degreesOfFreedom: number): CoxTest {
  if (newton.diverging.some((direction) => direction !== 0)) return noTest(degreesOfFreedom, 'monotone_likelihood');
  if (!newton.converged) return noTest(degreesOfFreedom, 'not_converged');
  const p = newton.beta.length;
  if (robust === null) return chiSquareTest(bilinear(newton.atEnd.information, newton.beta), degreesOfFreedom);
  const factor = factorize(robust, p);
  if (p - factor.redundant.length < degreesOfFreedom) return noTest(degreesOfFreedom, 'zero_variance');
  return chiSquareTest(quadraticForm(factor, newton.beta), degreesOfFreedom);
}

/** b' I b: with the information itself nothing has to be inverted. */
function bilinear(matrix: Float64Array, vector: Float64Array): number {
  const p = vector.length;
  return matrix.reduce((sum, value, at) => sum + value * (vector[Math.floor(at / p)] ?? 0) * (vector[at % p] ?? 0), 0);
}

function noConcordance(notEstimable: NotEstimable): Concordance {
  const counts = { concordant: 0, discordant: 0, tiedRisk: 0, tiedTime: 0, tiedBoth: 0 };
  return { concordance: null, standardError: null, ...counts, notEstimable };
}

function concordanceOf(prepared: PreparedCox, newton: NewtonResult, robust: boolean): Concordance {
  const { riskSets, order, cluster } = prepared;
  const eta = linearPredictor(riskSets, newton.beta);
  return coxConcordance(riskSets, eta, order, robust ? cluster : null);
}

function emptyFit(prepared: PreparedCox, settings: Settings): CoxFit {
  const p = prepared.names.length;
  const none = noTest(p, 'no_events');
  return {
    method: methodOf(settings),
    n: prepared.riskSets.rows,
    events: 0,
    terms: prepared.names.map((name) => missingTerm(name, 'no_events', null)),
    variance: Array.from({ length: p }, () => Array.from({ length: p }, () => null)),
    varianceNotEstimable: 'no_events',
    logLikelihoodNull: null,
    logLikelihood: null,
    likelihoodRatio: none,
    wald: none,
    score: none,
    robustScore: settings.robust ? none : noTest(p, 'not_defined'),
    aic: null,
    bic: null,
    concordance: noConcordance('no_events'),
    iterations: 0,
    fingerprint: fingerprint(prepared),
    notEstimable: 'no_events',
  };
}
