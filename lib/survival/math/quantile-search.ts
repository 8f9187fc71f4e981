import { SurvivalInputError } from '../errors';

const MAXIMAL_STEPS = 400;

/** Beyond it products leave the range of numbers. */
export const LARGEST_NUMBER = 1e100;

/** Something with the type of a number: untyped callers may pass a bigint or a symbol. */
export function checkNumber(value: unknown, argument = 'x'): void {
  if (typeof value !== 'number') throw new SurvivalInputError(argument, 'not_finite');
}

/** A probability in [0, 1]. */
export function checkProbability(p: number, argument = 'p'): void {
  if (!(typeof p === 'number' && p >= 0 && p <= 1)) throw new SurvivalInputError(argument, 'out_of_range');
}

/** A number above 0: a shape, a rate, degrees of freedom. */
export function checkPositive(value: number, argument: string): void {
  if (!(typeof value === 'number' && value > 0 && value <= LARGEST_NUMBER))
    throw new SurvivalInputError(argument, 'out_of_range');
}

/**
 * log(wanted / given) of a tail that holds the share `given` at the end of the search; `otherGiven` is the other tail
 * there. `target` is what is wanted of this tail (`isThis`) or of the other. Negative: the quantile lies beyond the end.
 */
export function logShare(target: number, isThis: boolean, given: number, otherGiven: number): number {
  return isThis ? Math.log(target / given) : Math.log1p((otherGiven - target) / given);
}

/** Probability and its derivative at a point of the real line. */
type Tail = (u: number) => Readonly<{ probability: number; slope: number }>;

/**
 * The point where a monotone tail probability equals `target`: Newton's method on the logarithm, kept inside the
 * bracket found so far; `rising` says whether the tail grows with u. The caller maps its support to the whole real line
 * (log or logit), where the logarithm of the tail is concave and the steps converge to rounding.
 */
export function solveTail(tail: Tail, rising: boolean, target: number, start: number): number {
  let [low, high, u, reach] = [-Infinity, Infinity, start, 1];
  for (let step = 0; step < MAXIMAL_STEPS; step += 1) {
    const { probability, slope } = tail(u);
    if (probability === target) return u;
    if (probability < target === rising) low = u;
    else high = u;
    const newton = u + ((Math.log(target) - Math.log(probability)) * probability) / slope;
    const inside = newton > low && newton < high && Math.abs(newton - u) < 50 + Math.abs(u);
    let next = newton;
    if (!inside && low > -Infinity && high < Infinity) next = (low + high) / 2;
    if (!inside && low === -Infinity) next = u - (reach *= 2);
    if (!inside && high === Infinity) next = u + (reach *= 2);
    if (Math.abs(next - u) <= 2e-16 * Math.max(1e-3, Math.abs(u))) return next;
    u = next;
  }
  return u;
}
