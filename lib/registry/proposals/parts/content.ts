import { z } from 'zod';
import { appraisalRow } from '../../rows/review-rows';
import { armRow, definitionRow } from '../../rows/trial-parts';
import { reportRow, type Row } from '../../rows/columns';
import {
  AppraisalSchema,
  ArmSchema,
  EndpointDefinitionSchema,
  ReportSchema,
  TrialSchema,
  type Bilingual,
  type Reference,
  type Trial,
} from '../../schema';
import { TrialFieldsSchema, trialColumns } from '../../trials/stored-fields';
import { formatCitation } from '../../references/citation';
import { EVENT_KINDS } from '../../vocabulary';
import type { AloneTable } from './alone';
import { isAlone, type Part, type TrialPart } from './fields';
import { isListed, LISTED, type ListedPart, type ListedTable } from './listed';

/** A table of the evidence that a change writes. */
export type ChangedTable = ListedTable | 'trial' | 'arm' | 'endpoint_definition' | 'report' | 'appraisal' | AloneTable;

/** The changed study as the data set would spell it, and the row that says so; or where it does not have the form. */
export type PartContent = Readonly<{ table: ChangedTable; row: Row; trial: Trial }> | Readonly<{ invalid: string }>;

type Typed = Readonly<Record<string, unknown>>;
const EMPTY_TRIAL = {
  registrations: [],
  interventions: [],
  endpointDefinitions: { EFS: null, OS: null },
  arms: [],
  strata: [],
  estimates: [],
  baseline: [],
  discrepancies: [],
  reports: [],
  appraisals: [],
};

/**
 * What was typed of a part, in its place in the study. `item` names the part that is corrected (position, slug, endpoint or
 * id); null: a new one. A study that is not there yet is itself the part.
 */
export function partContent(part: TrialPart, typed: Typed, trial: Trial | null, item: string | null): PartContent {
  if (part === 'trial') return ofTrial(typed, trial);
  if (trial === null) return { invalid: 'slug' };
  const built = isListed(part)
    ? LISTED[part].build(typed, trial, item === null ? null : Number(item))
    : IN_TRIAL[part](typed, trial, item);
  if ('invalid' in built) return built;
  const read = TrialSchema.safeParse({ ...trial, ...built.changed });
  return read.success
    ? { table: built.table, row: { trial_slug: trial.slug, ...built.row }, trial: read.data }
    : { invalid: read.error.issues[0]?.path.slice(2).join('.') ?? '' };
}

function ofTrial(typed: Typed, held: Trial | null): PartContent {
  const shaped = { ...typed, countriesFrom: countriesShape(typed['countriesFrom']) };
  const read = TrialFieldsSchema.safeParse(held === null ? shaped : { ...shaped, slug: held.slug });
  if (!read.success) return { invalid: read.error.issues[0]?.path.join('.') ?? '' };
  const trial = TrialSchema.parse({ ...EMPTY_TRIAL, ...held, ...read.data });
  return { table: 'trial', row: trialColumns(trial), trial };
}

type Built = Readonly<{ table: ChangedTable; row: Row; changed: Partial<Trial> }> | Readonly<{ invalid: string }>;
type Builder = (typed: Typed, trial: Trial, item: string | null) => Built;

/** Reads the typed object and gives where it stands and how it is written. */
function reading<Content>(
  schema: z.ZodType<Content>,
  build: (content: Content, trial: Trial, item: string | null) => Exclude<Built, { invalid: string }>,
  shape: (typed: Typed) => unknown = (typed) => typed,
): Builder {
  return (typed, trial, item) => {
    const read = schema.safeParse(shape(typed));
    if (!read.success) return { invalid: read.error.issues[0]?.path.join('.') ?? '' };
    return build(read.data, trial, item);
  };
}

/** The list with the item in the place of the one of this name, or at its end. */
function placed<Item>(list: readonly Item[], item: Item, at: number): Item[] {
  return at < 0 ? [...list, item] : list.map((held, i) => (i === at ? item : held));
}

