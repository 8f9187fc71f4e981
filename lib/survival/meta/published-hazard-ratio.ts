import { checkLevel, DEFAULT_LEVEL } from '../curves/confidence-limits';
import { checkChoice } from '../choices';
import { SurvivalInputError } from '../errors';
import { criticalValue, normalUpperQuantile } from '../math/normal-distribution';
import { checkPositive, checkProbability } from '../math/quantile-search';

/** Log hazard ratio of research against control with its standard error, and how it was obtained. */
export type PublishedHazardRatio = Readonly<{
  method:
    | 'hazard-ratio-and-limits'
    | 'hazard-ratio-and-p'
    | 'observed-expected'
    | 'p-and-events'
    | 'p-and-events-per-arm';
  logHazardRatio: number;
  standardError: number;
}>;

/** Which arm did better; a two-sided p value does not say. */
const DIRECTIONS = ['favours-research', 'favours-control'] as const;
export type Direction = (typeof DIRECTIONS)[number];

/** From a hazard ratio and its confidence limits (Parmar, Torri, Stewart 1998, equation 7). */
export function fromLimits(
  hazardRatio: number,
  lower: number,
  upper: number,
  level = DEFAULT_LEVEL,
): PublishedHazardRatio {
  checkLevel(level);
  [hazardRatio, lower, upper].forEach((value, i) => checkPositive(value, ['hazardRatio', 'lower', 'upper'][i] ?? ''));
  if (!(lower < upper && lower <= hazardRatio && hazardRatio <= upper))
    throw new SurvivalInputError('hazardRatio', 'inconsistent');
  const standardError = Math.log(upper / lower) / (2 * criticalValue(level));
  return named('hazard-ratio-and-limits', Math.log(hazardRatio), standardError, 'hazardRatio');
}

/** From a hazard ratio and its two-sided p value; a ratio of 1 says nothing about its error and is refused. */
export function fromPValue(hazardRatio: number, p: number): PublishedHazardRatio {
  checkPositive(hazardRatio, 'hazardRatio');
  const z = criticalOf(p);
  if (hazardRatio === 1) throw new SurvivalInputError('hazardRatio', 'inconsistent');
  const logHazardRatio = Math.log(hazardRatio);
  return named('hazard-ratio-and-p', logHazardRatio, Math.abs(logHazardRatio) / z, 'p');
}

/** From the log-rank difference O − E of the research arm and its variance V: (O − E) / V and 1 / √V. */
export function fromObservedExpected(observedMinusExpected: number, variance: number): PublishedHazardRatio {
  if (!Number.isFinite(observedMinusExpected)) throw new SurvivalInputError('observedMinusExpected', 'not_finite');
  checkPositive(variance, 'variance');
  return named('observed-expected', observedMinusExpected / variance, 1 / Math.sqrt(variance), 'variance');
}

/**
 * From a two-sided log-rank p value, the events of both arms together and the numbers randomised, with
 * V = events × research × control / (research + control)² (Tierney 2007, method 8).
 */
export function fromPValueAndEvents(
  p: number,
  direction: Direction,
  events: number,
  research: number,
  control: number,
): PublishedHazardRatio {
  checkPositive(events, 'events');
  checkPositive(research, 'research');
  checkPositive(control, 'control');
  const variance = (events * research * control) / (research + control) ** 2;
  return fromVariance('p-and-events', p, direction, variance);
}

/** From a two-sided log-rank p value and the events of each arm, V = product / sum (Tierney 2007, method 7). */
export function fromPValueAndEventsPerArm(
  p: number,
  direction: Direction,
  research: number,
  control: number,
): PublishedHazardRatio {
  checkPositive(research, 'research');
  checkPositive(control, 'control');
  return fromVariance('p-and-events-per-arm', p, direction, (research * control) / (research + control));
}

function fromVariance(
  method: PublishedHazardRatio['method'],
  p: number,
  direction: Direction,
  variance: number,
): PublishedHazardRatio {
  checkChoice('direction', direction, DIRECTIONS);
  const size = criticalOf(p, true) / Math.sqrt(variance);
  return named(method, direction === 'favours-research' ? 0 - size : size, 1 / Math.sqrt(variance), 'events');
}

/** Figures whose ratio or error leaves the range of numbers are refused under the name of what is out of it. */
function named(
  method: PublishedHazardRatio['method'],
  logHazardRatio: number,
  standardError: number,
  argument: string,
): PublishedHazardRatio {
  if (!(Number.isFinite(logHazardRatio) && standardError > 0 && standardError < Infinity))
    throw new SurvivalInputError(argument, 'out_of_range');
  return { method, logHazardRatio, standardError };
}

function criticalOf(p: number, oneAllowed = false): number {
  checkProbability(p);
  if (p === 0 || (p === 1 && !oneAllowed)) throw new SurvivalInputError('p', 'out_of_range');
  return normalUpperQuantile(p / 2);
}
