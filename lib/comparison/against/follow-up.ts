import { reverseKaplanMeierOfTable } from '@/lib/survival/curves/reverse-kaplan-meier';
import { curveRemarks } from '../groups/remarks';
import { medianReading, type LocalCohort } from '../figure/local-curve';
import type { MedianReading } from '../figure/horizon-reading';
import { toYears } from '../years';
import type { LocalRemark } from './model';

/** Years at which every local curve is read, whatever was published. */
export const LANDMARK_YEARS = [1, 2, 3, 5] as const;

/**
 * Median follow-up by the reverse Kaplan–Meier method (Schemper and Smith 1996). Where the curve of a guarded reader was
 * ended early, what would lie at its end or after is not reached.
 */
export function medianFollowUp({ table, closedAfter }: LocalCohort): MedianReading {
  const { years, low, high } = medianReading(reverseKaplanMeierOfTable(table));
  const end = closedAfter === null ? Infinity : toYears(closedAfter);
  const before = (value: number | null): number | null => (value === null || value >= end ? null : value);
  return { years: before(years), low: before(low), high: before(high) };
}

/** What must be said of a cohort whose curve says less than it seems to. A guarded cohort has at least five patients. */
export function localRemarks({ table, curve }: LocalCohort): LocalRemark[] {
  return curveRemarks({ n: table.size, events: curve.totalEvents, lastTime: table.time.at(-1) ?? 0 });
}
