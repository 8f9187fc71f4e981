import type { StoredCurve } from '@/lib/registry/curves/records';
import type { PublishedPoint, ReconstructedLine } from './figure-model';
import { reconstruction, sameStratum, type CurveCorner } from './reconstructed-curve';

/**
 * The approved curves of exactly the patients of a chosen figure, counted from the same day, in its colour. `curves` are
 * of the comparison's endpoint. Citations go on after those of the figures.
 */
export function reconstructedLines(
  curves: readonly StoredCurve[],
  points: readonly PublishedPoint[],
): ReconstructedLine[] {
  const numbers = new Map(points.map(({ source, citation }) => [source.ref, citation]));
  return curves.flatMap((curve) => {
    const point = points.find(
      ({ trialSlug, timeZero, stratum }) =>
        trialSlug === curve.trial && timeZero === curve.timeZero && sameStratum(stratum, curve.stratum),
    );
    const rebuilt = point === undefined ? null : reconstruction(curve);
    if (point === undefined || rebuilt === null) return [];
    const citation = numbers.get(curve.source.ref) ?? Math.max(0, ...numbers.values()) + 1;
    numbers.set(curve.source.ref, citation);
    return {
      curveId: curve.id,
      estimateId: point.estimateId,
      trialSlug: curve.trial,
      population: curve.label,
      timeZero: curve.timeZero,
      n: rebuilt.n,
      events: rebuilt.events,
      steps: rebuilt.steps,
      lastYears: rebuilt.lastYears,
      readFrom: curve.readFrom,
      secondReading: curve.secondReading,
      source: curve.source,
      citation,
      style: point.style,
    };
  });
}

/** The corners of a step line up to a time, and its level there. */
export function upTo(steps: readonly CurveCorner[], years: number): CurveCorner[] {
  const kept = steps.filter((step) => step.years <= years);
  const last = kept.at(-1);
  return last === undefined || kept.length === steps.length ? kept : [...kept, { ...last, years }];
}
