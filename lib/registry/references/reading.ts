import { z } from 'zod';
import { REFERENCE_SORTS, type ReferenceFilter } from './filter';
import { REFERENCE_TYPES, SOURCE_LEVELS } from '../vocabulary';
import type { FilterProblem } from '../trials/search/filter';
import { nearestOf } from '../trials/search/reading';

const TYPE = z.enum(REFERENCE_TYPES);
const LEVEL = z.enum(SOURCE_LEVELS);
const SORT = z.enum(REFERENCE_SORTS);
const NAMES = ['q', 'type', 'level', 'trial', 'sort'] as const;
const LONGEST_QUESTION = 200;

type Parameters = Readonly<Record<string, string | readonly string[] | undefined>>;

/**
 * Reads the filter from an address. What cannot be understood is reported and left out. `trials` are the slugs that a
 * reference can support; `alsoKnown` names parameters that belong to the caller.
 */
export function readReferenceFilter(
  parameters: Parameters,
  trials: readonly string[],
  alsoKnown: readonly string[] = [],
): { filter: ReferenceFilter; problems: FilterProblem[] } {
  const problems: FilterProblem[] = [];
  const report = (parameter: string, value: string, code: FilterProblem['code'], allowed: readonly string[]): void => {
    problems.push({ parameter, value: value.slice(0, 80), code, nearest: nearestOf(value, allowed), allowed });
  };
  const known: readonly string[] = [...NAMES, ...alsoKnown];
  for (const [name, value] of Object.entries(parameters))
    if (value !== undefined && !known.includes(name)) report(name, name, 'unknown-parameter', NAMES);

  const several = <Value extends string>(name: string, schema: z.ZodEnum<Record<Value, Value>>): Value[] =>
    [...new Set([parameters[name] ?? []].flat())].flatMap((text) => {
      const parsed = schema.safeParse(text);
      if (parsed.success) return [parsed.data];
      if (text !== '') report(name, text, 'not-valid', schema.options);
      return [];
    });
  const single = (name: string, allowed: readonly string[] | null): string => {
    const text = parameters[name] ?? '';
    if (typeof text !== 'string') report(name, text.join(', '), 'given-twice', []);
    else if (text === '' || (allowed === null ? text.length <= LONGEST_QUESTION : allowed.includes(text))) return text;
    else report(name, text, 'not-valid', allowed ?? []);
    return '';
  };
  const trial = single('trial', trials);
  const filter: ReferenceFilter = {
    q: single('q', null).trim(),
    type: several('type', TYPE),
    level: several('level', LEVEL),
    trial: trial === '' ? null : trial,
    sort: SORT.safeParse(single('sort', REFERENCE_SORTS)).data ?? 'list',
  };
  return { filter, problems };
}
