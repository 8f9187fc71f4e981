import type { CoxLikelihood } from './likelihood';
import { factorize, invertFactored } from '../math/linear-algebra';

/** Where the iteration ended; everything in centred and scaled units. `variance` is the inverse information there. */
export type NewtonResult = {
  beta: Float64Array;
  atZero: CoxLikelihood;
  atEnd: CoxLikelihood;
  variance: Float64Array;
  /** Columns that say nothing, or nothing beside the earlier ones: coefficient and variance 0. */
  redundant: readonly number[];
  /** Columns along which the likelihood still rises when its value has settled: -1 or 1, else 0. */
  diverging: Int8Array;
  converged: boolean;
  iterations: number;
};

const SETTLED = 1e-9;
/** R's `toler.inf`: a remaining step above this share of the coefficient means that it is not settling. */
const STILL_MOVING = Math.sqrt(1e-9);
const STEP_IN_ERRORS = 1e-9;
const MOVING_TOGETHER = 1e-6;
/**
 * A variance this many times the one at 0 means that the information has run out along the column: at a maximum it would
 * take a hazard ratio of about as much. Beyond it the remaining step is rounding and says nothing.
 */
const INFORMATION_GONE = 1e10;
/** Information per event at 0, the column's spread taken as 1, that only rounding has left: nobody at risk together differs in it. */
const NO_INFORMATION = 1e-12;
const EXTRA_STEPS = 4;
const MOST_STEPS = 50;
const MOST_HALVINGS = 30;

/**
 * Newton-Raphson from 0, or from a `guess` nearer to the estimate. R's rule (relative change of the log likelihood at most 1e-9) ends the search; up to four
 * more steps then bring the estimate to the limit of double precision, so that it agrees with R at any tolerance.
 * A likelihood that keeps rising along a column without a maximum is reported in `diverging`, never as an estimate.
 */
export function maximise(
  likelihood: (beta: Float64Array) => CoxLikelihood,
  p: number,
  events: number,
  guess: () => Float64Array<ArrayBuffer> | null = () => null,
): NewtonResult {
  const atZero = likelihood(new Float64Array(p));
  const redundant = redundantAtStart(atZero.information, p, events);
  const atStart = invertKept(atZero.information, p, redundant);
  let { beta, value: current } = beginning(likelihood, atZero, redundant.length === 0 ? guess() : null);
  let inverse = current === atZero ? atStart : invertKept(current.information, p, redundant);
  // In units of the errors one step squares the distance, divided by about the root of the number of events.
  const close = Math.max(STEP_IN_ERRORS, 1e-10 * Math.sqrt(events));
  let [settled, iterations] = [-1, 0];
  for (; iterations < MOST_STEPS; iterations += 1) {
    const step = product(inverse.matrix, current.score, p);
    const inErrors = Math.sqrt(Math.max(0, dot(step, current.score)));
    if (inErrors <= close && (iterations > 0 || inErrors === 0)) {
      beta = Float64Array.from(beta, (value, j) => value + (step[j] ?? 0));
      settled = EXTRA_STEPS;
    }
    if (settled >= EXTRA_STEPS) break;
    const next = stepUphill(likelihood, beta, step, current);
    if (next === null) break;
    const change = Math.abs(1 - current.logLikelihood / next.value.logLikelihood);
    if (settled >= 0 || change <= SETTLED || next.value.logLikelihood === current.logLikelihood) settled += 1;
    beta = next.beta;
    current = next.value;
    inverse = invertKept(current.information, p, redundant);
  }
  const lost = Array.from(beta, (_, j) => j).filter(
    (j) =>
      inverse.lost.includes(j) || diagonal(inverse.matrix, j, p) > INFORMATION_GONE * diagonal(atStart.matrix, j, p),
  );
  const diverging = stillMoving(beta, product(inverse.matrix, current.score, p), lost);
  return {
    beta,
    atZero,
    atEnd: current,
    variance: inverse.matrix,
    redundant,
    diverging,
    converged: settled >= 0,
    iterations,
  };
}

