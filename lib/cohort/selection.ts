import { z } from 'zod';
import { KMT2A_STRATA, SURVIVAL_ENDPOINTS } from '@/lib/registry/schema';

/** More markers than this cannot be told apart on one chart. */
export const MOST_SERIES = 12;
const FIRST_YEAR = 1960;
const LAST_YEAR = 2100;

const id = z.string().regex(/^[a-z0-9]+([.-][a-z0-9]+)*$/u);
const wholeNumber = z.string().regex(/^\d{1,4}$/u).transform(Number);
const year = wholeNumber.pipe(z.int().min(FIRST_YEAR).max(LAST_YEAR));
const flag = z.enum(['1', '0']).transform((text) => text === '1');

/** What each parameter of the address may be; a value is always one text. */
const PARAMETERS = {
  endpoint: z.enum(SURVIVAL_ENDPOINTS),
  /** the first choice of published figures, and of local patients where `cohort` says nothing else */
  population: z.enum(KMT2A_STRATA),
  /** ids of published figures, joined by commas; empty: none */
  series: z.string().transform((text) => text.split(',').filter((part) => part !== '')).pipe(z.array(id).transform((ids) => [...new Set(ids)]).pipe(z.array(id).max(MOST_SERIES))),
  /** whether the local cohort is drawn */
  local: flag,
  /** code of a site */
  site: z.string().regex(/^[A-Za-z0-9-]{1,20}$/u),
  /** KMT2A status of the local patients */
  cohort: z.enum(KMT2A_STRATA),
  /** first and last year of diagnosis of the local patients */
  from: year,
  to: year,
  /** end of the axis in years */
  display: wholeNumber.pipe(z.int().min(1).max(20)),
  /** one axis for different time zeros */
  confirm: flag,
};

type ParameterName = keyof typeof PARAMETERS;
export const PARAMETER_NAMES = Object.keys(PARAMETERS) as readonly ParameterName[];

/** What is wrong with one parameter; the selection goes on without it. */
export type SelectionProblem = Readonly<{
  parameter: string;
  code: 'unknown-parameter' | 'given-twice' | 'not-valid' | 'too-many-series' | 'unknown-series' | 'not-drawable' | 'other-endpoint' | 'years-reversed' | 'unknown-site';
  value: string;
}>;

/** The address as the reader meant it, as far as it can be understood. */
export type CompareSelection = Readonly<{
  endpoint: z.output<typeof PARAMETERS.endpoint>;
  population: z.output<typeof PARAMETERS.population>;
  /** null: the first view for this endpoint and population */
  series: readonly string[] | null;
  local: Readonly<{
    /** null: shown to those who have local patients */
    shown: boolean | null;
    site: string | null;
    kmt2a: z.output<typeof PARAMETERS.cohort>;
    from: number | null;
    to: number | null;
  }>;
  displayYears: number | null;
  confirmed: boolean;
}>;

export type SelectionReading = Readonly<{ selection: CompareSelection; problems: readonly SelectionProblem[] }>;

/** Parameters as a page gets them, or as an address holds them. */
export type AddressParameters = Readonly<Record<string, string | readonly string[] | undefined>>;

/**
 * Reads the selection from an address. Nothing makes it fail: an unknown or malformed part is reported and its default
 * taken. `alsoKnown` names parameters that belong to the caller, such as the language of an export.
 */
export function readSelection(parameters: AddressParameters, alsoKnown: readonly string[] = []): SelectionReading {
  const problems: SelectionProblem[] = [];
  for (const [name, value] of Object.entries(parameters)) {
    if (value === undefined || alsoKnown.includes(name)) continue;
    if (!PARAMETER_NAMES.some((known) => known === name)) problems.push({ parameter: name, code: 'unknown-parameter', value: firstOf(value) });
    else if (typeof value !== 'string') problems.push({ parameter: name, code: 'given-twice', value: firstOf(value) });
  }
  const read = <Name extends ParameterName>(name: Name): z.output<(typeof PARAMETERS)[Name]> | undefined => {
    const text = parameters[name];
    if (typeof text !== 'string') return undefined;
    const parsed = PARAMETERS[name].safeParse(text);
    if (parsed.success) return parsed.data as z.output<(typeof PARAMETERS)[Name]>;
    problems.push({ parameter: name, code: parsed.error.issues.some(({ code }) => code === 'too_big') && name === 'series' ? 'too-many-series' : 'not-valid', value: text.slice(0, 80) });
    return undefined;
  };
  const population = read('population') ?? 'r';
  const [from, to] = [read('from') ?? null, read('to') ?? null];
  const reversed = from !== null && to !== null && from > to;
  if (reversed) problems.push({ parameter: 'from', code: 'years-reversed', value: `${from}–${to}` });
  const selection: CompareSelection = {
    endpoint: read('endpoint') ?? 'EFS',
    population,
    series: read('series') ?? null,
    local: { shown: read('local') ?? null, site: read('site') ?? null, kmt2a: read('cohort') ?? population, from: reversed ? null : from, to: reversed ? null : to },
    displayYears: read('display') ?? null,
    confirmed: read('confirm') ?? false,
  };
  return { selection, problems };
}

/**
 * The address that says this selection, without the parts that say the same as their absence. `series` null stays out;
 * give the resolved ids to write an address that a later change of the evidence cannot alter.
 */
export function writeSelection({ endpoint, population, series, local, displayYears, confirmed }: CompareSelection): string {
  const parts: (readonly [ParameterName, string | null])[] = [
    ['endpoint', endpoint],
    ['population', population],
    ['series', series === null ? null : series.join(',')],
    ['local', local.shown === null ? null : flagText(local.shown)],
    ['site', local.site],
    ['cohort', local.kmt2a === population ? null : local.kmt2a],
    ['from', local.from?.toString() ?? null],
    ['to', local.to?.toString() ?? null],
    ['display', displayYears?.toString() ?? null],
    ['confirm', confirmed ? '1' : null],
  ];
  return parts.flatMap(([name, value]) => (value === null ? [] : [`${name}=${encodeURIComponent(value).replaceAll('%2C', ',')}`])).join('&');
}

/** An address's query as `readSelection` takes it: a repeated parameter becomes a list. */
export function parametersOf(query: URLSearchParams): AddressParameters {
  const names = [...new Set(query.keys())];
  return Object.fromEntries(names.map((name) => [name, query.getAll(name).length > 1 ? query.getAll(name) : (query.get(name) ?? '')]));
}

function flagText(on: boolean): '1' | '0' {
  return on ? '1' : '0';
}

function firstOf(value: string | readonly string[]): string {
  return (typeof value === 'string' ? value : (value[0] ?? '')).slice(0, 80);
}
