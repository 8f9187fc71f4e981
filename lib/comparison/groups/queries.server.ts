import { visibleSites, type Viewer } from '@/lib/access/policy';
import { db } from '@/lib/db.server';
import { fromDay } from '@/lib/patients/calendar';
import { findInBatches } from '@/lib/patients/records/batches.server';
import { findCohort } from '@/lib/patients/rules/findings.server';
import type { PatientCourse } from '@/lib/patients/timeline';
import { inShortNames } from '@/lib/registry/trials/short-name';
import type { Reference } from '@/lib/registry/schema';
import { findEstimates, findReferences, findTrials } from '@/lib/registry/queries.server';
import { findBaselineFacts } from '@/lib/registry/rows/statements.server';
import { notesIn } from '@/lib/registry/references/notes-in';
import type { Locale } from '@/lib/i18n/routing';
import type { Prisma, PrismaClient } from '@/prisma/generated/client';
import type { Facts } from '@/lib/risk/facts';
import { risksAtStart } from '../cohort/risk-at-start';
import { guardedSites } from '../disclosure';
import type { PublishedBaseline } from '../cohort/texts';
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
      /** of all patients of the sites: whose record has an open error, and who is not checked yet */
      withErrors: number;
      unchecked: number;
    }>
  | Readonly<{ refusal: 'sign-in' | 'no-site' | 'unknown-site' | 'guarded' | 'no-patients' }>;

const FACTS_SELECT = {
  id: true,
  ageDays: true,
  sex: true,
  protocolSlug: true,
  protocolArm: true,
  protocolArmDate: true,
  site: { select: { name: true } },
  features: {
    select: {
      kmt2a: true,
      kmt2aEvaluable: true,
      kmt2aPartner: true,
      wbc: true,
      cns: true,
      lineage: true,
      immunophenotype: true,
    },
  },
  response: { select: { prednisoneResponse: true, day8Blasts: true, cnsDay8: true } },
  mrdMeasurements: { select: { date: true, timePoint: true, result: true } },
  treatments: { where: { class: 'bispecific antibody' }, select: { startDate: true } },
} as const;

/** Published incidences beside the local ones. */
export async function findPublishedIncidences(
  kmt2a: CompareSelection['local']['kmt2a'],
  { database = db(), locale = 'en' as Locale }: { database?: PrismaClient; locale?: Locale } = {},
): Promise<{ published: PublishedIncidence[]; references: readonly Reference[] }> {
  const [estimates, references] = await Promise.all([findEstimates({}, database), findReferences(undefined, database)]);
  return {
    published: publishedIncidences(inShortNames(estimates, locale), kmt2a),
    references: notesIn(references, locale),
  };
}

/** What the registry holds of the patients of these trials, in the order of the trials. */
export async function findPublishedBaseline(
  slugs: readonly string[],
  database: PrismaClient = db(),
): Promise<PublishedBaseline> {
  if (slugs.length === 0) return { facts: [], references: [] };
  const [all, references] = await Promise.all([findBaselineFacts(database), findReferences(undefined, database)]);
  return { facts: slugs.flatMap((slug) => all.filter(({ trial }) => trial === slug)), references };
}

/**
 * All local patients of the chosen sites with what their groups and filters are made of. Only for who enters all of these patients: who sees curves
 * alone could tell single children apart by the differences of groups (`docs/decisions/0101-what-a-researcher-can-compute.md`).
 */
export async function findGroupedCohort(
  viewer: Viewer | null,
  site: string | null,
  {
    database = db(),
    locale = 'en',
    rules = [],
  }: {
    database?: PrismaClient;
    locale?: Locale /** protocols whose rules are asked */;
    rules?: readonly string[];
  } = {},
): Promise<GroupedCohort> {
  if (viewer === null) return { refusal: 'sign-in' };
  const sites = visibleSites(viewer);
  if (sites.length === 0) return { refusal: 'no-site' };
  const used = sites.filter(({ siteCode }) => site === null || siteCode === site);
  if (used.length === 0) return { refusal: 'unknown-site' };
  const siteIds = used.map(({ siteId }) => siteId);
  if (guardedSites(viewer, siteIds).length > 0) return { refusal: 'guarded' };
  const { courses, withErrors, unchecked } = await findCohort(viewer, { siteIds }, { database });
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
        [row.id, { ...recordedOf(row), protocol, kmt2a: course.kmt2a, risks: risksAtStart(factsAtStart(row), rules) }],
      ];
    }),
  );
  return { refusal: null, courses, facts, siteNames: used.map(({ siteName }) => siteName), withErrors, unchecked };
}

type FactsRow = Prisma.PatientGetPayload<{ select: typeof FACTS_SELECT }>;

/** What the record itself says. */
function recordedOf(row: FactsRow): Omit<GroupFacts, 'protocol' | 'kmt2a' | 'risks'> {
  const { features, response } = row;
  return {
    patientId: row.id,
    siteName: row.site.name,
    protocolSlug: row.protocolSlug,
    arm: row.protocolArm,
    armSince: row.protocolArmDate === null ? null : fromDay(row.protocolArmDate),
    sex: row.sex,
    lineage: features?.lineage ?? lineageOf(features?.immunophenotype ?? null),
    ageDays: row.ageDays,
    partner: features?.kmt2aPartner ?? null,
    wbc: features?.wbc ?? null,
    cns: features?.cns ?? null,
    prednisoneResponse: response?.prednisoneResponse ?? null,
    day8Blasts: response?.day8Blasts ?? null,
    mrd: row.mrdMeasurements.map(({ date, timePoint, result }) => ({ date: fromDay(date), timePoint, result })),
    blinatumomabSince:
      row.treatments
        .map(({ startDate }) => fromDay(startDate))
        .sort()
        .at(0) ?? null,
    cohortSince: null,
  };
}

/** What the risk rules may know by day 8. The stored words are those of the vocabularies: check constraints hold them. */
function factsAtStart({ ageDays, features, response }: FactsRow): Facts {
  const { kmt2a = null, kmt2aEvaluable = null, kmt2aPartner = null, wbc = null, cns = null } = features ?? {};
  const { day8Blasts = null, prednisoneResponse = null, cnsDay8 = null } = response ?? {};
  return {
    ageDays,
    kmt2a,
    kmt2aEvaluable,
    kmt2aPartner,
    wbc,
    cns,
    cnsDay8,
    day8Blasts,
    prednisoneResponse,
  } as Facts;
}

const PRECURSORS = ['pro-B', 'common-B', 'pre-B'] as const;

/** The lineage that an immunophenotype says, where the lineage itself is not recorded. */
function lineageOf(immunophenotype: string | null): string | null {
  if (immunophenotype === 'mixed') return 'mixed-phenotype';
  return PRECURSORS.some((one) => one === immunophenotype) ? 'B-cell-precursor' : immunophenotype;
}
