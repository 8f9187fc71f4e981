import { visibleSites, type Viewer } from '@/lib/access/policy';
import { db } from '@/lib/db.server';
import { fromDay } from '@/lib/patients/calendar';
import { findInBatches } from '@/lib/patients/records/batches.server';
import { findCohort } from '@/lib/patients/rules/findings.server';
import type { PatientCourse } from '@/lib/patients/timeline';
import { inShortNames } from '@/lib/registry/trials/short-name';
import type { Reference } from '@/lib/registry/schema';
import { findEstimates, findReferences, findTrials } from '@/lib/registry/queries.server';
import type { Locale } from '@/lib/i18n/routing';
import type { PrismaClient } from '@/prisma/generated/client';
import { guardedSites } from '../disclosure';
import { courseFilter } from '../local-filter';
import type { CompareSelection } from '../selection/selection';
import type { GroupFacts } from './groupings';
import { publishedIncidences, type PublishedIncidence } from './published-incidence';

/** What a reader may divide: the courses with what their records say, or why not. `guarded`: groups would tell few children apart. */
export type GroupedCohort =
  | Readonly<{
      refusal: null;
      courses: readonly PatientCourse[];
      facts: ReadonlyMap<string, GroupFacts>;
      siteNames: readonly string[];
    }>
  | Readonly<{ refusal: 'sign-in' | 'no-site' | 'unknown-site' | 'guarded' | 'no-patients' }>;

const FACTS_SELECT = {
  id: true,
  ageDays: true,
  protocolSlug: true,
  site: { select: { name: true } },
  features: { select: { kmt2aPartner: true, wbc: true, cns: true } },
  response: { select: { prednisoneResponse: true, day8Blasts: true } },
  mrdMeasurements: { select: { date: true, timePoint: true, result: true } },
} as const;

/** Published incidences beside the local ones. */
export async function findPublishedIncidences(
  kmt2a: CompareSelection['local']['kmt2a'],
  { database = db(), locale = 'en' as Locale }: { database?: PrismaClient; locale?: Locale } = {},
): Promise<{ published: PublishedIncidence[]; references: Reference[] }> {
  const [estimates, references] = await Promise.all([findEstimates({}, database), findReferences(undefined, database)]);
  return { published: publishedIncidences(inShortNames(estimates, locale), kmt2a), references };
}

/**
 * The local cohort of a choice with what its groups are made of. Only for who enters all of these patients: who sees curves
 * alone could tell single children apart by the differences of groups (`docs/decisions/0101-what-a-researcher-can-compute.md`).
 */
export async function findGroupedCohort(
  viewer: Viewer | null,
  local: CompareSelection['local'],
  { database = db(), locale = 'en' as Locale }: { database?: PrismaClient; locale?: Locale } = {},
): Promise<GroupedCohort> {
  if (viewer === null) return { refusal: 'sign-in' };
  const sites = visibleSites(viewer);
  if (sites.length === 0) return { refusal: 'no-site' };
  const used = sites.filter(({ siteCode }) => local.site === null || siteCode === local.site);
  if (used.length === 0) return { refusal: 'unknown-site' };
  const siteIds = used.map(({ siteId }) => siteId);
  if (guardedSites(viewer, siteIds).length > 0) return { refusal: 'guarded' };
  const { courses } = await findCohort(viewer, courseFilter(siteIds, local), { database });
  if (courses.length === 0) return { refusal: 'no-patients' };
  const trials = inShortNames(await findTrials(database), locale);
  const rows = await findInBatches(FACTS_SELECT, {
    viewer,
    where: { siteId: { in: siteIds } },
    purpose: 'aggregate',
    database,
  });
  const byId = new Map(courses.map((course) => [course.patientId, course]));
  const facts = new Map(
    rows.flatMap((row): [string, GroupFacts][] => {
      const course = byId.get(row.id);
      if (course === undefined) return [];
      const protocol = trials.find(({ slug }) => slug === row.protocolSlug)?.acronym ?? row.protocolSlug;
      return [
        [
          row.id,
          {
            patientId: row.id,
            siteName: row.site.name,
            protocol,
            ageDays: row.ageDays,
            kmt2a: course.kmt2a,
            partner: row.features?.kmt2aPartner ?? null,
            wbc: row.features?.wbc ?? null,
            cns: row.features?.cns ?? null,
            prednisoneResponse: row.response?.prednisoneResponse ?? null,
            day8Blasts: row.response?.day8Blasts ?? null,
            mrd: row.mrdMeasurements.map(({ date, timePoint, result }) => ({ date: fromDay(date), timePoint, result })),
          },
        ],
      ];
    }),
  );
  return { refusal: null, courses, facts, siteNames: used.map(({ siteName }) => siteName) };
}
