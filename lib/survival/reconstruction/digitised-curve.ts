import { checkFields } from '../shapes';
import { SurvivalInputError } from '../errors';
import { checkedNumbers, checkedTimes, rowCount, type Column } from '../data/observations';

/** Points read off a published curve: times strictly ascending from 0, survival from 1 and never rising. */
export type DigitisedCurve = Readonly<{ time: Float64Array; survival: Float64Array }>;

/**
 * Makes a curve of clicked points: sorted by time, survival kept within [0, 1] and never rising (the running
 * minimum), the last of several points at one time, and (0, 1) in front. Throws for numbers that are not finite and for negative times.
 */
export function cleanDigitisedPoints(time: Column, survival: Column): DigitisedCurve {
  const times = checkedTimes('time', time, rowCount('time', time));
  if (times.length === 0) throw new SurvivalInputError('time', 'empty');
  const values = checkedNumbers('survival', survival, times.length);
  const order = Array.from(times.keys()).sort(
    (a, b) => (times[a] ?? 0) - (times[b] ?? 0) || (values[b] ?? 0) - (values[a] ?? 0),
  );
  const kept = { time: [0], survival: [1] };
  let lowest = 1;
  for (const row of order) {
    const at = times[row] ?? 0;
    if (at === 0) continue;
    lowest = Math.min(lowest, Math.max(0, values[row] ?? 0));
    if (at === kept.time.at(-1)) kept.survival[kept.survival.length - 1] = lowest;
    else {
      kept.time.push(at);
      kept.survival.push(lowest);
    }
  }
  return { time: Float64Array.from(kept.time), survival: Float64Array.from(kept.survival) };
}

/** Refuses points that are not a curve, with the first offending row; `cleanDigitisedPoints` repairs them. */
export function checkDigitisedCurve(curve: DigitisedCurve): void {
  checkFields('curve', curve, { time: 'column', survival: 'column' });
  const { time, survival } = curve;
  checkedTimes('time', time, time.length);
  checkedNumbers('survival', survival, time.length);
  if (time.length < 2) throw new SurvivalInputError('time', 'empty');
  if (time[0] !== 0) throw new SurvivalInputError('time', 'inconsistent', 0);
  if (survival[0] !== 1) throw new SurvivalInputError('survival', 'inconsistent', 0);
  for (let i = 1; i < time.length; i += 1) {
    if ((time[i] ?? 0) <= (time[i - 1] ?? 0)) throw new SurvivalInputError('time', 'not_ascending', i);
    if ((survival[i] ?? 0) > (survival[i - 1] ?? 0)) throw new SurvivalInputError('survival', 'not_descending', i);
    if ((survival[i] ?? 0) < 0) throw new SurvivalInputError('survival', 'out_of_range', i);
  }
}
