import { inOrder, writeAddress } from '@/lib/address/writing';
import { USUAL_CHOICES } from '@/lib/patients/timeline';
import { NO_FILTERS, type CohortFilters } from '../cohort/filters';
import type { CompareSelection } from '../selection/selection';
import type { Grouping } from './groupings';

type Chosen = Pick<CompareSelection, 'endpoint' | 'local'>;

/** Who is in the cohort besides the choice of the comparison, and the trials whose baseline stands beside. */
export type CohortAddress = Readonly<{
  filters: CohortFilters;
  trials: readonly string[];
  /** protocols under whose rules the cohort is laid side by side: two, or less while they are chosen */
  under?: readonly string[];
}>;

/** Trials whose published baseline stands beside the local one, at most. */
export const MOST_TRIALS = 6;

/** The trials of published figures, each once in their order, as many as stand beside a local cohort. */
export function trialsBeside(points: readonly Readonly<{ trialSlug: string }>[]): string[] {
  return [...new Set(points.map(({ trialSlug }) => trialSlug))].slice(0, MOST_TRIALS);
}

/** The address of a local cohort by groups. */
export function groupsAddress(
  { endpoint, local }: Chosen,
  by: Grouping | null,
  { filters, trials, under = [] }: CohortAddress = { filters: NO_FILTERS, trials: [] },
): string {
  const { failureAt, lineageSwitch, censorAtTransplant } = local.choices;
  return writeAddress('/compare/groups', [
    ['endpoint', endpoint],
    ['population', local.kmt2a],
    ['site', local.site],
    ['from', local.from?.toString() ?? null],
    ['to', local.to?.toString() ?? null],
    ['zero', local.zero],
    ['failure', failureAt === USUAL_CHOICES.failureAt ? null : failureAt],
    ['switch', lineageSwitch === USUAL_CHOICES.lineageSwitch ? null : lineageSwitch],
    ['hsct', censorAtTransplant ? 'censor' : null],
    ['by', by],
    ['age', inOneParameter(filters.age)],
    ['wbc', inOneParameter(filters.wbc)],
    ['cns', inOneParameter(filters.cns)],
    ['partner', inOneParameter(filters.partner)],
    ['protocol', inOneParameter(filters.protocol)],
    ['arm', inOneParameter(filters.arm)],
    ['day8', inOneParameter(filters.day8)],
    ['risk', inOneParameter(filters.risk)],
    ['mrd', inOneParameter(filters.mrd)],
    ['blina', inOneParameter(filters.blina)],
    ['trials', trials.length === 0 ? null : trials.join(',')],
    ['under', under.length === 0 ? null : under.join(',')],
  ]);
}

function inOneParameter(values: readonly string[]): string | null {
  return values.length === 0 ? null : inOrder(values).join(',');
}
