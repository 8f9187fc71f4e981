import { writeAddress } from '@/lib/address/writing';
import { USUAL_CHOICES } from '@/lib/patients/timeline';
import type { CompareSelection } from '../selection/selection';
import type { Grouping } from './groupings';

type Chosen = Pick<CompareSelection, 'endpoint' | 'local'>;

/** The address of a local cohort by groups. */
export function groupsAddress({ endpoint, local }: Chosen, by: Grouping | null): string {
  const { failureAt, lineageSwitch, censorAtTransplant } = local.choices;
  return writeAddress('/compare/groups', [
    ['endpoint', endpoint],
    ['population', local.kmt2a],
    ['site', local.site],
    ['from', local.from?.toString() ?? null],
    ['to', local.to?.toString() ?? null],
    ['failure', failureAt === USUAL_CHOICES.failureAt ? null : failureAt],
    ['switch', lineageSwitch === USUAL_CHOICES.lineageSwitch ? null : lineageSwitch],
    ['hsct', censorAtTransplant ? 'censor' : null],
    ['by', by],
  ]);
}
