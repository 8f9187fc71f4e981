import { findAppraisals, findCoveredQuestions, findPartsAlone } from '@/lib/registry/review/queries.server';
import { visibleSites, type SiteMembership, type Viewer } from '@/lib/access/policy';
import { problemOf, type AddressProblem } from '@/lib/address/problem';
import { db } from '@/lib/db.server';
import type { Locale } from '@/lib/i18n/routing';
import { findGroups, findObserved } from '@/lib/patients/observations/observed.server';
import { findCohortErrors } from '@/lib/patients/rules/findings.server';
import { findApprovedCurves } from '@/lib/registry/curves/queries.server';
import { DEFAULT_DEFINITIONS } from '@/lib/patients/timeline';
import type { PublishedEstimate } from '@/lib/registry/estimate-filter';
import { keptWithEvidence } from '@/lib/registry/kept-evidence.server';
import { findDiscrepancies, findEstimates, findReferences, findTrials, getTrial } from '@/lib/registry/queries.server';
import { EndpointDefinitionSchema, type Trial } from '@/lib/registry/schema';
import { TIME_ZEROS, type SurvivalEndpoint, type TimeZero } from '@/lib/registry/vocabulary';
import { inShortNames } from '@/lib/registry/trials/short-name';
import type { TrialSummary } from '@/lib/registry/trials/summary';
import type { PrismaClient } from '@/prisma/generated/client';
import { findReadings } from './against/readings.server';
import type { LocalReadings } from './against/open-differences';
import { chosenSeries, underIds } from './selection/chosen-series';
import { issuedBy } from '@/lib/registry/references/issued';
import { notesIn } from '@/lib/registry/references/notes-in';
import { localSeries, publishedPoints, type ComparisonFigure } from './figure/figure-model';
import {
  choiceRefusal,
  definitionRefusal,
  guardedSites,
  localRefusal,
  openChoices,
  remissionRefusal,
  type LocalRefusal,
  type OpenChoices,
} from './disclosure';
import type { TrialEvidence } from './figure/estimate-evidence';
import { comparisonFigure, type FigureInput } from './figure/figure';
import { cohortOfCounts, type LocalCohort } from './figure/local-curve';
import type { CompareView, ShownPresentation } from './presentation';
import { courseFilter } from './local-filter';
import { findNetworkCohort } from './network/releases.server';
import { localDefinition, type TrialDefinition } from './selection/local-definition';
import { reconstructedLines } from './figure/reconstructed-lines';
import { figuresOfComparison } from './saved/comparison-figures';
import { digestOf } from './saved/digest.server';
import type { SavedFigures } from './saved/figures';
import type { FigureAddress, Release } from './saved/model';
import { findRelease } from './saved/release.server';
import { addressOfComparison } from './saved/snapshot.server';
import type { CompareSelection } from './selection/selection';
import { viewOf } from './views/view';

/** A comparison for one viewer, with what the reader can choose from. */
export type Comparison = Readonly<{
  /** what was asked for, with every figure under its id */
  asked: CompareSelection;
  figure: ComparisonFigure;
  /** what the figure was made from, for the views that draw more than the chosen figures */
  input: FigureInput;
  trials: readonly TrialSummary[];
  /** whole records of the chosen trials in the reader's order; empty unless the view sets trials side by side */
  records: readonly Trial[];
  /** the selection with its series named, its view and its site resolved: what a link to this figure must say */
  selection: CompareSelection & Readonly<{ presentation: ShownPresentation }>;
  problems: readonly AddressProblem[];
  /** every figure that a chart may draw, of every endpoint */
  available: readonly PublishedEstimate[];
  /** every published figure, and where the sources of the trials disagree: what stands behind each number */
  evidence: TrialEvidence;
  /** sites whose curves the viewer may see */
  sites: readonly SiteMembership[];
  /** there are approved curves of the chosen figures' patients, drawn or not */
  reconstructable: boolean;
  /** by what the local figure is saved and released; null: there is none that the viewer may save */
  saving: Saving | null;
  /** why no local curve is drawn although one is asked for; null: drawn, or not asked for */
  localRefusal: LocalRefusal | null;
  /** what of these sites' patients is open to the viewer; null: everything, or nothing asked for */
  localOpen: OpenChoices | null;
}>;

