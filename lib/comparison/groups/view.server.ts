import type { TextTable } from '@/lib/analysis/words';
import type { Viewer } from '@/lib/access/policy';
import type { AddressProblem } from '@/lib/address/problem';
import { unknownRecord } from '@/lib/address/reading';
import { messageLookup, type MessageLookup } from '@/lib/i18n/message-lookup';
import type { Locale } from '@/lib/i18n/routing';
import { findEstimates, findReferences, findTrials } from '@/lib/registry/queries.server';
import { inShortNames } from '@/lib/registry/trials/short-name';
import { notesIn } from '@/lib/registry/references/notes-in';
import { caseMixComparison } from '../against/case-mix-comparison';
import { LANDMARK_YEARS } from '../against/follow-up';
import { cohortBaseline } from '../cohort/baseline';
import { armContradicts, armValue, chosenFilters, contradicts, riskFilterParts } from '../cohort/filters';
import { filterValue } from '../cohort/filter-words';
import { buildCohort, type Cohort, type CohortChoice } from '../cohort/flow';
import { likeForLike, migrationOutcomes, publishedByRisk } from '../cohort/migration';
import { riskContradicts } from '../cohort/possible';
import { RISK_PROTOCOLS, RISK_VALUES } from '../cohort/risk-at-start';
import { migrationTexts } from '../words/migration-texts';
import { baselineTable, flowTable, publishedBaselineTable } from '../cohort/texts';
import { digestOf } from '../saved/digest.server';
import { drawnText, publishedSide, type SavedFigures } from '../saved/figures';
import { groupLabel } from './group-label';
import { caseMixTexts } from '../words/case-mix-texts';
import { localGroups, type Cause, type LocalGroups } from './local-groups';
import {
  findGroupedCohort,
  findPublishedBaseline,
  findPublishedIncidences,
  type GroupedCohort,
} from './queries.server';
import { recordLines } from './record-lines';
import { definitionOf, filtersOf, localOf, type GroupsQuery } from './reading';
import { causeLabel, groupsTexts, type GroupsTexts } from './texts';

type Named = Readonly<{ slug: string; name: string }>;
type Loaded = Extract<GroupedCohort, { refusal: null }>;

/** The query with the protocols and trials that exist, and a problem for each that does not. */
export async function knownIn(
  query: GroupsQuery,
  locale: Locale,
): Promise<Readonly<{ query: GroupsQuery; problems: AddressProblem[]; trials: Named[] }>> {
  const summaries = inShortNames(await findTrials(), locale);
  const trials = summaries.map(({ slug, acronym }) => ({ slug, name: acronym }));
  const slugs = trials.map(({ slug }) => slug);
  const problems = [
    ...query.protocol.flatMap((slug) => unknownRecord('protocol', slug, slugs)),
    ...query.trials.flatMap((slug) => unknownRecord('trials', slug, slugs)),
  ];
  const known = {
    ...query,
    protocol: query.protocol.filter((slug) => slugs.includes(slug)),
    trials: query.trials.filter((slug) => slugs.includes(slug)),
  };
  return { query: known, problems, trials };
}

type Refusal =
  | NonNullable<GroupedCohort['refusal']>
  | 'contradiction'
  | 'contradiction-arm'
  | 'contradiction-risk'
  | 'risk-rules'
  | 'empty-cohort'
  | 'empty';
type Controls = Readonly<{
  protocols: readonly Named[];
  arms: readonly Named[];
  risks: readonly Named[];
  rules: readonly Named[];
}>;
type Divided = Readonly<{ groups: LocalGroups; texts: GroupsTexts }>;
/** What the page shows: the choice of patients, the tables of who they are, and the groups or why there are none. */
type GroupsView = Readonly<{
  tables: readonly TextTable[];
  /** what is told here, to be saved and held against later; null to who may not see the patients */
  figures: SavedFigures | null;
}> &
  (
    | Readonly<{ refusal: Refusal; controls: Controls | null }>
    | (Readonly<{ refusal: null; controls: Controls; siteNames: readonly string[] }> & Divided)
  );

