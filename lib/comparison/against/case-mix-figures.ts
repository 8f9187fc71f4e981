import type { PublishedEstimate } from '@/lib/registry/estimate-filter';
import { publishedInterval } from '@/lib/registry/published-interval';
import type { FigureTimeZero } from '../time-zero';
import type { MatchedFigure } from './matched-horizon';

type Asked = Readonly<{ trial: string; endpoint: string; timeZero: FigureTimeZero }>;
export type StratumFigure = MatchedFigure & Readonly<{ published: PublishedEstimate }>;
/** Figures of both KMT2A strata of a trial, of one source and arm at one horizon. */
export type StratumPair = Readonly<{ years: number; rearranged: StratumFigure; germline: StratumFigure }>;

/**
 * The pairs of figures that a trial has of its KMT2A-rearranged and its germline infants: of one source and arm, at one
 * horizon, under the time zero asked for, of the whole stratum and no further selection. Germline infants may be
 * printed as the low-risk group. A horizon of which there are two figures of one stratum is left out, not chosen from.
 */
export function stratumPairs(estimates: readonly PublishedEstimate[], asked: Asked): StratumPair[] {
  const usable = estimates.flatMap((one) => figureOf(one, asked) ?? []);
  const keys = new Set(usable.map(keyOf));
  return [...keys]
    .flatMap((key): StratumPair[] => {
      const own = usable.filter((one) => keyOf(one) === key);
      const rearranged = single(own.filter(({ published: { stratum } }) => stratum.kmt2a === 'r'));
      const germline = single(own.filter(({ published: { stratum } }) => stratum.kmt2a === 'g'));
      return rearranged === null || germline === null ? [] : [{ years: rearranged.years, rearranged, germline }];
    })
    .sort((a, b) => a.years - b.years);
}

function figureOf(one: PublishedEstimate, { trial, endpoint, timeZero }: Asked): StratumFigure | null {
  const { stratum, timeYears, estimate } = one;
  if (one.trial !== trial || one.endpoint !== endpoint || one.timeZero !== timeZero || !one.preferred) return null;
  if (timeYears === null || estimate === null || one.endpointDetail !== null) return null;
  if (stratum.age !== null || stratum.other !== null || stratum.kmt2a === 'all') return null;
  if (stratum.risk !== 'all' && !(stratum.kmt2a === 'g' && stratum.risk === 'LR')) return null;
  return {
    estimateId: one.id,
    years: timeYears,
    timeZero,
    percent: estimate,
    interval: publishedInterval(one),
    printedError: one.se,
    published: one,
  };
}

function keyOf({ years, published: { source, stratum } }: StratumFigure): string {
  return [source.ref, stratum.arm ?? '', years].join('|');
}

function single(figures: readonly StratumFigure[]): StratumFigure | null {
  return figures.length === 1 ? (figures[0] ?? null) : null;
}
