import type { FigurePanel, PublishedPoint } from './figure-model';

/** Numbers at risk as a source prints them for one series of which no curve was read. */
type PrintedRisk = Readonly<{
  /** the figure that carries them */
  estimateId: string;
  counts: PublishedPoint['atRisk'];
}>;

/**
 * Printed numbers at risk of the panel's figures, as far as its axis goes. A series with a curve has its numbers in the
 * curve; figures of one series carry the same numbers once.
 */
export function printedRisk({ published, reconstructed, axis }: FigurePanel): PrintedRisk[] {
  const seen = new Set<string>();
  return published.flatMap(({ estimateId, trialSlug, stratum, atRisk }) => {
    const counts = atRisk.filter(({ years }) => years <= axis.endYears);
    const series = JSON.stringify([trialSlug, stratum, counts]);
    if (counts.length === 0 || seen.has(series)) return [];
    if (reconstructed.some((line) => line.estimateId === estimateId)) return [];
    seen.add(series);
    return [{ estimateId, counts }];
  });
}
