import { formatInterval, formatNumber, formatP, formatPercent, formatYears, inLocale } from '@/lib/i18n/format';
import type { MessageLookup } from '@/lib/i18n/message-lookup';
import type { Locale } from '@/lib/i18n/routing';
import { overlapOf } from '@/lib/registry/quality/overlaps';
import type { PublishedPoint } from '../figure/figure-model';
import { pointName } from './point-text';
import { HORIZON_TOLERANCE, type LeftOut, type PooledEstimate, type PooledModel } from '../views/pooled-estimate';

export type PoolTexts = Readonly<{
  /** one line for each model: estimate, interval, prediction interval, τ², I² */
  models: readonly string[];
  /** Q with its p value, and what must be known of this pool */
  notes: readonly string[];
  /** who is not in the pool, and why */
  leftOut: readonly string[];
}>;

/** A pool in words; a pool that could not be made says why. */
export function poolTexts(
  pooled: PooledEstimate,
  points: readonly PublishedPoint[],
  locale: Locale,
  t: MessageLookup,
): PoolTexts {
  return {
    models: pooled.models.map((model) => modelText(model, pooled, locale, t)),
    notes: poolNotes(pooled, points, locale, t),
    leftOut: pooled.leftOut.map((one) => leftOutText(one, pooled, points, locale, t)),
  };
}

function modelText(
  { model, percent, low, high, prediction, tauSquared, tauSquaredLimits, iSquared }: PooledModel,
  { members }: PooledEstimate,
  locale: Locale,
  t: MessageLookup,
): string {
  const estimate = t('pooling.model', {
    model: t(`pooling.name.${model}`),
    value: formatPercent(percent, locale, 1),
    interval: formatInterval(low, high, locale),
  });
  if (model === 'fixed') return estimate;
  const spread =
    tauSquared === null
      ? []
      : [
          t(tauSquaredLimits === null ? 'pooling.tau' : 'pooling.tauWithLimits', {
            tau: small(tauSquared, locale),
            low: small(tauSquaredLimits?.low ?? 0, locale),
            high: small(tauSquaredLimits?.high ?? 0, locale),
          }),
        ];
  const share = iSquared === null ? [] : [t('pooling.iSquared', { value: formatPercent(iSquared, locale, 0) })];
  const predicted =
    prediction === null
      ? t('pooling.noPrediction', { count: members.length })
      : t('pooling.prediction', { interval: formatInterval(prediction.low, prediction.high, locale) });
  return [estimate, predicted, ...spread, ...share].join('; ');
}

function small(value: number, locale: Locale): string {
  return formatNumber(value, locale, 3);
}

function poolNotes(
  { horizon, scale, members, heterogeneity, models, drawn }: PooledEstimate,
  points: readonly PublishedPoint[],
  locale: Locale,
  t: MessageLookup,
): string[] {
  const named = (wanted: (id: string) => boolean): string =>
    points
      .filter(({ estimateId }) => wanted(estimateId))
      .map(pointName)
      .join(', ');
  const flagged = members.filter(({ otherHorizon }) => otherHorizon).map(({ estimateId }) => estimateId);
  const fromLimits = members.filter(({ from }) => from === 'limits').map(({ estimateId }) => estimateId);
  const fromError = members.filter(({ from }) => from === 'standard-error').map(({ estimateId }) => estimateId);
  if (models.length === 0) return [t(members.length === 0 ? 'pooling.nothing' : 'pooling.one')];
  const without = models.some(({ model }) => model === drawn)
    ? []
    : [t('pooling.notConverged', { model: t(`pooling.name.${drawn}`) })];
  return [
    t('pooling.basis', {
      count: members.length,
      years: formatYears(horizon ?? 0, locale),
      scale: t(`pooling.scale.${scale}`),
    }),
    ...without,
    ...(heterogeneity === null
      ? []
      : [
          t('pooling.q', {
            q: formatNumber(heterogeneity.q, locale, 2),
            df: heterogeneity.degreesOfFreedom,
            p: formatP(heterogeneity.p, locale),
          }),
        ]),
    ...(fromLimits.length === 0 ? [] : [t('pooling.fromLimits', { series: named((id) => fromLimits.includes(id)) })]),
    ...(fromError.length === 0 ? [] : [t('pooling.fromError', { series: named((id) => fromError.includes(id)) })]),
    ...(flagged.length === 0
      ? []
      : [
          t('pooling.flagged', {
            series: named((id) => flagged.includes(id)),
            years: formatNumber(HORIZON_TOLERANCE, locale),
          }),
        ]),
  ];
}

function leftOutText(
  { estimateId, reason, instead }: LeftOut,
  { horizon }: PooledEstimate,
  points: readonly PublishedPoint[],
  locale: Locale,
  t: MessageLookup,
): string {
  const [point, other] = [estimateId, instead].map((id) => points.find((candidate) => candidate.estimateId === id));
  const name = point === undefined ? estimateId : pointName(point);
  const known =
    point === undefined || other === undefined
      ? null
      : overlapOf({ id: point.estimateId, trial: point.trialSlug }, { id: other.estimateId, trial: other.trialSlug });
  const why = t(`pooling.leftOut.${reason}`, {
    horizon: point === undefined ? '' : formatYears(point.years, locale),
    pool: formatYears(horizon ?? 0, locale),
    other: other === undefined ? '' : pointName(other),
    tolerance: formatNumber(HORIZON_TOLERANCE, locale),
  });
  return t('pooling.leftOutLine', { name, why: known === null ? why : `${why} (${inLocale(known.reason, locale)})` });
}
