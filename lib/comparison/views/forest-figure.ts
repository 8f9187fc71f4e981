import type { Kmt2aStratum } from '@/lib/registry/vocabulary';
import { publishedPoints, type ComparisonFigure, type LocalSeries, type PublishedPoint } from '../figure/figure-model';
import type { HorizonReading } from '../figure/horizon-reading';
import type { FigureTimeZero } from '../time-zero';
import { pooledEstimate, type PooledEstimate } from './pooled-estimate';
import type { FigureInput } from '../figure/figure';
import type { ForestOrder, Presentation } from '../presentation';

/** Figures that may stand under one heading, and be pooled: one time zero and one KMT2A status. */
export type ForestGroup = Readonly<{
  timeZero: FigureTimeZero;
  kmt2a: Kmt2aStratum;
  points: readonly PublishedPoint[];
  /** the local curve at the horizon of most of the group's figures, for comparison; never pooled */
  local: Readonly<{ series: LocalSeries; reading: HorizonReading }> | null;
  /** null: not asked for */
  pooled: PooledEstimate | null;
}>;

/** The selection as a forest plot; the axis is the percentage, so groups of different time zero never share a time axis. */
export type ForestFigure = Readonly<{ comparison: ComparisonFigure; groups: readonly ForestGroup[] }>;

const STRATA: readonly Kmt2aStratum[] = ['r', 'g', 'all'];

/** Groups in the order of the panels, rearranged before germline before all; within a group the order that the reader asks for. */
export function forestFigure(
  comparison: ComparisonFigure,
  { pool, scale, horizon, order }: Pick<Presentation, 'pool' | 'scale' | 'horizon' | 'order'>,
  eraOf: FigureInput['eraOf'],
): ForestFigure {
  const points = publishedPoints(comparison);
  const groups = comparison.subject.timeZeros.flatMap((timeZero) =>
    STRATA.flatMap((kmt2a): ForestGroup[] => {
      const own = points.filter((point) => point.timeZero === timeZero && point.kmt2a === kmt2a);
      if (own.length === 0) return [];
      const pooled = pool === 'none' ? null : pooledEstimate(own, { model: pool, scale, horizon });
      return [
        {
          timeZero,
          kmt2a,
          points: inOrder(own, order, eraOf),
          local: localAt(comparison, timeZero, kmt2a, pooled?.horizon ?? horizon ?? own[0]?.years ?? 0),
          pooled,
        },
      ];
    }),
  );
  return { comparison, groups };
}

/** Figures without the number that orders them stand last; equal ones keep the reader's order. */
function inOrder(
  points: readonly PublishedPoint[],
  order: ForestOrder,
  eraOf: FigureInput['eraOf'],
): readonly PublishedPoint[] {
  if (order === 'chosen') return points;
  const rank = ({ percent, trialSlug, n }: PublishedPoint): number => {
    if (order === 'estimate') return -percent;
    return (order === 'year' ? eraOf(trialSlug) : n === null ? null : -n) ?? Number.POSITIVE_INFINITY;
  };
  return points.toSorted((a, b) => (rank(a) === rank(b) ? 0 : rank(a) - rank(b)));
}

function localAt(
  { panels }: ComparisonFigure,
  timeZero: FigureTimeZero,
  kmt2a: Kmt2aStratum,
  years: number,
): ForestGroup['local'] {
  const series = panels.find(({ local }) => local !== null)?.local ?? null;
  if (series === null || series.description.timeZero !== timeZero || series.description.kmt2a !== kmt2a) return null;
  const reading = series.atHorizons.find((candidate) => candidate.years === years);
  return reading === undefined ? null : { series, reading };
}