/** The cohort of a query with its way there, by groups, in words; or why there is none. */
export async function groupsOf(
  viewer: Viewer | null,
  query: GroupsQuery,
  trials: readonly Named[],
  locale: Locale,
): Promise<GroupsView> {
  const t = await messageLookup(locale);
  const local = localOf(query);
  const loaded = await findGroupedCohort(viewer, local.site, { locale, rules: rulesOf(query) });
  if (loaded.refusal !== null) return { refusal: loaded.refusal, controls: null, tables: [], figures: null };
  const choice = { kmt2a: local.kmt2a, from: local.from, to: local.to, filters: filtersOf(query) };
  const names = new Map(trials.map(({ slug, name }) => [slug, name]));
  const controls = {
    protocols: protocolsOf(loaded, query.protocol, trials),
    arms: armsOf(loaded, query.arm, names, t),
    rules: RISK_PROTOCOLS.map((slug) => ({ slug, name: names.get(slug) ?? slug })),
    risks: RISK_VALUES.map((slug) => ({ slug, name: filterValue('risk', slug, names, t) })),
  };
  const nobody = {
    ...NOBODY,
    published: publishedSide(inShortNames(await findEstimates({}), locale), query, local.kmt2a),
  };
  const impossible = contradictionOf(choice);
  if (impossible !== null) return { refusal: impossible, controls, tables: [], figures: nobody };
  const cohort = buildCohort(loaded.courses, loaded.facts, choice);
  const flow = flowTable(cohort, choice, { siteNames: loaded.siteNames, protocols: names }, { locale, t });
  const chosen = chosenFilters(choice.filters);
  if (cohort.courses.length === 0)
    return { refusal: emptyBecause(cohort.steps, chosen.length), controls, tables: [flow], figures: nobody };
  const beside = await findPublishedBaseline(query.trials);
  const tables: TextTable[] = [
    flow,
    baselineTable(cohortBaseline(cohort.courses, cohort.facts), cohort.courses.length, { locale, t }),
    ...[publishedBaselineTable(beside, names, { locale, t })].filter((table) => table !== null),
  ];
  if (query.by === 'risk' && query.under.length === 0)
    return { refusal: 'risk-rules', controls, tables, figures: nobody };
  const shown = await dividedOf(query, choice, { ...loaded, ...cohort }, names, locale);
  if (shown === null) return { refusal: 'empty' as const, controls, tables, figures: nobody };
  const mix = await benchmarkOf(query, choice, cohort, names, { locale, t });
  const side = await migrationOf(query, cohort, names, { locale, t });
  const whole = [...tables, ...[mix.table, side.table].filter((table) => table !== null)];
  const checked = { all: loaded.courses.length, withErrors: loaded.withErrors, unchecked: loaded.unchecked };
  const doubts = recordLines(cohort.courses, definitionOf(query).definition, checked, t);
  const caveats = [...delayedLine(cohort.facts, t), ...doubts, ...mix.lines, ...side.lines, ...shown.texts.caveats];
  return {
    refusal: null,
    controls,
    siteNames: loaded.siteNames,
    tables: whole,
    figures: { ...nobody, ...countsOf(shown.groups), local: digestOf(drawnText(shown.groups)) },
    groups: shown.groups,
    texts: { ...shown.texts, tables: whole, caveats },
  };
}

const NOBODY = { patients: 0, events: 0, local: '' };

function countsOf({ analysis: { curves } }: LocalGroups): Pick<SavedFigures, 'patients' | 'events'> {
  const sum = (key: 'n' | 'events') => curves.reduce((total, curve) => total + curve[key], 0);
  return { patients: sum('n'), events: sum('events') };
}

/** Strata of a trial stand for its whole groups by KMT2A: beside a cohort chosen by KMT2A or by more filters there is no benchmark. */
async function benchmarkOf(
  query: GroupsQuery,
  { kmt2a, filters }: CohortChoice,
  { courses }: Pick<Cohort, 'courses'>,
  names: ReadonlyMap<string, string>,
  words: Readonly<{ locale: Locale; t: MessageLookup }>,
): Promise<ReturnType<typeof caseMixTexts>> {
  if (query.trials.length === 0 || kmt2a !== 'all' || chosenFilters(filters).length > 0)
    return { table: null, lines: query.trials.length === 0 ? [] : [words.t('groups.caseMix.chosen')] };
  const [estimates, references] = await Promise.all([findEstimates({}), findReferences()]);
  const mix = caseMixComparison(courses, definitionOf(query), inShortNames(estimates, words.locale), query.trials);
  return mix === null
    ? { table: null, lines: [] }
    : caseMixTexts(mix, { names, references: notesIn(references, words.locale) }, words);
}

/** The cohort under the rules of two protocols, with the outcome of each cell; nothing until two are chosen. */
async function migrationOf(
  query: GroupsQuery,
  { courses, facts }: Cohort,
  names: ReadonlyMap<string, string>,
  words: Readonly<{ locale: Locale; t: MessageLookup }>,
): Promise<Readonly<{ table: TextTable | null; lines: readonly string[] }>> {
  const [first, second] = query.under;
  if (first === undefined || second === undefined) return { table: null, lines: [] };
  const local = definitionOf(query);
  const estimates = inShortNames(await findEstimates({}), words.locale);
  return migrationTexts(
    migrationOutcomes(courses, facts, local, [first, second]),
    [names.get(first) ?? first, names.get(second) ?? second],
    {
      pairs: likeForLike(estimates, local.definition, [first, second]),
      byRisk: [first, second].flatMap((slug) => publishedByRisk(estimates, local.definition, slug)),
    },
    words,
  );
}

