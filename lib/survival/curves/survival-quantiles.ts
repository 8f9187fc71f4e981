import { checkChoice } from '../choices';
import { SurvivalInputError } from '../errors';
import { checkCurve, type SurvivalCurve } from './kaplan-meier';
import type { NotEstimable } from '../not-estimable';
import { TIE_TOLERANCE } from '../data/tied-times';

/**
 * A quantile of the survival time with Brookmeyer–Crowley limits: the times at which the confidence curves cross the
 * same level. Null = not reached.
 */
export type SurvivalQuantile = Readonly<{
  probability: number;
  estimate: number | null;
  lower: number | null;
  upper: number | null;
  confidenceType: SurvivalCurve['confidenceType'];
  level: number;
  notEstimable: NotEstimable | null;
  /** Why a limit is null: its confidence curve does not fall to the level. */
  limitsNotEstimable: NotEstimable | null;
}>;

/**
 * R has two rules, which differ in two rare cases. A final stretch exactly at the level: `printed` takes its start,
 * `quantile` its middle. Limits that rise again after a fall: `printed` takes the first crossing, `quantile` the row
 * whose limit is nearest to the level from below.
 */
const RULES = ['printed', 'quantile'] as const;
export type QuantileRule = (typeof RULES)[number];

/** Median survival with limits, as `print(survfit(…))` and `summary(…)$table` give it. */
export function medianSurvival(curve: SurvivalCurve): SurvivalQuantile {
  return survivalQuantile(curve, 0.5, 'printed');
}

/**
 * Smallest time with S(t) <= 1 − probability, for a probability in (0, 1]; where S equals the level on a stretch, the
 * middle of the stretch. Agrees with R's `quantile(survfit(…), probs)` under the rule `quantile`.
 */
export function survivalQuantile(
  curve: SurvivalCurve,
  probability: number,
  rule: QuantileRule = 'quantile',
): SurvivalQuantile {
  checkChoice('rule', rule, RULES);
  checkCurve(curve);
  if (!(typeof probability === 'number' && probability > 0 && probability <= 1))
    throw new SurvivalInputError('probability', 'out_of_range');
  const crossing = (values: Float64Array): number | null => timeOfCrossing(curve, values, 1 - probability, rule);
  const [estimate, lower, upper] = [crossing(curve.survival), crossing(curve.lower), crossing(curve.upper)];
  return {
    probability,
    estimate,
    lower,
    upper,
    confidenceType: curve.confidenceType,
    level: curve.level,
    notEstimable: estimate === null ? (curve.notEstimable ?? 'not_reached') : null,
    limitsNotEstimable: lower === null || upper === null ? (curve.notEstimable ?? 'not_reached') : null,
  };
}

function timeOfCrossing(curve: SurvivalCurve, values: Float64Array, level: number, rule: QuantileRule): number | null {
  const find = rule === 'printed' ? firstAtOrBelow : nearestAtOrBelow;
  const row = find(values, level + TIE_TOLERANCE);
  if (row === null) return null;
  const start = curve.time[row] ?? 0;
  if (rule === 'quantile' && endsAtLevel(curve, values, level)) return (start + (curve.lastTime ?? 0)) / 2;
  if ((values[row] ?? 0) < level - TIE_TOLERANCE) return start;
  const next = find(values, level - TIE_TOLERANCE);
  if (next !== null) return (start + (curve.time[next] ?? 0)) / 2;
  return rule === 'printed' ? start : null;
}

/** Limits are cut off where S is 0; limits that end before the curve have no final stretch. */
function endsAtLevel(curve: SurvivalCurve, values: Float64Array, level: number): boolean {
  return values.length === curve.time.length && Math.abs((values.at(-1) ?? 0) - level) < TIE_TOLERANCE;
}

function firstAtOrBelow(values: Float64Array, level: number): number | null {
  for (let i = 0; i < values.length; i += 1) if ((values[i] ?? 0) <= level) return i;
  return null;
}

function nearestAtOrBelow(values: Float64Array, level: number): number | null {
  let [nearest, row] = [-1, -1];
  for (let i = 0; i < values.length; i += 1) {
    const value = values[i] ?? 0;
    if (value > level || value <= nearest) continue;
    [nearest, row] = [value, i];
  }
  return row < 0 ? null : row;
}
