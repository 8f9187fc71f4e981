import type { z } from 'zod';
import type { Row } from '../../rows/columns';
import { baselineRow, discrepancyColumns, interventionRow, registrationRow, stratumRow } from '../../rows/trial-parts';
import {
  BaselineFactSchema,
  DiscrepancySchema,
  InterventionSchema,
  RegistrationSchema,
  StratumSchema,
  type Bilingual,
  type Trial,
} from '../../schema';

/** Parts that a study has several of, each known by its place in the list. */
const LISTED_PARTS = ['registration', 'stratum', 'intervention', 'baseline', 'discrepancy'] as const;
export type ListedPart = (typeof LISTED_PARTS)[number];
export type ListedTable = 'registration' | 'stratum' | 'intervention' | 'baseline_fact' | 'discrepancy';

type Typed = Readonly<Record<string, unknown>>;
type ListedContent =
  | Readonly<{ table: ListedTable; row: Row; changed: Partial<Trial> }>
  | Readonly<{ invalid: string }>;

/** One list: how many it has, an item as the form shows it and as its row says it, and what a typed one makes of the study. */
type Listed = Readonly<{
  count: (trial: Trial) => number;
  name: (trial: Trial, position: number) => Bilingual | null;
  shown: (trial: Trial, position: number) => unknown;
  row: (trial: Trial, position: number) => Row | null;
  build: (typed: Typed, trial: Trial, position: number | null) => ListedContent;
}>;

type Shape<Item> = Readonly<{
  table: ListedTable;
  schema: z.ZodType<Item>;
  read: (trial: Trial) => readonly Item[];
  write: (items: Item[]) => Partial<Trial>;
  columns: (item: Item, slug: string) => Row;
  /** what a reader knows it by */
  name: (item: Item) => Bilingual;
  /** the field that the form has under another name, since its own is the form's */
  renamed?: readonly [form: string, item: string];
}>;

function listed<Item>({ table, schema, read, write, columns, name, renamed }: Shape<Item>): Listed {
  const rowOf = (item: Item, { slug }: Trial, position: number): Row => ({
    trial_slug: slug,
    position,
    ...columns(item, slug),
  });
  return {
    count: (trial) => read(trial).length,
    name: (trial, position) => {
      const item = read(trial)[position];
      return item === undefined ? null : name(item);
    },
    shown: (trial, position) => {
      const item = read(trial)[position];
      if (item === undefined) return null;
      return renamed === undefined ? item : { ...item, [renamed[0]]: Object(item)[renamed[1]] as unknown };
    },
    row: (trial, position) => {
      const item = read(trial)[position];
      return item === undefined ? null : rowOf(item, trial, position);
    },
    build: (typed, trial, at) => {
      const parsed = schema.safeParse(renamed === undefined ? typed : underItsName(typed, renamed));
      if (!parsed.success) return { invalid: parsed.error.issues[0]?.path.join('.') ?? '' };
      const held = read(trial);
      const position = at ?? held.length;
      const items = at === null ? [...held, parsed.data] : held.map((item, i) => (i === at ? parsed.data : item));
      return { table, row: rowOf(parsed.data, trial, position), changed: write(items) };
    },
  };
}

function underItsName(typed: Typed, [form, item]: readonly [string, string]): Typed {
  const { [form]: value, ...rest } = typed;
  return { ...rest, [item]: value };
}

function same(text: string): Bilingual {
  return { en: text, ru: text };
}

export const LISTED: Readonly<Record<ListedPart, Listed>> = {
  registration: listed({
    table: 'registration',
    schema: RegistrationSchema,
    read: ({ registrations }) => registrations,
    write: (registrations) => ({ registrations }),
    columns: registrationRow,
    name: ({ registry, id }) => same(`${registry} ${id}`),
  }),
  stratum: listed({
    table: 'stratum',
    schema: StratumSchema,
    read: ({ strata }) => strata,
    write: (strata) => ({ strata }),
    columns: stratumRow,
    name: ({ localName }) => same(localName),
  }),
  intervention: listed({
    table: 'intervention',
    schema: InterventionSchema,
    read: ({ interventions }) => interventions,
    write: (interventions) => ({ interventions }),
    columns: interventionRow,
    name: ({ name }) => name,
  }),
  baseline: listed({
    table: 'baseline_fact',
    schema: BaselineFactSchema,
    read: ({ baseline }) => baseline,
    write: (baseline) => ({ baseline }),
    columns: baselineRow,
    name: ({ characteristic, stratum }) =>
      stratum === null
        ? characteristic
        : { en: `${characteristic.en}, ${stratum.en}`, ru: `${characteristic.ru}, ${stratum.ru}` },
  }),
  discrepancy: listed({
    table: 'discrepancy',
    schema: DiscrepancySchema,
    read: ({ discrepancies }) => discrepancies,
    write: (discrepancies) => ({ discrepancies }),
    columns: (discrepancy, slug) => ({ subject: slug, ...discrepancyColumns(discrepancy) }),
    name: ({ field }) => field,
    renamed: ['why', 'reason'],
  }),
};

export function isListed(part: string): part is ListedPart {
  return LISTED_PARTS.some((one) => one === part);
}