/** Where a figure of local patients is kept (null: it is of several sites), what it says, and whether it was released. */
type Saving = Readonly<{ address: FigureAddress | null; figures: SavedFigures; release: Release }>;

/** `locale`: in which language studies that have no name of their own are called. */
type Options = { database?: PrismaClient; locale?: Locale };

/** The one way to a comparison, for the page and for every export: visitors get published figures only. */
export async function getComparison(
  viewer: Viewer | null,
  sent: CompareSelection,
  { database = db(), locale = 'en' }: Options = {},
): Promise<Comparison> {
  const { found, summaries, allDefinitions, discrepancies, drawnCurves, answered, ...listed } = await findEvidence(
    sent,
    database,
  );
  const references = notesIn(listed.references, locale);
  const estimates = inShortNames(found, locale);
  const asked = underIds(sent, estimates);
  const available = estimates.filter(({ chartable }) => chartable);
  const { chosen, problems } = chosenSeries(asked, available, issuedBy(references));
  const trials = inShortNames(summaries, locale);
  const definitions = allDefinitions.filter(({ endpoint }) => endpoint === asked.endpoint);
  const stated = definitions.filter(({ slug }) => chosen.some(({ trial }) => trial === slug));
  const local = await findLocal(viewer, asked, stated, database);
  const curves = drawnCurves.filter((curve) => chosen.some(({ trial }) => trial === curve.trial));
  const input: FigureInput = {
    endpoint: asked.endpoint,
    chosen,
    catalogue: available,
    curves: asked.presentation.curves ? curves : [],
    references,
    local: local.cohort,
    readings: local.readings,
    displayYears: asked.displayYears,
    confirmed: asked.confirmed,
    eraOf: eraLookup(trials),
    definitions: definedEvents(asked.endpoint, definitions),
    ...answered,
    shown: asked.presentation,
  };
  const drawn = comparisonFigure(input);
  const view = asked.presentation.view ?? viewOf(drawn);
  const records = view === 'table' ? inShortNames(await findRecords(chosen, database), locale) : [];
  const selection = settled(asked, chosen, local, view);
  const saving = await savingOf(viewer, drawn, selection, database);
  // What the network released is released, whoever looks.
  const pooled = localSeries(drawn)?.description.network !== undefined;
  const figure = { ...drawn, released: pooled || saving?.release.state === 'released' };
  return {
    asked,
    figure,
    input,
    trials,
    records,
    selection,
    problems: [...problems, ...local.problems],
    available,
    evidence: { estimates, discrepancies },
    sites: viewer === null ? [] : visibleSites(viewer),
    reconstructable: reconstructedLines(curves, publishedPoints(drawn)).length > 0,
    saving,
    localRefusal: local.refusal,
    localOpen: local.open,
  };
}

/** All at once: the version of the evidence, by which each is kept, is asked once for them all. */
async function findEvidence(asked: CompareSelection, database: PrismaClient) {
  const [found, summaries, references, allDefinitions, discrepancies, appraisals, partsAlone, drawnCurves, questions] =
    await Promise.all([
      findEstimates({}, database),
      findTrials(database),
      findReferences(undefined, database),
      getDefinitions(database),
      findDiscrepancies(database),
      findAppraisals(database),
      findPartsAlone(database),
      findCurves(asked, database),
      findCoveredQuestions(database),
    ]);
  const answered = { appraisals, partsAlone, questions };
  return { found, summaries, references, allDefinitions, discrepancies, drawnCurves, answered };
}