const appraised = (tool: 'QUIPS' | 'ROBINS-I' | 'RoB 2'): Builder =>
  reading(
    AppraisalSchema,
    (appraisal, { appraisals }) => ({
      table: 'appraisal',
      row: appraisalRow(appraisal),
      changed: { appraisals: [...appraisals.filter((one) => one.tool !== tool), appraisal] },
    }),
    (typed) => ({ ...typed, tool }),
  );

const IN_TRIAL: Readonly<Record<Exclude<TrialPart, 'trial' | ListedPart>, Builder>> = {
  arm: reading(ArmSchema, (arm, { arms }, item) => ({
    table: 'arm',
    row: armRow(item === null ? arm : { ...arm, slug: item }),
    changed: {
      arms: placed(
        arms,
        item === null ? arm : { ...arm, slug: item },
        arms.findIndex(({ slug }) => slug === item),
      ),
    },
  })),
  definition: reading(
    z.object({ endpoint: z.string().min(1).max(40), definition: EndpointDefinitionSchema }),
    ({ endpoint, definition }, { endpointDefinitions }, item) => ({
      table: 'endpoint_definition',
      row: { endpoint: item ?? endpoint, ...definitionRow(definition) },
      changed: { endpointDefinitions: { ...endpointDefinitions, [item ?? endpoint]: definition } },
    }),
    ({ endpoint, counts, ...definition }) => ({ endpoint, definition: { ...definition, counts: given(counts) } }),
  ),
  report: reading(
    ReportSchema,
    (report, { reports }, item) => ({
      table: 'report',
      row: reportRow(item === null ? report : { ...report, id: item }),
      changed: {
        reports: placed(
          reports,
          item === null ? report : { ...report, id: item },
          reports.findIndex(({ id }) => id === item),
        ),
      },
    }),
    reportShape,
  ),
  QUIPS: appraised('QUIPS'),
  'ROBINS-I': appraised('ROBINS-I'),
  'RoB 2': appraised('RoB 2'),
};

/** No kind of event answered: nobody has asked the source. One answered: the others are not stated. */
function given(counts: unknown): unknown {
  const answers = new Map(typeof counts === 'object' && counts !== null ? Object.entries(counts) : []);
  if ([...answers.values()].every((answer) => answer === null)) return null;
  return Object.fromEntries(EVENT_KINDS.map((kind) => [kind, answers.get(kind) ?? 'not-stated']));
}

/** Each particular is a value or says why it is missing. */
function reportShape({ cut, followUp, population, estimates, copy, ...rest }: Typed): unknown {
  const known = (typed: unknown, holds: string, valueOf: (fields: Typed) => unknown): unknown => {
    const fields: Typed = Object.fromEntries(typeof typed === 'object' && typed !== null ? Object.entries(typed) : []);
    return fields[holds] === null || fields[holds] === undefined
      ? { absent: fields['absent'] }
      : { value: valueOf(fields) };
  };
  const named = Array.isArray(estimates) && estimates.length > 0 ? estimates : null;
  return {
    ...rest,
    cut: known(cut, 'value', ({ value }) => value),
    followUp: known(followUp, 'years', ({ years, low, high }) => ({ years, low, high })),
    population: known(population, 'text', ({ text, n }) => ({ text, n })),
    estimates: named,
    copy: anyOf(copy),
  };
}

/** Nothing typed of where the countries stand: not recorded. Why they are missing, or a source. */
function countriesShape(typed: unknown): unknown {
  const fields: Typed = Object.fromEntries(typeof typed === 'object' && typed !== null ? Object.entries(typed) : []);
  const { absent = null, named = null, source } = fields;
  const place = anyOf(source);
  if (named === null && place === null) return absent === null ? null : { absent };
  return { named, source: place, ...(absent !== null && { absent }) };
}

