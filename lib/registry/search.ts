import { z } from 'zod';
import { STATUSES, TRIAL_KINDS, type TrialStatus } from './schema';
import type { TrialSummary } from './trial-summary';

export const TRIAL_SORTS = ['start', 'acronym', 'group', 'status', 'enrolled', 'estimates'] as const;
export type TrialSort = (typeof TRIAL_SORTS)[number];

const several = <Item>(item: z.ZodType<Item>): z.ZodType<Item[]> =>
  z.preprocess((given) => (given === undefined ? [] : [given].flat().filter((value) => item.safeParse(value).success)), z.array(item));
const flag = z
  .enum(['1', 'true'])
  .transform(() => true)
  .catch(false);
const year = z
  .string()
  .regex(/^(19|20)\d{2}$/u)
  .transform(Number)
  .nullable()
  .catch(null);

/**
 * The trial list's filter as it stands in the address. Whatever the address leaves out or misspells does not restrict the
 * list, so an old bookmark still opens. `group`, `status` and `kind` may be repeated: any of them fits.
 */
export const TrialFilter = z.object({
  q: z.string().max(200).catch(''),
  group: several(z.string().min(1)),
  status: several(z.enum(STATUSES)),
  kind: several(z.enum(TRIAL_KINDS)),
  /** first and last year of enrolment to look at */
  from: year,
  to: year,
  hasEfs: flag,
  hasOs: flag,
  hasRiskRules: flag,
  sort: z.enum(TRIAL_SORTS).catch('start'),
  order: z.enum(['asc', 'desc']).catch('desc'),
});
export type TrialFilter = z.infer<typeof TrialFilter>;

/** Text as it is compared: without case, accents, hyphens, spaces and other signs. */
export function normalise(text: string): string {
  return text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');
}

/** The trials that fit, in the order asked for; a trial without the value sorted by stands last either way. */
export function filterTrials(rows: readonly TrialSummary[], filter: TrialFilter): TrialSummary[] {
  return rows.filter((row) => TESTS.every((fits) => fits(row, filter))).sort((a, b) => compareTrials(a, b, filter));
}

/** How many trials each choice would show, the other filters being as they are. */
export type TrialFacets = {
  group: Record<string, number>;
  status: Partial<Record<TrialStatus, number>>;
  kind: Partial<Record<TrialSummary['kind'], number>>;
  hasEfs: number;
  hasOs: number;
  hasRiskRules: number;
};

/** Counts for the filter's choices. A choice that no trial of the whole list has is absent; one that the other filters exclude is 0. */
export function countFacets(rows: readonly TrialSummary[], filter: TrialFilter): TrialFacets {
  const under = (without: FacetTest): TrialSummary[] => rows.filter((row) => TESTS.every((fits) => fits === without || fits(row, filter)));
  return {
    group: tally(rows, under(fitsGroup), (row) => row.group),
    status: tally(rows, under(fitsStatus), (row) => row.status),
    kind: tally(rows, under(fitsKind), (row) => row.kind),
    hasEfs: under(fitsEfs).filter((row) => row.hasEfs).length,
    hasOs: under(fitsOs).filter((row) => row.hasOs).length,
    hasRiskRules: under(fitsRiskRules).filter((row) => row.hasRiskRules).length,
  };
}

type FacetTest = (row: TrialSummary, filter: TrialFilter) => boolean;

const fitsGroup: FacetTest = (row, { group }) => group.length === 0 || group.includes(row.group);
const fitsStatus: FacetTest = (row, { status }) => status.length === 0 || status.includes(row.status);
const fitsKind: FacetTest = (row, { kind }) => kind.length === 0 || kind.includes(row.kind);
const fitsEfs: FacetTest = (row, { hasEfs }) => !hasEfs || row.hasEfs;
const fitsOs: FacetTest = (row, { hasOs }) => !hasOs || row.hasOs;
const fitsRiskRules: FacetTest = (row, { hasRiskRules }) => !hasRiskRules || row.hasRiskRules;

/** Every word of the question stands somewhere in one of the trial's names, numbers, groups or interventions. */
const fitsText: FacetTest = (row, { q }) => {
  const words = q.split(/\s+/u).map(normalise).filter((word) => word !== '');
  const texts = searchedTexts(row);
  return words.every((word) => texts.some((text) => text.includes(word)));
};

/**
 * Enrolment touched these years. An unreported end counts as the start, unless the trial still recruits; a trial without
 * any reported year fits no question about years.
 */
const fitsYears: FacetTest = ({ enrolment, status }, { from, to }) => {
  if (from === null && to === null) return true;
  const first = yearOf(enrolment.start ?? enrolment.end);
  if (first === null) return false;
  const last = yearOf(enrolment.end) ?? (status === 'recruiting' ? Number.POSITIVE_INFINITY : first);
  return last >= (from ?? first) && first <= (to ?? first);
};

const TESTS: readonly FacetTest[] = [fitsText, fitsGroup, fitsStatus, fitsKind, fitsYears, fitsEfs, fitsOs, fitsRiskRules];

function searchedTexts(row: TrialSummary): string[] {
  return [
    row.slug,
    row.acronym,
    row.title.en,
    row.title.ru,
    row.group,
    ...row.registrations.flatMap(({ registry, id }) => [registry, id]),
    ...row.interventions.flatMap((intervention) => [intervention.name.en, intervention.name.ru, intervention.class]),
  ].map(normalise);
}

function tally<Choice extends string>(all: readonly TrialSummary[], counted: readonly TrialSummary[], choiceOf: (row: TrialSummary) => Choice): Record<Choice, number> {
  const counts = new Map(all.map((row) => [choiceOf(row), 0]));
  for (const row of counted) counts.set(choiceOf(row), (counts.get(choiceOf(row)) ?? 0) + 1);
  return Object.fromEntries(counts) as Record<Choice, number>;
}

function compareTrials(a: TrialSummary, b: TrialSummary, { sort, order }: TrialFilter): number {
  const [left, right] = [sortValue(a, sort), sortValue(b, sort)];
  if (left === null || right === null) return Number(left === null) - Number(right === null) || byAcronym(a, b);
  const difference = typeof left === 'number' && typeof right === 'number' ? left - right : collator.compare(String(left), String(right));
  return (order === 'asc' ? difference : -difference) || byAcronym(a, b);
}

/** Acronyms hold numbers: MLL-3 stands before MLL-10. */
const collator = new Intl.Collator('en', { numeric: true, sensitivity: 'base' });

function byAcronym(a: TrialSummary, b: TrialSummary): number {
  return collator.compare(a.acronym, b.acronym) || collator.compare(a.slug, b.slug);
}

function sortValue(row: TrialSummary, sort: TrialSort): string | number | null {
  switch (sort) {
    case 'start':
      return row.enrolment.start;
    case 'acronym':
      return row.acronym;
    case 'group':
      return row.group;
    case 'status':
      return STATUSES.indexOf(row.status);
    case 'enrolled':
      return row.enrolment.actual;
    case 'estimates':
      return row.estimates;
  }
}

function yearOf(month: string | null): number | null {
  return month === null ? null : Number(month.slice(0, 4));
}