/** Reconstructed curves of the endpoint, where the view draws curves. */
async function findCurves(
  { endpoint, presentation: { view } }: CompareSelection,
  database: PrismaClient,
): Promise<FigureInput['curves']> {
  if (view !== 'survival' && view !== null) return [];
  return findApprovedCurves({ endpoint }, database);
}

/**
 * Only who enters the patients saves and releases: what others see is another figure, with rounded times, and stays internal.
 */
async function savingOf(
  viewer: Viewer | null,
  figure: ComparisonFigure,
  selection: Comparison['selection'],
  database: PrismaClient,
): Promise<Saving | null> {
  const figures = figuresOfComparison(figure, digestOf);
  if (viewer === null || figures === null || localSeries(figure)?.description.guarded === true) return null;
  const address = addressOfComparison(viewer, selection);
  const release =
    address === null
      ? ({ state: 'internal' } as const)
      : await findRelease(viewer, { ...address, figures }, { database });
  return { address, figures, release };
}

/** What was asked for with everything named that an address may leave open. */
function settled(
  asked: CompareSelection,
  chosen: FigureInput['chosen'],
  { shown, site }: Pick<Local, 'shown' | 'site'>,
  view: CompareView,
): Comparison['selection'] {
  return {
    ...asked,
    presentation: { ...asked.presentation, view },
    series: chosen.map(({ id }) => id),
    local: { ...asked.local, shown, site },
  };
}

/** The year in which each trial began to enrol, by its slug. */
function eraLookup(trials: readonly TrialSummary[]): FigureInput['eraOf'] {
  const starts = new Map(
    trials.map(({ slug, enrolment }) => [slug, enrolment.start === null ? null : Number(enrolment.start.slice(0, 4))]),
  );
  return (slug) => starts.get(slug) ?? null;
}

/** One after the other: each reads in a snapshot of its own, and a page must not hold a dozen connections. */
async function findRecords(chosen: FigureInput['chosen'], database: PrismaClient): Promise<Trial[]> {
  const records: Trial[] = [];
  for (const slug of new Set(chosen.map(({ trial }) => trial))) {
    const record = await getTrial(slug, database);
    if (record !== null) records.push(record.trial);
  }
  return records;
}

type Local = {
  cohort: LocalCohort | null;
  readings: LocalReadings | null;
  refusal: LocalRefusal | null;
  open: OpenChoices | null;
  shown: boolean;
  site: string | null;
  problems: AddressProblem[];
};

