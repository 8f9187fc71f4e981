import { checkGiven } from '../choices';
import { checkFields } from '../shapes';
import { checkLevel, DEFAULT_LEVEL } from '../curves/confidence-limits';
import { prepareCox, type Covariate, type PreparedCox } from '../cox/data';
import { chiSquareTest, finiteOrNull, hazardRatioFigures, sandwich, varianceRows, type CoxTest } from '../cox/fit';
import { maximise, type NewtonResult } from '../cox/newton';
import { largestCode } from './cumulative-incidence';
import { SurvivalInputError } from '../errors';
import { fineGrayData, fineGrayLikelihood, fineGrayMeat, fineGraySums, type FineGraySums } from './fine-gray-sums';
import type { NotEstimable } from '../not-estimable';
import { checkObservations, type Column } from '../data/observations';

/** Rows in any order; `event` 0 censored, 1..K the causes. */
export type FineGrayInput = Readonly<{ time: Column; event: Column; covariates: readonly Covariate[] }>;
export type FineGrayOptions = Readonly<{
  /** The cause whose incidence is modelled, default 1. */ cause?: number;
  causes?: number;
  level?: number;
}>;

/** One coefficient (log subdistribution hazard ratio), with sandwich error; null figures carry a state. */
export type FineGrayTerm = Readonly<{
  name: string;
  coefficient: number | null;
  standardError: number | null;
  z: number | null;
  p: number | null;
  hazardRatio: number | null;
  lower: number | null;
  upper: number | null;
  notEstimable: NotEstimable | null;
}>;

export type FineGrayFit = Readonly<{
  method: Readonly<{ model: 'fine-gray'; ties: 'breslow'; errors: 'sandwich'; interval: 'wald'; level: number }>;
  cause: number;
  n: number;
  events: number;
  terms: readonly FineGrayTerm[];
  variance: readonly (readonly (number | null)[])[];
  logLikelihoodNull: number | null;
  logLikelihood: number | null;
  likelihoodRatio: CoxTest;
  /** Jumps of the baseline subdistribution hazard with all covariates at `means`, at the times of the cause. */
  baseline: Readonly<{ time: Float64Array; jump: Float64Array }>;
  means: Readonly<Record<string, number>>;
  iterations: number;
  notEstimable: NotEstimable | null;
}>;

/**
 * Fine and Gray's proportional subdistribution hazards model (JASA 1999;94:496-509) of the cumulative incidence of one
 * cause. Whoever had another cause stays at risk with weight G(t-)/G(T-), G the Kaplan-Meier curve of the censoring
 * (events at a time are still at risk of censoring at it); ties by Breslow; sandwich errors that include the estimation
 * of G. Late entries are refused. Agrees with `cmprsk::crr(time, event, covariates, failcode)` iterated to convergence.
 * R's `survival::finegray` orders events and censorings at one time otherwise and differs where such ties exist.
 */
export function fitFineGray(input: FineGrayInput, options: FineGrayOptions = {}): FineGrayFit {
  checkGiven('options', options);
  checkGiven('input', input);
  const { cause = 1, level = DEFAULT_LEVEL } = options;
  checkLevel(level);
  if ('start' in input) throw new SurvivalInputError('start', 'unsupported');
  const causes = options.causes ?? Math.max(largestCode(input.event), cause);
  const { event } = checkObservations({ time: input.time, event: input.event }, causes);
  if (!Number.isInteger(cause) || cause < 1 || cause > causes) throw new SurvivalInputError('cause', 'out_of_range');
  const prepared = prepareCox({
    time: input.time,
    event: event.map((code) => (code === cause ? 1 : 0)),
    covariates: input.covariates,
  });
  if (prepared.events === 0) return emptyFit(prepared, cause, level);
  const competing = Uint8Array.from(prepared.order, (row) => (event[row] === 0 || event[row] === cause ? 0 : 1));
  const data = fineGrayData(prepared.riskSets, competing);
  const p = prepared.riskSets.columns;
  const newton = maximise((beta) => fineGrayLikelihood(data, beta), p, prepared.events);
  const sums = fineGraySums(data, newton.beta);
  const variance = sandwich(newton.variance, fineGrayMeat(data, sums), p);
  return fitResult(prepared, newton, sums, variance, cause, level);
}

export type FineGrayCurve = Readonly<{
  time: Float64Array;
  incidence: Float64Array;
  notEstimable: NotEstimable | null;
}>;

/**
 * Cumulative incidence 1 - exp(-H) predicted for given covariates, at the times of the cause; without rows when the model
 * has no estimate, and says why. Agrees with `predict(fit, cov1)` of cmprsk.
 */
