import { checkChoice } from '../choices';
import { SurvivalInputError } from '../errors';
import { checkPositive } from '../math/quantile-search';
import { checkedTimes, rowCount, type Column } from '../data/observations';
import { lastAtOrBefore } from '../data/tied-times';

/**
 * A curve from elsewhere to compare one group with.
 * - `rate`: constant hazard per unit of time
 * - `weibull`: S(t) = exp(−(t / scale)^shape)
 * - `step`: cumulative hazard that jumps at the given times, as a Nelson–Aalen estimate
 * - `points`: published survival at ascending times, exponential in between and on from (0, 1); the last interval's
 *   hazard is continued
 */
export type ReferenceCurve =
  | Readonly<{ kind: 'rate'; rate: number }>
  | Readonly<{ kind: 'weibull'; shape: number; scale: number }>
  | Readonly<{ kind: 'step'; time: Column; cumulativeHazard: Column }>
  | Readonly<{ kind: 'points'; time: Column; survival: Column }>;

/**
 * What each person was expected to survive, as life tables give it by age, sex and year: the expected probability of being alive
 * at the end of the own follow-up, for who was alive at its beginning. One for each row.
 */
export type ExpectedSurvival = Readonly<{ kind: 'each'; survival: Column }>;

/** The expected events of every row: the cumulative hazard of its own expected survival. Infinite where that is 0. */
export function expectedOfEach({ survival }: ExpectedSurvival, size: number): number {
  let sum = 0;
  checkedTimes('survival', survival, size).forEach((value, row) => {
    if (value > 1) throw new SurvivalInputError('survival', 'out_of_range', row);
    sum += 0 - Math.log(value);
  });
  return sum;
}

const KINDS = ['rate', 'weibull', 'step', 'points'] as const satisfies readonly ReferenceCurve['kind'][];

/** `lastTime`: where the published information ends; later values are continued. Null for a formula. */
export type ReferenceHazard = Readonly<{ cumulativeHazard: (time: number) => number; lastTime: number | null }>;

/** The cumulative hazard of a reference curve; infinite where the curve has reached 0. */
export function referenceHazard(curve: ReferenceCurve): ReferenceHazard {
  checkChoice('kind', (curve as Readonly<{ kind?: unknown }> | null)?.kind, KINDS);
  if (curve.kind === 'rate') {
    checkPositive(curve.rate, 'rate');
    return { cumulativeHazard: (time) => curve.rate * time, lastTime: null };
  }
  if (curve.kind === 'weibull') {
    checkPositive(curve.shape, 'shape');
    checkPositive(curve.scale, 'scale');
    return { cumulativeHazard: (time) => (time / curve.scale) ** curve.shape, lastTime: null };
  }
  return curve.kind === 'step'
    ? stepHazard(curve.time, curve.cumulativeHazard)
    : pointHazard(curve.time, curve.survival);
}

function stepHazard(timeColumn: Column, hazardColumn: Column): ReferenceHazard {
  const time = ascendingTimes(timeColumn);
  const hazard = checkedTimes('cumulativeHazard', hazardColumn, time.length);
  for (let i = 1; i < hazard.length; i += 1) {
    if ((hazard[i] ?? 0) < (hazard[i - 1] ?? 0)) throw new SurvivalInputError('cumulativeHazard', 'not_ascending', i);
  }
  const hazardAt = (at: number): number => {
    const row = lastAtOrBefore(time, at);
    // Before the first step no hazard has accumulated.
    return row < 0 ? 0 : (hazard[row] ?? 0);
  };
  return { cumulativeHazard: hazardAt, lastTime: time.at(-1) ?? 0 };
}

function pointHazard(timeColumn: Column, survivalColumn: Column): ReferenceHazard {
  const given = ascendingTimes(timeColumn);
  const survival = checkedTimes('survival', survivalColumn, given.length);
  survival.forEach((value, i) => {
    if (value > 1) throw new SurvivalInputError('survival', 'out_of_range', i);
    if (i > 0 && value > (survival[i - 1] ?? 0)) throw new SurvivalInputError('survival', 'not_descending', i);
  });
  const fromZero = given[0] === 0;
  if (fromZero && survival[0] !== 1) throw new SurvivalInputError('survival', 'inconsistent', 0);
  if (given.length < (fromZero ? 2 : 1)) throw new SurvivalInputError('time', 'empty');
  const time = fromZero ? given : Float64Array.of(0, ...given);
  const hazard = Float64Array.from(fromZero ? survival : [1, ...survival], (value) => 0 - Math.log(value));
  return { cumulativeHazard: (at) => interpolated(time, hazard, at), lastTime: time.at(-1) ?? 0 };
}

function interpolated(time: Float64Array, hazard: Float64Array, at: number): number {
  const from = Math.min(lastAtOrBefore(time, at), time.length - 2);
  const [t0, t1] = [time[from] ?? 0, time[from + 1] ?? 0];
  const [h0, h1] = [hazard[from] ?? 0, hazard[from + 1] ?? 0];
  if (at === t0) return h0;
  return h0 + ((h1 - h0) * (at - t0)) / (t1 - t0);
}

function ascendingTimes(column: Column): Float64Array {
  const time = checkedTimes('time', column, rowCount('time', column));
  if (time.length === 0) throw new SurvivalInputError('time', 'empty');
  for (let i = 1; i < time.length; i += 1) {
    if ((time[i] ?? 0) <= (time[i - 1] ?? 0)) throw new SurvivalInputError('time', 'not_ascending', i);
  }
  return time;
}
