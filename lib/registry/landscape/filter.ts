import { TRIAL_KINDS, type TrialKind } from '../vocabulary';
import type { FilterProblem } from '../trials/search/filter';
import { nearestOf } from '../trials/search/reading';

/** The picture's filter as it stands in the address; null does not restrict. */
export type LandscapeFilter = Readonly<{ kind: TrialKind | null; group: string | null }>;

const NAMES = ['kind', 'group'] as const;

/** Reads the filter from an address; what cannot be understood is reported and left out. `groups` are the ones that exist. */
export function readLandscapeFilter(
  parameters: Readonly<Record<string, string | readonly string[] | undefined>>,
  groups: readonly string[],
): { filter: LandscapeFilter; problems: FilterProblem[] } {
  const problems: FilterProblem[] = [];
  const report = (parameter: string, value: string, code: FilterProblem['code'], allowed: readonly string[]): null => {
    problems.push({ parameter, value: value.slice(0, 80), code, nearest: nearestOf(value, allowed), allowed });
    return null;
  };
  for (const [name, value] of Object.entries(parameters))
    if (value !== undefined && !NAMES.some((known) => known === name)) report(name, name, 'unknown-parameter', NAMES);
  const choice = <Value extends string>(name: (typeof NAMES)[number], allowed: readonly Value[]): Value | null => {
    const text = parameters[name] ?? '';
    if (typeof text !== 'string') return report(name, text.join(', '), 'given-twice', []);
    return text === '' ? null : (allowed.find((value) => value === text) ?? report(name, text, 'not-valid', allowed));
  };
  return { filter: { kind: choice('kind', TRIAL_KINDS), group: choice('group', groups) }, problems };
}

/** The query of a filter, empty where nothing is restricted. */
export function landscapeQuery({ kind, group }: LandscapeFilter): string {
  return new URLSearchParams([
    ...(kind === null ? [] : [['kind', kind]]),
    ...(group === null ? [] : [['group', group]]),
  ]).toString();
}

/** The picture's address under a filter. */
export function landscapeAddress(filter: LandscapeFilter): string {
  const query = landscapeQuery(filter);
  return query === '' ? '/landscape' : `/landscape?${query}`;
}
