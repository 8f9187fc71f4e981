import { gatherObserved, observedRow } from '@/lib/patients/observations/observed';
import type { PatientCourse } from '@/lib/patients/timeline';
import type { PublishedEstimate } from '@/lib/registry/estimate-filter';
import { GROUPS } from '@/lib/risk/facts';
import type { HorizonReading } from '../figure/horizon-reading';
import { cohortOfCounts, readHorizons } from '../figure/local-curve';
import type { GroupFacts } from '../groups/groupings';
import type { LocalDefinition } from '../selection/local-definition';
import { likePairs, type LikePair } from './like-pairs';

/** What a protocol says of a child by day 8: a group, that it would not have taken the child, or nothing settled. */
export const MIGRATION_CATEGORIES = [...GROUPS, 'not-eligible', 'not-settled'] as const;
export type MigrationCategory = (typeof MIGRATION_CATEGORIES)[number];

/** Years at which each cell is read. */
export const MIGRATION_YEARS = [2, 5] as const;

/** The children of one cell; `readings` at MIGRATION_YEARS, empty where nobody has an observation. */
export type MigrationCell = Readonly<{ n: number; events: number; readings: readonly HorizonReading[] }>;

/** The cohort under two protocols' rules: `cells[i][j]` are those in `rows[i]` under the first and `columns[j]` under the second. */
export type MigrationOutcomes = Readonly<{
  rows: readonly MigrationCategory[];
  columns: readonly MigrationCategory[];
  cells: readonly (readonly MigrationCell[])[];
}>;

/** How the children of a cohort spread over the groups of two protocols, and what became of those of each cell. */
export function migrationOutcomes(
  courses: readonly PatientCourse[],
  facts: ReadonlyMap<string, GroupFacts>,
  local: LocalDefinition,
  [first, second]: readonly [string, string],
): MigrationOutcomes {
  const children = courses.map((course) => {
    const risks = facts.get(course.patientId)?.risks ?? {};
    return { course, row: categoryOf(risks[first]), column: categoryOf(risks[second]) };
  });
  const present = (key: 'row' | 'column') =>
    MIGRATION_CATEGORIES.filter((category) => children.some((child) => child[key] === category));
  const [rows, columns] = [present('row'), present('column')];
  return {
    rows,
    columns,
    cells: rows.map((row) =>
      columns.map((column) =>
        cellOf(
          children.flatMap((child) => (child.row === row && child.column === column ? [child.course] : [])),
          local,
        ),
      ),
    ),
  };
}

function categoryOf(risk: string | null | undefined): MigrationCategory {
  return MIGRATION_CATEGORIES.find((category) => category === risk) ?? 'not-settled';
}

function cellOf(courses: readonly PatientCourse[], local: LocalDefinition): MigrationCell {
  const counts = gatherObserved(courses.map((course) => observedRow(course, local.definition)));
  const cohort = cohortOfCounts(counts, local, { siteNames: [], kmt2a: 'all', guarded: false });
  return {
    n: courses.length,
    events: cohort?.curve.totalEvents ?? 0,
    readings: cohort === null ? [] : readHorizons(cohort, MIGRATION_YEARS),
  };
}

/** The published like-for-like pairs of two protocols, in whatever order they are asked for. */
export function likeForLike(
  estimates: readonly PublishedEstimate[],
  { endpoint, timeZero }: LocalDefinition['definition'],
  protocols: readonly [string, string],
): readonly LikePair[] {
  return likePairs(estimates.filter(({ trial }) => protocols.includes(trial))).filter(
    (pair) => pair.endpoint === endpoint && pair.figures[0].timeZero === timeZero,
  );
}

/** What a protocol's own publication gives of its risk groups, whole ones from the same time zero: each is of other children. */
export function publishedByRisk(
  estimates: readonly PublishedEstimate[],
  { endpoint, timeZero }: LocalDefinition['definition'],
  protocol: string,
): PublishedEstimate[] {
  return estimates.filter(
    ({ trial, preferred, estimate, timeYears, stratum, ...one }) =>
      trial === protocol &&
      preferred &&
      one.endpoint === endpoint &&
      one.timeZero === timeZero &&
      one.endpointDetail === null &&
      estimate !== null &&
      timeYears !== null &&
      stratum.risk !== 'all' &&
      stratum.arm === null &&
      stratum.age === null &&
      stratum.other === null,
  );
}
