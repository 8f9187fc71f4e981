import { z } from 'zod';
import { hasRiskRules } from '../protocols-with-rules';
import type { TrialEntry, TrialSummary } from '../summary';
import type { Bilingual, Estimate, Trial } from '../../schema';
import type {
  Fact,
  FactPart,
  FactScope,
  FactWord,
  FileCell,
  ListedTrial,
  ShownFact,
  TrialFigures,
  TrialSort,
} from './fact';
import { TRIAL_FACTS } from './trial-facts';

// What each outlet takes from the list of facts.

type WholeTrial = Trial & ListedTrial;
type AnyFact = Fact<FactScope, WholeTrial, unknown>;
type Named = readonly [name: string, fact: AnyFact];

const FACTS: readonly Named[] = Object.entries(TRIAL_FACTS);
const ANSWERED = FACTS.filter(([, { scope }]) => scope === 'answered');
const LISTED = FACTS.filter(([, { scope }]) => scope !== 'whole');

/** The row of a trial in the list. */
export function entryOf(trial: ListedTrial): TrialEntry {
  // Facts of whole trials are not asked here, so nothing reads what a listed trial lacks.
  const known = trial as WholeTrial;
  return Object.fromEntries(LISTED.map(([name, fact]) => [name, fact.read(known)])) as TrialEntry;
}

/** The row that the API answers. */
export function summaryOf(entry: TrialEntry): TrialSummary {
  return Object.fromEntries(ANSWERED.map(([name]) => [name, valueIn(entry, name)])) as TrialSummary;
}

/** A row of the API's list. */
export const TrialSummarySchema = z.strictObject(
  Object.fromEntries(ANSWERED.map(([name, { schema }]) => [name, schema])),
) as z.ZodType as z.ZodType<TrialSummary>;

/** What a field of a trial holds, for who reads the API; null where it is no fact. */
export function factWords(field: string): Bilingual | null {
  return FACTS.find(([name]) => name === field)?.[1].words ?? null;
}

/** What the figures of a trial say together. */
export function figuresOf(estimates: readonly Estimate[]): TrialFigures {
  return {
    estimates: estimates.length,
    chartable: estimates.filter(({ chartable }) => chartable).length,
    endpoints: estimates
      .filter(({ estimate }) => estimate !== null)
      .map(({ endpoint, timeZero }) => ({ endpoint, timeZero })),
    kmt2a: estimates.map(({ stratum }) => stratum.kmt2a),
    risk: estimates.map(({ stratum }) => stratum.risk),
    levels: estimates.map(({ source }) => source.level),
  };
}

/** A fact on one screen, in the screen's order. */
export type FactOn<Source> = Readonly<{
  word: FactWord;
  numeric: boolean;
  sort: TrialSort | null;
  /** none: not reported */
  parts: (source: Source) => readonly FactPart[];
}>;

/** The columns of the trial list and the lines of its cards. */
export const LIST_FACTS = factsOn<TrialEntry>(
  'list',
  LISTED,
  ([name]) =>
    (entry) =>
      valueIn(entry, name),
);
/** The facts of a trial's page, and its texts. */
export const PAGE_FACTS = factsOn<Trial>('page', FACTS, readWhole);
export const DESIGN_FACTS = factsOn<Trial>('design', FACTS, readWhole);
/** The attributes of a trial that stand side by side, with their places. */
export const COMPARED_FACTS = factsOn<Trial>('compare', FACTS, readWhole);

function readWhole([, fact]: Named): (trial: Trial) => unknown {
  return (trial) =>
    fact.read({ ...trial, figures: figuresOf(trial.estimates), hasRiskRules: hasRiskRules(trial.slug) });
}

function factsOn<Source extends Pick<Trial, 'status'>>(
  screen: 'list' | 'page' | 'design' | 'compare',
  facts: readonly Named[],
  reader: (fact: Named) => (source: Source) => unknown,
): readonly (FactOn<Source> & { place: number })[] {
  return facts
    .flatMap((fact) =>
      shownOf(fact[1]).flatMap(([word, shown]) => {
        const place = shown[screen];
        const read = reader(fact);
        const { numeric = false, sort } = shown;
        return place === undefined
          ? []
          : {
              word,
              place,
              numeric,
              sort: sort?.name ?? null,
              parts: (source: Source) => shown.parts(read(source), source),
            };
      }),
    )
    .sort((a, b) => a.place - b.place);
}

function shownOf({ shown }: AnyFact): [FactWord, ShownFact<unknown>][] {
  return Object.entries(shown) as [FactWord, ShownFact<unknown>][];
}

type Order = Readonly<{
  name: TrialSort;
  place: number;
  /** the order that a reader expects first */
  first: 'asc' | 'desc';
  /** what a trial is sorted by; null stands last */
  by: (entry: TrialEntry) => number | string | null;
}>;

/** The orders of the trial list, in the order of the choice. */
export const TRIAL_ORDERS: readonly Order[] = LISTED.flatMap(([name, fact]) =>
  shownOf(fact).flatMap(([, { sort }]) =>
    sort === undefined ? [] : { ...sort, by: (entry: TrialEntry) => sort.by(valueIn(entry, name)) },
  ),
).sort((a, b) => a.place - b.place);

/** A column of a file: name, meaning, and what a trial has there. */
export type TrialColumn<Row> = Readonly<{
  name: string;
  meaning: string;
  value: (row: Row, publicUrl: string) => FileCell;
}>;

export const API_COLUMNS = columnsOf<TrialSummary>('api', ANSWERED);
export const DOWNLOAD_COLUMNS = columnsOf<TrialEntry>('download', LISTED);

function columnsOf<Row extends TrialSummary>(
  file: 'api' | 'download',
  facts: readonly Named[],
): readonly (TrialColumn<Row> & { number: number })[] {
  return facts
    .flatMap(([fact, { columns }]) =>
      columns.flatMap((column) => {
        const place = column[file];
        if (place === undefined) return [];
        const [number, name, meaning = ''] = place;
        const value = (row: Row, publicUrl: string): FileCell => column.value(valueIn(row, fact), publicUrl);
        return { number, name, meaning, value };
      }),
    )
    .sort((a, b) => a.number - b.number);
}

function valueIn(entry: TrialSummary, name: string): unknown {
  const values: Readonly<Record<string, unknown>> = entry;
  return values[name];
}