/** Filters that no child can fulfil together, whoever is recorded; null: they can be. */
function contradictionOf({
  filters,
  kmt2a,
}: CohortChoice): 'contradiction' | 'contradiction-arm' | 'contradiction-risk' | null {
  if (contradicts(filters, kmt2a)) return 'contradiction';
  if (armContradicts(filters)) return 'contradiction-arm';
  return riskContradicts(filters, kmt2a) ? 'contradiction-risk' : null;
}

/** The sentence of an empty cohort: the choice of the comparison left nobody, or the filters did. */
function emptyBecause(steps: readonly Readonly<{ left: number }>[], filters: number): 'no-patients' | 'empty-cohort' {
  const before = steps.slice(0, steps.length - filters).at(-1);
  return filters === 0 || before?.left === 0 ? 'no-patients' : 'empty-cohort';
}

function delayedLine(facts: Loaded['facts'], t: MessageLookup): string[] {
  return [...facts.values()].some(({ cohortSince }) => cohortSince !== null) ? [t('groups.delayed')] : [];
}

/** The protocols whose rules the filters and the side-by-side ask. */
function rulesOf({ risk, under }: GroupsQuery): string[] {
  return [...new Set([...risk.map((value) => riskFilterParts(value).protocol), ...under])];
}

/** The protocols recorded at the sites, and the chosen ones. */
function protocolsOf({ facts }: Loaded, chosen: readonly string[], trials: readonly Named[]): Named[] {
  const recorded = new Set([...facts.values()].map(({ protocolSlug }) => protocolSlug));
  return trials.filter(({ slug }) => recorded.has(slug) || chosen.includes(slug));
}

/** The arms recorded at the sites, and the chosen ones. */
function armsOf(
  { facts }: Loaded,
  chosen: readonly string[],
  names: ReadonlyMap<string, string>,
  t: MessageLookup,
): Named[] {
  const recorded = [...facts.values()].flatMap(({ protocolSlug, arm }) =>
    protocolSlug === null || arm === null ? [] : [armValue(protocolSlug, arm)],
  );
  return [...new Set([...recorded, ...chosen])]
    .map((slug) => ({ slug, name: filterValue('arm', slug, names, t) }))
    .toSorted((a, b) => a.name.localeCompare(b.name));
}

async function dividedOf(
  query: GroupsQuery,
  choice: CohortChoice,
  cohort: Loaded,
  protocols: ReadonlyMap<string, string>,
  locale: Locale,
): Promise<Divided | null> {
  const t = await messageLookup(locale);
  const { definition } = definitionOf(query);
  // Published incidences are of a whole trial: beside a cohort chosen by filters they would be of other children.
  const beside =
    query.by === 'everybody' && chosenFilters(choice.filters).length === 0
      ? await findPublishedIncidences(choice.kmt2a, { locale })
      : { published: [], references: [] };
  const horizons = beside.published.flatMap(({ timeYears }) => timeYears ?? []);
  const times = query.by === 'everybody' ? [...new Set([...LANDMARK_YEARS, ...horizons])].sort((a, b) => a - b) : null;
  const [rules = ''] = query.under;
  const facts = withDivision(cohort, rules);
  const names = {
    group: (code: string) => groupLabel(code, t),
    cause: (code: Cause) => causeLabel(code, t),
  };
  const groups = localGroups(cohort.courses, facts, definition, query.by, names, times);
  if (groups === null) return null;
  const madeUp = cohort.courses.some((course) => course.madeUp);
  const further = chosenFilters(choice.filters).length > 0 || choice.from !== null || choice.to !== null;
  const texts = groupsTexts(
    groups,
    {
      siteNames: cohort.siteNames,
      madeUp,
      definition,
      rules: protocols.get(rules) ?? null,
      kmt2a: choice.kmt2a,
      further,
    },
    beside,
    { locale, t },
  );
  return { groups, texts };
}

/** The facts with what divides by the rules of a protocol and by the year of diagnosis. */
function withDivision({ courses, facts }: Pick<Loaded, 'courses' | 'facts'>, rules: string): Loaded['facts'] {
  const years = new Map(courses.map(({ patientId, diagnosisDate }) => [patientId, Number(diagnosisDate.slice(0, 4))]));
  return new Map(
    [...facts].map(([id, own]) => {
      const diagnosisYear = years.get(id);
      const added = { riskGroup: own.risks[rules] ?? null, ...(diagnosisYear === undefined ? {} : { diagnosisYear }) };
      return [id, { ...own, ...added }];
    }),
  );
}
