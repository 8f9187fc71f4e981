import type { Viewer } from '@/lib/access/policy';
import type { CourseFilter } from '@/lib/patients/course-filter.server';
import { findObservedUnder } from '@/lib/patients/observations/observed.server';
import type { PrismaClient } from '@/prisma/generated/client';
import { cohortOfCounts, type LocalChoice } from '../figure/local-curve';
import type { LocalDefinition, TrialDefinition } from '../selection/local-definition';
import { bothReadings, OPEN_ITEMS, openItems, takenAsUsual } from '../selection/open-items';
import { MOST_READ } from './model';
import type { BothCohorts, LocalReadings } from './open-differences';

type Options = Readonly<{
  choice: LocalChoice;
  /** patients of the choice */
  patients: number;
  stated: readonly (TrialDefinition & { slug: string })[];
  database: PrismaClient;
}>;

/**
 * The local patients under both readings of what sources leave open. Not for a guarded reader: two curves that differ by a
 * lineage switch, a failure or a transplant tell of single children.
 */
export async function findReadings(
  viewer: Viewer,
  filter: CourseFilter,
  { definition, definedBy }: LocalDefinition,
  { choice, patients, stated, database }: Options,
): Promise<LocalReadings> {
  const statedOf = (trialSlug: string) => stated.find(({ slug }) => slug === trialSlug)?.definition;
  const openOf = (trialSlug: string) => openItems(definition, statedOf(trialSlug));
  const usualOf = (trialSlug: string) => takenAsUsual(statedOf(trialSlug));
  if (choice.guarded) return { openOf, usualOf, both: null, why: 'guarded' };
  if (patients > MOST_READ) return { openOf, usualOf, both: null, why: 'too-many' };
  const pairs = OPEN_ITEMS.flatMap((item) => {
    const pair = bothReadings(item, definition);
    return pair === null ? [] : [{ item, pair }];
  });
  const definitions = pairs.flatMap(({ pair }) => pair);
  const counts = await findObservedUnder(viewer, filter, definitions, { database });
  const cohorts = definitions.map((one, i) => {
    const own = counts[i];
    return own === undefined ? null : cohortOfCounts(own, { definition: one, definedBy }, choice);
  });
  const both = pairs.flatMap(({ item }, i): BothCohorts[] => {
    const [first, second] = [cohorts[2 * i], cohorts[2 * i + 1]];
    return first && second ? [{ item, cohorts: [first, second] }] : [];
  });
  return { openOf, usualOf, both, why: null };
}
