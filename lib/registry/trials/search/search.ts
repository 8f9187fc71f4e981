import { problemOf, type AddressProblem } from '@/lib/address/problem';
import { askedFilter } from './asked-filter';
import { NO_FILTER, restrictionsOf, type Restriction, type TrialFilter } from './filter';
import { countAndFilter, type TrialFacets } from './facets';
import { searchIndex } from './text-index';
import { sortByAcronym, sortTrials } from './sort';
import { suggestQuestions } from './suggestions';
import { indexTrials, type TrialIndex, type TrialMatch, type TrialRecords, type TrialTexts } from './trials';
import type { TrialEntry } from '../summary';

/** Trials on one page of the list. */
export const PAGE_SIZE = 100;

/** Everything that a search needs, built once for each state of the evidence. */
export type TrialCatalogue = Readonly<{
  trials: readonly TrialEntry[];
  groups: readonly string[];
  index: TrialIndex;
  records: TrialRecords;
}>;
export type FoundTrial = Readonly<{ trial: TrialEntry; matches: readonly TrialMatch[] }>;

/** The answer to a filter. Where nothing fits, `suggestions` and `relaxations` are what would find something. */
export type TrialSearch = Readonly<{
  found: readonly FoundTrial[];
  all: number;
  facets: TrialFacets;
  suggestions: readonly string[];
  relaxations: readonly (Restriction & { count: number })[];
  /** a filter that the question names in words, with the list that it would show; null where it names none */
  asked: Readonly<{
    words: string;
    /** each of its choices; any of several statuses fits */
    restrictions: readonly Pick<Restriction, 'name' | 'value'>[];
    filter: TrialFilter;
    count: number;
  }> | null;
}>;

export function buildCatalogue(trials: readonly TrialEntry[], texts: readonly TrialTexts[]): TrialCatalogue {
  return {
    trials: sortByAcronym(trials),
    groups: [...new Set(trials.map(({ group }) => group))],
    ...indexTrials(texts),
  };
}

/** The trials that fit, in the order asked for, with the counts of every choice. */
export function searchTrials(catalogue: TrialCatalogue, filter: TrialFilter): TrialSearch {
  const hits = searchIndex(catalogue.index, filter.q);
  const bySlug = new Map(hits?.map((hit, rank) => [hit.id, { rank, matches: hit.matches }]));
  const asked = askedIn(catalogue, filter);
  const contradicted = contradictedBy(catalogue, asked);
  const { trials, facets } = countAndFilter(
    catalogue.trials,
    filter,
    (slug) => (hits === null || bySlug.has(slug)) && !contradicted.has(slug),
  );
  const byRank = hits !== null && filter.sort === null;
  const sorted = byRank
    ? trials.sort((a, b) => (bySlug.get(a.slug)?.rank ?? 0) - (bySlug.get(b.slug)?.rank ?? 0))
    : sortTrials(trials, filter.sort ?? 'start', filter.order);
  const empty = sorted.length === 0;
  return {
    found: sorted.map((trial) => ({ trial, matches: bySlug.get(trial.slug)?.matches ?? [] })),
    all: catalogue.trials.length,
    facets,
    suggestions: hits?.length === 0 ? suggestQuestions(catalogue.index, filter.q) : [],
    relaxations: empty ? relax(catalogue, filter) : [],
    asked,
  };
}

function askedIn(catalogue: TrialCatalogue, filter: TrialFilter): TrialSearch['asked'] {
  const asked = askedFilter(filter.q);
  if (asked === null) return null;
  const own = { ...filter, ...asked.asks, q: asked.rest, page: 1 };
  const restrictions = restrictionsOf({ ...NO_FILTER, ...asked.asks }).map(({ name, value }) => ({ name, value }));
  return { words: asked.words, restrictions, filter: own, count: countOf(catalogue, own) };
}

/** Texts say “recruiting” of a study that recruits; who asks for those that do not is not shown it. */
function contradictedBy({ trials }: TrialCatalogue, asked: TrialSearch['asked']): ReadonlySet<string> {
  const statuses = asked?.restrictions.some(({ name }) => name === 'status') === true ? asked.filter.status : null;
  return new Set(trials.flatMap(({ slug, status }) => (statuses?.includes(status) === false ? [slug] : [])));
}

function countOf({ index, trials }: TrialCatalogue, filter: TrialFilter): number {
  const hits = searchIndex(index, filter.q);
  const slugs = new Set(hits?.map(({ id }) => id));
  return countAndFilter(trials, filter, (slug) => hits === null || slugs.has(slug)).trials.length;
}

/** One page of what was found. A page beyond the last one is the last one, and says so. */
export function pageOf(
  found: readonly FoundTrial[],
  page: number,
): { rows: readonly FoundTrial[]; page: number; pages: number; problems: AddressProblem[] } {
  const pages = Math.max(1, Math.ceil(found.length / PAGE_SIZE));
  const shown = Math.min(page, pages);
  const problems: AddressProblem[] = shown === page ? [] : [problemOf('page', String(page), { code: 'page-beyond' })];
  return { rows: found.slice((shown - 1) * PAGE_SIZE, shown * PAGE_SIZE), page: shown, pages, problems };
}

/** What could be given up, with the number of trials that each would then show; most first. */
function relax(catalogue: TrialCatalogue, filter: TrialFilter): (Restriction & { count: number })[] {
  const restrictions = restrictionsOf(filter);
  if (restrictions.length < 2) return [];
  return restrictions
    .map((restriction) => ({ ...restriction, count: countOf(catalogue, restriction.without) }))
    .filter(({ count }) => count > 0)
    .sort((a, b) => b.count - a.count);
}