/** At the guess, when there is one and the likelihood is higher there, else at 0. */
function beginning(
  likelihood: (beta: Float64Array) => CoxLikelihood,
  atZero: CoxLikelihood,
  guess: Float64Array<ArrayBuffer> | null,
): Uphill {
  const value = guess === null ? atZero : likelihood(guess);
  const higher = guess !== null && isFinite(value) && value.logLikelihood > atZero.logLikelihood;
  return higher ? { beta: guess, value } : { beta: new Float64Array(atZero.score.length), value: atZero };
}

/** Columns that say nothing from the start: combinations of earlier ones, or the same for all who are ever at risk at an event. */
function redundantAtStart(information: Float64Array, p: number, events: number): number[] {
  const { redundant } = factorize(information, p);
  return Array.from({ length: p }, (_, j) => j).filter(
    (j) => redundant.includes(j) || !(diagonal(information, j, p) > NO_INFORMATION * events),
  );
}

/**
 * Inverse information without the columns found redundant at the start. A column that loses its information only on
 * the way is not redundant: its coefficient has run towards infinity.
 */
function invertKept(
  information: Float64Array,
  p: number,
  redundant: readonly number[],
): { matrix: Float64Array; lost: readonly number[] } {
  const kept = information.slice();
  for (const column of redundant) {
    for (let k = 0; k < p; k += 1) {
      kept[column * p + k] = 0;
      kept[k * p + column] = 0;
    }
  }
  const factor = factorize(kept, p, 0);
  return { matrix: invertFactored(factor), lost: factor.redundant.filter((column) => !redundant.includes(column)) };
}

type Uphill = { beta: Float64Array<ArrayBuffer>; value: CoxLikelihood };

/** The Newton step, halved until the likelihood is finite and not lower; null when no part of it helps. */
function stepUphill(
  likelihood: (beta: Float64Array) => CoxLikelihood,
  from: Float64Array,
  step: Float64Array,
  now: CoxLikelihood,
): Uphill | null {
  const rounding = 1e-12 * Math.max(1, Math.abs(now.logLikelihood));
  let share = 1;
  for (let halving = 0; halving <= MOST_HALVINGS; halving += 1) {
    const beta = Float64Array.from(from, (value, j) => value + share * (step[j] ?? 0));
    const value = likelihood(beta);
    if (isFinite(value) && value.logLikelihood >= now.logLikelihood - rounding) return { beta, value };
    share /= 2;
  }
  return null;
}

function isFinite(value: CoxLikelihood): boolean {
  return (
    Number.isFinite(value.logLikelihood) &&
    value.score.every(Number.isFinite) &&
    value.information.every(Number.isFinite)
  );
}

function stillMoving(beta: Float64Array, step: Float64Array, lost: readonly number[]): Int8Array {
  const moving = Array.from(beta, (value, j) => {
    const size = Math.abs(step[j] ?? 0);
    return lost.includes(j) || (size > SETTLED && size > STILL_MOVING * Math.abs(value));
  });
  // Beside one infinite coefficient the others settle too, unless they run off together with it.
  const limit = moving.includes(true) ? MOVING_TOGETHER : Infinity;
  return Int8Array.from(beta, (value, j) =>
    moving[j] === true || Math.abs(step[j] ?? 0) > limit ? Math.sign(value) || 1 : 0,
  );
}

function product(matrix: Float64Array, vector: Float64Array, p: number): Float64Array {
  return Float64Array.from(vector, (_, row) => {
    let sum = 0;
    for (let k = 0; k < p; k += 1) sum += (matrix[row * p + k] ?? 0) * (vector[k] ?? 0);
    return sum;
  });
}

function diagonal(matrix: Float64Array, j: number, p: number): number {
  return matrix[j * p + j] ?? 0;
}

function dot(a: Float64Array, b: Float64Array): number {
  return a.reduce((sum, value, i) => sum + value * (b[i] ?? 0), 0);
}
