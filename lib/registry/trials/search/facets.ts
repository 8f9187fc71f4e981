import { decadesOf, yearOf } from '../enrolment-decades';
import { FLAG_NAMES, LIST_NAMES, type FlagName, type ListName, type TrialFilter } from './filter';
import type { TrialEntry } from '../summary';

/** How many trials each choice would show, the other filters being as they are. */
export type TrialFacets = Readonly<Record<ListName, Readonly<Record<string, number>>> & Record<FlagName, number>>;

/** What a trial offers to each list of choices. */
const VALUES: Readonly<Record<ListName, (trial: TrialEntry) => readonly string[]>> = {
  group: ({ group }) => [group],
  status: ({ status }) => [status],
  kind: ({ kind }) => [kind],
  phase: ({ phase }) => [phase ?? 'none'],
  decade: ({ enrolment }) => decadesOf(enrolment),
  population: ({ kmt2aStrata }) => kmt2aStrata,
  intervention: ({ interventions }) => [...new Set(interventions.map((intervention) => intervention.class))],
  hsct: ({ hsctClass }) => [hsctClass],
  level: ({ sourceLevels }) => sourceLevels,
};

/** What a trial has, or has not. */
const FLAGS: Readonly<Record<FlagName, (trial: TrialEntry) => boolean>> = {
  hasEfs: ({ hasEfs }) => hasEfs,
  hasOs: ({ hasOs }) => hasOs,
  hasRiskRules: ({ hasRiskRules }) => hasRiskRules,
  noFigures: ({ estimates }) => estimates === 0,
  noEfs: ({ hasEfs }) => !hasEfs,
  noOs: ({ hasOs }) => !hasOs,
  noRiskRules: ({ hasRiskRules }) => !hasRiskRules,
  noYears: ({ enrolment }) => enrolment.start === null && enrolment.end === null,
};

/** What each trial offers, list by list, worked out once. */
const offered = new WeakMap<TrialEntry, readonly (readonly string[])[]>();

function offeredBy(trial: TrialEntry): readonly (readonly string[])[] {
  const known = offered.get(trial) ?? LIST_NAMES.map((name) => VALUES[name](trial));
  offered.set(trial, known);
  return known;
}

/** Every choice that some trial of a list offers, worked out once for each list. */
const choices = new WeakMap<readonly TrialEntry[], readonly (readonly string[])[]>();

function choicesOf(all: readonly TrialEntry[]): readonly (readonly string[])[] {
  const known =
    choices.get(all) ?? LIST_NAMES.map((_, list) => [...new Set(all.flatMap((trial) => offeredBy(trial)[list] ?? []))]);
  choices.set(all, known);
  return known;
}

/**
 * The trials that fit the filter, in the order given, and the counts of its choices, each under the other filters. A
 * choice that no trial of the whole list has is absent; one that the other filters exclude is 0. `fitsText`: the search.
 */
export function countAndFilter<Trial extends TrialEntry>(
  all: readonly Trial[],
  filter: TrialFilter,
  fitsText: (slug: string) => boolean,
): { trials: Trial[]; facets: TrialFacets } {
  const lists = choicesOf(all).map((values) => new Map(values.map((value) => [value, 0])));
  const chosen: readonly (readonly string[])[] = LIST_NAMES.map((name) => filter[name]);
  const flags: Record<FlagName, number> = {
    hasEfs: 0,
    hasOs: 0,
    hasRiskRules: 0,
    noFigures: 0,
    noEfs: 0,
    noOs: 0,
    noRiskRules: 0,
    noYears: 0,
  };
  const trials: Trial[] = [];
  for (const trial of all) {
    const values = offeredBy(trial);
    const failed =
      fitsText(trial.slug) && fitsYears(trial, filter) ? findFailed(trial, values, chosen, filter) : 'several';
    if (failed === 'several') continue;
    for (const [list, counts] of lists.entries()) {
      if (failed !== null && failed !== LIST_NAMES[list]) continue;
      for (const value of values[list] ?? []) counts.set(value, (counts.get(value) ?? 0) + 1);
    }
    for (const name of FLAG_NAMES) if (FLAGS[name](trial) && (failed === null || failed === name)) flags[name] += 1;
    if (failed === null) trials.push(trial);
  }
  const counted = Object.fromEntries(
    LIST_NAMES.map((name, list) => [name, Object.fromEntries(lists[list] ?? [])]),
  ) as Record<ListName, Record<string, number>>;
  return { trials, facets: { ...counted, ...flags } };
}

/** The one part of the filter that excludes a trial, which counts for that part's choices only; null where none does. */
function findFailed(
  trial: TrialEntry,
  values: readonly (readonly string[])[],
  chosen: readonly (readonly string[])[],
  filter: TrialFilter,
): ListName | FlagName | 'several' | null {
  let failed: ListName | FlagName | null = null;
  for (const [list, wanted] of chosen.entries()) {
    if (wanted.length === 0 || wanted.some((value) => values[list]?.includes(value))) continue;
    if (failed !== null) return 'several';
    failed = LIST_NAMES[list] ?? null;
  }
  for (const name of FLAG_NAMES) {
    if (!filter[name] || FLAGS[name](trial)) continue;
    if (failed !== null) return 'several';
    failed = name;
  }
  return failed;
}

/**
 * Enrolment touched these years. An unreported end counts as the start, unless the trial still recruits; a trial without
 * any reported year fits no question about years.
 */
function fitsYears({ enrolment, status }: TrialEntry, { from, to }: TrialFilter): boolean {
  if (from === null && to === null) return true;
  const first = yearOf(enrolment.start ?? enrolment.end);
  if (first === null) return false;
  const last = yearOf(enrolment.end) ?? (status === 'recruiting' ? Number.POSITIVE_INFINITY : first);
  return last >= (from ?? first) && first <= (to ?? first);
}
