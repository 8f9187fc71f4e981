import { z } from 'zod';
import { KMT2A_STRATA, SURVIVAL_ENDPOINTS } from '@/lib/registry/vocabulary';
import {
  EstimateId,
  PRESENTATION_PARAMETERS,
  readLabels,
  readStyles,
  USUAL_PRESENTATION,
  writePresentation,
  type Presentation,
} from '../presentation';

/** More markers than this cannot be told apart on one chart. */
export const MOST_SERIES = 12;
const FIRST_YEAR = 1960;
const LAST_YEAR = 2100;

/** A faulty address can hold thousands of faults; a reader is told of these many in one parameter. */
const MOST_PROBLEMS = 12;

const wholeNumber = z
  .string()
  .regex(/^\d{1,4}$/u)
  .transform(Number);
const year = wholeNumber.pipe(z.int().min(FIRST_YEAR).max(LAST_YEAR));
const flag = z.enum(['1', '0']).transform((text) => text === '1');

/** What each parameter of the address may be; a value is always one text. */
const PARAMETERS = {
  endpoint: z.enum(SURVIVAL_ENDPOINTS),
  /** the first choice of published figures, and of local patients where `cohort` says nothing else */
  population: z.enum(KMT2A_STRATA),
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
  ...PRESENTATION_PARAMETERS,
};
/** Lists, of which the readable parts are kept: ids of published figures; colour and marker; labels. */
const LISTS = ['series', 'styles', 'labels'] as const;

type SingleName = keyof typeof PARAMETERS;
type ParameterName = SingleName | (typeof LISTS)[number];
export const PARAMETER_NAMES: readonly ParameterName[] = [...(Object.keys(PARAMETERS) as SingleName[]), ...LISTS];

/** What is wrong with one parameter; the selection goes on without it. */
export type SelectionProblem = Readonly<{
  parameter: string;
  code:
    | 'unknown-parameter'
    | 'given-twice'
    | 'not-valid'
    | 'too-many-series'
    | 'unknown-series'
    | 'not-drawable'
    | 'other-endpoint'
    | 'years-reversed'
    | 'unknown-site';
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
  presentation: Presentation;
}>;

/** A selection to be written; without a presentation the usual one is meant. */
export type WrittenSelection = Omit<CompareSelection, 'presentation'> & Readonly<{ presentation?: Presentation }>;

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
    if (!PARAMETER_NAMES.some((known) => known === name))
      problems.push({ parameter: name, code: 'unknown-parameter', value: firstOf(value) });
    else if (typeof value !== 'string') problems.push({ parameter: name, code: 'given-twice', value: firstOf(value) });
  }
  const textOf = (name: ParameterName): string | undefined => {
    const text = parameters[name];
    return typeof text === 'string' ? text : undefined;
  };
  const refuse = (parameter: ParameterName, values: readonly string[]): void =>
    void problems.push(
      ...values
        .slice(0, MOST_PROBLEMS)
        .map((value) => ({ parameter, code: 'not-valid' as const, value: value.slice(0, 80) })),
    );
  const read = <Name extends SingleName>(name: Name): z.output<(typeof PARAMETERS)[Name]> | undefined => {
    const text = textOf(name);
    if (text === undefined) return undefined;
    const parsed = PARAMETERS[name].safeParse(text);
    if (parsed.success) return parsed.data as z.output<(typeof PARAMETERS)[Name]>;
    refuse(name, [text]);
    return undefined;
  };
  const population = read('population') ?? 'r';
  const [from, to] = [read('from') ?? null, read('to') ?? null];
  const reversed = from !== null && to !== null && from > to;
  if (reversed) problems.push({ parameter: 'from', code: 'years-reversed', value: `${from}–${to}` });
  const series = readSeries(textOf('series'));
  const [styles, labels] = [readStyles(textOf('styles') ?? ''), readLabels(textOf('labels') ?? '')];
  refuse('series', series.refused);
  refuse('styles', styles.refused);
  refuse('labels', labels.refused);
  if (series.tooMany !== null)
    problems.push({ parameter: 'series', code: 'too-many-series', value: String(series.tooMany) });
  const usual = USUAL_PRESENTATION;
  const selection: CompareSelection = {
    endpoint: read('endpoint') ?? 'EFS',
    population,
    series: series.ids,
    local: {
      shown: read('local') ?? null,
      site: read('site') ?? null,
      kmt2a: read('cohort') ?? population,
      from: reversed ? null : from,
      to: reversed ? null : to,
    },
    displayYears: read('display') ?? null,
    confirmed: read('confirm') ?? false,
    presentation: {
      view: read('view') ?? usual.view,
      horizon: read('horizon') ?? usual.horizon,
      join: read('join') ?? usual.join,
      curves: read('curves') ?? usual.curves,
      pool: read('pool') ?? usual.pool,
      scale: read('scale') ?? usual.scale,
      styles: styles.value,
      labels: labels.value,
    },
  };
  return { selection, problems };
}

type SeriesReading = Readonly<{ ids: readonly string[] | null; refused: readonly string[]; tooMany: number | null }>;

/** Well-formed ids, each once, as many as a chart holds; null where the text names figures but none of them can be read. */
function readSeries(text: string | undefined): SeriesReading {
  const parts = [...new Set((text ?? '').split(',').filter((part) => part !== ''))];
  const ids = parts.filter((part) => EstimateId.safeParse(part).success);
  const nothing = text === undefined || (ids.length === 0 && parts.length > 0);
  return {
    ids: nothing ? null : ids.slice(0, MOST_SERIES),
    refused: parts.filter((part) => !ids.includes(part)),
    tooMany: ids.length > MOST_SERIES ? ids.length : null,
  };
}

/**
 * The address that says this selection, without the parts that say the same as their absence. `series` null stays out;
 * give the resolved ids to write an address that a later change of the evidence cannot alter.
 */
export function writeSelection({
  endpoint,
  population,
  series,
  local,
  displayYears,
  confirmed,
  presentation = USUAL_PRESENTATION,
}: WrittenSelection): string {
  const parts: (readonly [string, string | null])[] = [
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
    ...writePresentation(presentation),
  ];
  return parts
    .flatMap(([name, value]) =>
      value === null ? [] : [`${name}=${encodeURIComponent(value).replaceAll('%2C', ',').replaceAll('%3A', ':')}`],
    )
    .join('&');
}

/** An address's query as `readSelection` takes it: a repeated parameter becomes a list. */
export function parametersOf(query: URLSearchParams): AddressParameters {
  const names = [...new Set(query.keys())];
  return Object.fromEntries(
    names.map((name) => [name, query.getAll(name).length > 1 ? query.getAll(name) : (query.get(name) ?? '')]),
  );
}

function flagText(on: boolean): '1' | '0' {
  return on ? '1' : '0';
}

function firstOf(value: string | readonly string[]): string {
  return (typeof value === 'string' ? value : (value[0] ?? '')).slice(0, 80);
}