async function findLocal(
  viewer: Viewer | null,
  { endpoint, local }: CompareSelection,
  definitions: readonly (TrialDefinition & { slug: string })[],
  database: PrismaClient,
): Promise<Local> {
  if (local.network !== null) return findPooled(viewer, endpoint, local, { definitions, database });
  const sites = viewer === null ? [] : visibleSites(viewer);
  const named = sites.filter(({ siteCode }) => local.site === null || siteCode === local.site);
  const problems: AddressProblem[] =
    local.site !== null && viewer !== null && named.length === 0
      ? [problemOf('site', local.site, { code: 'unknown-site' })]
      : [];
  const used = named.length === 0 ? sites : named;
  const site = named.length === 0 ? null : local.site;
  const shown = local.shown ?? sites.length > 0;
  if (!shown || viewer === null || used.length === 0) {
    const refusal = shown ? localRefusal(viewer, [], 0) : null;
    return { cohort: null, readings: null, refusal, open: null, shown, site, problems };
  }
  const siteIds = used.map(({ siteId }) => siteId);
  const filter = courseFilter(siteIds, local);
  const guarded = guardedSites(viewer, siteIds);
  // Of the same patients two definitions tell of single children by their difference: who may not see them has the usual one.
  const definition = localDefinition(endpoint, guarded.length === 0 ? definitions : [], local.choices, local.zero);
  const [counts, whole, errors] = await Promise.all([
    findObserved(viewer, filter, definition.definition, { database }),
    guarded.length === 0 ? null : findGroups(viewer, { siteIds: guarded }, { database }),
    // Whoever may not see the patients learns no small count of them either.
    guarded.length === 0 ? findCohortErrors(viewer, filter, { database }) : null,
  ]);
  const choice = {
    siteNames: used.map(({ siteName }) => siteName),
    kmt2a: local.kmt2a,
    guarded: whole !== null,
    analyseYears: local.analyseYears,
  };
  const cohort = cohortOfCounts(counts, definition, choice);
  const refusal =
    localRefusal(viewer, siteIds, cohort?.table.size ?? 0) ??
    (whole === null
      ? null
      : (choiceRefusal(whole, local) ??
        definitionRefusal(definition.definition, DEFAULT_DEFINITIONS[endpoint].timeZero) ??
        (definition.definition.timeZero === 'remission' ? remissionRefusal(whole) : null)));
  const open = whole === null ? null : openChoices(whole, local.kmt2a);
  if (refusal !== null || cohort === null)
    return { cohort: null, readings: null, refusal, open, shown, site, problems };
  const readings = await findReadings(viewer, filter, definition, {
    choice,
    patients: counts.patients,
    stated: definitions,
    database,
  });
  if (errors === null) return { cohort, readings, refusal, open, shown, site, problems };
  const openErrors = { count: errors.withErrors, unchecked: errors.unchecked, n: counts.patients };
  const description = { ...cohort.description, openErrors };
  return { cohort: { ...cohort, description }, readings, refusal, open, shown, site, problems };
}

/** The released pool of several sites in place of the reader's own patients. */
async function findPooled(
  viewer: Viewer | null,
  endpoint: SurvivalEndpoint,
  local: CompareSelection['local'],
  {
    definitions,
    database,
  }: Readonly<{ definitions: readonly (TrialDefinition & { slug: string })[]; database: PrismaClient }>,
): Promise<Local> {
  const none = { cohort: null, readings: null, refusal: null, open: null, shown: false, site: null, problems: [] };
  if (local.shown === false) return none;
  const { cohort, refusal } = await findNetworkCohort(viewer, endpoint, local, database);
  if (viewer === null || cohort === null) return { ...none, shown: true, refusal };
  const definition = localDefinition(endpoint, [], local.choices, local.zero);
  const choice = { siteNames: [], kmt2a: cohort.description.kmt2a, guarded: true };
  const readings = await findReadings(viewer, { siteIds: [] }, definition, {
    ...{ choice, patients: cohort.table.size, stated: definitions, database },
  });
  return { ...none, shown: true, cohort, readings };
}

/** The events of the endpoint by trial; death needs no definition. */
function definedEvents(
  endpoint: SurvivalEndpoint,
  definitions: readonly (TrialDefinition & { slug: string })[],
): FigureInput['definitions'] {
  return endpoint === 'OS'
    ? null
    : Object.fromEntries(definitions.map(({ slug, definition }) => [slug, definition.events]));
}

/** What the trials themselves state of each endpoint. */
const getDefinitions = keptWithEvidence(async (tx) => {
  const rows = await tx.endpointDefinition.findMany({
    orderBy: { trialSlug: 'asc' },
    select: {
      trialSlug: true,
      endpoint: true,
      timeZero: true,
      events: true,
      counts: true,
      trial: { select: { acronym: true } },
    },
  });
  return rows.map(({ trialSlug, endpoint, timeZero, events, counts, trial }) => ({
    slug: trialSlug,
    endpoint,
    acronym: trial.acronym,
    definition: { timeZero: asTimeZero(timeZero), events, counts: EndpointDefinitionSchema.shape.counts.parse(counts) },
  }));
});

function asTimeZero(text: string): TimeZero {
  return TIME_ZEROS.find((timeZero) => timeZero === text) ?? 'unknown';
}