export function fineGrayCurve(fit: FineGrayFit, covariates: Readonly<Record<string, number>>): FineGrayCurve {
  checkFields('fit', fit, { terms: 'list', notEstimable: 'text or null' });
  checkGiven('covariates', covariates);
  if (fit.notEstimable !== null && fit.notEstimable !== 'collinear')
    return { time: new Float64Array(0), incidence: new Float64Array(0), notEstimable: fit.notEstimable };
  checkFields('fit.baseline', fit.baseline, { time: 'column', jump: 'column' });
  checkGiven('fit.means', fit.means);
  let eta = 0;
  for (const term of fit.terms) {
    checkFields('fit.terms', term, { name: 'text or null', coefficient: 'number or null' });
    checkFields('fit.means', fit.means, { [term.name]: 'number' });
    const value = covariates[term.name];
    if (value === undefined) throw new SurvivalInputError(`covariates.${term.name}`, 'empty');
    if (!Number.isFinite(value)) throw new SurvivalInputError(`covariates.${term.name}`, 'not_finite');
    eta += (term.coefficient ?? 0) * (value - (fit.means[term.name] ?? 0));
  }
  let hazard = 0;
  const incidence = fit.baseline.jump.map((jump) => {
    hazard += jump * Math.exp(eta);
    return -Math.expm1(-hazard);
  });
  return { time: fit.baseline.time, incidence, notEstimable: null };
}

function stateOf(newton: NewtonResult, p: number): NotEstimable | null {
  if (newton.redundant.length === p) return 'zero_variance';
  if (newton.diverging.some((direction) => direction !== 0)) return 'monotone_likelihood';
  if (!newton.converged) return 'not_converged';
  return newton.redundant.length > 0 ? 'collinear' : null;
}

function fitResult(
  prepared: PreparedCox,
  newton: NewtonResult,
  sums: FineGraySums,
  variance: Float64Array,
  cause: number,
  level: number,
): FineGrayFit {
  const { names, scales, means, riskSets } = prepared;
  const p = names.length;
  const scale = (j: number): number => scales[j] ?? 1;
  const notEstimable = stateOf(newton, p);
  const stateOfTerm = (j: number): NotEstimable | null => {
    if (newton.redundant.includes(j)) return newton.redundant.length === p ? 'zero_variance' : 'collinear';
    if (newton.diverging[j] !== 0) return 'monotone_likelihood';
    return newton.converged ? null : 'not_converged';
  };
  const terms = names.map((name, j) => {
    const why = stateOfTerm(j);
    if (why !== null) return missingTerm(name, why);
    return termOf(name, (newton.beta[j] ?? 0) / scale(j), Math.sqrt(variance[j * p + j] ?? 0) / scale(j), level);
  });
  return {
    method: { model: 'fine-gray', ties: 'breslow', errors: 'sandwich', interval: 'wald', level },
    cause,
    n: riskSets.rows,
    events: prepared.events,
    terms,
    variance: varianceRows(
      variance.map((value, at) => value / scale(Math.floor(at / p)) / scale(at % p)),
      newton,
    ),
    logLikelihoodNull: newton.atZero.logLikelihood,
    logLikelihood: newton.atEnd.logLikelihood,
    likelihoodRatio: chiSquareTest(
      2 * (newton.atEnd.logLikelihood - newton.atZero.logLikelihood),
      p - newton.redundant.length,
    ),
    baseline: { time: riskSets.times.time, jump: sums.jump },
    means: Object.fromEntries(names.map((name, j) => [name, means[j] ?? 0])),
    iterations: newton.iterations,
    notEstimable,
  };
}

function termOf(name: string, coefficient: number, standardError: number, level: number): FineGrayTerm {
  if (!(standardError > 0 && standardError < Infinity))
    return { ...missingTerm(name, 'zero_variance'), coefficient, hazardRatio: finiteOrNull(Math.exp(coefficient)) };
  return { name, coefficient, standardError, ...hazardRatioFigures(coefficient, standardError, level) };
}

function missingTerm(name: string, notEstimable: NotEstimable): FineGrayTerm {
  return {
    name,
    coefficient: null,
    standardError: null,
    z: null,
    p: null,
    hazardRatio: null,
    lower: null,
    upper: null,
    notEstimable,
  };
}

function emptyFit(prepared: PreparedCox, cause: number, level: number): FineGrayFit {
  const { names } = prepared;
  return {
    method: { model: 'fine-gray', ties: 'breslow', errors: 'sandwich', interval: 'wald', level },
    cause,
    n: prepared.riskSets.rows,
    events: 0,
    terms: names.map((name) => missingTerm(name, 'no_events')),
    variance: names.map(() => names.map(() => null)),
    logLikelihoodNull: null,
    logLikelihood: null,
    likelihoodRatio: { chiSquared: null, degreesOfFreedom: names.length, p: null, notEstimable: 'no_events' },
    baseline: { time: new Float64Array(0), jump: new Float64Array(0) },
    means: Object.fromEntries(names.map((name, j) => [name, prepared.means[j] ?? 0])),
    iterations: 0,
    notEstimable: 'no_events',
  };
}
