import type { LocalCohort } from '../figure/local-curve';
import { OPEN_ITEMS, type OpenItem } from '../selection/open-items';
import { toDays } from '../years';
import { matchedHorizons, type MatchedFigure } from './matched-horizon';
import type { OpenDifference, OpenItems, OpenReading, ReadingsRefusal } from './model';

/** The local patients under both readings of one item. */
export type BothCohorts = Readonly<{ item: OpenItem; cohorts: readonly [LocalCohort, LocalCohort] }>;

/** The local patients under both readings of every item that a source may leave open. */
export type LocalReadings = Readonly<{
  /** what the source of a trial, by its slug, leaves open */
  openOf: (trialSlug: string) => readonly OpenItem[];
  /** the kinds of event that it leaves open and that count as usual */
  usualOf?: (trialSlug: string) => readonly ('relapse' | 'death')[];
  /** null with the reason in `why` */
  both: readonly BothCohorts[] | null;
  why: ReadingsRefusal | null;
}>;

/**
 * What the sources of the figures leave open, and the local curve at the horizon of each under both readings wherever they
 * differ there. Figures of another time zero are not compared, so nothing is listed of them.
 */
export function openDifferences(
  { description }: LocalCohort,
  points: readonly (MatchedFigure & Readonly<{ trialSlug: string }>)[],
  { openOf, usualOf = () => [], both, why }: LocalReadings,
): OpenItems {
  const compared = points.filter(({ timeZero }) => timeZero === description.timeZero);
  const leaving = (item: OpenItem) => compared.filter(({ trialSlug }) => openOf(trialSlug).includes(item));
  return {
    items: OPEN_ITEMS.map((item) => ({ item, estimateIds: leaving(item).map(({ estimateId }) => estimateId) })).filter(
      ({ estimateIds }) => estimateIds.length > 0,
    ),
    usual: (['relapse', 'death'] as const)
      .map((kind) => ({
        kind,
        estimateIds: compared.flatMap(({ trialSlug, estimateId }) =>
          usualOf(trialSlug).includes(kind) ? [estimateId] : [],
        ),
      }))
      .filter(({ estimateIds }) => estimateIds.length > 0),
    differences:
      both?.flatMap(({ item, cohorts: [first, second] }) =>
        leaving(item).flatMap((point): OpenDifference[] => {
          const readings = [reading(first, point), reading(second, point)] as const;
          return isSame(...readings) ? [] : [{ estimateId: point.estimateId, item, readings }];
        }),
      ) ?? null,
    why,
  };
}

function reading(cohort: LocalCohort, point: MatchedFigure): OpenReading {
  const [matched] = matchedHorizons(cohort, [point]);
  if (matched === undefined) throw new RangeError('one horizon, one reading');
  const { time, events } = cohort.table;
  const end = toDays(point.years);
  return { events: events.reduce((sum, count, i) => ((time[i] ?? Infinity) <= end ? sum + count : sum), 0), matched };
}

function isSame(first: OpenReading, second: OpenReading): boolean {
  const [a, b] = [first.matched.local, second.matched.local];
  return (
    first.events === second.events && isNear(a.percent, b.percent) && isNear(a.low, b.low) && isNear(a.high, b.high)
  );
}

/** The same product of other factors may differ in its last digit. */
function isNear(a: number | null, b: number | null): boolean {
  return a === null || b === null ? a === b : Math.abs(a - b) < 1e-6;
}
