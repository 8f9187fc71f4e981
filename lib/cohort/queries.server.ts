import { visibleSites, type SiteMembership, type Viewer } from '@/lib/access/policy';
import { db } from '@/lib/db.server';
import { findCourses, type CourseFilter } from '@/lib/patients/queries.server';
import type { PublishedEstimate } from '@/lib/registry/estimate-filter';
import { findEstimates, findReferences, findTrials } from '@/lib/registry/queries.server';
import { TIME_ZEROS, type SurvivalEndpoint, type TimeZero } from '@/lib/registry/schema';
import type { PrismaClient } from '@/prisma/generated/client';
import { chosenSeries } from './chosen-series';
import type { ComparisonFigure } from './comparison-figure';
import { localRefusal, type LocalRefusal } from './disclosure';
import { comparisonFigure } from './figure';
import { localCohort, type LocalCohort } from './local-curve';
import { localDefinition, type TrialDefinition } from './local-definition';
import type { ChartableEstimate } from './published-point';
import type { CompareSelection, SelectionProblem } from './selection';

/** A comparison for one viewer, with what the reader can choose from. */
export type Comparison = Readonly<{
  figure: ComparisonFigure;
  /** the selection with its series named and its site resolved: what a link to this figure must say */
  selection: CompareSelection;
  problems: readonly SelectionProblem[];
  /** every figure that a chart may draw, of every endpoint */
  available: readonly PublishedEstimate[];
  /** sites whose curves the viewer may see */
  sites: readonly SiteMembership[];
  /** why no local curve is drawn although one is asked for; null: drawn, or not asked for */
  localRefusal: LocalRefusal | null;
}>;

type Options = { database?: PrismaClient };

/** The one way to a comparison, for the page and for every export: visitors get published figures only. */
export async function getComparison(viewer: Viewer | null, asked: CompareSelection, { database = db() }: Options = {}): Promise<Comparison> {
  const available = await findEstimates({ chartable: true }, database);
  const { chosen, problems } = chosenSeries(asked, available);
  const [trials, references] = await Promise.all([findTrials(database), findReferences([...new Set(chosen.map(({ source }) => source.ref))], database)]);
  const local = await findLocal(viewer, asked, chosen, database);
  const starts = new Map(trials.map(({ slug, enrolment }) => [slug, enrolment.start === null ? null : Number(enrolment.start.slice(0, 4))]));
  const figure = comparisonFigure({
    endpoint: asked.endpoint,
    chosen,
    catalogue: available,
    references,
    local: local.cohort,
    displayYears: asked.displayYears,
    confirmed: asked.confirmed,
    eraOf: (slug) => starts.get(slug) ?? null,
  });
  const selection = { ...asked, series: chosen.map(({ id }) => id), local: { ...asked.local, shown: local.shown, site: local.site } };
  return { figure, selection, problems: [...problems, ...local.problems], available, sites: viewer === null ? [] : visibleSites(viewer), localRefusal: local.refusal };
}

type Local = { cohort: LocalCohort | null; refusal: LocalRefusal | null; shown: boolean; site: string | null; problems: SelectionProblem[] };

async function findLocal(viewer: Viewer | null, { endpoint, local }: CompareSelection, chosen: readonly ChartableEstimate[], database: PrismaClient): Promise<Local> {
  const sites = viewer === null ? [] : visibleSites(viewer);
  const named = sites.filter(({ siteCode }) => local.site === null || siteCode === local.site);
  const problems: SelectionProblem[] = local.site !== null && viewer !== null && named.length === 0 ? [{ parameter: 'site', code: 'unknown-site', value: local.site }] : [];
  const used = named.length === 0 ? sites : named;
  const site = named.length === 0 ? null : local.site;
  const shown = local.shown ?? sites.length > 0;
  if (!shown || viewer === null || used.length === 0) {
    const refusal = shown ? localRefusal(viewer, [], 0) : null;
    return { cohort: null, refusal, shown, site, problems };
  }
  const siteIds = used.map(({ siteId }) => siteId);
  const courses = await findCourses(viewer, courseFilter(siteIds, local), { database });
  const definition = localDefinition(endpoint, await findDefinitions(endpoint, chosen, database));
  const cohort = localCohort(courses, definition, { siteNames: used.map(({ siteName }) => siteName), kmt2a: local.kmt2a });
  const refusal = localRefusal(viewer, siteIds, cohort?.table.size ?? 0);
  return { cohort: refusal === null ? cohort : null, refusal, shown, site, problems };
}

const KMT2A = { r: 'rearranged', g: 'germline' } as const;

function courseFilter(siteIds: readonly string[], { kmt2a, from, to }: CompareSelection['local']): CourseFilter {
  return {
    siteIds,
    ...(kmt2a === 'all' ? {} : { kmt2a: KMT2A[kmt2a] }),
    ...(from === null ? {} : { diagnosedFrom: `${from}-01-01` }),
    ...(to === null ? {} : { diagnosedTo: `${to}-12-31` }),
  };
}

/** What the compared trials themselves state of the endpoint. */
async function findDefinitions(endpoint: SurvivalEndpoint, chosen: readonly ChartableEstimate[], database: PrismaClient): Promise<TrialDefinition[]> {
  const acronyms = new Map(chosen.map(({ trial, acronym }) => [trial, acronym]));
  const rows = await database.endpointDefinition.findMany({
    where: { endpoint, trialSlug: { in: [...acronyms.keys()] } },
    orderBy: { trialSlug: 'asc' },
    select: { trialSlug: true, timeZero: true, events: true },
  });
  return rows.map(({ trialSlug, timeZero, events }) => ({ acronym: acronyms.get(trialSlug) ?? trialSlug, definition: { timeZero: asTimeZero(timeZero), events } }));
}

function asTimeZero(text: string): TimeZero {
  return TIME_ZEROS.find((timeZero) => timeZero === text) ?? 'unknown';
}
