import { metaAnalysis, type MetaAnalysis } from '@/lib/survival/meta/meta-analysis';
import { pooledSurvival, type PoolingScale, type ScaledEffect } from '@/lib/survival/meta/pooling-scale';
import type { NoEffect } from '../against/model';
import { publishedEffect, type PublishedEffect } from '../against/published-effect';
import type { PublishedPoint } from '../figure/figure-model';
import type { PoolModel, PoolScale } from '../presentation';
import { sharedPatients } from '../selection/shared-patients';

/** Figures within this many years of the pool's horizon are pooled and flagged; others are left out. */
export const HORIZON_TOLERANCE = 0.5;

export type FittedModel = Exclude<PoolModel, 'none'>;
const MODELS = { fixed: 'common', dl: 'dersimonian-laird', reml: 'reml' } as const satisfies Record<
  FittedModel,
  MetaAnalysis['model']
>;
const MODEL_ORDER: readonly FittedModel[] = ['fixed', 'dl', 'reml'];

/** The engine's names of the scales. */
const SCALES = { cloglog: 'cloglog', logit: 'logit', arcsine: 'arcsin' } as const satisfies Record<
  PoolScale,
  PoolingScale
>;

/** Why a chosen figure is not in the pool. */
export type PoolExclusion = NoEffect | 'time-zero-not-stated' | 'other-horizon' | 'shared-patients';

export type LeftOut = Readonly<{
  estimateId: string;
  reason: PoolExclusion;
  /** the pooled figure that counts the same patients */
  instead: string | null;
}>;

export type PoolMember = Readonly<{
  estimateId: string;
  /** on the scale of the pool */
  effect: ScaledEffect;
  /** the error comes from printed limits, or by the delta method from a printed standard error */
  from: 'limits' | 'standard-error';
  /** near the pool's horizon, but not at it */
  otherHorizon: boolean;
  /** percent of the weight in the model that is drawn */
  weight: number;
}>;

/** One model; in percent. Null: not estimable. */
export type PooledModel = Readonly<{
  model: FittedModel;
  percent: number;
  low: number;
  high: number;
  prediction: Readonly<{ low: number; high: number }> | null;
  tauSquared: number | null;
  tauSquaredLimits: Readonly<{ low: number; high: number }> | null;
  /** percent */
  iSquared: number | null;
}>;

export type PooledEstimate = Readonly<{
  /** years; null: no figure could be pooled */
  horizon: number | null;
  scale: PoolScale;
  /** the model whose diamond and weights are shown */
  drawn: FittedModel;
  members: readonly PoolMember[];
  leftOut: readonly LeftOut[];
  /** empty with fewer than two members */
  models: readonly PooledModel[];
  /** Cochran's Q with its degrees of freedom; null with fewer than two members */
  heterogeneity: Readonly<{ q: number; degreesOfFreedom: number; p: number }> | null;
}>;

export type PoolChoice = Readonly<{ model: FittedModel; scale: PoolScale; horizon: number | null }>;

/**
 * Pools figures of one endpoint, one time zero and one KMT2A status at one horizon; without a chosen one, at that of most
 * figures. A figure enters only with an interval or a standard error, off the boundary, and only if no figure before it
 * counts the same patients: nearest horizon first, then the reader's order.
 */
export function pooledEstimate(
  points: readonly PublishedPoint[],
  { model, scale, horizon: asked }: PoolChoice,
): PooledEstimate {
  const scaled = points.map((point) => ({ point, ...scaledEffect(point, scale) }));
  const usable = scaled.flatMap(({ point, effect, from }) => (effect === null ? [] : [{ point, effect, from }]));
  const horizon = asked ?? commonest(usable.map(({ point }) => point.years));
  const distance = ({ years }: PublishedPoint): number => Math.abs(years - (horizon ?? 0));
  const near = usable.filter(({ point }) => distance(point) <= HORIZON_TOLERANCE + 1e-9);
  const members: typeof near = [];
  const leftOut: LeftOut[] = scaled.flatMap(({ point: { estimateId }, reason }) =>
    reason === null ? [] : [{ estimateId, reason, instead: null }],
  );
  for (const one of near.toSorted((a, b) => distance(a.point) - distance(b.point))) {
    const before = members.find(({ point }) => sharedPatients(point, one.point) !== null);
    if (before === undefined) members.push(one);
    else
      leftOut.push({ estimateId: one.point.estimateId, reason: 'shared-patients', instead: before.point.estimateId });
  }
  for (const { point } of usable)
    if (!near.some((one) => one.point === point))
      leftOut.push({ estimateId: point.estimateId, reason: 'other-horizon', instead: null });
  const inOrder = near.filter((one) => members.includes(one));
  const fits =
    inOrder.length < 2
      ? []
      : MODEL_ORDER.map((name) => ({
          name,
          fit: metaAnalysis(
            inOrder.map(({ effect }) => effect.value),
            inOrder.map(({ effect }) => effect.standardError),
            { model: MODELS[name] },
          ),
        }));
  const weights = fits.find(({ name }) => name === model)?.fit.weights ?? [];
  const [first] = fits;
  return {
    horizon,
    scale,
    drawn: model,
    members: inOrder.map(({ point, effect, from }, i) => ({
      estimateId: point.estimateId,
      effect,
      from,
      otherHorizon: point.years !== horizon,
      weight: weights[i] ?? 0,
    })),
    leftOut: points.flatMap(({ estimateId }) => leftOut.filter((one) => one.estimateId === estimateId)),
    models: fits.flatMap(({ name, fit }) => pooledModel(name, fit, SCALES[scale])),
    heterogeneity:
      first === undefined || first.fit.q === null || first.fit.qP === null
        ? null
        : { q: first.fit.q, degreesOfFreedom: first.fit.qDegreesOfFreedom, p: first.fit.qP },
  };
}

type Scaled = PublishedEffect | Readonly<{ effect: null; from: null; reason: PoolExclusion }>;

function scaledEffect(point: PublishedPoint, scale: PoolScale): Scaled {
  if (point.timeZero === 'unknown') return { effect: null, from: null, reason: 'time-zero-not-stated' };
  return publishedEffect(point, SCALES[scale]);
}

/** The value that most have; of equally frequent ones the largest. */
function commonest(values: readonly number[]): number | null {
  const count = (value: number): number => values.filter((other) => other === value).length;
  return [...values].sort((a, b) => count(b) - count(a) || b - a)[0] ?? null;
}

function pooledModel(model: FittedModel, fit: MetaAnalysis, scale: PoolingScale): PooledModel[] {
  const { estimate, lower, upper, predictionLower, predictionUpper } = pooledSurvival(fit, scale);
  if (estimate === null || lower === null || upper === null) return [];
  const { tauSquared, tauSquaredLower, tauSquaredUpper, iSquared } = fit;
  return [
    {
      model,
      percent: 100 * estimate,
      low: 100 * lower,
      high: 100 * upper,
      prediction:
        predictionLower === null || predictionUpper === null
          ? null
          : { low: 100 * predictionLower, high: 100 * predictionUpper },
      tauSquared,
      tauSquaredLimits:
        tauSquaredLower === null || tauSquaredUpper === null ? null : { low: tauSquaredLower, high: tauSquaredUpper },
      iSquared,
    },
  ];
}
