import type { PublishedEstimate } from '@/lib/registry/estimate-filter';
import type { HollowReason, PublishedPoint } from './figure-model';
import { publishedInterval } from '@/lib/registry/published-interval';
import type { Presentation } from '../presentation';
import { seriesStyles } from '../selection/series/style';

/** A figure that has what a point needs; the data set marks these `chartable`. */
export type ChartableEstimate = PublishedEstimate & Readonly<{ estimate: number; timeYears: number }>;

/** Whether a chart may draw it: marked so by the data set, with a value and a horizon. */
export function isChartable(estimate: PublishedEstimate): estimate is ChartableEstimate {
  return estimate.chartable && estimate.estimate !== null && estimate.timeYears !== null;
}

/** The points of the chosen figures, in the order of choice, with style, letter and citation number; `drawn` is true until the axis is known. `catalogue` holds every chartable figure of these trials; among `named` the styles and letters are given out. */
export function publishedPoints(
  chosen: readonly ChartableEstimate[],
  catalogue: readonly PublishedEstimate[],
  changed: Pick<Presentation, 'styles' | 'labels'>,
  named: readonly ChartableEstimate[] = chosen,
): PublishedPoint[] {
  const styles = seriesStyles(named.map(({ id, trial }) => ({ id, trial, chosen: changed.styles[id] })));
  const numbers = citationNumbers(chosen);
  return chosen.map((estimate) => {
    const interval = publishedInterval(estimate);
    return {
      estimateId: estimate.id,
      trialSlug: estimate.trial,
      acronym: estimate.acronym,
      suffix: letterAmongTrial(estimate, named),
      relabelled: changed.labels[estimate.id] ?? null,
      population: estimate.label,
      kmt2a: estimate.stratum.kmt2a,
      stratum: estimate.stratum,
      selected: isSelected(estimate, catalogue),
      timeZero: estimate.timeZero,
      years: estimate.timeYears,
      percent: estimate.estimate,
      interval,
      printedError: estimate.se,
      n: estimate.n,
      events: estimate.events,
      atRisk: estimate.atRisk,
      source: estimate.source,
      citation: numbers.get(estimate.source.ref) ?? 0,
      caveats: estimate.caveats,
      hollow: hollowReasons(estimate, interval === null),
      drawn: true,
      style: styles.get(estimate.id) ?? { colour: 0, shape: 'circle' },
    };
  });
}

/** References in the order in which the figures first cite them, numbered from 1. */
function citationNumbers(chosen: readonly ChartableEstimate[]): Map<string, number> {
  const numbers = new Map<string, number>();
  for (const { source } of chosen) if (!numbers.has(source.ref)) numbers.set(source.ref, numbers.size + 1);
  return numbers;
}

function hollowReasons({ timeZero, caveats }: ChartableEstimate, withoutInterval: boolean): HollowReason[] {
  const notStated = timeZero === 'unknown' || caveats.includes('time-zero-not-stated');
  return [
    ...(notStated ? (['time-zero-not-stated'] as const) : []),
    ...(withoutInterval ? (['no-interval'] as const) : []),
  ];
}

/**
 * A risk group narrows the population unless it is the same as a KMT2A status, as low risk and germline are in
 * Interfant-06: then the trial has no figure of another risk group, or of all, with that status.
 */
export function isSelected({ stratum, trial }: PublishedEstimate, catalogue: readonly PublishedEstimate[]): boolean {
  if (stratum.arm !== null || stratum.age !== null || stratum.other !== null) return true;
  return (
    stratum.risk !== 'all' &&
    catalogue.some(
      (other) => other.trial === trial && other.stratum.kmt2a === stratum.kmt2a && other.stratum.risk !== stratum.risk,
    )
  );
}

function letterAmongTrial(estimate: ChartableEstimate, named: readonly ChartableEstimate[]): string | null {
  const ofTrial = named.filter(({ trial }) => trial === estimate.trial);
  return ofTrial.length < 2 ? null : String.fromCharCode(97 + ofTrial.indexOf(estimate));
}