/** Nothing of it was written down: null. */
function anyOf(typed: unknown): unknown {
  const fields = typeof typed === 'object' && typed !== null ? typed : {};
  return Object.values(fields).every((value) => value === null) ? null : fields;
}

/** What a part holds now, as the form shows it; null: nothing, or no such item. */
export function heldPart(part: TrialPart, trial: Trial, item: string | null): unknown {
  if (isListed(part)) return item === null ? null : LISTED[part].shown(trial, Number(item));
  switch (part) {
    case 'trial':
      return trial;
    case 'arm':
      return trial.arms.find(({ slug }) => slug === item) ?? null;
    case 'definition': {
      const definition = item === null ? null : (trial.endpointDefinitions[item] ?? null);
      return definition === null ? null : { endpoint: item, ...definition };
    }
    case 'report':
      return shownReport(trial, item);
    case 'QUIPS':
    case 'ROBINS-I':
    case 'RoB 2':
      return trial.appraisals.find(({ tool }) => tool === part) ?? null;
  }
}

function shownReport(trial: Trial, item: string | null): unknown {
  const report = trial.reports.find(({ id }) => id === item);
  if (report === undefined) return null;
  const { followUp, population } = report;
  return {
    ...report,
    followUp: 'value' in followUp ? followUp.value : followUp,
    population: 'value' in population ? population.value : population,
  };
}

/** The items of a part that a study has, by what names them. */
export function itemsOf(part: Part, trial: Trial): readonly string[] {
  if (isAlone(part)) return [];
  if (isListed(part)) return Array.from({ length: LISTED[part].count(trial) }, (_, i) => String(i));
  switch (part) {
    case 'arm':
      return trial.arms.map(({ slug }) => slug);
    case 'definition':
      return Object.entries(trial.endpointDefinitions).flatMap(([name, held]) => (held === null ? [] : [name]));
    case 'report':
      return trial.reports.map(({ id }) => id);
    case 'trial':
    case 'QUIPS':
    case 'ROBINS-I':
    case 'RoB 2':
      return [];
  }
}

/** What a reader knows the items by. */
export function namesOf(part: Part, trial: Trial, references: readonly Reference[]): Record<string, Bilingual> {
  if (part === 'arm') return Object.fromEntries(trial.arms.map(({ slug, name }) => [slug, name]));
  if (part === 'report')
    return Object.fromEntries(
      trial.reports.map(({ id, ref }) => {
        const reference = references.find((one) => one.id === ref);
        const cited = reference === undefined ? ref : formatCitation(reference);
        return [id, { en: cited, ru: cited }];
      }),
    );
  if (!isListed(part)) return {};
  const { name } = LISTED[part];
  return Object.fromEntries(
    itemsOf(part, trial).flatMap((item): [string, Bilingual][] => {
      const named = name(trial, Number(item));
      return named === null ? [] : [[item, named]];
    }),
  );
}

/** The row of a part as it stands, which a change is laid over; null: there is none. */
export function heldRow(part: TrialPart, trial: Trial, item: string | null): Row | null {
  if (isListed(part)) return item === null ? null : LISTED[part].row(trial, Number(item));
  const at = { trial_slug: trial.slug };
  switch (part) {
    case 'trial':
      return trialColumns(trial);
    case 'arm': {
      const held = trial.arms.find(({ slug }) => slug === item);
      return held === undefined ? null : { ...at, ...armRow(held) };
    }
    case 'definition': {
      const held = item === null ? null : trial.endpointDefinitions[item];
      return held == null ? null : { ...at, endpoint: item, ...definitionRow(held) };
    }
    case 'report': {
      const held = trial.reports.find(({ id }) => id === item);
      return held === undefined ? null : { ...at, ...reportRow(held) };
    }
    case 'QUIPS':
    case 'ROBINS-I':
    case 'RoB 2': {
      const held = trial.appraisals.find(({ tool }) => tool === part);
      return held === undefined ? null : { ...at, ...appraisalRow(held) };
    }
  }
}
