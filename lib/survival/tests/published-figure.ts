import { checkGiven } from '../choices';
import { noContrast, ratioContrast, type Contrast } from '../contrast';
import { checkLevel, DEFAULT_LEVEL } from '../curves/confidence-limits';
import type { SurvivalCurve } from '../curves/kaplan-meier';
import { scalePoint } from '../curves/point-comparison';
import { survivalAt, type SurvivalAtTime } from '../curves/survival-at-times';
import { SurvivalInputError } from '../errors';
import { criticalValue } from '../math/normal-distribution';
import type { NotEstimable } from '../not-estimable';

/** A survival as it was published, with both limits or without any; `level` is that of the limits, default 0.95. */
export type PublishedFigure = Readonly<{ survival: number; lower?: number; upper?: number; level?: number }>;

/** One group's curve at the time of a published figure, against that figure. */
export type PublishedFigureComparison = Readonly<{
  method: 'published-figure';
  time: number;
  level: number;
  own: SurvivalAtTime;
  /** Own survival less the published one, with the limits that follow from those of both. */
  difference: Readonly<{
    estimate: number | null;
    lower: number | null;
    upper: number | null;
    notEstimable: NotEstimable | null;
    limitsNotEstimable: NotEstimable | null;
  }>;
  /** log S / log P: above 1, more had the event than was published. Its p is the test, with the variances of both. */
  cumulativeHazardRatio: Contrast;
}>;

type Known = Readonly<{ lower: number; upper: number; cloglogError: number }>;

/**
 * The curve read at the time of a published figure. The test is made on log(−log S), the scale on which small groups keep its
 * level, with the variance of both sides: Greenwood's, and that which the published limits mean on this scale (of a limit at 0 or 1
 * nothing can be read there: the other one speaks for both). The limits of the difference come from the limits of the two
 * figures (Zou and Donner 2008, Stat Med 27:1693): they stay inside −1 and 1 and need not be symmetric. Without published limits
 * both have their estimate alone (`not_defined`), as at a survival of 0 or 1 (`estimate_at_boundary`). Agrees with the formulas
 * written out from R's `summary(survfit(…, conf.type = "log-log"), times)`.
 */
export function compareWithPublished(
  curve: SurvivalCurve,
  time: number,
  figure: PublishedFigure,
): PublishedFigureComparison {
  checkGiven('published', figure);
  const own = survivalAt(curve, time);
  const { level } = curve;
  const published = publishedLimits(figure, level);
  const named = { method: 'published-figure', time, level, own } as const;
  if (own.survival === null) {
    const state = own.notEstimable ?? 'risk_set_empty';
    return {
      ...named,
      difference: { estimate: null, lower: null, upper: null, notEstimable: state, limitsNotEstimable: state },
      cumulativeHazardRatio: noContrast('log', level, state),
    };
  }
  return {
    ...named,
    difference: differenceOf(own, own.survival, figure.survival, published),
    cumulativeHazardRatio: ratioOf(own, own.survival, figure.survival, published, level),
  };
}

function differenceOf(
  own: SurvivalAtTime,
  survival: number,
  published: number,
  limits: Known | NotEstimable,
): PublishedFigureComparison['difference'] {
  const estimate = survival - published;
  const state = stateOf(own, survival) ?? (typeof limits === 'string' ? limits : null);
  if (typeof limits === 'string' || state !== null || own.lower === null || own.upper === null)
    return { estimate, lower: null, upper: null, notEstimable: null, limitsNotEstimable: state ?? 'zero_variance' };
  return {
    estimate,
    lower: estimate - Math.hypot(survival - own.lower, limits.upper - published),
    upper: estimate + Math.hypot(own.upper - survival, published - limits.lower),
    notEstimable: null,
    limitsNotEstimable: null,
  };
}

/** Where nobody or everybody has had the event, the curve has no spread to compare with. */
function stateOf({ standardError }: SurvivalAtTime, survival: number): NotEstimable | null {
  const scaled = scalePoint({ probability: survival, standardError: standardError ?? 0 }, 'cloglog');
  return typeof scaled === 'string' ? scaled : null;
}

function ratioOf(
  own: SurvivalAtTime,
  survival: number,
  published: number,
  limits: Known | NotEstimable,
  level: number,
): Contrast {
  const scaled = scalePoint({ probability: survival, standardError: own.standardError ?? 0 }, 'cloglog');
  const estimate = (0 - Math.log(survival)) / (0 - Math.log(published));
  const known = estimate >= 0 && estimate < Infinity && published > 0 ? estimate : null;
  if (typeof scaled === 'string') return noContrast('log', level, scaled, known);
  if (typeof limits === 'string') return noContrast('log', level, limits, known);
  const error = Math.hypot(Math.sqrt(scaled.variance), limits.cloglogError);
  return ratioContrast(scaled.value - Math.log(-Math.log(published)), error, level);
}

/** The limits of the published figure at the level of the curve, with their error on log(−log S). */
function publishedLimits(figure: PublishedFigure, level: number): Known | NotEstimable {
  const { survival, lower, upper, level: own = DEFAULT_LEVEL } = figure;
  checkProbability('published.survival', survival);
  checkLevel(own);
  if (lower === undefined && upper === undefined) return 'not_defined';
  checkProbability('published.lower', lower);
  checkProbability('published.upper', upper);
  if (lower === undefined || upper === undefined || !(lower <= survival && survival <= upper && lower < upper))
    throw new SurvivalInputError('published.survival', 'inconsistent');
  if (!(survival > 0 && survival < 1)) return 'estimate_at_boundary';
  const at = Math.log(-Math.log(survival));
  const cloglogError = scaledWidth(at, lower, upper) / criticalValue(own);
  if (!(cloglogError > 0 && cloglogError < Infinity)) return 'zero_variance';
  if (own === level) return { lower, upper, cloglogError };
  const half = criticalValue(level) * cloglogError;
  return { lower: Math.exp(-Math.exp(at + half)), upper: Math.exp(-Math.exp(at - half)), cloglogError };
}

/** Half the distance of the limits on log(−log S); where one of them lies at 0 or 1, the distance of the other one. */
function scaledWidth(at: number, lower: number, upper: number): number {
  const [low, high] = [Math.log(-Math.log(lower)) - at, at - Math.log(-Math.log(upper))];
  if (low < Infinity && high < Infinity) return (low + high) / 2;
  return Math.min(low, high);
}

function checkProbability(argument: string, value: number | undefined): void {
  if (!(typeof value === 'number' && value >= 0 && value <= 1)) throw new SurvivalInputError(argument, 'out_of_range');
}
