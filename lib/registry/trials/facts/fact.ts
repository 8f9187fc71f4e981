import type { z } from 'zod';
import type { KeysUnder } from '@/lib/i18n/message-lookup';
import type { ListedFields } from '../stored-fields';
import type { Bilingual, Intervention, Registration, Trial } from '../../schema';
import type { Endpoint, Kmt2aStratum, RiskStratum, SourceLevel, TimeZero } from '../../vocabulary';

// What a fact of a trial is, for the list of them in `trial-facts.ts`.

/** The name of a fact on screen, as a text of `vocabulary.fact`. */
export type FactWord = KeysUnder<'vocabulary.fact'>;
/** An order of the trial list, as a text of `vocabulary.trialSort`; it stands in addresses. */
export type TrialSort = KeysUnder<'vocabulary.trialSort'>;
export type VocabularyKey = KeysUnder<'vocabulary'>;
/** What a file holds in one place. */
export type FileCell = string | number | boolean | null;

type CountedEndpoint = Readonly<{ endpoint: Endpoint; timeZero: TimeZero }>;

/** What the figures of one trial say together. */
export type TrialFigures = Readonly<{
  /** figures, those without a reported value included */
  estimates: number;
  /** figures that a chart may draw */
  chartable: number;
  /** endpoints with at least one reported value, with each day from which their years are counted */
  endpoints: readonly CountedEndpoint[];
  kmt2a: readonly Kmt2aStratum[];
  risk: readonly RiskStratum[];
  levels: readonly SourceLevel[];
}>;

/** What is known of a trial where the list is made: its own fields without the long texts, and its figures together. */
export type ListedTrial = ListedFields &
  Readonly<{
    registrations: Registration[];
    interventions: Intervention[];
    figures: TrialFigures;
    /** a patient can be classified under it, or it is known not to be stratified */
    hasRiskRules: boolean;
  }>;

/** One statement of a fact on screen: a text of the data set, a name or number as it is, or a word of the vocabulary. */
export type FactPart =
  | Readonly<{ kind: 'text'; text: Bilingual }>
  | Readonly<{ kind: 'plain'; text: string }>
  | Readonly<{ kind: 'code'; key: VocabularyKey }>
  | Readonly<{ kind: 'year'; word: KeysUnder<'vocabulary.years'>; year: string }>
  | Readonly<{ kind: 'number'; value: number }>;

/**
 * A column of the files. Number and name in a file never change; a new column takes the next number. `api` is the CSV of
 * `/api/v1/trials`; `download` is the file of the trial list, whose JSON form also says what the column means.
 */
export type FileColumn<Value> = Readonly<{
  api?: readonly [number: number, name: string];
  download?: readonly [number: number, name: string, meaning: string];
  // A method, so that facts of different values stand in one list; a value always comes from the fact of its own name.
  value(value: Value, publicUrl: string): FileCell;
}>;

/**
 * A fact on screen. `list`, `page`, `design` and `compare` are its places among the columns of the trial list (and the
 * lines of its cards), the facts and the texts of the trial's page, and the attributes side by side; absent: not shown.
 */
export type ShownFact<Value> = Readonly<{
  list?: number;
  page?: number;
  design?: number;
  compare?: number;
  /** aligned to the right in the list */
  numeric?: true;
  /** `place` among the orders to choose from, the order a reader expects first, and what is sorted by; null stands last */
  sort?: Readonly<{ name: TrialSort; place: number; first: 'asc' | 'desc'; by(value: Value): number | string | null }>;
  /** none: not reported */
  parts(value: Value, trial: Pick<Trial, 'status'>): readonly FactPart[];
}>;

/**
 * One fact. `answered`: a field of each row of `/api/v1/trials`; `listed`: known where the list is made, not answered;
 * `whole`: read from whole trials only.
 */
export type Fact<Scope extends FactScope, Source, Value> = Readonly<{
  scope: Scope;
  schema: z.ZodType<Value>;
  /** what the field holds, for who reads the API; null where it is no field there */
  words: Bilingual | null;
  read(trial: Source): Value;
  columns: readonly FileColumn<Value>[];
  shown: Readonly<Partial<Record<FactWord, ShownFact<Value>>>>;
}>;
export type FactScope = 'answered' | 'listed' | 'whole';

// The value is what is read; what shows or writes it may take more.
type Parts<Source, Value> = Pick<Fact<FactScope, Source, Value>, 'schema' | 'read'> &
  Partial<Pick<Fact<FactScope, Source, NoInfer<Value>>, 'columns' | 'shown'>>;

/** A field of each row of the API's list. */
export function answered<Value>(
  words: Bilingual,
  parts: Parts<ListedTrial, Value>,
): Fact<'answered', ListedTrial, Value> {
  return { scope: 'answered', words, columns: [], shown: {}, ...parts };
}

/** A fact that the list knows and the API's list does not answer. */
export function listed<Value>(parts: Parts<ListedTrial, Value>): Fact<'listed', ListedTrial, Value> {
  return { scope: 'listed', words: null, columns: [], shown: {}, ...parts };
}

/** A fact of the whole trial alone. */
export function ofWhole<Value>(words: Bilingual, parts: Parts<Trial, Value>): Fact<'whole', Trial, Value> {
  return { scope: 'whole', words, columns: [], shown: {}, ...parts };
}

export function bilingual(en: string, ru: string): Bilingual {
  return { en, ru };
}

/** A text or name that may be unreported. */
export function plain(text: string | null): FactPart[] {
  return text === null ? [] : [{ kind: 'plain', text }];
}

export function inWords(text: Bilingual | null): FactPart[] {
  return text === null ? [] : [{ kind: 'text', text }];
}

export function numeric(value: number | null): FactPart[] {
  return value === null ? [] : [{ kind: 'number', value }];
}

export function coded(key: VocabularyKey | null): FactPart[] {
  return key === null ? [] : [{ kind: 'code', key }];
}
