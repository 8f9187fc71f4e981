import { z } from 'zod';
import {
  checkedText,
  choice,
  decimalNumber,
  flag,
  freeText,
  joined,
  patterned,
  stated,
  wholeNumber,
  year,
  SPANS,
} from '@/lib/address/fields';
import type { AddressParameters } from '@/lib/address/parameters';
import type { AddressProblem } from '@/lib/address/problem';
import { readAddress } from '@/lib/address/reading';
import { FAILURE_TIMES, LOCAL_TIME_ZEROS, SWITCH_COUNTS, USUAL_CHOICES } from '@/lib/patients/timeline';
import { KMT2A_STRATA, SURVIVAL_ENDPOINTS } from '@/lib/registry/vocabulary';
import {
  COMPARE_VIEWS,
  ESTIMATE_ID,
  FOREST_ORDERS,
  LabelText,
  POOL_MODELS,
  POOL_SCALES,
  SHAPE_LETTERS,
  USUAL_PRESENTATION,
} from '../presentation';
import { NETWORK_GROUPS } from '../network/groups';
import { MOST_SERIES, type CompareSelection } from './selection';
import { MARKER_SHAPES, SERIES_COLOURS, type SeriesStyle } from './series/style';

const FIRST_YEAR = 1960;
const LAST_YEAR = 2100;
const MOST_YEARS = 20;
const UUID_LETTERS = 36;

/** `id:3s`: position of the colour and letter of the marker. */
const style = pairField<SeriesStyle>(
  'style',
  (code) => {
    const colour = Number(code.slice(0, 1));
    const shape = MARKER_SHAPES.find((candidate) => SHAPE_LETTERS[candidate] === code.slice(1));
    return /^\d[a-z]$/u.test(code) && colour < SERIES_COLOURS.length && shape !== undefined ? { colour, shape } : null;
  },
  ({ colour, shape }) => `${colour}${SHAPE_LETTERS[shape]}`,
);
/** `id:text` */
const label = pairField<string>(
  'label',
  (text) => LabelText.safeParse(text).data ?? null,
  (text) => text,
);

/** The query of a comparison and of its files. */
export const comparisonQuerySchema = z
  .object({
    endpoint: stated(choice(SURVIVAL_ENDPOINTS).default('EFS')),
    /** the first choice of published figures, and of local patients where `cohort` says nothing else */
    population: stated(choice(KMT2A_STRATA).default('r')),
    /** ids of published figures in the reader's order; none given: the first view */
    series: joined(patterned(ESTIMATE_ID, 'series'), { separator: ',', ordered: true, most: MOST_SERIES })
      .nullable()
      .default(null),
    /** whether the local cohort is drawn */
    local: flag().nullable().default(null),
    /** code of a site */
    site: patterned(/^[A-Za-z0-9-]{1,20}$/u, 'site')
      .nullable()
      .default(null),
    /** the pool of several sites in place of the reader's own patients, and which of its groups */
    network: choice(NETWORK_GROUPS).nullable().default(null),
    /** KMT2A status of the local patients */
    cohort: choice(KMT2A_STRATA).optional(),
    /** first and last year of diagnosis of the local patients */
    from: year(FIRST_YEAR, LAST_YEAR).nullable().default(null),
    to: year(FIRST_YEAR, LAST_YEAR).nullable().default(null),
    /** from when the days of the local patients count */
    zero: choice(LOCAL_TIME_ZEROS).nullable().default(null),
    /** how the outcome of the local patients is derived: an induction failure, a lineage switch, a transplant */
    failure: choice(FAILURE_TIMES).default(USUAL_CHOICES.failureAt),
    switch: choice(SWITCH_COUNTS).default(USUAL_CHOICES.lineageSwitch),
    hsct: choice(['follow', 'censor']).default('follow'),
    /** end of the analysis of the local patients in years */
    analyse: wholeNumber(1, MOST_YEARS).nullable().default(null),
    /** end of the axis in years */
    display: wholeNumber(1, MOST_YEARS).nullable().default(null),
    /** one axis for different time zeros */
    confirm: flag().default(false),
    view: choice(COMPARE_VIEWS).nullable().default(USUAL_PRESENTATION.view),
    horizon: decimalNumber(0.01, MOST_YEARS, 2).nullable().default(USUAL_PRESENTATION.horizon),
    order: choice(FOREST_ORDERS).default(USUAL_PRESENTATION.order),
    join: flag().default(USUAL_PRESENTATION.join),
    curves: flag().default(USUAL_PRESENTATION.curves),
    pool: choice(POOL_MODELS).default(USUAL_PRESENTATION.pool),
    scale: choice(POOL_SCALES).default(USUAL_PRESENTATION.scale),
    /** colour and marker, label: each by estimate id */
    styles: joined(style, { separator: ',', ordered: false }).default([]),
    labels: joined(label, { separator: '|', ordered: false }).default([]),
    /** id of the saved comparison that was opened, to say what has changed since */
    saved: freeText(UUID_LETTERS).nullable().default(null),
  })
  .register(SPANS, { first: 'from', last: 'to' });

export type SelectionReading = Readonly<{
  selection: CompareSelection;
  /** id of the saved comparison that the address opens */
  saved: string | null;
  problems: readonly AddressProblem[];
}>;

/** Reads the selection from an address; what cannot be understood is reported and its default taken. */
export function readSelection(parameters: AddressParameters): SelectionReading {
  const { values, problems } = readAddress(comparisonQuerySchema, parameters);
  const { endpoint, population, series, display, confirm, styles, labels, ...others } = values;
  const {
    saved,
    local,
    site,
    network,
    cohort,
    from,
    to,
    zero,
    failure,
    switch: lineageSwitch,
    hsct,
    analyse,
    ...shown
  } = others;
  const selection: CompareSelection = {
    endpoint,
    population,
    series,
    local: {
      ...{ shown: local, site, network, kmt2a: cohort ?? population, from, to, zero, analyseYears: analyse },
      choices: { failureAt: failure, lineageSwitch, censorAtTransplant: hsct === 'censor' },
    },
    displayYears: display,
    confirmed: confirm,
    presentation: { ...shown, styles: Object.fromEntries(styles), labels: Object.fromEntries(labels) },
  };
  return { selection, saved, problems };
}

type Pair<Value> = [id: string, value: Value];
type PairField<Value> = z.ZodCodec<z.ZodString, z.ZodCustom<Pair<Value>, Pair<Value>>>;

/** A value for one figure, written as `id:value`. */
function pairField<Value>(
  kind: 'style' | 'label',
  read: (text: string) => Value | null,
  write: (value: Value) => string,
): PairField<Value> {
  const partsOf = (text: string): readonly [string, Value | null] => {
    const at = Math.max(text.indexOf(':'), 0);
    return [text.slice(0, at), read(text.slice(at + 1))];
  };
  const input = checkedText((text) => {
    const [id, value] = partsOf(text);
    return ESTIMATE_ID.test(id) && value !== null ? null : { code: 'not-valid', expected: { kind } };
  });
  return z.codec(input, z.custom<Pair<Value>>(), {
    // The check above has found both parts.
    decode: (text) => partsOf(text) as Pair<Value>,
    encode: ([id, value]) => `${id}:${write(value)}`,
  });
}
