import { z } from 'zod';
import { HSCT_POLICIES } from '../hsct-policy';
import { INTERVENTION_CLASSES, KMT2A_STRATA, PHASES, SOURCE_LEVELS, STATUSES, TRIAL_KINDS } from '../../vocabulary';
import {
  LIST_NAMES,
  TRIAL_SORTS,
  TRIAL_VIEWS,
  type FilterProblem,
  type FilterReading,
  type ListName,
  type TrialFilter,
} from './filter';
import { editDistance } from './text';

/** Phases to choose from; `none`: no phase is reported. */
export const PHASE_CHOICES = [...PHASES, 'none'] as const;
const LONGEST_QUESTION = 200;

/** Parameters that may be repeated, with what each value may be. */
const LISTS = {
  group: z.string().min(1),
  status: z.enum(STATUSES),
  kind: z.enum(TRIAL_KINDS),
  phase: z.enum(PHASE_CHOICES),
  decade: z.string().regex(/^(19|20)\d0$/u, 'must be the first year of a decade, such as 1990'),
  population: z.enum(KMT2A_STRATA),
  intervention: z.enum(INTERVENTION_CLASSES),
  hsct: z.enum(HSCT_POLICIES),
  level: z.enum(SOURCE_LEVELS),
} as const satisfies Record<ListName, z.ZodType>;
const flag = z.enum(['1', 'true', '0', 'false', '']).transform((text) => text === '1' || text === 'true');
const year = z.union([
  z.literal('').transform(() => null),
  z
    .string()
    .regex(/^(19|20)\d{2}$/u, 'must be a year such as 1999')
    .transform(Number),
]);
/** Parameters that may be given once; an empty text of a form says nothing. */
const SINGLES = {
  q: z.string().max(LONGEST_QUESTION, `must not be longer than ${LONGEST_QUESTION} characters`),
  from: year,
  to: year,
  hasEfs: flag,
  hasOs: flag,
  hasRiskRules: flag,
  sort: z.union([z.literal('').transform(() => null), z.enum(TRIAL_SORTS)]),
  order: z.enum(['asc', 'desc']),
  view: z.enum(TRIAL_VIEWS),
  page: z
    .string()
    .regex(/^[1-9]\d{0,4}$/u, 'must be a whole number from 1')
    .transform(Number),
} as const;

type SingleName = keyof typeof SINGLES;
const NAMES: readonly string[] = [...LIST_NAMES, ...Object.keys(SINGLES)];

type Parameters = Readonly<Record<string, string | readonly string[] | undefined>>;

type Report = (parameter: string, value: string, code: FilterProblem['code'], allowed?: readonly string[]) => void;

/** Reads the filter from an address. Nothing makes it fail: what cannot be understood is reported and left out. */
export function readTrialFilter(parameters: Parameters, groups: readonly string[]): FilterReading {
  const problems: FilterProblem[] = [];
  const report: Report = (parameter, value, code, allowed = []) => {
    problems.push({ parameter, value: value.slice(0, 80), code, nearest: nearestOf(value, allowed), allowed });
  };
  for (const [name, value] of Object.entries(parameters))
    if (value !== undefined && !NAMES.includes(name)) report(name, name, 'unknown-parameter', NAMES);
  const several = <Name extends ListName>(name: Name): z.output<(typeof LISTS)[Name]>[] =>
    readList(name, parameters, name === 'group' ? groups : null, report);
  const single = <Name extends SingleName>(name: Name): z.output<(typeof SINGLES)[Name]> | undefined =>
    readSingle(name, parameters[name], report);

  const [from, to] = [single('from') ?? null, single('to') ?? null];
  const reversed = from !== null && to !== null && from > to;
  if (reversed) report('from', `${from}–${to}`, 'years-reversed');
  const filter: TrialFilter = {
    q: single('q')?.trim() ?? '',
    group: several('group'),
    status: several('status'),
    kind: several('kind'),
    phase: several('phase'),
    decade: several('decade'),
    population: several('population'),
    intervention: several('intervention'),
    hsct: several('hsct'),
    level: several('level'),
    from: reversed ? null : from,
    to: reversed ? null : to,
    hasEfs: single('hasEfs') ?? false,
    hasOs: single('hasOs') ?? false,
    hasRiskRules: single('hasRiskRules') ?? false,
    sort: single('sort') ?? null,
    order: single('order') ?? 'desc',
    view: single('view') ?? 'table',
    page: single('page') ?? 1,
  };
  return { filter, problems };
}

/** The values that can be used, each once; `known` are the only ones where the schema alone cannot tell. */
function readList<Name extends ListName>(
  name: Name,
  parameters: Parameters,
  known: readonly string[] | null,
  report: Report,
): z.output<(typeof LISTS)[Name]>[] {
  return [...new Set([parameters[name] ?? []].flat())].flatMap((text) => {
    const parsed = LISTS[name].safeParse(text);
    if (parsed.success && known?.includes(text) !== false) return [parsed.data as z.output<(typeof LISTS)[Name]>];
    report(name, text, 'not-valid', known ?? allowedBy(LISTS[name]));
    return [];
  });
}

function readSingle<Name extends SingleName>(
  name: Name,
  text: Parameters[string],
  report: Report,
): z.output<(typeof SINGLES)[Name]> | undefined {
  if (text === undefined) return undefined;
  const parsed = SINGLES[name].safeParse(text);
  if (parsed.success) return parsed.data as z.output<(typeof SINGLES)[Name]>;
  if (typeof text === 'string')
    report(name, text, 'not-valid', name === 'sort' ? TRIAL_SORTS : allowedBy(SINGLES[name]));
  else report(name, text.join(', '), 'given-twice');
  return undefined;
}

/** The choice that a slip of the pen away was written, or null where nothing is near. */
export function nearestOf(value: string, choices: readonly string[]): string | null {
  const asked = value.toLowerCase();
  const distances = choices.map((choice) => ({
    choice,
    distance:
      choice.toLowerCase().startsWith(asked) && asked.length > 2 ? 0.5 : editDistance(asked, choice.toLowerCase()),
  }));
  const [best] = distances.sort((a, b) => a.distance - b.distance);
  return best !== undefined && best.distance <= Math.max(1, Math.floor(best.choice.length / 3)) ? best.choice : null;
}

function allowedBy(schema: z.ZodType): readonly string[] {
  return schema instanceof z.ZodEnum ? schema.options.map(String) : [];
}
